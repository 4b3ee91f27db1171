/** Those who do the same, one after the other. */
export interface Turns<T> {
  next(): T;
  /** It cannot be reached: the others are given in its place for two seconds, where one of them can be. */
  passOver(one: T): void;
}

const passedOverMs = 2_000;

/** It begins anywhere, so that many who begin at once do not all ask the same. */
export const inTurn = <T>(all: readonly T[], now: () => number = () => performance.now()): Turns<T> => {
  const until = new Map<T, number>();
  let at = Math.floor(Math.random() * all.length);
  const step = (): T => {
    at = (at + 1) % all.length;
    return all[at] as T;
  };
  return {
    next() {
      for (let tries = 0; tries < all.length; tries += 1) {
        const one = step();
        if ((until.get(one) ?? now()) <= now()) return one;
      }
      return step();
    },
    passOver(one) {
      until.set(one, now() + passedOverMs);
    },
  };
};
