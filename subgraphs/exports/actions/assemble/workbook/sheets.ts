import type { FileColumn, FileSensor } from '@aqmrg/platform/ports/series-files.ts';
import type { Row, SheetData } from 'write-excel-file/node';

export interface ToWrite {
  /** Of NDJSON pieces. */
  readonly paths: readonly string[];
  readonly columns: readonly FileColumn[];
  readonly sensors: readonly FileSensor[];
  readonly facts: readonly (readonly [name: string, value: string])[];
}

/** A cell holds no longer text. */
const longestText = 32_767;

const textOf = (text: string): string =>
  text.length > longestText ? `${text.slice(0, longestText - 1)}…` : text;

const bold = (value: string) => ({ value, fontWeight: 'bold' as const });

const cellOf = (value: unknown, { cell }: FileColumn): string | number | boolean | Date | null => {
  if (value === null || value === undefined) return null;
  if (typeof value === 'number' || typeof value === 'boolean') return value;
  if (typeof value !== 'string') return textOf(JSON.stringify(value));
  // spreadsheets know no time zones: these are dates to reckon with, all others stay as they are written
  return cell.of === 'time' && cell.clock === 'UTC' ? new Date(value) : textOf(value);
};

/** A row of cells for a line of JSON. Text is text: none of it is a formula. */
export const rowOf = (line: string, columns: readonly FileColumn[]): Row => {
  const values = JSON.parse(line) as Readonly<Record<string, unknown>>;
  return columns.map((column) => cellOf(values[column.name], column));
};

export const headOf = (columns: readonly FileColumn[]): Row => columns.map(({ name }) => bold(name));

export const widthsOf = (columns: readonly FileColumn[]) =>
  columns.map(({ name, cell }) => ({ width: Math.max(name.length + 2, cell.of === 'time' ? 26 : 12) }));

/** A row a sensor: its id, its clock and what is known of it. */
export const sensorSheet = (sensors: readonly FileSensor[]): SheetData => {
  const names = [...new Set(sensors.flatMap(({ facts }) => Object.keys(facts)))];
  return [
    ['sensorId', 'timeZone', ...names].map(bold),
    ...sensors.map(({ id, timeZone, facts }) => [id, timeZone, ...names.map((name) => facts[name] ?? null)]),
  ];
};

export const factSheet = (facts: ToWrite['facts']): SheetData =>
  facts.map(([name, value]) => [bold(name), textOf(value)]);
