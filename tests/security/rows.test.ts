import { once } from 'node:events';
import { request as requestHttp } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeMinute, registerSensor } from '../support/builders.ts';
import { type House, openHouse, placements } from '../support/placements.ts';

const rowsPerMinute = 20;
const mutation = `mutation($input: ReportReadingsInput!) {
  reportReadings(input: $input) { __typename ... on ReportedReadings { accepted } ... on TooManyReadings { limit } }
}`;

/** Where it costs a disk: rows are limited for each account and key, by whatever door they come. */
describe.each(placements)('probe 50: rows of a minute, with %s', (placement) => {
  let house: House;
  beforeAll(async () => {
    house = await openHouse(placement, { RATE_ROWS_PER_MINUTE: String(rowsPerMinute) });
    await registerSensor(house.client);
  });
  afterAll(() => house?.end());

  let minute = 0;
  const rows = (count: number) => Array.from({ length: count }, () => makeMinute(minute++));
  /** Whoever holds a key, each time from where they say. */
  const holder = async () => {
    const { key } = await house.key();
    const post = (url: string, path: string, body: unknown) =>
      fetch(`${url}${path}`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          authorization: `Bearer ${key}`,
          'x-forwarded-for': `198.51.100.${minute % 250}`,
        },
        body: JSON.stringify(body),
      });
    const byDoor = async (count: number, url = house.url) => {
      const response = await post(url, '/v1/readings?delivery=BACKFILL', rows(count));
      const told = ({ headers }: Response, name: string) => Number(headers.get(name) ?? Number.NaN);
      return {
        status: response.status,
        body: await response.json(),
        limit: told(response, 'ratelimit-limit'),
        remaining: told(response, 'ratelimit-remaining'),
        retryAfter: told(response, 'retry-after'),
      };
    };
    const byGraph = async (count: number) => {
      const input = { readings: rows(count), delivery: 'BACKFILL' };
      const { data, errors } = await (
        await post(house.url, '/graphql', { query: mutation, variables: { input } })
      ).json();
      return data?.reportReadings ?? errors[0].extensions;
    };
    return { byDoor, byGraph };
  };

  it('are used up by both doors together, and by nobody else', async () => {
    const [one, other] = [await holder(), await holder()];
    expect(await one.byDoor(8)).toMatchObject({ status: 200, limit: rowsPerMinute, remaining: 12 });
    expect(await one.byGraph(8)).toMatchObject({ accepted: 8 });
    const refused = await one.byDoor(5);
    expect(refused).toMatchObject({
      ...{ status: 429, limit: rowsPerMinute, remaining: 0 },
      body: { error: { code: 'RATE_LIMITED', limit: rowsPerMinute, measured: 21 } },
    });
    expect(refused.retryAfter).toBeGreaterThan(0);
    expect(refused.retryAfter).toBeLessThanOrEqual(60);
    const byGraph = await one.byGraph(1);
    expect(byGraph).toMatchObject({ code: 'RATE_LIMITED', limit: rowsPerMinute });
    expect(byGraph.retryAfterSeconds).toBeGreaterThan(0);
    expect(byGraph.retryAfterSeconds).toBeLessThanOrEqual(60);
    expect(await other.byGraph(20)).toMatchObject({ accepted: 20 });
    expect(await other.byDoor(1)).toMatchObject({ status: 429 });
  });

  it.runIf(placement === 'gateway apart')("are the same by the room's own door", async () => {
    const { byDoor } = await holder();
    const byRoom = (count: number) => byDoor(count, house.roomUrl('readings'));
    expect(await byDoor(15)).toMatchObject({ status: 200 });
    // the room hears of a new key by itself
    await expect.poll(async () => (await byRoom(0)).status, { timeout: 5_000 }).toBe(200);
    expect(await byRoom(5)).toMatchObject({ status: 200, remaining: 0 });
    expect(await byRoom(1)).toMatchObject({ status: 429 });
  });

  it('that no minute has enough for are told how many one call may carry', async () => {
    const { byDoor, byGraph } = await holder();
    const { status, body, retryAfter } = await byDoor(21);
    expect([status, retryAfter]).toEqual([413, Number.NaN]);
    expect(body.error).toMatchObject({ code: 'TOO_MANY_ROWS', limit: rowsPerMinute, measured: 21 });
    expect(await byGraph(21)).toEqual({ __typename: 'TooManyReadings', limit: rowsPerMinute });
    expect(await byDoor(20)).toMatchObject({ status: 200, remaining: 0 });
  });

  it('of a key that is revoked while they come are not stored', async () => {
    const { id, key } = await house.key();
    const authorization = `Bearer ${key}`;
    const row = makeMinute(minute++, { value: 77 });
    const upload = requestHttp(`${house.url}/v1/readings?delivery=BACKFILL`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization, 'transfer-encoding': 'chunked' },
    });
    const answered = once(upload, 'response');
    upload.write('[');
    const isKnown = async () =>
      (await fetch(`${house.url}/v1/readings`, { method: 'POST', body: '', headers: { authorization } }))
        .status !== 401;
    expect(await isKnown()).toBe(true);
    await house.client.askAsAdmin(
      'mutation($input: RevokeApiKeyInput!) { revokeApiKey(input: $input) { __typename } }',
      { input: { id } },
    );
    await expect.poll(isKnown).toBe(false);
    upload.end(`${JSON.stringify(row)}]`);
    const [response] = await answered;
    const body = Buffer.concat(await response.toArray()).toString();
    expect([response.statusCode, JSON.parse(body).error.code]).toEqual([401, 'UNAUTHENTICATED']);
    const { data } = await house.client.ask(
      'query($from: DateTime!, $to: DateTime!) { sensor(id: "roof-1") { readings(quantity: PM25, from: $from, to: $to) { nodes { value } } } }',
      { from: row.periodStart, to: row.periodEnd },
    );
    expect(data.sensor.readings.nodes).toEqual([]);
  });
});
