import { hourMs } from '@aqmrg/platform/air-quality/hours.ts';
import type { HourlyQuery } from '@aqmrg/platform/ports/series.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DailyMetric, ExposureSeries, ExposureWish } from '../domain/exposure/exposure.ts';
import { readUploaded } from '../domain/exposure/uploaded.ts';
import type { HealthColumn } from '../domain/health/health-series.ts';
import { isProblem, type Problem } from '../domain/problem.ts';
import type { Part } from '../domain/question/part.ts';
import { unseen } from '../domain/shown.ts';
import { makeHour, makeReplayed, openAir } from '../testing/open-air.ts';
import { createExposureReader } from './read-exposure.ts';

const dayMs = 24 * hourMs;
/** In Kampala days begin at 21:00 UTC. */
const newYear = Date.parse('2023-12-31T21:00Z');
const days = 366;
const signal = new AbortController().signal;

const column = (name: string, role: HealthColumn['role']): HealthColumn => ({
  ...{ name, role, label: `the ${name}`, unit: role === 'EXPOSURE' ? 'µg/m³' : null },
  ...{ missing: 0, events: null },
});
const kampala: Part = {
  series: {
    timeZone: 'Africa/Kampala',
    firstDay: '2024-01-01',
    days,
    columns: [column('deaths', 'OUTCOME'), column('dust', 'EXPOSURE'), column('smoke', 'EXPOSURE')],
  },
  values: {
    deaths: new Float64Array(days).fill(3),
    dust: Float64Array.from({ length: days }, (_, day) => (day < 300 ? day : Number.NaN)),
    smoke: new Float64Array(days).fill(Number.NaN),
  },
};
const january: Part = { ...kampala, series: { ...kampala.series, days: 31 } };

let air: Awaited<ReturnType<typeof openAir>>;
let asked: HourlyQuery[] = [];
let exposures: ReturnType<typeof createExposureReader>;

const measured = (
  from: Extract<ExposureWish, { kind: 'measured' }>['from'],
  metric: DailyMetric = 'DAILY_MEAN',
) => ({ kind: 'measured', quantity: 'PM25', metric, from }) as const;
const readWish = (wish: ExposureWish, of: Part) =>
  wish.kind === 'uploaded' ? readUploaded(wish.column, of) : exposures.measure(wish, of.series, signal);
const read = async (wish: ExposureWish, of = kampala): Promise<ExposureSeries> => {
  const found = await readWish(wish, of);
  if (isProblem(found)) throw new Error(`${found.field}: ${found.reason}`);
  return found;
};
const refused = async (wish: ExposureWish, of = kampala): Promise<Problem> => {
  const found = await readWish(wish, of);
  if (!isProblem(found)) throw new Error('It was read.');
  return found;
};

/** The value of an hour: each day a level, from its hour of 0 to that of 23 by a slope. */
const levelOf = (hour: number): number => Math.floor(hour / 24) + (hour % 24);
const aYear = (sensorId: string, isThere: (hour: number) => boolean, plus = 0) =>
  Array.from({ length: 24 * days }, (_, hour) => hour)
    .filter(isThere)
    .map((hour) => makeHour(sensorId, newYear + hour * hourMs, { value: levelOf(hour) + plus }));

beforeAll(async () => {
  air = await openAir();
  await air.saySensors(
    { sensorId: 'whole', siteId: 'hill', kind: 'REFERENCE' },
    { sensorId: 'gaps', siteId: 'hill', retired: true },
    { sensorId: 'silent', siteId: 'hill', quantities: [] },
    { sensorId: 'ozone', siteId: 'hill', quantities: ['O3', 'HUMIDITY'] },
    { sensorId: 'replay', siteId: 'stage', name: 'Player' },
    { sensorId: 'beside', siteId: 'stage' },
    { sensorId: 'wet', siteId: 'pond', quantities: ['HUMIDITY'] },
    ...Array.from({ length: 21 }, (_, n) => ({ sensorId: `many-${n}`, siteId: 'crowd' })),
  );
  await air.write([
    ...aYear('whole', () => true),
    // from February on; then 17 hours of each tenth day, and 18 of each eleventh
    ...aYear(
      'gaps',
      (hour) => {
        const day = Math.floor(hour / 24);
        if (day < 31) return false;
        if (day % 10 === 0) return hour % 24 < 17;
        return day % 11 === 0 ? hour % 24 < 18 : true;
      },
      100,
    ),
    ...aYear('beside', () => true),
    // from 17:00 of 4 February 2025 to 18:00 of the next day
    ...Array.from({ length: 25 }, (_, n) => makeHour('beside', newYear + (400 * 24 + 17 + n) * hourMs)),
    makeReplayed('replay', newYear + 40 * dayMs),
    // failed hours, and a day's mean, make no hours
    ...[0, 1, 2].map((hour) => makeHour('silent', newYear + hour * hourMs, { quality: 'FAIL' })),
    makeHour('silent', newYear, { periodEnd: newYear + dayMs }),
  ]);
  const { reader, directory } = air;
  exposures = createExposureReader({
    directory,
    reader: {
      hourly: (query, until) => {
        asked.push(query);
        return reader.hourly(query, until);
      },
      replayed: (query, until) => reader.replayed(query, until),
    },
  });
});
afterAll(() => air.close());

