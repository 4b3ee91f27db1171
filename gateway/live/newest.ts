import type { Entry } from './track.ts';

/** The newest event of each key, for those who fell behind and want no more than that. */
export interface Newest {
  take(entry: Entry): void;
  /** The events with this number or a higher one, in order. */
  from(number: number): readonly Entry[];
  /** Whether nothing from this number on was let go for want of room. */
  covers(number: number): boolean;
}

export interface NewestLimits {
  readonly maxKeys: number;
  readonly maxBytes: () => number;
}

/** What has no key, as a gap, is kept like something that has one of its own. */
const unkeyed = '';

/** `first` is the number of the first event that it will be given. */
export const createNewest = (limits: NewestLimits, first: number): Newest => {
  // in the order of their numbers: a key that comes again goes to the end
  const entries = new Map<string, Entry>();
  let letGo = first - 1;
  let bytes = 0;
  const drop = (key: string): Entry | undefined => {
    const entry = entries.get(key);
    if (!entries.delete(key) || !entry) return undefined;
    bytes -= entry.payload.length;
    return entry;
  };
  return {
    take(entry) {
      const key = entry.key ?? unkeyed;
      drop(key);
      entries.set(key, entry);
      bytes += entry.payload.length;
      while (entries.size > 1 && (entries.size > limits.maxKeys || bytes > limits.maxBytes())) {
        const [oldest] = entries.keys();
        letGo = drop(oldest as string)?.number ?? letGo;
      }
    },
    from: (number) => [...entries.values()].filter((entry) => entry.number >= number),
    covers: (number) => number > letGo,
  };
};
