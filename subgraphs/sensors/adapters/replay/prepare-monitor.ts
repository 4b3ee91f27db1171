import type { QualityFlag } from '@aqmrg/schema/events/vocabulary.ts';
import { Temporal } from 'temporal-polyfill';
import { hourMs, recordedHour } from './calendar.ts';

/** One line of an original AirNow Department of State file, by its column names. */
export type OriginalRow = Readonly<Record<string, string>>;

/** One hour of the compact copy; no flag where the operator's verdict is withheld. */
export interface CompactRow {
  readonly periodEnd: number;
  readonly value: number;
  readonly flag: QualityFlag | null;
}

export type LeftOut = 'missing' | 'sentinel' | 'withheldOutOfRange' | 'duplicate' | 'otherYear';

/** Full scale (985 with its overflows) and codes for "no value" of the monitors; none is a concentration. */
const sentinels = new Set([-999, -9999, 985, 1985, 9985]);

const flags: Readonly<Record<string, QualityFlag | null>> = {
  Valid: 'GOOD',
  Suspect: 'SUSPECT',
  Invalid: 'FAIL',
  '': null,
};

const readNumber = (row: OriginalRow, column: string): number => {
  const number = Number(row[column]);
  if (row[column] === undefined || row[column] === '' || !Number.isFinite(number)) {
    throw new Error(`${column} of ${JSON.stringify(row)} is not a number`);
  }
  return number;
};

/** UTC end of the row's hour. The files are hour-ending on the local clock: hour 0 ends at the midnight that begins the date. */
const periodEndOf = (row: OriginalRow, timeZone: string): number =>
  Temporal.ZonedDateTime.from(
    {
      timeZone,
      year: readNumber(row, 'Year'),
      month: readNumber(row, 'Month'),
      day: readNumber(row, 'Day'),
      hour: readNumber(row, 'Hour'),
    },
    { overflow: 'reject' },
  ).epochMilliseconds;

const judge = (row: OriginalRow): Omit<CompactRow, 'periodEnd'> | LeftOut => {
  const name = row['QC Name'] ?? '';
  const value = readNumber(row, 'Raw Conc.');
  if (name === 'Missing' || value === -999) return 'missing';
  if (sentinels.has(value)) return 'sentinel';
  const flag = flags[name];
  if (flag === undefined) throw new Error(`unknown QC Name ${name}`);
  if (flag === null && (value < -5 || value >= 985)) return 'withheldOutOfRange';
  return { value, flag };
};

/**
 * The hours of 2023 (UTC) of one monitor, oldest first, and why the other rows of 2023 are left out. Values are `Raw Conc.`, the
 * hourly mean; never the NowCast. Of rows with the same stamp the first that carries a value is kept.
 */
export const compactMonitor = (
  rows: Iterable<OriginalRow>,
  timeZone: string,
): { readonly hours: readonly CompactRow[]; readonly leftOut: Readonly<Record<LeftOut, number>> } => {
  const hours = new Map<number, CompactRow>();
  const leftOut = { missing: 0, sentinel: 0, withheldOutOfRange: 0, duplicate: 0, otherYear: 0 };
  for (const row of rows) {
    if (row.Parameter !== 'PM2.5 - Principal' || row['Conc. Unit'] !== 'UG/M3' || row.Duration !== '1 Hr') {
      throw new Error(`not an hourly PM2.5 mean in µg/m³: ${JSON.stringify(row)}`);
    }
    const periodEnd = periodEndOf(row, timeZone);
    if (recordedHour(periodEnd - hourMs) === undefined) {
      leftOut.otherYear += 1;
      continue;
    }
    const verdict = judge(row);
    if (typeof verdict === 'string') leftOut[verdict] += 1;
    else if (hours.has(periodEnd)) leftOut.duplicate += 1;
    else hours.set(periodEnd, { periodEnd, ...verdict });
  }
  return { hours: [...hours.values()].sort((a, b) => a.periodEnd - b.periodEnd), leftOut };
};
