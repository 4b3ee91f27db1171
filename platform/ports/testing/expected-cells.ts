import type { Reading } from '@aqmrg/schema/events/readings.ts';
import { Temporal } from 'temporal-polyfill';
import type { Version } from '../series.ts';
import type { Cell, Clock, FileColumn, FileFormat, FileSensor, Instant } from '../series-files.ts';

/** What a cell says, whatever the format: an instant is a Date. */
export type Said = string | number | Date | null;

const local = (ms: number, timeZone: string): string =>
  Temporal.Instant.fromEpochMilliseconds(ms)
    .toZonedDateTimeISO(timeZone)
    .toString({ smallestUnit: 'millisecond', timeZoneName: 'never' });

export const onClock = (ms: number | undefined, clock: Clock, { timeZone }: FileSensor): Said => {
  if (ms === undefined) return null;
  if (clock === 'UTC') return new Date(ms);
  const text = local(ms, timeZone);
  return clock === 'LOCAL'
    ? text
    : `${text.slice(0, 16)}${text.slice(-6)}`.replaceAll(/(?<=\d)-(?=\d\d-|\d\dT)|:/g, '');
};

const instantOf = (what: Instant, { periodStart, periodEnd, receivedAt, provenance }: Reading) =>
  ({
    periodStart,
    periodEnd,
    originalPeriodStart: provenance.replayOf?.periodStart,
    originalPeriodEnd: provenance.replayOf?.periodEnd,
    receivedAt,
  })[what];

const joined = <T>(list: readonly T[], word: (one: T) => string): string => list.map(word).join(' ');

const readingCell = (
  what: Extract<Cell, { of: 'reading' }>['what'],
  reading: Reading,
  version: Version,
): Said => {
  const { provenance } = reading;
  switch (what) {
    case 'value':
      return version === 'RAW' ? reading.uncorrected : reading.value;
    case 'tests':
      return joined(reading.tests, ({ test, flag }) => `${test}:${flag}`);
    case 'corrections':
      return joined(provenance.corrections, ({ id, version }) => `${id}@${version}`);
    case 'channels':
      return provenance.channels.length === 0
        ? null
        : joined(provenance.channels, ({ name, value }) => `${name}=${value}`);
    case 'rawValue':
    case 'rawUnit':
    case 'variant':
    case 'source':
    case 'delivery':
    case 'calibration':
      return provenance[what];
    default:
      return reading[what];
  }
};

/** What the cell of a single reading says, worked out from the reading itself. */
export const cellOf = (cell: Cell, reading: Reading, sensor: FileSensor, version: Version): Said => {
  switch (cell.of) {
    case 'reading':
      return readingCell(cell.what, reading, version);
    case 'time':
      return onClock(instantOf(cell.what, reading), cell.clock, sensor);
    case 'minutes':
      return (reading.periodEnd - reading.periodStart) / 60_000;
    case 'sensor':
      return sensor.facts[cell.fact] ?? null;
    case 'code':
      return cell.codes[reading[cell.from]] ?? null;
    case 'constant':
      return cell.text;
    default:
      throw new Error(`no single reading says ${cell.of}`);
  }
};

const csv = (said: Said): string => {
  if (typeof said !== 'string') return said instanceof Date ? said.toISOString() : String(said ?? '');
  return /^[=+@\t\r-]/.test(said) ? `'${said}` : said;
};

/** How readers of a format see what was said; of CSV a number as a number again. */
export const asRead = (said: Said, format: FileFormat): unknown => {
  if (format === 'CSV') return typeof said === 'number' ? said : csv(said);
  if (said instanceof Date && format !== 'PARQUET') return said.toISOString();
  return said;
};

export const rowAsRead = (
  columns: readonly FileColumn[],
  say: (cell: Cell) => Said,
  format: FileFormat,
): Record<string, unknown> =>
  Object.fromEntries(columns.map(({ name, cell }) => [name, asRead(say(cell), format)]));
