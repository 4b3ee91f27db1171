import type { Grant, GrantEnd } from './identity.ts';

/** Those who want to know when a grant is over. */
export interface Watch {
  /** Calls `listener` once; what it returns stops that. */
  add(grant: Grant, listener: (why: GrantEnd) => void): () => void;
  /** Tells all whose grant is over by now. */
  sweep(): void;
  readonly size: number;
}

/**
 * Thousands of sockets are watched by one list that is gone through at each revocation and once in a while for what ends by
 * itself: no timer and no place in an index for each of them.
 */
export const createWatch = (
  endOf: (grant: Grant) => GrantEnd | undefined,
  onFault: (error: unknown) => void,
): Watch => {
  const watched = new Set<{ readonly grant: Grant; readonly listener: (why: GrantEnd) => void }>();

  const sweep = (): void => {
    // many have the same grant
    const ends = new Map<Grant, GrantEnd | undefined>();
    for (const one of watched) {
      const { grant, listener } = one;
      if (!ends.has(grant)) ends.set(grant, endOf(grant));
      const why = ends.get(grant);
      if (why === undefined) continue;
      watched.delete(one);
      try {
        listener(why);
      } catch (error) {
        onFault(error);
      }
    }
  };

  return {
    add(grant, listener) {
      const one = { grant, listener };
      watched.add(one);
      // it may have ended on the way here; whoever asks wants to hear of it, but not before they have what is returned
      if (endOf(grant) !== undefined) queueMicrotask(sweep);
      return () => {
        watched.delete(one);
      };
    },
    sweep,
    get size() {
      return watched.size;
    },
  };
};
