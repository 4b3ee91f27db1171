import { badInput } from '@aqmrg/platform/errors/air-error.ts';
import { decodeCursor, encodeCursor } from '@aqmrg/platform/subgraph/cursor.ts';
import type { EpochMs } from '@aqmrg/schema/events/vocabulary.ts';
import type { StreamPlace } from '../store/stream-place.ts';

/** Places of the live stream as cursors: signed, and one text for one place, whoever writes it. */
export interface LiveCursors {
  write(place: StreamPlace): string;
  /** BAD_INPUT, field `after`, where the text is none of ours. */
  read(cursor: string): StreamPlace;
}

const kind = 'forecasts.issued';
const version = 1;

type Part = readonly [partition: number, offset: number];
type Payload = readonly [version: number, epoch: string, parts: readonly Part[], at: EpochMs | null];

/** Partitions in order, and those left out of which nothing was seen: readers that began apart know of different ones. */
const payloadOf = ({ epoch, positions, at }: StreamPlace): Payload => {
  const parts = Object.entries(positions)
    .map(([partition, offset]): Part => [Number(partition), offset])
    .filter(([, offset]) => offset > 0)
    .sort(([a], [b]) => a - b);
  return [version, epoch, parts, at];
};

export const createLiveCursors = (secret: string): LiveCursors => ({
  write: (place) => encodeCursor(kind, payloadOf(place), secret),
  read(cursor) {
    const [made, epoch, parts, at] = decodeCursor(kind, cursor, secret) as Payload;
    if (made !== version) throw badInput('after', 'This cursor is of another version: subscribe without it.');
    return { epoch, positions: Object.fromEntries(parts), at };
  },
});
