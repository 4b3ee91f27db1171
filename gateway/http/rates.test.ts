import { identityOf } from '@aqmrg/platform/access/testing/identities.ts';
import { service } from '@aqmrg/platform/caller.ts';
import { openMemoryCache } from '@aqmrg/platform/drivers/memory-cache.ts';
import { introduce, subscribe, type Wire } from '@aqmrg/platform/http/sockets/testing/wire.ts';
import { afterEach, describe, expect, it } from 'vitest';
import type { GatewayOptions } from '../index.ts';
import { openGateway, type TestGateway } from './testing/open-gateway.ts';

/** What everybody may ask in a minute, unless a test says otherwise: enough. */
const plenty = {
  costPerMinute: 100_000,
  strangersCostPerMinute: 100_000,
  mutationsPerMinute: 1_000,
  signInsPerMinute: 1_000,
  rowsPerMinute: 1_000,
  socketsPerMinute: 1_000,
};
const ratesOf = (limits: Partial<typeof plenty>): NonNullable<GatewayOptions['rates']> => ({
  cache: openMemoryCache(),
  limits: { ...plenty, ...limits },
});

const air = '{ air }';
const told = ({ headers }: Response) =>
  ['limit', 'remaining', 'policy'].map((name) => headers.get(`ratelimit-${name}`));

