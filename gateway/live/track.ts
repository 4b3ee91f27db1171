/** One event, written once for all who get it. */
export interface Entry {
  /** Its place in the track, from 0. */
  readonly number: number;
  /** The payload of a `next` message, UTF-8. */
  readonly payload: Buffer;
  /** Where it stands in its log; undefined for streams that cannot be gone on from. */
  readonly cursor: string | undefined;
  readonly key: string | undefined;
  /** When the log took it, epoch ms. */
  readonly at: number | undefined;
}

/** Where a stream has come to: behind which event. */
export type Place = Pick<Entry, 'cursor' | 'at'>;

export interface TrackLimits {
  readonly maxEntries: number;
  /** Asked at each event: tracks share what there is. */
  readonly maxBytes: () => number;
}

/** The newest events of one operation, numbered as they came, with their cursors: what a late subscriber can still be given. */
export interface Track {
  /** Number of the oldest event that is held. */
  readonly first: number;
  /** Number that the next event will get. */
  readonly end: number;
  readonly bytes: number;
  append(event: Omit<Entry, 'number'>): void;
  /** Lets go what is too much, but nothing from `needed` on. */
  trim(needed: number): void;
  at(number: number): Entry;
  /** The place before the event of this number; it was dropped itself where `number` is `first`. */
  placeBefore(number: number): Place;
  /** The number that follows this cursor, where everything behind it is held. */
  numberAfter(cursor: string): number | undefined;
  /** Tells where the stream starts, once that is known. */
  startAt(cursor: string): void;
}

const nowhere: Place = { cursor: undefined, at: undefined };

export const createTrack = ({ maxEntries, maxBytes }: TrackLimits): Track => {
  const entries: Entry[] = [];
  const numbers = new Map<string, number>();
  let gone = 0;
  let head = 0;
  let bytes = 0;
  /** The place before the oldest event that is held. */
  let before: Place = nowhere;

  const dropOldest = (): void => {
    const oldest = entries[head] as Entry;
    if (before.cursor !== undefined) numbers.delete(before.cursor);
    before = oldest;
    bytes -= oldest.payload.length;
    head += 1;
    if (head < 1_024) return;
    entries.splice(0, head);
    gone += head;
    head = 0;
  };
  const at = (number: number): Entry => entries[number - gone] as Entry;
  const isFull = (): boolean => entries.length - head > maxEntries || bytes > maxBytes();

  return {
    get first() {
      return gone + head;
    },
    get end() {
      return gone + entries.length;
    },
    get bytes() {
      return bytes;
    },
    append(event) {
      const entry: Entry = { ...event, number: gone + entries.length };
      entries.push(entry);
      bytes += entry.payload.length;
      if (entry.cursor !== undefined) numbers.set(entry.cursor, entry.number + 1);
    },
    trim(needed) {
      const last = Math.min(needed, gone + entries.length - 1);
      while (gone + head < last && isFull()) dropOldest();
    },
    at,
    placeBefore(number) {
      return number === gone + head ? before : at(number - 1);
    },
    numberAfter: (cursor) => numbers.get(cursor),
    startAt(cursor) {
      if (gone + entries.length > 0) return;
      before = { cursor, at: undefined };
      numbers.set(cursor, 0);
    },
  };
};
