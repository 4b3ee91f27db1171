import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hourMs, hourStart, iso, makeRow, registerSensor } from '../support/builders.ts';
import { until } from '../support/client.ts';
import { type House, openHouse, placements } from '../support/placements.ts';
import { roomNames } from '../support/room-urls.ts';

const report = /* GraphQL */ `
  mutation Report($input: ReportReadingsInput!) {
    reportReadings(input: $input) {
      __typename
      ... on ReportedReadings { accepted refused { index field code } }
    }
  }
`;

const latest = /* GraphQL */ `
  query Latest($id: ID!) {
    sensor(id: $id) {
      name
      status
      lastSeenAt
      site { name city latest { value sensor { id } } }
      network { name health { online } }
      latest { quantity value unit revision quality receivedAt tests { test flag } provenance { rawValue rawUnit reportedBy calibration } sensor { name } }
    }
  }
`;

/** EPA, "Computing the NowCast": hours of PM2.5, newest first, whose NowCast is 17.4 µg/m³. */
const nowcastExample = [13, 16, 10, 21, 74, 64, 53, 82, 90, 75, 80, 50];

describe.each(placements)('the graph with %s', (placement) => {
  let house: House;
  beforeAll(async () => {
    house = await openHouse(placement);
    await registerSensor(house.client);
  });
  afterAll(() => house?.end());

  it('takes a reading and answers it across subgraphs', async () => {
    const start = hourStart();
    const reported = await house.client.askAsAdmin(report, { input: { readings: [makeRow()] } });
    expect(reported.data.reportReadings).toEqual({
      __typename: 'ReportedReadings',
      accepted: 1,
      refused: [],
    });

    const answer = await until(
      () => house.client.ask(latest, { id: 'roof-1' }),
      ({ data }) => data?.sensor?.latest?.length === 1 && data.sensor.lastSeenAt !== null,
    );
    expect(answer.errors).toBeUndefined();
    expect(answer.data.sensor).toMatchObject({
      name: 'Roof 1',
      status: 'ONLINE',
      lastSeenAt: iso(start + hourMs),
      site: { city: 'Kampala', latest: [{ value: 21.5, sensor: { id: 'roof-1' } }] },
      network: { name: 'Roofs', health: { online: 1 } },
      latest: [
        {
          quantity: 'PM25',
          value: 21.5,
          unit: 'MICROGRAM_PER_CUBIC_METRE',
          revision: 1,
          quality: 'GOOD',
          provenance: { rawValue: 21.5, reportedBy: (await house.first()).id, calibration: 'NONE' },
          sensor: { name: 'Roof 1' },
        },
      ],
    });
  });

  it('keeps one row for a duplicate, and revises on another value', async () => {
    const period = { periodStart: iso(hourStart(5)), periodEnd: iso(hourStart(4)) };
    const send = (value: number) =>
      house.client.askAsAdmin(report, { input: { readings: [makeRow({ ...period, value })] } });
    await send(10);
    await send(10);
    await send(12);
    const query = /* GraphQL */ `
      query Rows($from: DateTime!, $to: DateTime!, $asOf: DateTime) {
        sensor(id: "roof-1") {
          readings(quantity: PM25, from: $from, to: $to, asOf: $asOf) { nodes { value revision } pageInfo { hasNextPage } }
        }
      }
    `;
    const window = { from: period.periodStart, to: period.periodEnd };
    const rows = await until(
      () => house.client.ask(query, window),
      ({ data }) => data?.sensor?.readings?.nodes[0]?.revision === 2,
    );
    expect(rows.data.sensor.readings).toEqual({
      nodes: [{ value: 12, revision: 2 }],
      pageInfo: { hasNextPage: false },
    });
    const before = await house.client.ask(query, { ...window, asOf: iso(hourStart(100)) });
    expect(before.data.sensor.readings.nodes).toEqual([]);
  });

  it('answers series as points and as columns, and an index on read', async () => {
    const readings = Array.from({ length: 24 }, (_, i) =>
      makeRow({
        quantity: 'PM10',
        value: 40 + (i % 5),
        periodStart: iso(hourStart(23 - i)),
        periodEnd: iso(hourStart(22 - i)),
      }),
    );
    const pm25 = readings
      .slice(12)
      .map((row, i) => ({ ...row, quantity: 'PM25', value: nowcastExample[11 - i] }));
    await house.client.askAsAdmin(report, { input: { readings: [...readings, ...pm25] } });
    const query = /* GraphQL */ `
      query Series($from: DateTime!, $to: DateTime!) {
        sensor(id: "roof-1") {
          series(quantity: PM10, from: $from, to: $to, every: "PT6H", aggregates: [MEAN, COUNT], minCoverage: 0) {
            unit
            points { periodStart values coverage }
            starts
            columns
          }
          us: aqi { __typename ... on AirQualityIndex { index category dominant nowcast } ... on AqiUnavailable { reason } }
          eu: aqi(standard: EU) { __typename ... on AirQualityIndex { index } ... on AqiUnavailable { reason } }
          who: aqi(standard: WHO, basis: CURRENT) { __typename }
        }
      }
    `;
    const window = { from: iso(hourStart(23)), to: iso(hourStart(-1)) };
    const answer = await until(
      () => house.client.ask(query, window),
      ({ data }) =>
        data?.sensor?.series?.points.reduce(
          (sum: number, { values }: { values: number[] }) => sum + (values[1] ?? 0),
          0,
        ) === 24,
    );
    const { series, us, eu } = answer.data.sensor;
    expect(series.points.map(({ periodStart }: { periodStart: string }) => periodStart)).toEqual(
      series.starts,
    );
    expect(series.points.map(({ values }: { values: number[] }) => values[0])).toEqual(series.columns[0]);
    // 17.4 µg/m³ → (17.4 − 9.1) / (35.4 − 9.1) · 49 + 51 = 66.5, by the 2024 table
    expect(us).toMatchObject({
      __typename: 'AirQualityIndex',
      index: 66,
      category: 'Moderate',
      dominant: 'PM25',
      nowcast: 17.4,
    });
    // PM2.5 13 and PM10 43 µg/m³ of the last hour are both fair
    expect(eu.index).toBe(2);
  });

  it('sends readings as they come, with fields of other subgraphs', async () => {
    const events = house.client.subscribe(/* GraphQL */ `
      subscription {
        readingAdded(filter: { sensorIds: ["roof-1"], quantities: [TEMPERATURE] }) {
          cursor
          change
          reading { value sensor { name site { city } } }
        }
      }
    `);
    const first = events.next();
    // the subscription stands once the platform has heard of it
    await new Promise((resolve) => setTimeout(resolve, 500));
    const row = makeRow({ quantity: 'TEMPERATURE', unit: 'CELSIUS', value: 24 });
    await house.client.askAsAdmin(report, { input: { readings: [row] } });
    const { value } = await first;
    expect(value.errors).toBeUndefined();
    expect(value.data.readingAdded).toMatchObject({
      change: 'ADDED',
      reading: { value: 24, sensor: { name: 'Roof 1', site: { city: 'Kampala' } } },
    });
    await events.return?.();
  });

  it('goes on after the last cursor without a hole or a double', async () => {
    const subscription = /* GraphQL */ `
      subscription On($after: Cursor) {
        readingAdded(filter: { quantities: [HUMIDITY] }, after: $after) { cursor change reading { value } }
      }
    `;
    const send = (hoursBack: number, value: number) =>
      house.client.askAsAdmin(report, {
        input: {
          readings: [
            makeRow({
              quantity: 'HUMIDITY',
              unit: 'PERCENT',
              value,
              periodStart: iso(hourStart(hoursBack)),
              periodEnd: iso(hourStart(hoursBack - 1)),
            }),
          ],
        },
      });
    const before = house.client.subscribe(subscription);
    const first = before.next();
    await new Promise((resolve) => setTimeout(resolve, 500));
    await send(6, 61);
    const { cursor } = (await first).value.data.readingAdded;
    await before.return?.();
    await send(5, 62);
    await send(4, 63);
    const after = house.client.subscribe(subscription, { after: cursor });
    const missed = [await after.next(), await after.next()];
    const live = after.next();
    await send(3, 64);
    expect([...missed, await live].map(({ value }) => value.data.readingAdded.reading.value)).toEqual([
      62, 63, 64,
    ]);
    await after.return?.();
  });

  it('denies changes to strangers and reads to nobody', async () => {
    const denied = await house.client.ask(report, { input: { readings: [makeRow()] } });
    expect(denied.errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED');
    const bulk = await fetch(`${house.url}/v1/readings`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '[]',
    });
    expect(bulk.status).toBe(401);
    const wrong = await fetch(`${house.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: 'Bearer wrong' },
      body: JSON.stringify({ query: '{ networks { id } }' }),
    });
    expect(wrong.status).toBe(401);
    expect(JSON.stringify(await wrong.json())).toContain('UNAUTHENTICATED');
  });

  it('says that it lives, what is ready, and what its schema is', async () => {
    expect(await (await fetch(`${house.url}/health`)).json()).toEqual({ status: 'alive' });
    expect(await (await fetch(`${house.url}/ready`)).json()).toEqual({
      ready: true,
      parts: Object.fromEntries([...roomNames, 'credentials'].map((part) => [part, 'ready'])),
    });
    expect(await (await fetch(`${house.url}/schema.graphql`)).text()).toContain('type Sensor');
    for (const page of ['/', '/sandbox', '/graphiql']) {
      const response = await fetch(house.url + page);
      expect(response.headers.get('content-type')).toContain('text/html');
    }
  });

  it('lets the hosted Sandbox in, and no other page', async () => {
    const preflight = async (origin: string) =>
      (
        await fetch(`${house.url}/graphql`, {
          method: 'OPTIONS',
          headers: {
            origin,
            'access-control-request-method': 'POST',
            'access-control-request-headers': 'content-type',
          },
        })
      ).headers.get('access-control-allow-origin');
    expect(await preflight('https://studio.apollographql.com')).toBe('https://studio.apollographql.com');
    expect(await preflight('https://evil.example')).toBeNull();
  });
});
