import type { SeriesReader } from '@aqmrg/platform/ports/series.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hourMs, makePurpleAir, makeReport, start } from '../testing/builders.ts';
import { openPorts, openRoom, saySensors, until } from '../testing/open-room.ts';

type Calls = Record<keyof SeriesReader, number>;

let opened: Awaited<ReturnType<typeof openPorts>>;
let room: Awaited<ReturnType<typeof openRoom>>;
const calls = {} as Calls;

/** The real reader, and how often it was asked. */
const counting = (reader: SeriesReader): SeriesReader => {
  const counted = <K extends keyof SeriesReader>(name: K): SeriesReader[K] =>
    ((...args: never[]) => {
      calls[name] = (calls[name] ?? 0) + 1;
      return (reader[name] as (...args: never[]) => unknown)(...args);
    }) as never;
  return {
    latest: counted('latest'),
    readings: counted('readings'),
    series: counted('series'),
    hourly: counted('hourly'),
    replayed: counted('replayed'),
    close: reader.close,
  };
};

const iso = (hour: number): string => new Date(start + hour * hourMs).toISOString();
const input = (sensorId: string, hour: number, value: number, fields = {}) => {
  const { quantity, unit } = makeReport(hour, value);
  return { sensorId, quantity, unit, value, periodStart: iso(hour), periodEnd: iso(hour + 1), ...fields };
};
const report = `mutation($input: ReportReadingsInput!) {
  reportReadings(input: $input) {
    ... on ReportedReadings { accepted refused { message } }
  }
}`;

const many = Array.from({ length: 200 }, (_, i) => `many-${i}`);

beforeAll(async () => {
  opened = await openPorts();
  const { ports } = opened;
  room = await openRoom({ ...ports, seriesReader: counting(ports.seriesReader) });
  await saySensors(
    ports.eventLog,
    { sensorId: 's1', siteId: 'roof' },
    { sensorId: 's2', siteId: 'roof', timeZone: 'Africa/Nairobi' },
    makePurpleAir({ siteId: null, networkId: 'n2' }),
    ...many.map((sensorId) => ({ sensorId, siteId: null })),
  );
  const values = Array.from({ length: 48 }, (_, hour) => input('s1', hour, 10 + (hour % 24)));
  const rows = [
    ...values,
    ...[0, 1, 2].map((hour) => input('s2', hour, 50)),
    input('s1', 47, 300, { quantity: 'PM10' }),
    input('pa', 0, 40),
    input('pa', 0, 50, { quantity: 'HUMIDITY', unit: 'PERCENT' }),
    ...many.map((sensorId) => input(sensorId, 0, 7)),
  ].map((row) => row);
  const sensors = {
    input: { readings: rows.filter(({ quantity }) => quantity !== 'PM10'), delivery: 'BACKFILL' },
  };
  const { data } = await room.asAdmin(report, sensors);
  expect(data.reportReadings).toMatchObject({ accepted: rows.length - 1, refused: [] });
  await until(async () => (await ports.seriesReader.latest(many)).length === many.length);
});
afterAll(async () => {
  await room.stop();
  await opened.close();
});

const entities = (
  type: 'Sensor' | 'Site',
  ids: readonly string[],
  fields: string,
  variables: { readonly at?: string; readonly after?: string } = {},
) => {
  const types = { at: 'DateTime', after: 'Cursor' } as const;
  const declared = (Object.keys(variables) as (keyof typeof types)[]).map(
    (name) => `$${name}: ${types[name]}`,
  );
  return room.asAnyone(
    `query(${['$of: [_Any!]!', ...declared].join()}) { _entities(representations: $of) { ... on ${type} { ${fields} } } }`,
    { of: ids.map((id) => ({ __typename: type, id })), ...variables },
  );
};
const sensor = async (id: string, fields: string, variables = {}) => {
  const { data, errors } = await entities('Sensor', [id], fields, variables);
  return { data: data?._entities[0], error: errors[0] };
};
const site = async (id: string, fields: string) => (await entities('Site', [id], fields)).data._entities[0];
const span = (from: number, to: number): string => `from: "${iso(from)}", to: "${iso(to)}"`;