describe('an exposure that was measured', () => {
  it('has the mean of each local day of one sensor', async () => {
    const { values, exposure } = await read(measured({ sensorIds: ['whole'] }));
    expect(values).toStrictEqual(Float64Array.from({ length: days }, (_, day) => day + 11.5));
    expect(exposure).toMatchObject({
      ...{ label: 'PM2.5, daily mean', quantity: 'PM25', metric: 'DAILY_MEAN', days },
      ...{ unit: 'MICROGRAM_PER_CUBIC_METRE', median: 182.5 + 11.5, monitorsChanged: false },
      monitors: [{ sensorId: 'whole', days, isLowCost: false }],
    });
    expect(exposure.method).toMatch(/One monitor\.$/);
  });

  it('is the mean of the monitors of a site that have a value, retired ones too', async () => {
    const { values, exposure } = await read(measured({ siteId: 'hill' }));
    expect(values[30]).toBe(30 + 11.5);
    expect(values[31]).toBe(31 + 11.5 + 50);
    expect(values[40]).toBe(40 + 11.5);
    expect(values[33]).toBe(33 + (11.5 + 8.5 + 100) / 2);
    const withGaps = Array.from({ length: days }, (_, day) => day).filter(
      (day) => day >= 31 && day % 10 !== 0,
    );
    expect(exposure.monitors).toEqual([
      { sensorId: 'gaps', days: withGaps.length, isLowCost: true },
      { sensorId: 'whole', days, isLowCost: false },
    ]);
    expect(exposure.monitorsChanged).toBe(true);
    expect(exposure.method).toMatch(/2 monitors that have one; of 1 more there is none\.$/);
  });

  it('has the highest hours, and the highest 8 hours', async () => {
    const highest = await read(measured({ sensorIds: ['whole'] }, 'MAX_1H'));
    expect(highest.values[100]).toBe(123);
    const eight = await read(measured({ sensorIds: ['whole'] }, 'MAX_8H'));
    expect(eight.values[100]).toBe(119.5);
    // the evening before the first day is not there, yet 19 means are
    expect(eight.values[0]).toBe(19.5);
  });

  it('reads the evening before the first day where 8 hours reach into it', async () => {
    const oneDay = { ...kampala, series: { ...kampala.series, firstDay: '2025-02-05', days: 1 } };
    // 7 hours of the evening and 18 of its own: 20 means; without the evening there would be 13
    expect((await read(measured({ sensorIds: ['beside'] }, 'MAX_8H'), oneDay)).values).toEqual(
      Float64Array.of(20),
    );
  });

  it('counts a sensor that is named twice once', async () => {
    const { exposure } = await read(measured({ sensorIds: ['whole', 'gaps', 'whole'] }), january);
    expect(exposure.monitors).toEqual([{ sensorId: 'whole', days: 31, isLowCost: false }]);
  });

  it('is the same in whichever order its sensors are named', async () => {
    const there = await read(measured({ sensorIds: ['whole', 'silent', 'gaps'] }));
    expect(await read(measured({ sensorIds: ['gaps', 'whole', 'silent'] }))).toEqual(there);
    expect(await read(measured({ siteId: 'hill' }))).toEqual(there);
  });

  it('is read a year at most at a time, and no more hours than may be held', async () => {
    const long = { ...kampala, series: { ...kampala.series, firstDay: '2022-06-01', days: 900 } };
    asked = [];
    const { values } = await read(measured({ siteId: 'hill' }), long);
    expect(values).toHaveLength(900);
    expect(values[579]).toBe(11.5);
    expect(values[578]).toBeNaN();
    expect(asked).toHaveLength(3);
    for (const { from, to } of asked) expect(to - from).toBeLessThanOrEqual(366 * dayMs);
  });

  it('ends when it is no longer wanted', async () => {
    const leaving = new AbortController();
    const { reader, directory } = air;
    const slow = createExposureReader({
      directory,
      reader: {
        hourly: async (query, until) => {
          const hours = await reader.hourly(query, until);
          leaving.abort(new Error('enough'));
          return hours;
        },
        replayed: (query, until) => reader.replayed(query, until),
      },
    });
    await expect(
      slow.measure(measured({ sensorIds: ['whole'] }), kampala.series, leaving.signal),
    ).rejects.toThrow('enough');
  });
});

