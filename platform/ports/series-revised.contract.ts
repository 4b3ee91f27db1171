import type { Reading } from '@aqmrg/schema/events/readings.ts';
import { qualityFlags } from '@aqmrg/schema/events/vocabulary.ts';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { at, dayMs, hourMs, makeStored, minuteMs } from './series.builders.ts';
import type { Aggregate, SeriesColumns, SeriesQuery } from './series.ts';
import { aggregateOf } from './series-model.ts';
import type { OpenSeries } from './series-writer.contract.ts';

const midnight = at('2026-03-02T00:00:00Z');
const meanOf = (values: readonly number[]) => aggregateOf('MEAN', values) as number;
const coveredBy = (readings: readonly Reading[]) =>
  readings.reduce((sum, { periodStart, periodEnd }) => sum + periodEnd - periodStart, 0);

/** What every SeriesReader makes of readings that were revised, and of lengths side by side. */
export const seriesRevisedContract = (driver: string, open: () => Promise<OpenSeries>): void => {
  describe(`${driver} as SeriesReader of revised readings`, () => {
    let store: OpenSeries;
    let sensors = 0;
    const newSensor = () => `v-sensor-${++sensors}`;

    beforeAll(async () => {
      store = await open();
    });
    afterAll(() => store.close());

    it('counts each reading as it was last revised, of whatever length, if it starts and ends by then', async () => {
      const row = fc.record({
        minute: fc.integer({ min: 0, max: 180 }),
        minutes: fc.constantFrom(1, 5, 60),
        revisions: fc.array(
          fc.record({
            value: fc.integer({ min: -5, max: 500 }),
            quality: fc.constantFrom(...qualityFlags),
          }),
          { minLength: 1, maxLength: 3 },
        ),
      });
      const rows = fc.uniqueArray(row, {
        minLength: 1,
        maxLength: 20,
        selector: ({ minute, minutes }) => `${minute} ${minutes}`,
      });
      const options = fc.record({
        quality: fc.subarray([...qualityFlags], { minLength: 1 }),
        window: fc.constantFrom([0, 241], [20, 150], [61, 121]),
        before: fc.constantFrom(null, 20, 90, 125, 300),
        wanted: fc.constantFrom<Aggregate[]>(['MEAN', 'MIN', 'MAX', 'COUNT'], ['P95', 'STDDEV']),
      });
      await fc.assert(
        fc.asyncProperty(rows, options, async (rowsOfKeys, { quality, window, before, wanted }) => {
          const sensorId = newSensor();
          const histories = rowsOfKeys.map(({ minute, minutes, revisions }) =>
            revisions.map((fields, n) =>
              makeStored({
                sensorId,
                periodStart: midnight + minute * minuteMs,
                periodEnd: midnight + (minute + minutes) * minuteMs,
                revision: n + 1,
                ...fields,
              }),
            ),
          );
          for (const revision of [0, 1, 2]) {
            await store.writer.write(histories.flatMap((rows) => rows[revision] ?? []));
          }
          const current = histories
            .map((rows) => (rows.at(-1) as (typeof rows)[number]).reading)
            .sort((a, b) => a.periodStart - b.periodStart || a.periodEnd - b.periodEnd);
          const byHour = (readings: typeof current) =>
            Map.groupBy(readings, ({ periodStart }) => periodStart - (periodStart % hourMs));

          const span = { quantity: 'PM25', from: midnight, to: midnight + dayMs } as const;
          const all = { ...span, sensorId, quality: qualityFlags, limit: 100 };
          expect(await store.reader.readings(all)).toStrictEqual(current);
          const good = current.filter(({ quality }) => quality === 'GOOD' || quality === 'UNKNOWN');
          expect(
            await store.reader.hourly({ ...span, sensorIds: [sensorId], quantities: ['PM25'] }),
          ).toStrictEqual(
            [...byHour(good)].map(([hourStart, readings]) => ({
              sensorId,
              quantity: 'PM25',
              hourStart,
              mean: expect.closeTo(meanOf(readings.map(({ value }) => value)), 9),
              count: readings.length,
              coveredMs: Math.min(hourMs, coveredBy(readings)),
            })),
          );

          const [from, to] = window.map((minute) => midnight + minute * minuteMs) as [number, number];
          const startsBefore = before === null ? to : midnight + before * minuteMs;
          const groups = [{ id: 'g', sensorIds: [sensorId], timeZone: 'UTC' }];
          const query: SeriesQuery = {
            groups,
            from,
            to,
            ...(before !== null && { startsBefore }),
            every: { kind: 'fixed', ms: hourMs },
            quality,
            quantity: 'PM25',
            version: 'CORRECTED',
            aggregates: wanted,
          };
          const [found] = (await store.reader.series(query)) as [SeriesColumns];
          const buckets = byHour(
            current
              .filter((one) => quality.includes(one.quality))
              .filter(
                (one) =>
                  one.periodStart >= from &&
                  one.periodStart < Math.min(to, startsBefore) &&
                  one.periodEnd <= to,
              ),
          );
          expect(found.starts).toStrictEqual([...buckets.keys()]);
          expect(found.counts).toStrictEqual([...buckets.values()].map((bucket) => bucket.length));
          expect(found.coveredMs).toStrictEqual([...buckets.values()].map(coveredBy));
          for (const [column, aggregate] of wanted.entries()) {
            for (const [row, bucket] of [...buckets.values()].entries()) {
              const expected = aggregateOf(
                aggregate,
                bucket.map(({ value }) => value),
              );
              const actual = found.columns[column]?.[row] ?? null;
              if (expected === null) expect(actual).toBeNull();
              else expect(actual).toBeCloseTo(expected, 6);
            }
          }
        }),
        { numRuns: 20 },
      );
    });
  });
};