describe('what may be asked in a minute', () => {
  let gateway: TestGateway;
  afterEach(() => gateway?.stop());

  const spend = async (times: number, ask: () => Promise<Response>) => {
    const statuses: number[] = [];
    for (let i = 0; i < times; i += 1) statuses.push((await ask()).status);
    return statuses;
  };

  it('is told with every answer, on both ways into the graph alike', async () => {
    gateway = await openGateway({ rates: ratesOf({ strangersCostPerMinute: 1_000 }) });
    const unknown = await gateway.post({ query: air });
    const known = await gateway.post({ query: air });
    expect([unknown.status, known.status]).toEqual([200, 200]);
    expect([told(unknown), told(known)]).toEqual([
      ['1000', '969', '1000;w=60'],
      ['1000', '938', '1000;w=60'],
    ]);
    expect(Number(known.headers.get('ratelimit-reset'))).toBeGreaterThan(50);
  });

  it('ends with 429 on both ways, which says when to come back', async () => {
    gateway = await openGateway({ rates: ratesOf({ strangersCostPerMinute: 70 }) });
    expect(await spend(2, () => gateway.post({ query: air }))).toEqual([200, 200]);
    for (const query of [air, '{ other: air }']) {
      const refused = await gateway.post({ query });
      expect(refused.status).toBe(429);
      expect(told(refused)).toEqual(['70', '0', '70;w=60']);
      const [retryAfter, reset] = ['retry-after', 'ratelimit-reset'].map((name) => refused.headers.get(name));
      expect(retryAfter).toBe(reset);
      expect(Number(retryAfter)).toBeGreaterThan(50);
      expect(await refused.json()).toMatchObject({
        errors: [{ extensions: { code: 'RATE_LIMITED', limit: 70 } }],
      });
    }
    expect(gateway.asked).toHaveLength(2);
  });

  it('is apart for strangers of one address, for each account, and without end for our own', async () => {
    const identity = identityOf({
      'Bearer ada': { ...service('a'), kind: 'user', id: 'ada' },
      'Bearer bob': { ...service('a'), kind: 'user', id: 'bob' },
      'Bearer ours': service('replay'),
    });
    gateway = await openGateway({
      identity,
      rates: ratesOf({ strangersCostPerMinute: 40, costPerMinute: 70 }),
    });
    const as = (who?: string) => () =>
      gateway.post({ query: air }, who === undefined ? {} : { authorization: `Bearer ${who}` });
    expect(await spend(2, as())).toEqual([200, 429]);
    expect(await spend(3, as('ada'))).toEqual([200, 200, 429]);
    expect(await spend(1, as('bob'))).toEqual([200]);
    expect(await spend(5, as('ours'))).toEqual([200, 200, 200, 200, 200]);
  });

  it.each<[string, unknown, Record<string, string>, number]>([
    ['no JSON', '{"query": ', {}, 400],
    ['no document', { query: '{ air' }, {}, 400],
    ['a field that is not there', { query: '{ water }' }, {}, 400],
    ['several operations at once', [{ query: air }, { query: air }], {}, 400],
    ['no GraphQL', { hello: 'world' }, {}, 400],
    ['another charset', { query: air }, { 'content-type': 'application/json; charset=latin1' }, 415],
    ['a forged credential', { query: air }, { authorization: 'Bearer forged' }, 401],
  ])('is spent by %s as well', async (_, body, headers, status) => {
    gateway = await openGateway({ rates: ratesOf({ strangersCostPerMinute: 25 }) });
    const accept = 'application/graphql-response+json';
    expect(await spend(3, () => gateway.post(body, { accept, ...headers }))).toEqual([status, status, 429]);
  });

  it('is spent by forged credentials at the page of the schema as well', async () => {
    gateway = await openGateway({ rates: ratesOf({ strangersCostPerMinute: 25 }), explore: false });
    const schema = (authorization: string) => () =>
      fetch(`${gateway.address}/schema.graphql`, { headers: { authorization } });
    expect(await spend(3, schema('Bearer forged'))).toEqual([401, 401, 429]);
    expect(await spend(1, schema('Bearer ada'))).toEqual([200]);
  });

  it('is spent by known documents with variables that are refused', async () => {
    gateway = await openGateway({ rates: ratesOf({ strangersCostPerMinute: 60 }) });
    const asked = { query: air };
    expect(await spend(1, () => gateway.post(asked))).toEqual([200]);
    const deep = { ...asked, variables: { a: JSON.parse(`${'['.repeat(30)}${']'.repeat(30)}`) } };
    expect(await spend(4, () => gateway.post(deep))).toEqual([400, 400, 429, 429]);
  });

  it('counts mutations on top, by their fields', async () => {
    gateway = await openGateway({ rates: ratesOf({ mutationsPerMinute: 3 }) });
    const change = () => gateway.post({ query: 'mutation { a: change b: change }' });
    expect((await change()).status).toBe(200);
    const refused = await change();
    expect([refused.status, ...told(refused)]).toEqual([429, '3', '0', '3;w=60']);
    const retryAfter = Number(refused.headers.get('retry-after'));
    expect(retryAfter).toBeGreaterThan(50);
    expect((await refused.json()).errors).toMatchObject([
      { extensions: { code: 'RATE_LIMITED', retryAfterSeconds: retryAfter, limit: 3, measured: 4 } },
    ]);
    expect((await gateway.post({ query: air })).status).toBe(200);
  });

  it('is not limited, nor spoken of, where nobody set a limit', async () => {
    gateway = await openGateway();
    const answer = await gateway.post({ query: air });
    expect([answer.status, ...told(answer)]).toEqual([200, null, null, null]);
  });

  it('is counted by the address that a trusted proxy tells, and by no other', async () => {
    const rates = () => ratesOf({ strangersCostPerMinute: 35 });
    const from = (address: string) => () => gateway.post({ query: air }, { 'x-forwarded-for': address });
    gateway = await openGateway({ rates: rates() });
    expect([...(await spend(1, from('192.0.2.1'))), ...(await spend(1, from('192.0.2.2')))]).toEqual([
      200, 429,
    ]);
    await gateway.stop();
    gateway = await openGateway({ rates: rates(), trustedProxies: ['127.0.0.1'] });
    expect([...(await spend(1, from('192.0.2.1'))), ...(await spend(1, from('192.0.2.2')))]).toEqual([
      200, 200,
    ]);
    // what a client writes before its own address is not looked at
    expect(await spend(1, from('192.0.2.9, 192.0.2.1'))).toEqual([429]);
  });

  const openWire = (payload?: object) =>
    introduce(`${gateway.address.replace('http', 'ws')}/graphql`, payload);
  const codesOf = ({ messages }: Wire) =>
    messages
      .filter(({ id }) => id !== undefined)
      .filter(({ type }) => type !== 'complete')
      .map(({ type, payload }) => (type === 'error' ? payload[0].extensions.code : payload.data));
  const sayAll = async (wire: Wire, queries: readonly string[]) => {
    for (const [i, query] of queries.entries()) {
      wire.say(subscribe(String(i), query));
      await wire.seen(({ id, type }) => id === String(i) && (type === 'complete' || type === 'error'));
    }
    return codesOf(wire);
  };

  it('is spent over WebSockets as over HTTP: by queries, and by subscriptions once, at their start', async () => {
    gateway = await openGateway({ rates: ratesOf({ strangersCostPerMinute: 100 }) });
    await gateway.post({ query: air });
    const wire = await openWire();
    const answer = { air: 'anonymous' };
    const event = { ticks: 1 };
    expect(await sayAll(wire, [air, 'subscription { ticks }', air, 'subscription { ticks }'])).toEqual([
      answer,
      event,
      'RATE_LIMITED',
      'RATE_LIMITED',
    ]);
    const [{ message, extensions }] = wire.messages.at(-1)?.payload ?? [];
    expect(extensions.retryAfterSeconds).toBeGreaterThan(50);
    expect(message).toContain(`Try again in ${extensions.retryAfterSeconds} s`);
    wire.socket.close();
  });

  it.each([
    ['fields that are not there', '{ water }', 'GRAPHQL_VALIDATION_FAILED'],
    ['subscriptions to what is not there', 'subscription { tocks }', 'GRAPHQL_VALIDATION_FAILED'],
  ])('is spent over WebSockets by %s', async (_, query, code) => {
    gateway = await openGateway({ rates: ratesOf({ strangersCostPerMinute: 25 }) });
    const wire = await openWire();
    expect(await sayAll(wire, [query, query, query])).toEqual([code, code, 'RATE_LIMITED']);
    wire.socket.close();
  });

  it('is spent over WebSockets by what cannot be read, which closes them in the end', async () => {
    gateway = await openGateway({ rates: ratesOf({ strangersCostPerMinute: 25 }) });
    const wire = await openWire();
    for (let i = 0; i < 3; i += 1) wire.say(subscribe(String(i), '{ air'));
    expect(await wire.closed).toEqual({ code: 4429, reason: 'too much was refused' });
    expect(codesOf(wire)).toEqual(Array.from({ length: 3 }, () => 'GRAPHQL_PARSE_FAILED'));
  });

  it('is spent over WebSockets by tokens that are refused in place of another', async () => {
    gateway = await openGateway({ rates: ratesOf({ costPerMinute: 25 }) });
    const wire = await openWire({ authorization: 'Bearer ada' });
    for (let i = 0; i < 3; i += 1) wire.say({ type: 'ping', payload: { authorization: 'Bearer forged' } });
    expect(await wire.closed).toEqual({ code: 4429, reason: 'too much was refused' });
  });

  it('is a number of WebSockets as well, for one address', async () => {
    gateway = await openGateway({ rates: ratesOf({ socketsPerMinute: 2 }) });
    const wires = [await openWire(), await openWire({ authorization: 'Bearer ada' })];
    await expect(openWire()).rejects.toThrow('Unexpected server response: 429');
    for (const wire of wires) wire.socket.close();
  });
});