describe('a sensor', () => {
  it('tells its newest readings with where they come from', async () => {
    const fields = `latest { quantity value unit revision quality tests { test flag } sensor { __typename id }
      provenance { rawValue calibration delivery reportedBy variant corrections { id version inputs { name value } } } }`;
    const { data } = await sensor('pa', fields);
    expect(data.latest.map((reading: { quantity: string }) => reading.quantity)).toEqual([
      'PM25',
      'HUMIDITY',
    ]);
    expect(data.latest[0]).toMatchObject({
      value: 0.524 * 40 - 0.0862 * 50 + 5.75,
      unit: 'MICROGRAM_PER_CUBIC_METRE',
      sensor: { __typename: 'Sensor', id: 'pa' },
      provenance: {
        rawValue: 40,
        calibration: 'purpleair-barkjohn-cf-1',
        corrections: [{ inputs: [{ name: 'humidityPercent', value: 50 }] }],
        delivery: 'BACKFILL',
        reportedBy: 'service:tests',
        variant: 'CF_1',
      },
    });
    expect(data.latest[0].tests).toHaveLength(7);
  });

  it('gives single readings page by page, corrected or raw', async () => {
    const page = (after: string) =>
      `readings(quantity: PM25, ${span(0, 48)}, first: 20${after}) { nodes { value } pageInfo { hasNextPage endCursor } }`;
    const first = await sensor('s1', page(''));
    const { endCursor } = first.data.readings.pageInfo;
    const second = await sensor('s1', page(', after: $after'), { after: endCursor });
    const third = await sensor('s1', page(', after: $after'), {
      after: second.data.readings.pageInfo.endCursor,
    });
    const nodes = [first, second, third].flatMap(({ data }) => data.readings.nodes);
    expect(nodes.map(({ value }: { value: number }) => value)).toEqual(
      Array.from({ length: 48 }, (_, hour) => 10 + (hour % 24)),
    );
    expect(third.data.readings.pageInfo.hasNextPage).toBe(false);
    const raw = await sensor(
      'pa',
      `readings(quantity: PM25, ${span(0, 1)}, version: RAW) { edges { cursor node { value provenance { calibration } } } }`,
    );
    expect(raw.data.readings.edges[0].node).toEqual({ value: 40, provenance: { calibration: 'NONE' } });
    const foreign = await sensor('s2', page(', after: $after'), { after: endCursor });
    expect(foreign.error.extensions).toMatchObject({ code: 'BAD_INPUT', field: 'after' });
  });

  it('gives a series as columns and as points, null where too little is covered', async () => {
    const fields = `series(quantity: PM25, ${span(0, 49)}, every: "P1D", aggregates: [COUNT, MEAN, MAX]) {
      unit every aggregates starts columns coverage points { periodStart values coverage } }`;
    const { data } = await sensor('s1', fields);
    expect(data.series).toMatchObject({
      unit: 'MICROGRAM_PER_CUBIC_METRE',
      every: 'P1D',
      starts: [iso(0), iso(24)],
      columns: [
        [24, 24],
        [21.5, 21.5],
        [33, 33],
      ],
      coverage: [1, 1],
    });
    expect(data.series.points[1]).toEqual({ periodStart: iso(24), values: [24, 21.5, 33], coverage: 1 });
    const thin = await sensor(
      's2',
      `series(quantity: PM25, ${span(0, 48)}, every: "P1D", aggregates: [MEAN, COUNT]) { columns coverage starts }`,
    );
    expect(thin.data.series).toEqual({ starts: [iso(-3)], columns: [[null], [3]], coverage: [3 / 24] });
    const raw = await sensor(
      'pa',
      `series(quantity: PM25, ${span(0, 1)}, every: "PT1H", version: RAW) { columns }`,
    );
    expect(raw.data.series.columns).toEqual([[40]]);
  });

  it('answers an index, or says why there is none', async () => {
    const { data } = await sensor(
      's1',
      `now: aqi(at: $at) { ... on AirQualityIndex { standard index dominant nowcast category subIndices { quantity averaging } } }
      day: aqi(standard: WHO, basis: DAILY, at: $at) { ... on AirQualityIndex { index category periodStart } }
      none: aqi { ... on AqiUnavailable { standard reason } }`,
      { at: iso(48) },
    );
    expect(data.now).toMatchObject({
      standard: 'US_EPA',
      dominant: 'PM25',
      subIndices: [{ averaging: 'NOWCAST_12H' }],
    });
    expect(data.now.index).toBeGreaterThan(80);
    expect(data.day).toMatchObject({ index: null, periodStart: iso(24) });
    expect(data.none).toMatchObject({ standard: 'US_EPA', reason: expect.stringContaining('Too few hours') });
  });

  it('that nobody knows has nothing to tell', async () => {
    const { data, error } = await sensor(
      'nobody',
      `latest { value } series(quantity: O3, ${span(0, 1)}, every: "PT1H") { starts }`,
    );
    expect(data).toEqual({ latest: [], series: { starts: [] } });
    expect(error).toBeUndefined();
  });
});

