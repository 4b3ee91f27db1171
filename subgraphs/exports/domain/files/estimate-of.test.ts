import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { grantedWishes, makeRequest } from '../../testing/requests.ts';
import { estimateOf } from './estimate-of.ts';

describe('the estimate of an export', () => {
  it.each([
    [{ compression: 'NONE' }, { rows: 1e6, bytes: 212_020_000, seconds: 9 }],
    [{}, { rows: 1e6, bytes: 16_020_000, seconds: 19 }],
    [
      { format: 'PARQUET', compression: 'NONE' },
      { rows: 1e6, bytes: 8_020_000, seconds: 4 },
    ],
    [
      { columns: 'FULL', format: 'NDJSON' },
      { rows: 1e6, bytes: 50_020_000, seconds: 48 },
    ],
    [
      { layout: 'WIDE', quantities: ['PM25', 'PM10'] },
      { rows: 1e6, bytes: 24_020_000, seconds: 27 },
    ],
  ] as const)('of a million rows as %j is %j', (fields, estimate) => {
    expect(estimateOf(makeRequest(fields), 1e6)).toEqual(estimate);
  });

  it('is more for more rows, and never nothing', () => {
    const now = Date.UTC(2025, 0, 2);
    fc.assert(
      fc.property(grantedWishes(now), fc.nat(2e8), (request, rows) => {
        const [some, more] = [rows, rows * 2].map((of) => estimateOf(request, of));
        expect(some?.rows).toBe(rows);
        expect(more?.bytes).toBeGreaterThanOrEqual(some?.bytes ?? 0);
        expect(some?.seconds).toBeGreaterThan(0);
      }),
    );
  });
});
