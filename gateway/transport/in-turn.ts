/** Gives one after the other, and begins anew. It begins anywhere, so that many who begin at once do not all ask the same. */
export const inTurn = <T>(all: readonly T[]): (() => T) => {
  let next = Math.floor(Math.random() * all.length);
  return () => {
    next = (next + 1) % all.length;
    return all[next] as T;
  };
};