describe('a site', () => {
  it('tells the newest of its sensors, their pooled series, and days above a level', async () => {
    const found = await site(
      'roof',
      `latest { value sensor { id } }
      series(quantity: PM25, ${span(0, 2)}, every: "PT1H", timeZone: "UTC", aggregates: [MEAN, COUNT]) { columns coverage }
      exceedances(year: 2026) { standard byQuantity { quantity level days validDays } }`,
    );
    expect(found.latest).toMatchObject([{ value: 33, sensor: { id: 's1' } }]);
    expect(found.series).toEqual({
      columns: [
        [30, 30.5],
        [2, 2],
      ],
      coverage: [1, 1],
    });
    expect(found.exceedances.byQuantity[0]).toEqual({ quantity: 'PM25', level: 15, days: 2, validDays: 2 });
  });
});

describe('many sensors', () => {
  it('are one question each to the store', async () => {
    for (const name of Object.keys(calls)) calls[name as keyof Calls] = 0;
    const fields = `latest { value } series(quantity: PM25, ${span(0, 24)}, every: "PT1H") { starts columns } aqi { __typename }`;
    const { data, errors } = await entities('Sensor', many, fields);
    expect(errors).toEqual([]);
    expect(data._entities).toHaveLength(200);
    expect(data._entities[199]).toMatchObject({ latest: [{ value: 7 }], series: { columns: [[7]] } });
    expect(calls).toEqual({ latest: 1, series: 1, hourly: 1, readings: 0 });
  });
});

describe('arguments that make no sense', () => {
  it.each([
    [`readings(quantity: PM25, ${span(0, 1)}, first: -1) { nodes { value } }`, 'first'],
    [`readings(quantity: PM25, ${span(0, 1)}, first: 5001) { nodes { value } }`, 'first'],
    [`readings(quantity: PM25, ${span(1, 1)}) { nodes { value } }`, 'to'],
    [`readings(quantity: PM25, ${span(0, 1)}, quality: []) { nodes { value } }`, 'quality'],
    [
      `readings(quantity: PM25, ${span(0, 1)}, after: "bm9uc2Vuc2Ugbm9uc2Vuc2U") { nodes { value } }`,
      'after',
    ],
    [`series(quantity: PM25, ${span(2, 1)}, every: "PT1H") { starts }`, 'to'],
    [`series(quantity: PM25, ${span(0, 1)}, every: "PT1S") { starts }`, 'every'],
    [`series(quantity: PM25, ${span(0, 1)}, every: "-PT1H") { starts }`, 'every'],
    [`series(quantity: PM25, ${span(0, 1)}, every: "P1DT6H") { starts }`, 'every'],
    [`series(quantity: PM25, ${span(0, 1)}, every: "P2Y") { starts }`, 'every'],
    [`series(quantity: PM25, ${span(-80_000, 80_000)}, every: "PT1M") { starts }`, 'every'],
    [`series(quantity: PM25, ${span(0, 1)}, every: "PT1H", timeZone: "Accra") { starts }`, 'timeZone'],
    [`series(quantity: PM25, ${span(0, 1)}, every: "PT1H", minCoverage: 1.5) { starts }`, 'minCoverage'],
    [`series(quantity: PM25, ${span(0, 1)}, every: "PT1H", aggregates: []) { starts }`, 'aggregates'],
    [`latest(quantities: []) { value }`, 'quantities'],
  ])('%s names %s', async (fields, field) => {
    const { error } = await sensor('s1', fields);
    expect(error.extensions).toMatchObject({ code: 'BAD_INPUT', field });
  });

  it('cost only their own field', async () => {
    const { data, error } = await sensor(
      's1',
      `latest { value } readings(quantity: PM25, ${span(0, 1)}, first: 0) { nodes { value } }`,
    );
    expect(error.path).toEqual(['_entities', 0, 'readings']);
    expect(data).toMatchObject({ latest: [{ value: 33 }], readings: null });
  });
});
