import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { makeRequest } from '../../testing/requests.ts';
import { splits } from '../request/export-request.ts';
import { monthsOf } from './months.ts';
import { rowsAPiece } from './pieces-of.ts';
import { planOf } from './plan-files.ts';

const at = (iso: string): number => Date.parse(`${iso}Z`);
const [dayMs, minuteMs] = [86_400_000, 60_000];
const sensorIds = ['a', 'b'];
const counted = (from: number, to: number, rowsOf: (n: number) => number) =>
  monthsOf(from, to).map((month, n) => ({ from: month.from, to: month.to, rows: rowsOf(n) }));

describe('the plan of an export', () => {
  const year = { from: at('2023-11-10T12:00'), to: at('2024-03-01T00:00') };

  it('is one file, whose months are taken together as long as there is room', () => {
    const months = counted(year.from, year.to, (n) => [100_000, 150_000, 1, 249_999][n] ?? 0);
    expect(planOf(makeRequest(year), { sensorIds, months })).toEqual({
      sensorIds,
      files: [
        {
          name: 'readings.csv.gz',
          pieces: [
            { from: year.from, to: at('2024-01-01T00:00') },
            { from: at('2024-01-01T00:00'), to: year.to },
          ],
        },
      ],
    });
  });

  it('is a file a month, without those that have nothing', () => {
    const months = counted(year.from, year.to, (n) => [5, 0, 7, 0][n] ?? 0);
    const { files } = planOf(makeRequest({ ...year, split: 'MONTH' }), { sensorIds, months });
    expect(files).toEqual([
      { name: 'readings-2023-11.csv.gz', pieces: [{ from: year.from, to: at('2023-12-01T00:00') }] },
      {
        name: 'readings-2024-01.csv.gz',
        pieces: [{ from: at('2024-01-01T00:00'), to: at('2024-02-01T00:00') }],
      },
    ]);
  });

  it('is a file a year', () => {
    const months = counted(year.from, year.to, () => 9);
    const { files } = planOf(makeRequest({ ...year, split: 'YEAR' }), { sensorIds, months });
    expect(files.map(({ name, pieces }) => [name, pieces.length])).toEqual([
      ['readings-2023.csv.gz', 1],
      ['readings-2024.csv.gz', 1],
    ]);
  });

  it('has a file of a month whose averages have their readings in a later one', () => {
    const average = { every: 'P1W', aggregates: ['MEAN'], minCoverage: 0 } as const;
    const months = counted(year.from, year.to, (n) => [0, 0, 7, 0][n] ?? 0);
    const { files } = planOf(makeRequest({ ...year, split: 'MONTH', average }), { sensorIds, months });
    expect(files.map(({ name }) => name)).toEqual([
      'averages-P1W-2023-12.csv.gz',
      'averages-P1W-2024-01.csv.gz',
    ]);
  });

  it('cuts a full month into equal parts', () => {
    const { files } = planOf(makeRequest(), {
      sensorIds,
      months: counted(at('2024-05-01T00:00'), at('2024-06-01T00:00'), () => 3 * rowsAPiece + 1),
    });
    const edges = [
      '2024-05-01T00:00',
      '2024-05-08T18:00',
      '2024-05-16T12:00',
      '2024-05-24T06:00',
      '2024-06-01T00:00',
    ];
    expect(files[0]?.pieces).toEqual(
      edges.slice(1).map((to, n) => ({ from: at(edges[n] as string), to: at(to) })),
    );
  });

  it('cuts a full month by the rows of its days', () => {
    const [last, end] = [at('2024-05-31T00:00'), at('2024-06-01T00:00')];
    const rows = 28 * rowsAPiece;
    const begun = at('2024-05-02T00:00');
    const days = [
      { from: begun, to: begun + dayMs, rows: 1 },
      { from: last, to: end, rows: rows - 1 },
    ];
    const months = [{ from: at('2024-05-01T00:00'), to: end, rows, days }];
    const request = makeRequest({ from: at('2024-05-01T00:00'), to: end });
    const pieces = planOf(request, { sensorIds, months }).files[0]?.pieces ?? [];
    expect(pieces).toHaveLength(28);
    expect(pieces[0]?.from).toBe(request.from);
    expect(pieces.at(-1)?.to).toBe(end);
    for (const [n, piece] of pieces.entries()) {
      if (n > 0) expect(piece.from).toBe(pieces[n - 1]?.to);
      const minutes = (piece.to - Math.max(piece.from, last)) / minuteMs;
      expect(minutes * (rows / 1440)).toBeLessThanOrEqual(rowsAPiece + rows / 1440);
    }
  });

  it('takes days of a full month together', () => {
    const months = counted(at('2024-05-01T00:00'), at('2024-06-01T00:00'), () => 1.5 * rowsAPiece);
    const days = ['2024-05-03', '2024-05-07', '2024-05-09'].map((day) => ({
      ...{ from: at(`${day}T00:00`), to: at(`${day}T00:00`) + dayMs },
      rows: rowsAPiece / 2,
    }));
    const { files } = planOf(makeRequest(), { sensorIds, months: months.map((of) => ({ ...of, days })) });
    expect(files[0]?.pieces).toEqual([
      { from: at('2024-05-01T00:00'), to: at('2024-05-07T12:00') },
      { from: at('2024-05-07T12:00'), to: at('2024-06-01T00:00') },
    ]);
  });

  it('counts averages, not the readings behind them', () => {
    const average = { every: 'PT1H', aggregates: ['MEAN'], minCoverage: 0.75 } as const;
    const months = counted(at('2024-05-01T00:00'), at('2024-06-01T00:00'), () => 9_000_000);
    const { files } = planOf(makeRequest({ average, quantities: ['PM25'] }), { sensorIds, months });
    expect(files).toEqual([
      {
        name: 'averages-PT1H.csv.gz',
        pieces: [{ from: at('2024-05-01T00:00'), to: at('2024-06-01T00:00') }],
      },
    ]);
  });

  it.each(splits)('of nothing is one file with one piece, split by %s', (split) => {
    const { files } = planOf(makeRequest({ ...year, split }), { sensorIds: [], months: [] });
    expect(files).toHaveLength(1);
    expect(files[0]?.pieces).toHaveLength(1);
  });

  it('has every instant that has readings in one piece, in order, and none with many more than there is room for', () => {
    const instant = fc.integer({ min: at('2015-01-01T00:00'), max: at('2024-01-01T00:00') });
    fc.assert(
      fc.property(
        instant,
        fc.integer({ min: 1, max: 3 * 365 * 86_400_000 }),
        fc.constantFrom(...splits),
        fc.infiniteStream(fc.oneof(fc.constant(0), fc.nat(2_000_000))),
        (from, length, split, stream) => {
          const to = from + length;
          const months = counted(from, to, () => stream.next().value as number);
          const { files } = planOf(makeRequest({ from, to, split }), { sensorIds, months });
          const pieces = files.flatMap((file) => file.pieces);
          expect(new Set(files.map(({ name }) => name)).size).toBe(files.length);
          for (const [n, piece] of pieces.entries()) {
            expect(piece.from).toBeLessThan(piece.to);
            expect(piece.from).toBeGreaterThanOrEqual(pieces[n - 1]?.to ?? from);
          }
          expect(pieces.at(-1)?.to).toBeLessThanOrEqual(to);
          const covered = (of: { from: number; to: number }) =>
            pieces.reduce(
              (sum, piece) => sum + Math.max(0, Math.min(piece.to, of.to) - Math.max(piece.from, of.from)),
              0,
            );
          for (const month of months) if (month.rows > 0) expect(covered(month)).toBe(month.to - month.from);
          const rowsIn = (piece: { from: number; to: number }) =>
            months
              .filter((month) => month.from >= piece.from && month.to <= piece.to)
              .reduce((sum, month) => sum + month.rows, 0);
          // A month of which a span leaves minutes cannot be cut further.
          for (const piece of pieces)
            if (piece.to - piece.from > 10 * 60_000) expect(rowsIn(piece)).toBeLessThanOrEqual(rowsAPiece);
        },
      ),
    );
  });
});
