import { qualityFlags } from '@aqmrg/schema/events/vocabulary.ts';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { at, dayMs, hourMs, makeStored, minuteMs } from './series.builders.ts';
import {
  type Aggregate,
  aggregates,
  type BucketLength,
  type SeriesColumns,
  type SeriesQuery,
} from './series.ts';
import { aggregateOf, localDateOf } from './series-model.ts';
import type { OpenSeries } from './series-writer.contract.ts';

const midnight = at('2026-03-02T00:00:00Z');
const calendar = (days: number, months = 0): BucketLength => ({ kind: 'calendar', days, months });
const fixed = (ms: number): BucketLength => ({ kind: 'fixed', ms });
const iso = (ms: number) => new Date(ms).toISOString().replace(':00.000', '');

/** What every SeriesReader answers to `series`: aggregates by fixed and by local calendar buckets. */
export const seriesBucketsContract = (driver: string, open: () => Promise<OpenSeries>): void => {
  describe(`${driver} as SeriesReader, by buckets`, () => {
    let store: OpenSeries;
    let sensors = 0;
    const newSensor = () => `b-sensor-${++sensors}`;

    beforeAll(async () => {
      store = await open();
    });
    afterAll(() => store.close());

    /** One reading an hour, valued 0, 1, 2, … */
    const writeHours = async (sensorId: string, from: string, to: string): Promise<void> => {
      const count = (at(to) - at(from)) / hourMs;
      await store.writer.write(
        Array.from({ length: count }, (_, n) =>
          makeStored({ sensorId, periodStart: at(from) + n * hourMs, value: n, uncorrected: -n }),
        ),
      );
    };

    const series = (query: Partial<SeriesQuery> & Pick<SeriesQuery, 'groups' | 'from' | 'to' | 'every'>) =>
      store.reader.series({
        quantity: 'PM25',
        aggregates: ['MEAN'],
        quality: ['GOOD', 'UNKNOWN'],
        version: 'CORRECTED',
        ...query,
      });

    const oneSeries = async (
      sensorId: string,
      timeZone: string,
      from: string,
      to: string,
      every: BucketLength,
    ) => {
      const groups = [{ id: 'g', sensorIds: [sensorId], timeZone }];
      const [columns] = await series({ groups, from: at(from), to: at(to), every, aggregates: ['COUNT'] });
      return (columns as SeriesColumns).starts.map((start, n) => [
        iso(start),
        (columns?.lengthsMs[n] as number) / hourMs,
        columns?.columns[0]?.[n],
      ]);
    };

    it('aggregates as plain arithmetic does', async () => {
      const row = fc.record({
        minute: fc.integer({ min: 0, max: 600 }),
        value: fc.double({ min: -50, max: 1000, noNaN: true }),
        raw: fc.double({ min: -50, max: 1000, noNaN: true }),
        quality: fc.constantFrom(...qualityFlags),
        sensor: fc.integer({ min: 0, max: 2 }),
      });
      const rows = fc.uniqueArray(row, {
        minLength: 1,
        maxLength: 60,
        selector: ({ minute, sensor }) => `${minute} ${sensor}`,
      });
      const options = fc.record({
        version: fc.constantFrom('RAW', 'CORRECTED'),
        quality: fc.subarray([...qualityFlags], { minLength: 1 }),
        wanted: fc.shuffledSubarray([...aggregates], { minLength: 1 }),
        minutes: fc.constantFrom(7, 60, 1440),
        window: fc.constantFrom([0, 601], [13, 450]),
      });
      await fc.assert(
        fc.asyncProperty(rows, options, async (all, { version, quality, wanted, minutes, window }) => {
          const ids = [newSensor(), newSensor(), newSensor()];
          const stored = all.map(({ minute, value, raw, quality, sensor }) =>
            makeStored({
              sensorId: ids[sensor] as string,
              periodStart: midnight + minute * minuteMs,
              periodEnd: midnight + (minute + 1) * minuteMs,
              value,
              uncorrected: raw,
              quality,
            }),
          );
          await store.writer.write(stored);
          const [from, to] = window.map((minute) => midnight + minute * minuteMs) as [number, number];
          const groups = [
            { id: 'one', sensorIds: ids.slice(0, 1), timeZone: 'UTC' },
            { id: 'all', sensorIds: ids, timeZone: 'UTC' },
          ];
          const every = fixed(minutes * minuteMs);
          const found = await series({
            groups,
            from,
            to,
            every,
            version: version as 'RAW',
            quality,
            aggregates: wanted,
          });
          expect(found.map(({ id }) => id)).toStrictEqual(['one', 'all']);
          for (const [n, group] of groups.entries()) {
            const readings = stored
              .map(({ reading }) => reading)
              .filter((one) => group.sensorIds.includes(one.sensorId) && quality.includes(one.quality))
              .filter((one) => one.periodStart >= from && one.periodEnd <= to);
            const buckets = Map.groupBy(
              readings,
              ({ periodStart }) => periodStart - (periodStart % (minutes * minuteMs)),
            );
            const starts = [...buckets.keys()].sort((a, b) => a - b);
            const answer = found[n] as SeriesColumns;
            expect(answer.starts).toStrictEqual(starts);
            expect(answer.counts).toStrictEqual(starts.map((start) => buckets.get(start)?.length));
            expect(answer.coveredMs).toStrictEqual(answer.counts.map((count) => count * minuteMs));
            expect(answer.lengthsMs).toStrictEqual(starts.map(() => minutes * minuteMs));
            for (const [column, aggregate] of wanted.entries()) {
              for (const [row, start] of starts.entries()) {
                const values = (buckets.get(start) ?? []).map((one) =>
                  version === 'RAW' ? one.uncorrected : one.value,
                );
                const expected = aggregateOf(aggregate, values);
                const actual = answer.columns[column]?.[row] ?? null;
                if (expected === null) expect(actual).toBeNull();
                else expect(actual).toBeCloseTo(expected, 6);
              }
            }
          }
        }),
        { numRuns: 25 },
      );
    });

    it('counts local days, whose lengths follow the clock', async () => {
      const sensorId = newSensor();
      await writeHours(sensorId, '2026-03-27T00:00:00Z', '2026-03-31T00:00:00Z');
      await writeHours(sensorId, '2026-10-24T00:00:00Z', '2026-10-27T00:00:00Z');
      const paris = (from: string, to: string) => oneSeries(sensorId, 'Europe/Paris', from, to, calendar(1));
      expect(await paris('2026-03-27T23:00:00Z', '2026-03-30T22:00:00Z')).toStrictEqual([
        ['2026-03-27T23:00Z', 24, 24],
        ['2026-03-28T23:00Z', 23, 23],
        ['2026-03-29T22:00Z', 24, 24],
      ]);
      expect(await paris('2026-10-24T22:00:00Z', '2026-10-26T23:00:00Z')).toStrictEqual([
        ['2026-10-24T22:00Z', 25, 25],
        ['2026-10-25T23:00Z', 24, 24],
      ]);
    });

    it('keeps the first bucket where it starts, though the query starts inside it', async () => {
      const sensorId = newSensor();
      await writeHours(sensorId, '2026-03-02T10:00:00Z', '2026-03-03T20:00:00Z');
      const found = await oneSeries(
        sensorId,
        'Asia/Kolkata',
        '2026-03-02T12:00:00Z',
        '2026-03-03T19:59:00Z',
        calendar(1),
      );
      expect(found).toStrictEqual([
        ['2026-03-01T18:30Z', 24, 7],
        ['2026-03-02T18:30Z', 24, 24],
      ]);
    });

    it('starts weeks on Monday, months and years on the first', async () => {
      const sensorId = newSensor();
      await writeHours(sensorId, '2025-12-31T00:00:00Z', '2026-02-02T00:00:00Z');
      const accra = (every: BucketLength) =>
        oneSeries(sensorId, 'Africa/Accra', '2025-12-31T00:00:00Z', '2026-02-02T00:00:00Z', every);
      expect((await accra(calendar(7))).map(([start]) => start)).toStrictEqual(
        ['2025-12-29', '2026-01-05', '2026-01-12', '2026-01-19', '2026-01-26'].map((day) => `${day}T00:00Z`),
      );
      expect(await accra(calendar(0, 1))).toStrictEqual([
        ['2025-12-01T00:00Z', 744, 24],
        ['2026-01-01T00:00Z', 744, 744],
        ['2026-02-01T00:00Z', 672, 24],
      ]);
      expect(await accra(calendar(0, 12))).toStrictEqual([
        ['2025-01-01T00:00Z', 8760, 24],
        ['2026-01-01T00:00Z', 8760, 768],
      ]);
    });

    it('starts a day with the first of two midnights, and after a midnight that was skipped', async () => {
      const sensorId = newSensor();
      await writeHours(sensorId, '2026-03-07T00:00:00Z', '2026-03-10T00:00:00Z');
      await writeHours(sensorId, '2026-10-31T00:00:00Z', '2026-11-03T00:00:00Z');
      const havana = (from: string, to: string) =>
        oneSeries(sensorId, 'America/Havana', from, to, calendar(1));
      expect(await havana('2026-10-31T04:00:00Z', '2026-11-02T05:00:00Z')).toStrictEqual([
        ['2026-10-31T04:00Z', 24, 24],
        ['2026-11-01T04:00Z', 25, 25],
      ]);
      expect(await havana('2026-03-07T05:00:00Z', '2026-03-09T04:00:00Z')).toStrictEqual([
        ['2026-03-07T05:00Z', 24, 24],
        ['2026-03-08T05:00Z', 23, 23],
      ]);
    });

    it('puts each reading into its local day, in any zone', async () => {
      const zones = [
        'Africa/Nairobi',
        'Europe/Paris',
        'Asia/Kathmandu',
        'America/St_Johns',
        'Pacific/Chatham',
        'Australia/Lord_Howe',
        'Atlantic/Azores',
        'Africa/Cairo',
      ];
      const minute = fc.integer({ min: 0, max: 366 * 1440 });
      await fc.assert(
        fc.asyncProperty(fc.uniqueArray(minute, { minLength: 1, maxLength: 80 }), async (minutes) => {
          const sensorId = newSensor();
          const starts = minutes.map((n) => at('2025-06-01T00:00:00Z') + n * minuteMs);
          await store.writer.write(
            starts.map((periodStart) =>
              makeStored({ sensorId, periodStart, periodEnd: periodStart + minuteMs }),
            ),
          );
          const groups = zones.map((timeZone) => ({ id: timeZone, sensorIds: [sensorId], timeZone }));
          const [from, to] = [at('2025-06-01T00:00:00Z'), at('2026-07-01T00:00:00Z')];
          const found = await series({ groups, from, to, every: calendar(1), aggregates: ['COUNT'] });
          for (const { id, starts: days, counts, lengthsMs } of found) {
            const expected = Map.groupBy(
              starts.toSorted((a, b) => a - b),
              (ms) => localDateOf(ms, id),
            );
            expect(days.map((ms) => localDateOf(ms, id))).toStrictEqual([...expected.keys()]);
            expect(counts).toStrictEqual([...expected.values()].map((day) => day.length));
            for (const [n, day] of days.entries()) {
              expect(localDateOf(day - 1, id)).not.toBe(localDateOf(day, id));
              expect(localDateOf(day + (lengthsMs[n] as number) - 1, id)).toBe(localDateOf(day, id));
              expect(localDateOf(day + (lengthsMs[n] as number), id)).not.toBe(localDateOf(day, id));
            }
          }
        }),
        { numRuns: 12 },
      );
    });

    it('pools the sensors of a group, and answers groups in the order asked, empty ones too', async () => {
      const [one, other] = [newSensor(), newSensor()];
      await writeHours(one, '2026-03-02T00:00:00Z', '2026-03-02T04:00:00Z');
      await writeHours(other, '2026-03-02T00:00:00Z', '2026-03-02T02:00:00Z');
      const groups = [
        { id: 'nobody', sensorIds: ['never-heard-of'], timeZone: 'Africa/Accra' },
        { id: 'pool', sensorIds: [one, other, one], timeZone: 'Africa/Lagos' },
        { id: 'none', sensorIds: [], timeZone: 'Africa/Accra' },
        { id: 'one', sensorIds: [one], timeZone: 'Africa/Accra' },
      ];
      const asked: Aggregate[] = ['MEAN', 'COUNT', 'STDDEV'];
      const empty = { starts: [], columns: [[], [], []], counts: [], lengthsMs: [], coveredMs: [] };
      const day = { lengthsMs: [dayMs] };
      const query = { groups, from: midnight, to: midnight + dayMs, every: calendar(1), aggregates: asked };
      expect(await series(query)).toStrictEqual([
        { id: 'nobody', ...empty },
        {
          id: 'pool',
          starts: [midnight - hourMs],
          columns: [[7 / 6], [6], [expect.closeTo(Math.sqrt(41 / 30), 12)]],
          counts: [6],
          ...day,
          coveredMs: [6 * hourMs],
        },
        { id: 'none', ...empty },
        {
          id: 'one',
          starts: [midnight],
          columns: [[1.5], [4], [expect.closeTo(Math.sqrt(5 / 3), 12)]],
          counts: [4],
          ...day,
          coveredMs: [4 * hourMs],
        },
      ]);
      expect(await series({ ...query, quality: [] })).toMatchObject(groups.map(() => ({ starts: [] })));
    });

    it('refuses a time zone that does not exist', async () => {
      const sensorId = newSensor();
      await writeHours(sensorId, '2026-03-02T00:00:00Z', '2026-03-02T04:00:00Z');
      const groups = [{ id: 'g', sensorIds: [sensorId], timeZone: "Mars/Base'; DROP TABLE reading" }];
      const query = { groups, from: midnight, to: midnight + dayMs, every: calendar(1) };
      await expect(series(query)).rejects.toMatchObject({ code: 'BAD_INPUT', field: 'timeZone' });
    });
  });
};
