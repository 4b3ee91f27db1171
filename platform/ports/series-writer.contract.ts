import { qualityFlags } from '@aqmrg/schema/events/vocabulary.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { at, dayMs, hourMs, makeProvenance, makeStored, minuteMs, revised } from './series.builders.ts';
import type { SeriesReader, SeriesWriter, StoredReading } from './series.ts';

export interface OpenSeries {
  readonly writer: SeriesWriter;
  readonly reader: SeriesReader;
  close(): Promise<void>;
}

const noon = at('2026-03-01T12:00:00Z');

/** What every SeriesWriter does, seen through itself and the reader of the same store. */
export const seriesWriterContract = (driver: string, open: () => Promise<OpenSeries>): void => {
  describe(`${driver} as SeriesWriter`, () => {
    let store: OpenSeries;
    let sensors = 0;
    /** Each test has sensors of its own in the one store. */
    const newSensor = () => `w-sensor-${++sensors}`;

    beforeAll(async () => {
      store = await open();
    });
    afterAll(() => store.close());

    const everything = async (sensorId: string) => ({
      current: await store.writer.current([{ sensorId, quantity: 'PM25', from: 0, to: noon + 365 * dayMs }]),
      latest: await store.reader.latest([sensorId]),
      hourly: await store.reader.hourly({
        sensorIds: [sensorId],
        quantities: ['PM25'],
        from: 0,
        to: noon + 365 * dayMs,
      }),
    });
    const current = (sensorId: string, from: number, to: number) =>
      store.writer.current([{ sensorId, quantity: 'PM25', from, to }]);
    const hours = (sensorId: string) =>
      store.reader.hourly({ sensorIds: [sensorId], quantities: ['PM25'], from: noon, to: noon + dayMs });
    const readingsOf = (rows: readonly StoredReading[]) => rows.map(({ reading }) => reading);

    it('gives back each row whole', async () => {
      const sensorId = newSensor();
      const full = makeStored(
        {
          sensorId,
          periodStart: noon,
          periodEnd: noon + 2 * minuteMs,
          value: -0.3,
          uncorrected: 17.25,
          revision: 4,
          quality: 'SUSPECT',
          tests: [
            { test: 'SPIKE', flag: 'SUSPECT', reason: 'Stands 40.2 above “neighbours”;\n\u001flimit 25.' },
            { test: 'FLAT_LINE', flag: 'UNKNOWN', reason: 'No row before.' },
          ],
          provenance: makeProvenance({
            rawValue: 17.250000000000004,
            rawUnit: 'PARTS_PER_BILLION',
            channels: [
              { name: 'a', value: 1e-300 },
              { name: 'β', value: -12 },
            ],
            variant: 'CF_1',
            source: "AirNow 'Department' of State",
            delivery: 'BACKFILL',
            replayOf: { periodStart: noon - 365 * dayMs, periodEnd: noon - 365 * dayMs + 2 * minuteMs },
            corrections: [
              { id: 'unit', version: '1', inputs: { celsius: 25 } },
              { id: 'us-epa', version: '2021', inputs: { humidityPercent: 61.5 } },
              { id: 'plain', version: '1', inputs: {} },
            ],
            calibration: 'us-epa-2021',
          }),
        },
        {
          reportedAt: { partition: 7, offset: 9_007_199_254_740_991, index: 999 },
          causedBy: { partition: 3, offset: 12, index: 0 },
          contentHash: 'h\u001fa-sh_ß',
          knownAt: noon + 3,
        },
      );
      const plain = makeStored({ sensorId, periodStart: noon + hourMs, tests: [] });
      await store.writer.write([plain, full]);
      expect(await current(sensorId, noon, noon + dayMs)).toStrictEqual([full, plain]);
      const query = {
        sensorId,
        quantity: 'PM25',
        from: noon,
        to: noon + dayMs,
        quality: qualityFlags,
      } as const;
      expect(await store.reader.readings({ ...query, limit: 10 })).toStrictEqual(readingsOf([full, plain]));
      expect(await store.reader.latest([sensorId])).toStrictEqual([plain.reading]);
    });

    it('takes a batch of no rows', async () => {
      await expect(store.writer.write([])).resolves.toBeUndefined();
    });

    it('takes thousands of rows of many sensors at once', async () => {
      const group = newSensor();
      const rows = Array.from({ length: 5_000 }, (_, n) =>
        makeStored({
          sensorId: `${group}-${n % 50}`,
          periodStart: noon + Math.floor(n / 50) * minuteMs,
          periodEnd: noon + (Math.floor(n / 50) + 1) * minuteMs,
          value: n,
        }),
      );
      await store.writer.write(rows);
      const spans = Array.from(
        { length: 50 },
        (_, n) => ({ sensorId: `${group}-${n}`, quantity: 'PM25', from: noon, to: noon + dayMs }) as const,
      );
      const found = await store.writer.current(spans);
      expect(found).toHaveLength(5_000);
      expect(new Set(found.map(({ reading }) => reading.value)).size).toBe(5_000);
    });

    it('changes nothing when the same rows are written again', async () => {
      const sensorId = newSensor();
      const first = makeStored({ sensorId, periodStart: noon });
      const rows = [
        revised(first, { value: 14 }),
        makeStored({ sensorId, periodStart: noon + hourMs, value: 8 }),
      ];
      await store.writer.write([first]);
      await store.writer.write(rows);
      const once = await everything(sensorId);
      await store.writer.write(rows);
      await store.writer.write([first]);
      expect(await everything(sensorId)).toStrictEqual(once);
      const query = {
        sensorId,
        quantity: 'PM25',
        from: noon,
        to: noon + dayMs,
        quality: qualityFlags,
        limit: 10,
      } as const;
      const then = await store.reader.readings({ ...query, asOf: first.knownAt });
      expect(then).toStrictEqual([first.reading]);
    });

    it('keeps one row a key: the highest revision', async () => {
      const sensorId = newSensor();
      const first = makeStored({ sensorId, periodStart: noon });
      const second = revised(first, { value: 20, quality: 'SUSPECT' });
      await Promise.all([store.writer.write([first]), store.writer.write([second])]);
      expect(await current(sensorId, noon, noon + hourMs)).toStrictEqual([second]);
    });

    it('keeps periods apart that start together or end together', async () => {
      const sensorId = newSensor();
      const rows = [
        makeStored({ sensorId, periodStart: noon, periodEnd: noon + minuteMs, value: 1 }),
        makeStored({ sensorId, periodStart: noon, periodEnd: noon + hourMs, value: 2 }),
        makeStored({ sensorId, periodStart: noon + minuteMs, periodEnd: noon + hourMs, value: 3 }),
      ];
      await store.writer.write(rows.toReversed());
      expect(await current(sensorId, noon, noon + hourMs)).toStrictEqual(rows);
    });

    it('answers spans with the rows whose period lies within, sorted, each once', async () => {
      const [one, other] = [newSensor(), newSensor()];
      const rows = [one, other].flatMap((sensorId) =>
        [0, 1, 2, 3].map((n) => makeStored({ sensorId, periodStart: noon + n * hourMs, value: n })),
      );
      const humidity = makeStored({
        sensorId: one,
        quantity: 'HUMIDITY',
        unit: 'PERCENT',
        periodStart: noon + hourMs,
      });
      await store.writer.write([...rows, humidity]);
      const span = { quantity: 'PM25', from: noon + hourMs, to: noon + 3 * hourMs } as const;
      const found = await store.writer.current([
        { ...span, sensorId: other },
        { ...span, sensorId: one },
        { ...span, sensorId: one, from: noon + 2 * hourMs, to: noon + 4 * hourMs - 1 },
        { ...span, sensorId: one, quantity: 'HUMIDITY' },
        { ...span, sensorId: 'never-heard-of' },
      ]);
      const expected = [humidity, rows[1], rows[2], rows[5], rows[6]];
      expect(found).toStrictEqual(expected);
      expect(await store.writer.current([])).toStrictEqual([]);
    });

    it('keeps the newest reading by its period, in whatever order readings arrive', async () => {
      const sensorId = newSensor();
      const newest = makeStored({ sensorId, periodStart: noon + 5 * hourMs, quality: 'FAIL' });
      const sameEnd = makeStored({ sensorId, periodStart: noon, periodEnd: noon + 6 * hourMs });
      await store.writer.write([newest, makeStored({ sensorId, periodStart: noon + hourMs })]);
      await store.writer.write([sameEnd, makeStored({ sensorId, periodStart: noon + 2 * hourMs })]);
      expect(await store.reader.latest([sensorId])).toStrictEqual([newest.reading]);
      const better = revised(newest, { value: 3, quality: 'GOOD' });
      await store.writer.write([revised(sameEnd, { value: 99 }), better]);
      expect(await store.reader.latest([sensorId])).toStrictEqual([better.reading]);
    });

    it('rolls GOOD and UNKNOWN readings up by the UTC hour in which they start', async () => {
      const sensorId = newSensor();
      const half = (n: number, value: number, quality: StoredReading['reading']['quality']) =>
        makeStored({
          sensorId,
          periodStart: noon + n * 30 * minuteMs,
          periodEnd: noon + (n + 1) * 30 * minuteMs,
          value,
          quality,
        });
      const straddling = makeStored({ sensorId, periodStart: noon + 150 * minuteMs, value: 7 });
      const daily = makeStored({ sensorId, periodStart: noon, periodEnd: noon + dayMs, value: 1000 });
      const flagged = [half(2, 500, 'SUSPECT'), half(3, 600, 'FAIL')];
      await store.writer.write([half(0, 10, 'GOOD'), ...flagged, straddling, daily]);
      await store.writer.write([half(1, 20, 'UNKNOWN')]);
      expect(await hours(sensorId)).toStrictEqual([
        { sensorId, quantity: 'PM25', hourStart: noon, mean: 15, count: 2, coveredMs: hourMs },
        { sensorId, quantity: 'PM25', hourStart: noon + 2 * hourMs, mean: 7, count: 1, coveredMs: hourMs },
      ]);
    });

    it('never covers more than the hour', async () => {
      const sensorId = newSensor();
      const quarter = makeStored({
        sensorId,
        periodStart: noon + 15 * minuteMs,
        periodEnd: noon + 30 * minuteMs,
        value: 6,
      });
      await store.writer.write([makeStored({ sensorId, periodStart: noon, value: 4 }), quarter]);
      expect(await hours(sensorId)).toMatchObject([{ mean: 5, count: 2, coveredMs: hourMs }]);
    });

    it('rolls an hour up again when a revision changes its quality, and drops it when nothing is left', async () => {
      const sensorId = newSensor();
      const rows = [10, 30].map((value, n) =>
        makeStored({
          sensorId,
          periodStart: noon + n * 30 * minuteMs,
          periodEnd: noon + (n + 1) * 30 * minuteMs,
          value,
        }),
      );
      const [first, second] = rows as [StoredReading, StoredReading];
      await store.writer.write(rows);
      expect(await hours(sensorId)).toMatchObject([{ mean: 20, count: 2 }]);
      const failed = revised(first, { quality: 'FAIL' });
      await store.writer.write([failed]);
      expect(await hours(sensorId)).toMatchObject([{ mean: 30, count: 1, coveredMs: 30 * minuteMs }]);
      await store.writer.write([revised(second, { quality: 'FAIL' })]);
      expect(await hours(sensorId)).toStrictEqual([]);
      await store.writer.write([revised(failed, { quality: 'GOOD', value: 11 })]);
      expect(await hours(sensorId)).toMatchObject([{ mean: 11, count: 1 }]);
    });
  });
};
