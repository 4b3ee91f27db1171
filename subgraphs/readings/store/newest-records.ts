import type { EventLog, Positions } from '@aqmrg/platform/ports/event-log.ts';
import { readingsAccepted } from '@aqmrg/schema/events/readings.ts';
import type { AcceptedRecord } from './ring.ts';

interface Newest {
  /** Everything that the log holds from here on, up to its end at the time of asking, is in `records`. */
  readonly from: Positions;
  readonly records: readonly AcceptedRecord[];
}

const blockSize = 100;
const mostBlocks = 100;

const isBefore = (a: Positions, b: Positions): boolean =>
  Object.entries(b).some(([partition, offset]) => (a[Number(partition)] ?? 0) < offset);

/** Records of [from, to), page by page. */
const readBetween = async (eventLog: EventLog, from: Positions, to: Positions): Promise<AcceptedRecord[]> => {
  const found: AcceptedRecord[] = [];
  const next: Record<number, number> = { ...from };
  while (isBefore(next, to)) {
    const page = await eventLog.readFrom(readingsAccepted, { ...next }, blockSize);
    if (page.length === 0) break;
    for (const record of page) {
      const { partition, offset } = record.position;
      next[partition] = offset + 1;
      if (offset < (to[partition] ?? 0)) found.push(record);
    }
  }
  return found;
};

/** Enough is so many changes. */
export const holding = (changes: number): ((block: readonly AcceptedRecord[]) => boolean) => {
  let held = 0;
  return (block) => {
    for (const { value } of block) held += value.changes.length;
    return held >= changes;
  };
};

/**
 * The end of the log, back to where it is enough. It is read backwards in small blocks, because a record may hold one change or
 * hundreds.
 */
export const newestRecords = async (
  eventLog: EventLog,
  isEnough: (block: readonly AcceptedRecord[]) => boolean,
): Promise<Newest> => {
  const { oldest, end } = await eventLog.bounds(readingsAccepted);
  const blocks: (readonly AcceptedRecord[])[] = [];
  let hasEnough = false;
  let from: Positions = end;
  while (!hasEnough && blocks.length < mostBlocks && isBefore(oldest, from)) {
    const to = from;
    from = Object.fromEntries(
      Object.entries(to).map(([partition, offset]) => [
        partition,
        Math.max(oldest[Number(partition)] ?? 0, offset - blockSize),
      ]),
    );
    const block = await readBetween(eventLog, from, to);
    hasEnough = isEnough(block);
    blocks.unshift(block);
  }
  return { from, records: blocks.flat() };
};
