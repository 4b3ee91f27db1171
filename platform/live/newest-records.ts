import type { Positions } from '../ports/event-log.ts';
import type { LiveRecord, LiveSource } from './source.ts';

interface Newest<E> {
  /** Everything that the log holds from here on, up to its end at the time of asking, is in `records`. */
  readonly from: Positions;
  readonly records: readonly LiveRecord<E>[];
}

const blockSize = 100;
const mostBlocks = 100;

const isBefore = (a: Positions, b: Positions): boolean =>
  Object.entries(b).some(([partition, offset]) => (a[Number(partition)] ?? 0) < offset);

/** Records of [from, to), page by page. */
const readBetween = async <E>(
  source: LiveSource<E>,
  from: Positions,
  to: Positions,
): Promise<LiveRecord<E>[]> => {
  const found: LiveRecord<E>[] = [];
  const next: Record<number, number> = { ...from };
  while (isBefore(next, to)) {
    const page = await source.readFrom({ ...next }, blockSize);
    if (page.length === 0) break;
    for (const record of page) {
      const { partition, offset } = record.position;
      next[partition] = offset + 1;
      if (offset < (to[partition] ?? 0)) found.push(record);
    }
  }
  return found;
};

/** Enough is so many entries. */
export const holding = (most: number): ((block: readonly LiveRecord<unknown>[]) => boolean) => {
  let held = 0;
  return (block) => {
    for (const { entries } of block) held += entries.length;
    return held >= most;
  };
};

/**
 * The end of the log, back to where it is enough. It is read backwards in small blocks, because a record may hold one entry or
 * hundreds.
 */
export const newestRecords = async <E>(
  source: LiveSource<E>,
  isEnough: (block: readonly LiveRecord<E>[]) => boolean,
): Promise<Newest<E>> => {
  const { oldest, end } = await source.bounds();
  const blocks: (readonly LiveRecord<E>[])[] = [];
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
    const block = await readBetween(source, from, to);
    hasEnough = isEnough(block);
    blocks.unshift(block);
  }
  return { from, records: blocks.flat() };
};
