/** Tells what was seen before. */
export interface Sieve {
  /** True the first time. */
  isNew(mark: string): boolean;
}

/** Remembers the newest `capacity` marks. */
export const openSieve = (capacity: number): Sieve => {
  const seen = new Set<string>();
  return {
    isNew(mark) {
      if (seen.has(mark)) return false;
      seen.add(mark);
      if (seen.size > capacity) {
        const [oldest] = seen;
        seen.delete(oldest as string);
      }
      return true;
    },
  };
};
