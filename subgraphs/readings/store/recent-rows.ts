import type { SeriesReader, SeriesWriter, Span, StoredReading } from '@aqmrg/platform/ports/series.ts';
import type { EpochMs } from '@aqmrg/schema/events/vocabulary.ts';

/** Rows that are kept in memory, of all sensors together. */
const mostRows = 100_000;

/** The current rows of one sensor and quantity that start at `from` or later: all of them, sorted. */
interface Recent {
  readonly from: number;
  readonly rows: readonly StoredReading[];
}

/** What the consumer asks of the store. */
export type Rows = Pick<SeriesWriter, 'current' | 'write'>;

/** Rows with a memory. */
export interface RecentRows extends Rows {
  readonly held: () => number;
  /** Another may have written since: everything is read anew. Between writes. */
  readonly forgetAll: () => void;
}

type Series = Pick<Span, 'sensorId' | 'quantity'>;

const nameOf = ({ sensorId, quantity }: Series): string => `${quantity} ${sensorId}`;

const inOrder = ({ reading: a }: StoredReading, { reading: b }: StoredReading): number =>
  a.periodStart - b.periodStart || a.periodEnd - b.periodEnd;

const keyOf = ({ reading }: StoredReading): string => `${reading.periodStart} ${reading.periodEnd}`;

const bySeries = (rows: readonly StoredReading[]): Map<string, StoredReading[]> =>
  Map.groupBy(rows, ({ reading }) => nameOf(reading));

/** A row of `newer` takes the place of the one with its key. Sorted, as both are. */
const merged = (rows: readonly StoredReading[], newer: readonly StoredReading[]): StoredReading[] => {
  const [last, first] = [rows.at(-1), newer[0]];
  if (!last || !first || inOrder(last, first) < 0) return [...rows, ...newer];
  const replaced = new Set(newer.map(keyOf));
  return [...rows.filter((row) => !replaced.has(keyOf(row))), ...newer].sort(inOrder);
};

interface RecentRowsOptions {
  readonly writer: Rows;
  readonly reader: Pick<SeriesReader, 'latest'>;
  /** How long before a reading of this length its neighbours may start, ms. */
  readonly reachOf: (lengthMs: number) => number;
  readonly limit?: number;
}

/**
 * The series store with the rows in mind by which the next reports will be judged: a stream in order then reads nothing.
 * What is being written counts as written; if that fails, all is forgotten, and what was decided by it must not be written.
 * Only for whoever alone writes these series; after another has, call `forgetAll`. The series unused for longest go first when there are more than `limit` rows.
 */
export const keepRecentRows = (options: RecentRowsOptions): RecentRows => {
  const { writer, reader, reachOf, limit = mostRows } = options;
  const recent = new Map<string, Recent>();
  const newestEnds = new Map<string, EpochMs>();
  let held = 0;
  let writing: Promise<void> = Promise.resolve();

  const forget = (name: string): void => {
    held -= recent.get(name)?.rows.length ?? 0;
    recent.delete(name);
  };

  const forgetAll = (): void => {
    for (const name of [...recent.keys()]) forget(name);
    newestEnds.clear();
  };

  const keep = (name: string, { from, rows }: Recent): void => {
    forget(name);
    const newest = rows.at(-1)?.reading;
    const reach = newest ? reachOf(newest.periodEnd - newest.periodStart) : 0;
    const start = newest ? Math.max(from, newest.periodStart - reach) : from;
    const near = rows.filter(({ reading }) => reading.periodStart >= start);
    recent.set(name, { from: start, rows: near });
    held += near.length;
    for (const unused of recent.keys()) {
      if (held <= limit) break;
      forget(unused);
    }
  };

  const learnNewest = async (spans: readonly Span[]): Promise<void> => {
    const unknown = spans.filter((span) => !newestEnds.has(nameOf(span)));
    if (unknown.length === 0) return;
    for (const span of unknown) newestEnds.set(nameOf(span), Number.NEGATIVE_INFINITY);
    const latest = await reader.latest(unknown.map(({ sensorId }) => sensorId));
    for (const reading of latest) newestEnds.set(nameOf(reading), reading.periodEnd);
  };

  /** Reads the store, and keeps what reaches up to the newest row of its series. */
  const fetched = async (spans: readonly Span[]): Promise<readonly StoredReading[]> => {
    if (spans.length === 0) return [];
    await writing;
    await learnNewest(spans);
    const rows = await writer.current(spans);
    const found = bySeries(rows);
    for (const { from, to, ...series } of spans) {
      const name = nameOf(series);
      if ((newestEnds.get(name) ?? to) > to) continue;
      const whole = (found.get(name) ?? []).filter(({ reading }) => reading.periodStart >= from);
      keep(name, { from, rows: whole });
    }
    return rows;
  };

  const noteWritten = (name: string, rows: readonly StoredReading[]): void => {
    const ends = rows.map(({ reading }) => reading.periodEnd);
    newestEnds.set(name, Math.max(newestEnds.get(name) ?? Number.NEGATIVE_INFINITY, ...ends));
    const known = recent.get(name);
    if (known) keep(name, { from: known.from, rows: merged(known.rows, rows) });
  };

  return {
    held: () => held,
    forgetAll,
    async current(spans) {
      const unknown: Span[] = [];
      const known: StoredReading[] = [];
      for (const span of spans) {
        const found = recent.get(nameOf(span));
        if (!found || found.from > span.from) unknown.push(span);
        else
          for (const row of found.rows) {
            const { periodStart, periodEnd } = row.reading;
            if (periodStart >= span.from && periodEnd <= span.to) known.push(row);
          }
      }
      return [...known, ...(await fetched(unknown))];
    },
    async write(rows) {
      for (const [name, written] of bySeries(rows)) noteWritten(name, written.sort(inOrder));
      const work = writer.write(rows);
      writing = work.catch(() => undefined);
      try {
        await work;
      } catch (error) {
        // it may have been stored all the same: ask anew
        forgetAll();
        throw error;
      }
    },
  };
};
