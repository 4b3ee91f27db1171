import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hourMs, hourStart, iso, makeRow, registerSensor } from '../support/builders.ts';
import { type House, openHouse, placements } from '../support/placements.ts';

const day = { from: iso(hourStart(48)), to: iso(hourStart(-2)) };

describe.each(placements)('bad input with %s', (placement) => {
  let house: House;
  beforeAll(async () => {
    house = await openHouse(placement);
    await registerSensor(house.client);
  });

  // whatever came before: nothing of it may have been stored
  afterAll(async () => {
    const { data } = await house.client.ask(
      `query($from: DateTime!, $to: DateTime!) { sensor(id: "roof-1") { latest { value } readings(quantity: PM25, from: $from, to: $to, quality: [GOOD, UNKNOWN, SUSPECT, FAIL]) { nodes { value } } } }`,
      day,
    );
    await house.end();
    expect(data.sensor).toEqual({ latest: [], readings: { nodes: [] } });
  });

  const bulk = async (body: string | Uint8Array, headers: Record<string, string> = {}) => {
    const response = await house.client.post('/v1/readings', body, headers);
    return { status: response.status, body: (await response.json()) as Record<string, never> };
  };

  const rows: readonly [string, Record<string, unknown>, string, string][] = [
    ['an unknown sensor', { sensorId: 'nobody' }, 'sensorId', 'UNKNOWN_SENSOR'],
    ['a wrong unit', { unit: 'CELSIUS' }, 'unit', 'WRONG_UNIT'],
    [
      'a quantity that the sensor does not measure',
      { quantity: 'O3', unit: 'PARTS_PER_BILLION' },
      'quantity',
      'WRONG_QUANTITY',
    ],
    ['NaN', { value: 'NaN' }, 'value', 'NOT_FINITE'],
    ['−999', { value: -999 }, 'value', 'MISSING_VALUE'],
    ['an end before its start', { periodEnd: iso(hourStart(3)) }, 'periodEnd', 'PERIOD_REVERSED'],
    [
      'a period in the future',
      { periodStart: iso(hourStart(-3)), periodEnd: iso(hourStart(-3) + hourMs) },
      'periodEnd',
      'PERIOD_IN_FUTURE',
    ],
    ['no value at all', { value: undefined }, 'value', 'MALFORMED'],
    ['a time that is none', { periodStart: 'yesterday' }, 'periodStart', 'MALFORMED'],
  ];

  it.each(rows)('refuses %s at the bulk door, naming the field', async (_name, overrides, field, code) => {
    const { status, body } = await bulk(JSON.stringify([makeRow(overrides)]));
    expect(status).toBe(422);
    expect(body).toMatchObject({ accepted: 0, refused: [{ index: 0, field, code }] });
  });

  it.each(rows.slice(0, 7).filter(([name]) => name !== 'NaN'))(
    'refuses %s in the mutation with the same code',
    async (_name, overrides, field, code) => {
      const { data } = await house.client.askAsAdmin(
        `mutation($input: ReportReadingsInput!) { reportReadings(input: $input) { ... on ReportedReadings { accepted refused { index field code message } } } }`,
        { input: { readings: [makeRow(overrides)] } },
      );
      expect(data.reportReadings).toMatchObject({ accepted: 0, refused: [{ index: 0, field, code }] });
    },
  );

  it('refuses a body that is no JSON', async () => {
    const { status, body } = await bulk('[{"sensorId": "roof-1", ');
    expect([status, body]).toMatchObject([400, { error: { code: 'MALFORMED_BODY' } }]);
  });

  it('refuses a line that is no JSON, and that line alone', async () => {
    const { status, body } = await bulk('{"sensorId"\n', { 'content-type': 'application/x-ndjson' });
    expect([status, body]).toMatchObject([422, { refused: [{ index: 0, code: 'MALFORMED' }] }]);
  });

  it('refuses a gzip that ends early', async () => {
    const whole = gzipSync(JSON.stringify([makeRow()]));
    const { status, body } = await bulk(whole.subarray(0, whole.length - 12), { 'content-encoding': 'gzip' });
    expect([status, body]).toMatchObject([400, { error: { code: 'TRUNCATED_BODY' } }]);
  });

  it('refuses a body of 50 MB', async () => {
    const { status, body } = await bulk(`["${'x'.repeat(50 * 1024 * 1024)}"]`);
    expect([status, body]).toMatchObject([413, { error: { code: 'BODY_TOO_LARGE' } }]);
  });

  it('refuses a small gzip that becomes a huge body', async () => {
    const bomb = gzipSync(Buffer.alloc(200 * 1024 * 1024, ' '));
    const { status, body } = await bulk(bomb, { 'content-encoding': 'gzip' });
    expect([status, body]).toMatchObject([413, { error: { code: 'BODY_TOO_LARGE' } }]);
  });

  it('refuses 50,000 rows in one call, saying how many it takes', async () => {
    const row = JSON.stringify(makeRow());
    const { status, body } = await bulk(gzipSync(`[${`${row},`.repeat(49_999)}${row}]`), {
      'content-encoding': 'gzip',
    });
    expect([status, body]).toMatchObject([413, { error: { code: 'TOO_MANY_ROWS' } }]);
    expect(JSON.stringify(body)).toContain('at most 10000 rows');
  });

  it('refuses what is neither JSON nor NDJSON', async () => {
    const { status, body } = await bulk('a,b', { 'content-type': 'text/csv' });
    expect([status, body]).toMatchObject([415, { error: { code: 'UNSUPPORTED_MEDIA_TYPE' } }]);
  });

  it.each([
    ['{ sensors(first: -1) { totalCount } }', 'first'],
    ['{ sensors(first: 100000) { totalCount } }', 'first'],
    ['{ sensors(after: "made-up") { totalCount } }', 'after'],
    ['{ nearest(lat: 91, lon: 0) { distanceKm } }', 'lat'],
    [
      '{ sensor(id: "roof-1") { readings(quantity: PM25, from: "2026-01-02T00:00:00Z", to: "2026-01-01T00:00:00Z") { nodes { value } } } }',
      'to',
    ],
    [
      '{ sensor(id: "roof-1") { readings(quantity: PM25, from: "2026-01-01T00:00:00Z", to: "2026-01-02T00:00:00Z", first: -5) { nodes { value } } } }',
      'first',
    ],
    [
      '{ sensor(id: "roof-1") { series(quantity: PM25, from: "2020-01-01T00:00:00Z", to: "2026-01-01T00:00:00Z", every: "PT1M") { starts } } }',
      'every',
    ],
    [
      '{ sensor(id: "roof-1") { series(quantity: PM25, from: "2026-01-01T00:00:00Z", to: "2026-01-02T00:00:00Z", every: "P1D", timeZone: "Mars/Base") { starts } } }',
      'timeZone',
    ],
  ])('answers %s with BAD_INPUT that names %s', async (query, field) => {
    const { errors } = await house.client.ask(query);
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'BAD_INPUT', field });
  });

  it('answers a malformed GraphQL body as JSON', async () => {
    const response = await fetch(`${house.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"query": ',
    });
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ errors: [{ extensions: { code: 'MALFORMED_BODY' } }] });
  });
});