describe('an exposure that cannot be had', () => {
  it.each(['TEMPERATURE', 'HUMIDITY', 'PRESSURE', 'WIND_SPEED', 'WIND_DIRECTION'] as const)(
    'is %s, which is weather',
    async (quantity) => {
      expect(await refused({ ...measured({ siteId: 'hill' }), quantity })).toMatchObject({
        field: 'quantity',
        code: 'WRONG_SETTING',
        next: expect.stringContaining('PM25, PM10, O3'),
      });
    },
  );

  it('is of a sensor or a site that nobody knows', async () => {
    expect(await refused(measured({ sensorIds: ['whole', 'gaps', 'nobody'] }))).toMatchObject({
      field: 'sensorIds.2',
      code: 'NOT_FOUND',
      reason: 'There is no sensor nobody.',
    });
    const wild = `a\u202e\u001b${'b'.repeat(100_000)}`;
    for (const wish of [
      measured({ siteId: wild }),
      measured({ sensorIds: [wild] }),
      { kind: 'uploaded', column: wild } as const,
    ]) {
      const { reason } = await refused(wish);
      expect(reason.length).toBeLessThan(200);
      expect(reason).not.toMatch(unseen);
    }
    expect(await refused(measured({ siteId: 'nowhere' }))).toMatchObject({
      field: 'siteId',
      code: 'NOT_FOUND',
    });
  });

  it('knows sensors that were registered a moment ago', async () => {
    await air.saySensors({ sensorId: 'fresh', siteId: 'new' });
    expect(await refused(measured({ sensorIds: ['fresh'] }))).toMatchObject({
      field: 'sensorIds',
      code: 'NO_EXPOSURE',
    });
    await air.saySensors({ sensorId: 'fresher', siteId: 'newer' });
    expect(await refused(measured({ siteId: 'newer' }))).toMatchObject({
      field: 'siteId',
      code: 'NO_EXPOSURE',
    });
  });

  it('is of no sensor, or of too many', async () => {
    expect(await refused(measured({ sensorIds: [] }))).toMatchObject({
      field: 'sensorIds',
      code: 'WRONG_SETTING',
    });
    const many = Array.from({ length: 21 }, (_, n) => `many-${n}`);
    expect(await refused(measured({ sensorIds: many }))).toMatchObject({
      field: 'sensorIds',
      code: 'TOO_MANY',
    });
    expect(await refused(measured({ siteId: 'crowd' }))).toMatchObject({
      field: 'siteId',
      code: 'TOO_MANY',
      reason: '21 sensors measure PM2.5 at this site.',
    });
    expect(await refused(measured({ sensorIds: many.slice(1) }))).toMatchObject({ code: 'NO_EXPOSURE' });
  });

  it('is replayed, with any reading on these days', async () => {
    expect(await refused(measured({ siteId: 'stage' }))).toMatchObject({
      field: 'siteId',
      code: 'REPLAYED_DATA',
      reason: expect.stringContaining('replay (Player)'),
      next: expect.stringContaining('`sensorIds`'),
    });
    expect(await refused(measured({ sensorIds: ['beside', 'replay'] }))).toMatchObject({
      field: 'sensorIds.1',
      code: 'REPLAYED_DATA',
    });
    expect((await read(measured({ siteId: 'stage' }), january)).exposure.days).toBe(31);
    expect((await read(measured({ sensorIds: ['beside'] }))).exposure.days).toBe(days);
  });

  it('has no value of any day', async () => {
    expect(await refused(measured({ sensorIds: ['silent'] }))).toMatchObject({
      field: 'sensorIds',
      code: 'NO_EXPOSURE',
      reason: 'There is no value of PM2.5, daily mean on any day from 2024-01-01 to 2024-12-31.',
    });
    expect(await refused({ ...measured({ siteId: 'pond' }) })).toMatchObject({
      field: 'quantity',
      code: 'NO_EXPOSURE',
      reason: 'No sensor at this site measures PM2.5; what they measure of pollutants: nothing.',
    });
  });
});

describe('an exposure that was uploaded', () => {
  it('is the column, of which nothing more is known', async () => {
    const { values, exposure } = await read({ kind: 'uploaded', column: 'dust' });
    expect(values).toStrictEqual(kampala.values.dust);
    expect(exposure).toMatchObject({
      ...{ label: 'the dust', unit: 'µg/m³', quantity: null, metric: null, monitors: null },
      ...{ monitorsChanged: false, days: 300, median: 149.5 },
      method: expect.stringContaining('uploaded'),
    });
  });

  it('is a column with that role', async () => {
    for (const column of ['deaths', 'sulphur', 'toString'])
      expect(await refused({ kind: 'uploaded', column })).toMatchObject({
        field: 'column',
        code: 'UNKNOWN_COLUMN',
        reason: `There is no column ${column} with the role EXPOSURE; there are dust, smoke.`,
      });
    const none = { ...kampala, series: { ...kampala.series, columns: [] } };
    expect(await refused({ kind: 'uploaded', column: 'dust' }, none)).toMatchObject({
      reason: 'There is no column dust with the role EXPOSURE; there is none.',
    });
  });

  it('has values', async () => {
    expect(await refused({ kind: 'uploaded', column: 'smoke' })).toMatchObject({
      field: 'column',
      code: 'NO_EXPOSURE',
    });
  });
});
