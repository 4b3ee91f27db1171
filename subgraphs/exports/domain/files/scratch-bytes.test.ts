import { describe, expect, it } from 'vitest';
import { makeRequest } from '../../testing/requests.ts';
import { scratchBytesOf } from './scratch-bytes.ts';

const [october, november, january] = [Date.UTC(2023, 9, 1), Date.UTC(2023, 10, 1), Date.UTC(2024, 0, 1)];
const monthAt = (from: number, rows: number) => ({ from, to: from + 86_400_000, rows });
const months = [monthAt(october, 100_000), monthAt(november, 300_000), monthAt(january, 600_000)];
const bytesOf = (fields: Parameters<typeof makeRequest>[0]) =>
  scratchBytesOf(makeRequest(fields), { months, rows: 1e6 });

describe('what lies on the disk while an export is made', () => {
  it.each([
    ['gzip, whose members are joined', { compression: 'GZIP' }, 16_020_000],
    ['zstd, which takes the whole file', { compression: 'ZSTD' }, 212_020_000],
    ['features, packed or not', { format: 'GEOJSON', compression: 'GZIP' }, 489_020_000],
    ['Parquet', { format: 'PARQUET', compression: 'NONE' }, 8_020_000],
  ] as const)('are its pieces: %s', (_what, fields, bytes) => {
    expect(bytesOf(fields)).toBe(bytes);
  });

  it.each([
    ['MONTH', 0.6],
    ['YEAR', 0.6],
    ['WHOLE', 1],
  ] as const)('are those of its largest file: %s', (split, share) => {
    expect(bytesOf({ split })).toBe(16_020_000 * share);
  });

  it('are those of a year whose months are smaller than those of another', () => {
    const even = [monthAt(october, 300_000), monthAt(november, 300_000), monthAt(january, 400_000)];
    expect(scratchBytesOf(makeRequest({ split: 'YEAR' }), { months: even, rows: 1e6 })).toBe(9_612_000);
  });
});
