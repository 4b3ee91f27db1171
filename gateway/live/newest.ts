import type { Entry } from './track.ts';

/** The newest event of each key, for those who fell behind and want no more than that. */
export interface Newest {
  take(entry: Entry): void;
  /** The events with this number or a higher one, in order. */
  from(number: number): readonly Entry[];
  /** Whether nothing from this number on was let go for want of room. */
  covers(number: number): boolean;
}

/** What has no key, as a gap, is kept like something that has one of its own. */
const unkeyed = '';

/** `first` is the number of the first event that it will be given. */
export const createNewest = (maxKeys: number, first: number): Newest => {
  // in the order of their numbers: a key that comes again goes to the end
  const entries = new Map<string, Entry>();
  let letGo = first - 1;
  return {
    take(entry) {
      const key = entry.key ?? unkeyed;
      entries.delete(key);
      entries.set(key, entry);
      if (entries.size <= maxKeys) return;
      const [oldestKey, oldest] = entries.entries().next().value as [string, Entry];
      entries.delete(oldestKey);
      letGo = oldest.number;
    },
    from: (number) => [...entries.values()].filter((entry) => entry.number >= number),
    covers: (number) => number > letGo,
  };
};
