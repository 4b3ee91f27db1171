import type { FileColumn, FileSensor } from '@aqmrg/platform/ports/series-files.ts';
import { hourMs } from '../../support/builders.ts';

export const sensorCount = 2_000;
export const from = Date.UTC(2024, 0, 1);
const rowsAPiece = 250_000;

export const formats = ['CSV', 'PARQUET'] as const;
export type Format = (typeof formats)[number];

/** Hours of every sensor, one quantity each: about `rows` of them. */
export const hoursOf = (rows: number): number => Math.ceil(rows / sensorCount);

/** Uganda's clock is three hours ahead all year. */
export const aheadMs = 3 * hourMs;

export const sensorsOf = (): readonly FileSensor[] =>
  Array.from({ length: sensorCount }, (_, n) => ({
    id: `bench-${n}`,
    timeZone: 'Africa/Kampala',
    reportingIntervalMs: hourMs,
    facts: { latitude: 0.25 + n / 10_000, longitude: 32.5 + n / 10_000, timeZone: 'Africa/Kampala' },
  }));

/** What an export of readings tells by default. */
export const columns: readonly FileColumn[] = [
  { name: 'sensorId', cell: { of: 'reading', what: 'sensorId' } },
  { name: 'quantity', cell: { of: 'reading', what: 'quantity' } },
  { name: 'periodStart', cell: { of: 'time', what: 'periodStart', clock: 'UTC' } },
  { name: 'periodEnd', cell: { of: 'time', what: 'periodEnd', clock: 'UTC' } },
  { name: 'localPeriodStart', cell: { of: 'time', what: 'periodStart', clock: 'LOCAL' } },
  { name: 'localPeriodEnd', cell: { of: 'time', what: 'periodEnd', clock: 'LOCAL' } },
  { name: 'value', cell: { of: 'reading', what: 'value' } },
  { name: 'unit', cell: { of: 'reading', what: 'unit' } },
  { name: 'quality', cell: { of: 'reading', what: 'quality' } },
  { name: 'latitude', cell: { of: 'sensor', fact: 'latitude', type: 'NUMBER' } },
  { name: 'longitude', cell: { of: 'sensor', fact: 'longitude', type: 'NUMBER' } },
  { name: 'timeZone', cell: { of: 'sensor', fact: 'timeZone', type: 'TEXT' } },
  { name: 'originalPeriodStart', cell: { of: 'time', what: 'originalPeriodStart', clock: 'UTC' } },
  { name: 'originalPeriodEnd', cell: { of: 'time', what: 'originalPeriodEnd', clock: 'UTC' } },
];

/** [from, to) of each piece of an export of so many hours. */
export const spansOf = (hours: number): readonly { readonly from: number; readonly to: number }[] => {
  const step = Math.max(1, Math.floor(rowsAPiece / sensorCount));
  return Array.from({ length: Math.ceil(hours / step) }, (_, n) => ({
    from: from + n * step * hourMs,
    to: from + Math.min(hours, (n + 1) * step) * hourMs,
  }));
};
