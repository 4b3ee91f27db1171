import type { Grant, Identity } from '@aqmrg/platform/access/identity.ts';
import { anonymous } from '@aqmrg/platform/caller.ts';
import { AirError } from '@aqmrg/platform/errors/air-error.ts';
import { connect, introduce } from '@aqmrg/platform/http/sockets/testing/wire.ts';
import { afterEach, describe, expect, it } from 'vitest';
import { ada, openGateway, type TestGateway } from './testing/open-gateway.ts';

const mine = '{ mine }';

/** Judges a credential after a while, as where its signature has to be checked. */
const slowly = (judge: (authorization: string) => Grant): Identity => ({
  authenticate: (authorization) =>
    authorization === undefined
      ? { caller: anonymous, expiresAt: null }
      : new Promise((resolve, reject) => {
          setTimeout(() => {
            try {
              resolve(judge(authorization));
            } catch (error) {
              reject(error);
            }
          }, 20);
        }),
  onEnd: () => () => {},
});

describe('who asks the graph', () => {
  let gateway: TestGateway;
  afterEach(() => gateway?.stop());

  it('is told to subgraphs as a caller and an address, and never by a credential', async () => {
    gateway = await openGateway();
    // the first way is by Apollo Server, the second is that of a known document
    for (let i = 0; i < 2; i += 1)
      expect(await gateway.ask(mine, { authorization: 'Bearer ada' })).toEqual({ data: { mine: 'ada' } });
    expect(await gateway.ask(mine)).toEqual({ data: { mine: 'anonymous' } });
    expect(gateway.asked.map(({ caller, from }) => [caller.id, from])).toEqual([
      ['ada', '127.0.0.1'],
      ['ada', '127.0.0.1'],
      ['anonymous', '127.0.0.1'],
    ]);
    expect(JSON.stringify(gateway.asked)).not.toContain('Bearer');
  });

  it.each([
    ['a wrong one', { authorization: 'Bearer forged' }, 'Bearer error="invalid_token"'],
    ['one of another kind', { authorization: 'Basic YTpi' }, 'Bearer error="invalid_token"'],
  ])('is nobody who shows %s, on both ways into the graph', async (_, headers, challenge) => {
    gateway = await openGateway();
    await gateway.ask(mine);
    for (const query of [mine, '{ unheard: mine }']) {
      const answer = await gateway.post({ query }, headers);
      expect(answer.status).toBe(401);
      expect(answer.headers.get('www-authenticate')).toBe(challenge);
      expect(await answer.json()).toMatchObject({ errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] });
    }
    expect(gateway.asked).toHaveLength(1);
  });

  it('may take a while to find out, on both ways into the graph', async () => {
    gateway = await openGateway({ identity: slowly(() => ({ caller: ada, expiresAt: null })) });
    for (let i = 0; i < 2; i += 1)
      expect(await gateway.ask(mine, { authorization: 'Bearer new' })).toEqual({ data: { mine: 'ada' } });
  });

  it('cannot be found out while nothing is heard of sign-ins, and strangers go on', async () => {
    const identity = slowly(() => {
      throw new AirError('AUTH_UNAVAILABLE', 'Sign-ins cannot be checked.', { retryAfterSeconds: 5 });
    });
    gateway = await openGateway({ identity });
    expect(await gateway.ask(mine)).toEqual({ data: { mine: 'anonymous' } });
    const answer = await gateway.post({ query: mine }, { authorization: 'Bearer ada' });
    expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '5']);
    expect(answer.headers.get('www-authenticate')).toBeNull();
  });

  it.each([
    ['an object that makes no text', { toString: 'Bearer ada', valueOf: 'Bearer ada' }],
    ['a list of a good one', ['Bearer ada']],
    ['a number', 7],
    ['false', false],
  ])('is nobody who shows %s over a WebSocket, first or later', async (_, authorization) => {
    gateway = await openGateway();
    const url = `${gateway.address.replace('http', 'ws')}/graphql`;
    const stranger = await connect(url);
    stranger.say({ type: 'connection_init', payload: { authorization } });
    expect(await stranger.closed).toEqual({ code: 4403, reason: 'Forbidden' });
    const known = await introduce(url, { authorization: 'Bearer ada' });
    known.say({ type: 'ping', payload: { authorization } });
    await known.seen(({ type, payload }) => type === 'pong' && payload?.authorization?.accepted === false);
    known.socket.close();
  });

  it('decides whether the schema is told', async () => {
    gateway = await openGateway({ explore: false });
    const told = async (headers: Record<string, string>) =>
      (await fetch(`${gateway.address}/schema.graphql`, { headers })).status;
    expect([await told({}), await told({ authorization: 'Bearer forged' })]).toEqual([401, 401]);
    expect(await told({ authorization: 'Bearer ada' })).toBe(200);
  });
});

describe('what all are told the same', () => {
  let gateway: TestGateway;
  afterEach(() => gateway?.stop());

  const askBoth = async (query: string) => {
    gateway = await openGateway();
    const release = gateway.hold();
    const answers = ['Bearer ada', 'Bearer bob'].map((authorization) =>
      gateway.ask(query, { authorization }),
    );
    await expect.poll(() => gateway.asked.length).toBeGreaterThan(0);
    // both have come by then, unless the first is waited for
    await new Promise((resolve) => setTimeout(resolve, 200));
    release();
    return Promise.all(answers);
  };

  it('is asked once for two users, and as by a stranger', async () => {
    expect(await askBoth('{ air }')).toEqual([
      { data: { air: 'anonymous' } },
      { data: { air: 'anonymous' } },
    ]);
    expect(gateway.asked.map(({ caller, from }) => [caller.id, from])).toEqual([['anonymous', undefined]]);
  });

  it.each(['{ mine }', '{ air mine }', '{ air ...Private } fragment Private on Query { mine }'])(
    'is not %s, which each asks by themselves',
    async (query) => {
      expect((await askBoth(query)).map(({ data }) => data?.mine ?? data?.air)).toEqual(['ada', 'bob']);
      expect(gateway.asked.map(({ caller }) => caller.id).sort()).toEqual(['ada', 'bob']);
    },
  );

  it('still asks for a credential that is good', async () => {
    gateway = await openGateway();
    await gateway.ask('{ air }');
    expect((await gateway.post({ query: '{ air }' }, { authorization: 'Bearer forged' })).status).toBe(401);
  });
});
