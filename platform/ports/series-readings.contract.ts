import { type QualityFlag, qualityFlags } from '@aqmrg/schema/events/vocabulary.ts';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { at, dayMs, hourMs, makeStored, minuteMs, revised } from './series.builders.ts';
import type { StoredReading } from './series.ts';
import type { OpenSeries } from './series-writer.contract.ts';

const midnight = at('2026-03-02T00:00:00Z');

/** How every SeriesReader gives single readings, last values and hours. */
export const seriesReadingsContract = (driver: string, open: () => Promise<OpenSeries>): void => {
  describe(`${driver} as SeriesReader`, () => {
    let store: OpenSeries;
    let sensors = 0;
    const newSensor = () => `r-sensor-${++sensors}`;

    beforeAll(async () => {
      store = await open();
    });
    afterAll(() => store.close());

    it('pages through readings without hole or double', async () => {
      const period = fc.record({
        start: fc.integer({ min: 0, max: 40 }),
        minutes: fc.integer({ min: 1, max: 3 }),
      });
      const periods = fc.uniqueArray(period, {
        maxLength: 40,
        selector: ({ start, minutes }) => `${start} ${minutes}`,
      });
      const qualities = fc.array(fc.constantFrom(...qualityFlags), { minLength: 40, maxLength: 40 });
      const options = fc.record({
        limit: fc.integer({ min: 1, max: 7 }),
        before: fc.option(fc.integer({ min: 4, max: 40 })),
      });
      await fc.assert(
        fc.asyncProperty(periods, qualities, options, async (all, flags, { limit, before }) => {
          const sensorId = newSensor();
          const rows = all.map(({ start, minutes }, n) => {
            const periodStart = midnight + start * minuteMs;
            const periodEnd = periodStart + minutes * minuteMs;
            return makeStored({ sensorId, periodStart, periodEnd, quality: flags[n] as QualityFlag });
          });
          await store.writer.write(rows);
          const [from, to] = [midnight + 5 * minuteMs, midnight + 35 * minuteMs];
          const quality: QualityFlag[] = ['GOOD', 'SUSPECT'];
          const expected = rows
            .map(({ reading }) => reading)
            .filter((one) => one.periodStart >= from && one.periodEnd <= to && quality.includes(one.quality))
            .filter((one) => before === null || one.periodStart < midnight + before * minuteMs)
            .sort((a, b) => a.periodStart - b.periodStart || a.periodEnd - b.periodEnd);
          const found = [];
          for (let after: { periodStart: number; periodEnd: number } | undefined; ; ) {
            const query = { sensorId, quantity: 'PM25', from, to, quality, limit } as const;
            const page = await store.reader.readings({
              ...query,
              ...(before !== null && { startsBefore: midnight + before * minuteMs }),
              ...(after && { after }),
            });
            expect(page.length).toBeLessThanOrEqual(limit);
            found.push(...page);
            after = page.at(-1);
            if (page.length < limit) break;
          }
          expect(found).toStrictEqual(expected);
        }),
        { numRuns: 20 },
      );
    });

    it('shows what was known then, whatever the order in which revisions became known', async () => {
      const history = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 1, maxLength: 4 });
      await fc.assert(
        fc.asyncProperty(fc.array(history, { minLength: 1, maxLength: 4 }), async (histories) => {
          const sensorId = newSensor();
          const revisions = histories.map((times, n) => {
            const rows: StoredReading[] = [];
            for (const time of times) {
              const last = rows.at(-1);
              const first = makeStored(
                { sensorId, periodStart: midnight + n * hourMs },
                { knownAt: midnight + time },
              );
              rows.push(last ? revised(last, { value: time }, midnight + time) : first);
            }
            return rows;
          });
          for (let revision = 0; revision < 4; revision += 1) {
            await store.writer.write(revisions.flatMap((rows) => rows[revision] ?? []));
          }
          for (const asOf of [0, 3, 5, 9].map((time) => midnight + time)) {
            const query = { sensorId, quantity: 'PM25', from: midnight, to: midnight + dayMs } as const;
            const found = await store.reader.readings({ ...query, quality: qualityFlags, limit: 10, asOf });
            const expected = revisions.flatMap(
              (rows) => rows.findLast(({ knownAt }) => knownAt <= asOf)?.reading ?? [],
            );
            expect(found).toStrictEqual(expected);
          }
        }),
        { numRuns: 15 },
      );
    });

    it('judges quality by what was known then', async () => {
      const sensorId = newSensor();
      const good = makeStored({ sensorId, periodStart: midnight });
      const failed = revised(good, { quality: 'FAIL' });
      await store.writer.write([good]);
      await store.writer.write([failed]);
      const query = { sensorId, quantity: 'PM25', from: midnight, to: midnight + dayMs, limit: 10 } as const;
      const asOf = good.knownAt;
      expect(await store.reader.readings({ ...query, quality: ['GOOD'] })).toStrictEqual([]);
      expect(await store.reader.readings({ ...query, quality: ['GOOD'], asOf })).toStrictEqual([
        good.reading,
      ]);
      expect(await store.reader.readings({ ...query, quality: ['FAIL'], asOf })).toStrictEqual([]);
      expect(await store.reader.readings({ ...query, quality: ['FAIL'] })).toStrictEqual([failed.reading]);
      expect(await store.reader.readings({ ...query, quality: [] })).toStrictEqual([]);
    });

    it('gives the latest of several sensors and of the quantities asked', async () => {
      const [one, other] = [newSensor(), newSensor()];
      const rows = [
        makeStored({ sensorId: one, quantity: 'HUMIDITY', unit: 'PERCENT' }),
        makeStored({ sensorId: one }),
        makeStored({ sensorId: other }),
      ];
      await store.writer.write(rows);
      const ids = [other, one, one, 'never-heard-of'];
      expect(await store.reader.latest(ids)).toStrictEqual(rows.map(({ reading }) => reading));
      expect(await store.reader.latest(ids, ['PM25'])).toStrictEqual(
        rows.slice(1).map(({ reading }) => reading),
      );
      expect(await store.reader.latest(ids, [])).toStrictEqual([]);
      expect(await store.reader.latest([])).toStrictEqual([]);
    });

    it('gives hours that start within [from, to) of the sensors and quantities asked', async () => {
      const [one, other] = [newSensor(), newSensor()];
      const rows = [one, other].flatMap((sensorId) =>
        [0, 1, 2].map((n) => makeStored({ sensorId, periodStart: midnight + n * hourMs, value: n })),
      );
      const ozone = makeStored({ sensorId: other, quantity: 'O3', periodStart: midnight + hourMs, value: 9 });
      await store.writer.write([...rows, ozone]);
      const found = await store.reader.hourly({
        sensorIds: [other, one, 'never-heard-of'],
        quantities: ['PM25', 'O3'],
        from: midnight + hourMs,
        to: midnight + 2 * hourMs,
      });
      expect(found.map(({ sensorId, quantity, mean }) => [sensorId, quantity, mean])).toStrictEqual([
        [one, 'PM25', 1],
        [other, 'O3', 9],
        [other, 'PM25', 1],
      ]);
    });
  });
};
