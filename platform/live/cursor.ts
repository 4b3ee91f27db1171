import type { EpochMs } from '@aqmrg/schema/events/vocabulary.ts';
import { badInput } from '../errors/air-error.ts';
import { boundedCache } from '../subgraph/bounded-cache.ts';
import { decodeCursor, encodeCursor } from '../subgraph/cursor.ts';
import type { StreamPlace } from './event.ts';

/** Places of a live stream as cursors: signed, and one text for one place, whoever writes it. */
export interface LiveCursors {
  write(place: StreamPlace): string;
  /** BAD_INPUT, field `after`, where the text is none of ours. */
  read(cursor: string): StreamPlace;
}

const version = 2;

/** A partition, its next offset, and how many entries were seen of the record there, where some were. */
type Part = readonly [partition: number, offset: number, seen?: number];
type Payload = readonly [version: number, epoch: string, parts: readonly Part[], at: EpochMs | null];

/** Partitions in order, and those left out of which nothing was seen: readers that began apart know of different ones. */
const payloadOf = ({ epoch, positions, seen, at }: StreamPlace): Payload => {
  const parts: Part[] = [];
  for (const name of Object.keys(positions)) {
    const partition = Number(name);
    const offset = positions[partition] ?? 0;
    const begun = seen[partition];
    if (begun) parts.push([partition, offset, begun]);
    else if (offset > 0) parts.push([partition, offset]);
  }
  return [version, epoch, parts.sort(([a], [b]) => a - b), at];
};

/** Subscriptions with other filters say the same places, and those that replay do so at other times. About 3 MB. */
const rememberedTexts = 10_000;

/** `kind`: the name of the stream. A cursor of one leads nowhere in another. */
export const createLiveCursors = (kind: string, secret: string): LiveCursors => {
  const written = boundedCache<string>(rememberedTexts);
  return {
    write(place) {
      const payload = payloadOf(place);
      return written.get(JSON.stringify(payload), () => encodeCursor(kind, payload, secret));
    },
    read(cursor) {
      const [made, epoch, parts, at] = decodeCursor(kind, cursor, secret) as Payload;
      if (made !== version)
        throw badInput('after', 'This cursor is of another version: subscribe without it.');
      return {
        epoch,
        positions: Object.fromEntries(parts),
        seen: Object.fromEntries(parts.flatMap(([partition, , seen]) => (seen ? [[partition, seen]] : []))),
        at,
      };
    },
  };
};
