/** Remembers what was seen for at least `keptMs`, in no more room than twice `most`. */
export interface SeenOnce {
  /** 'full' where it could not be remembered any more: then nobody knows whether it comes again. */
  see(mark: string): 'new' | 'seen' | 'full';
}

/** Two generations: the older one is dropped whole, so that nothing is gone through to find what is old. */
export const createSeenOnce = (most: number, keptMs: number, uptime: () => number): SeenOnce => {
  let young = new Set<string>();
  let old: ReadonlySet<string> = new Set();
  let youngSince = uptime();
  return {
    see(mark) {
      const age = uptime() - youngSince;
      if (age >= keptMs) {
        old = age < 2 * keptMs ? young : new Set();
        young = new Set();
        youngSince = uptime();
      }
      if (young.has(mark) || old.has(mark)) return 'seen';
      if (young.size >= most) return 'full';
      young.add(mark);
      return 'new';
    },
  };
};
