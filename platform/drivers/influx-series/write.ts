import type { Log } from '../../log.ts';
import type { StoredReading } from '../../ports/series.ts';
import { currentIn } from './current.ts';
import { isPastRetention } from './failures.ts';
import { earliestMs, latestMs } from './layout.ts';
import { goneLine, hourLine, latestLine, revisionLine, rowLine } from './line-protocol.ts';
import { countedWith, nameOf, type Store, standingsOf } from './lookups.ts';
import { type Newest, newestOf } from './newest.ts';
import { keyOfRow, type Plan, planOf } from './plan.ts';
import { rollUp } from './roll-up.ts';

export interface Writing extends Store {
  /** Days that the readings bucket keeps; 0 = for ever. */
  readonly readingDays: number;
  readonly log: Log | undefined;
  /** Runs a request again while that may help. */
  readonly tried: <T>(work: () => Promise<T>) => Promise<T>;
}

const mostLines = 5_000;
const dayMs = 86_400_000;

/** Lines that belong together stay in one request: InfluxDB stores those of one time together or not at all. */
const requestsOf = (groups: readonly (readonly string[])[]): string[][] => {
  const requests: string[][] = [];
  for (const group of groups) {
    const last = requests.at(-1);
    if (last && last.length + group.length <= mostLines) last.push(...group);
    else requests.push([...group]);
  }
  return requests;
};

const writeLines = async (
  { server, tried }: Writing,
  bucket: string,
  groups: readonly (readonly string[])[],
): Promise<void> => {
  for (const lines of requestsOf(groups)) {
    await tried(async () => {
      try {
        await server.write(bucket, lines);
      } catch (error) {
        if (!isPastRetention(error)) throw error;
      }
    });
  }
};

/** Rows that the store can keep. The others would be refused for ever, and hold up all that come behind them. */
const keptOf = (rows: readonly StoredReading[], { readingDays, log }: Writing): readonly StoredReading[] => {
  const first = readingDays === 0 ? earliestMs : Math.max(earliestMs, Date.now() - readingDays * dayMs);
  const kept = rows.filter(({ reading }) => reading.periodStart >= first && reading.periodStart <= latestMs);
  if (kept.length < rows.length) {
    log?.warn(
      { rows: rows.length - kept.length },
      'series: rows are outside of the time that the store keeps',
    );
  }
  return kept;
};

/** Rows that were replaced, with the time when what replaced them became known. */
const supersededLines = async (writing: Writing, { replacing }: Plan): Promise<string[][]> => {
  if (replacing.length === 0) return [];
  const spans = replacing.map(({ reading: { sensorId, quantity, periodStart: from, periodEnd: to } }) => ({
    sensorId,
    quantity,
    from,
    to,
  }));
  const replacements = new Map(replacing.map((row) => [keyOfRow(row), row]));
  const rows = await writing.tried(() => currentIn(writing, spans));
  return rows.flatMap((row) => {
    const replacement = replacements.get(keyOfRow(row));
    return replacement ? [[revisionLine(row, replacement.knownAt)]] : [];
  });
};

const newestFrom = ({ reading }: StoredReading): Newest => ({
  sensorId: reading.sensorId,
  quantity: reading.quantity,
  start: reading.periodStart,
  end: reading.periodEnd,
  revision: reading.revision,
});

const isOlder = (a: Newest, b: Newest): boolean =>
  (a.end - b.end || a.start - b.start || a.revision - b.revision) < 0;

/** Of each series the newest row of the batch, where nothing newer is stored. */
const newestRows = (rows: readonly StoredReading[], stored: ReadonlyMap<string, Newest>): StoredReading[] => {
  const newest = new Map<string, StoredReading>();
  for (const row of rows) {
    const name = nameOf(row.reading);
    const other = newest.get(name);
    const before = other ? newestFrom(other) : stored.get(name);
    if (before === undefined || !isOlder(newestFrom(row), before)) newest.set(name, row);
  }
  return [...newest.values()];
};

/** Waits for all, also where one fails: a request that is still under way would be overtaken by what is written next. */
const settled = async (work: readonly Promise<void>[]): Promise<void> => {
  const failed = (await Promise.allSettled(work)).find(({ status }) => status === 'rejected');
  if (failed?.status === 'rejected') throw failed.reason;
};

/**
 * Makes a batch current, in an order in which the last step makes it true: what was replaced, then hours and last values, then the rows. The
 * readings room never writes again what it finds stored: had a crash come between the rows and what follows from them, no redelivery would
 * mend it. This way whatever was written before a crash is written again with the rows. Between the steps an hour or a last value can be ahead
 * of the rows by the length of a request.
 *
 * InfluxDB knows no transactions: of a batch that fails some rows may be stored, each whole, with its hour and last value.
 */
export const writeBatch = async (writing: Writing, batch: readonly StoredReading[]): Promise<void> => {
  const { buckets, tried } = writing;
  const rows = keptOf(batch, writing);
  if (rows.length === 0) return;
  const [standings, counted, newest] = await Promise.all([
    tried(() => standingsOf(writing, rows)),
    tried(() => countedWith(writing, rows)),
    tried(() =>
      newestOf(
        writing,
        rows.map(({ reading }) => reading),
      ),
    ),
  ]);
  const plan = planOf(rows, standings);
  const { made, again, gone } = plan;

  await writeLines(writing, buckets.revisions, await supersededLines(writing, plan));
  const hours = rollUp(rows, made, counted).map((hour) => [hourLine(hour)]);
  const latest = newestRows([...made, ...again], newest).map((row) => [latestLine(row)]);
  await settled([writeLines(writing, buckets.hours, hours), writeLines(writing, buckets.latest, latest)]);

  const isMade = new Set(made);
  const groups = [...new Set([...made, ...gone.keys()])].map((row) => [
    ...(isMade.has(row) ? [rowLine(row)] : []),
    ...(gone.get(row) ?? []).map((quality) => goneLine(row, quality)),
  ]);
  await writeLines(writing, buckets.readings, groups);
};
