import { anonymous } from '@aqmrg/platform/caller.ts';
import { buildSchema } from '@aqmrg/platform/subgraph/executable.ts';
import { compileDocument } from '@aqmrg/platform/subgraph/execution/operation.ts';
import { execute, GraphQLError, parse, validate } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readings as definition } from '../index.ts';
import { hourMs, makeReport, start } from '../testing/builders.ts';
import { openPorts, openRoom, saySensors, until } from '../testing/open-room.ts';

const iso = (hour: number): string => new Date(start + hour * hourMs).toISOString();
const span = `from: "${iso(0)}", to: "${iso(48)}"`;
const series = 'unit every aggregates starts columns coverage points { periodStart values coverage }';
const reading = `quantity periodStart periodEnd value unit revision quality receivedAt tests { test flag reason }
  sensor { __typename id } provenance { rawValue rawUnit calibration delivery reportedBy variant source
    channels { name value } corrections { id version inputs { name value } } replay { originalPeriodStart } }`;
const aqi = `__typename ... on AqiUnavailable { standard basis reason }
  ... on AirQualityIndex { standard basis periodStart periodEnd index category color dominant nowcast message
    subIndices { quantity index concentration unit averaging coverage } }`;

/** What the gateway asks of this room, by the field that it is for. */
const fields: Readonly<Record<string, readonly [type: string, selection: string]>> = {
  latest: ['Sensor', `latest { ${reading} } some: latest(quantities: [PM25]) { value }`],
  readings: [
    'Sensor',
    `readings(quantity: PM25, ${span}, first: 7) { nodes { ${reading} } edges { cursor node { value } } pageInfo { hasNextPage endCursor } }`,
  ],
  'series by hour': ['Sensor', `series(quantity: PM25, ${span}, every: "PT1H") { ${series} }`],
  'series by day': [
    'Sensor',
    `series(quantity: PM25, ${span}, every: "P1D", aggregates: [COUNT, MEAN, STDDEV], minCoverage: 0.9) { ${series} }`,
  ],
  aqi: ['Sensor', `aqi(at: "${iso(48)}") { ${aqi} } none: aqi(standard: EU) { ${aqi} }`],
  site: [
    'Site',
    `latest { value } series(quantity: PM25, ${span}, every: "P1D") { ${series} } exceedances(year: ${new Date(start).getUTCFullYear()}) { standard year byQuantity { quantity level unit days validDays } }`,
  ],
  'a wrong argument': [
    'Sensor',
    `series(quantity: PM25, ${span}, every: "PT0S") { starts } latest { value }`,
  ],
  'a field that is not asked': ['Sensor', 'latest { value @skip(if: true) unit @include(if: true) }'],
};

let opened: Awaited<ReturnType<typeof openPorts>>;
let room: Awaited<ReturnType<typeof openRoom>>;

beforeAll(async () => {
  opened = await openPorts();
  room = await openRoom(opened.ports);
  const sensorIds = ['s1', 's2'];
  await saySensors(opened.ports.eventLog, ...sensorIds.map((sensorId) => ({ sensorId, siteId: 'roof' })));
  const rows = sensorIds.flatMap((sensorId, at) =>
    Array.from({ length: 48 - at * 20 }, (_, hour) => {
      const { quantity, unit, value } = makeReport(hour, 10 + hour / 7 + at);
      return { sensorId, quantity, unit, value, periodStart: iso(hour), periodEnd: iso(hour + 1) };
    }),
  );
  const report = 'mutation($input: ReportReadingsInput!) { reportReadings(input: $input) { __typename } }';
  await room.asAdmin(report, { input: { readings: rows, delivery: 'BACKFILL' } });
  const all = {
    quantity: 'PM25',
    from: start,
    to: start + 48 * hourMs,
    quality: ['GOOD'],
    limit: 99,
  } as const;
  await until(
    async () => (await opened.ports.seriesReader.readings({ ...all, sensorId: 's2' })).length === 28,
  );
});
afterAll(async () => {
  await room.stop();
  await opened.close();
});

describe('what the gateway asks of readings', () => {
  it.each(Object.entries(fields))('is answered as graphql-js would: %s', async (_name, [type, selection]) => {
    const schema = buildSchema(definition, room.room);
    const document = parse(
      `query($of: [_Any!]!) { _entities(representations: $of) { ... on ${type} { ${selection} } } }`,
    );
    expect(validate(schema, document)).toEqual([]);
    const ids = type === 'Site' ? ['roof'] : ['s1', 's2', 'nobody'];
    const variables = { of: ids.map((id) => ({ __typename: type, id })) };
    const { signal } = new AbortController();
    const context = () =>
      room.room.context({ caller: anonymous, requestId: 'r', signal, now: () => room.clock.now });

    const theirs = await execute({
      schema,
      document,
      variableValues: variables,
      contextValue: context(),
    });
    const operation = compileDocument(schema, document)(undefined);
    if (operation instanceof GraphQLError) throw operation;
    const ours = await operation.run({ context: context(), variables, signal });
    expect(JSON.stringify(ours)).toBe(JSON.stringify({ ...theirs }));
    expect(ours.data?._entities).toHaveLength(ids.length);
  });
});
