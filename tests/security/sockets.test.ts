import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeMinute, registerSensor, report } from '../support/builders.ts';
import { follow, liveReadings, refusal } from '../support/follow.ts';
import { type House, openHouse } from '../support/placements.ts';
import { openWire, refusedHandshake, type Wire } from '../support/wire.ts';
import { production } from './attacker.ts';

const perSocket = 5;
const perCaller = 12;
const sockets = 8;

/**
 * Probes 28 to 36: what is tried on WebSockets (25 stands with the documents; tokens that expire, 32, and sessions that are revoked, 33, with the credentials).
 */
describe('WebSockets of a house in production', () => {
  let house: House;
  let token: string;
  let authorization: string;
  const opened: Wire[] = [];
  beforeAll(async () => {
    house = await openHouse('one process', {
      ...production,
      CORS_ORIGINS: 'https://friend.example',
      MAX_SUBSCRIPTIONS_PER_SOCKET: String(perSocket),
      MAX_SUBSCRIPTIONS_PER_CALLER: String(perCaller),
      MAX_SOCKETS: String(sockets),
    });
    await registerSensor(house.client);
    token = await house.admin();
    authorization = `Bearer ${token}`;
  });
  afterAll(() => house?.end());

  const open = async (...[options]: [Parameters<typeof openWire>[1]?]): Promise<Wire> => {
    const wire = await openWire(house.url, options);
    opened.push(wire);
    return wire;
  };
  const leaveAll = async (): Promise<void> => {
    await Promise.all(opened.splice(0).map((wire) => wire.close()));
  };

  describe('probe 28: pages of other origins', () => {
    it.each([
      'https://evil.example',
      'https://friend.example.evil.example',
      'https://evil.example/https://friend.example',
      'https://friend.example:8443',
      'http://friend.example',
      'null',
      'file://',
      '*',
    ])('%s is refused with 403, before a socket is open', async (origin) => {
      const { status, text } = await refusedHandshake(house.url, { headers: { origin } });
      expect([status, JSON.parse(text).error.code]).toEqual([403, 'FORBIDDEN']);
    });

    it.each<[string | undefined, string]>([
      ['https://friend.example', 'one of the list'],
      [undefined, 'none, as programs send'],
    ])('%s is let in: %s', async (origin) => {
      const wire = await open(origin ? { headers: { origin } } : {});
      await follow(wire);
      await leaveAll();
    });

    it('its own host is let in, and that host under another name is not', async () => {
      await open({ headers: { origin: house.url } });
      await leaveAll();
      const { status } = await refusedHandshake(house.url, {
        headers: { origin: house.url.replace('127.0.0.1', 'localhost') },
      });
      expect(status).toBe(403);
    });

    it('a forged Host or X-Forwarded-Host beside a bad origin does not help', async () => {
      const { status } = await refusedHandshake(house.url, {
        headers: { origin: 'https://evil.example', 'x-forwarded-host': 'evil.example' },
      });
      expect(status).toBe(403);
    });
  });

  it('another path has no WebSocket', async () => {
    const { status } = await refusedHandshake(house.url, { path: '/' });
    expect(status).toBe(404);
  });

  it('probe 29: who says nothing is closed with 4408 within seconds', async () => {
    const began = performance.now();
    const wire = await open({ init: false });
    expect(await wire.closed).toMatchObject({ code: 4408 });
    expect(performance.now() - began).toBeLessThan(6_000);
    await leaveAll();
  });

  it('probe 30: 4401 before the acknowledgement, 4429 on a second introduction, 4409 on an id in use', async () => {
    const early = await open({ init: false });
    early.say({ id: '1', type: 'subscribe', payload: { query: liveReadings } });
    const eager = await open();
    eager.say({ type: 'connection_init', payload: { authorization } });
    const twice = await open();
    await follow(twice, { id: '1' });
    twice.say({ id: '1', type: 'subscribe', payload: { query: liveReadings } });
    expect(await Promise.all([early, eager, twice].map(async ({ closed }) => (await closed).code))).toEqual([
      4401, 4429, 4409,
    ]);
    await leaveAll();
  });

  it.each([
    ['guessed', () => 'Bearer guessed'],
    ['empty', () => 'Bearer '],
    ['of no kind', () => token],
    ['one character short', () => authorization.slice(0, -1)],
    ['one character long', () => `${authorization}x`],
  ])('probe 31: a token that is %s closes with 4403, and nothing is answered', async (_name, given) => {
    const wire = await open({ init: false });
    wire.say({ type: 'connection_init', payload: { authorization: given() } });
    wire.say({ id: '1', type: 'subscribe', payload: { query: '{ networks { id } }' } });
    expect(await wire.closed).toMatchObject({ code: 4403 });
    expect(wire.heard).toEqual([]);
    await leaveAll();
  });

  it('probe 31: a token of the handshake alone makes nobody an Admin', async () => {
    const wire = await open({ headers: { authorization } });
    wire.say({
      id: '1',
      type: 'subscribe',
      payload: { query: 'mutation { retireSensor(input: { id: "roof-1" }) { __typename } }' },
    });
    expect(JSON.stringify((await wire.take()).payload)).toContain('UNAUTHENTICATED');
    await leaveAll();
  });

  describe('probe 34: how much may be open', () => {
    const tooMany = (limit: number) => ({
      code: 'TOO_MANY_SUBSCRIPTIONS',
      limit,
      measured: limit + 1,
    });
    const fill = async (wire: Wire, count: number) => {
      const followers = [];
      for (let i = 0; i < count; i += 1) followers.push(await follow(wire));
      return followers;
    };

    it('on one socket: the next is refused, the others go on, and who ends one may begin another', async () => {
      const wire = await open();
      const followers = await fill(wire, perSocket);
      expect((await refusal(wire))[0]?.extensions).toMatchObject(tooMany(perSocket));
      await report(house.client, [makeMinute(0)]);
      for (const follower of followers) await follower.until(1);
      followers[0]?.complete();
      await follow(wire);
      await leaveAll();
    });

    it('of one address of strangers, however many sockets; an account has a number of its own', async () => {
      const wires = [await open(), await open(), await open()];
      for (const wire of wires) await fill(wire, perCaller / 3);
      const last = await open({ headers: { 'x-forwarded-for': '203.0.113.9' } });
      expect((await refusal(last))[0]?.extensions).toMatchObject(tooMany(perCaller));
      const admin = [];
      for (let i = 0; i < 3; i += 1) {
        const wire = await open({ init: { authorization } });
        admin.push(...(await fill(wire, perCaller / 3)));
      }
      expect(admin).toHaveLength(perCaller);
      expect((await refusal(await open({ init: { authorization } })))[0]?.extensions).toMatchObject(
        tooMany(perCaller),
      );
      // one that left without a word counts no more
      const [gone] = wires;
      gone?.socket.terminate();
      await expect
        .poll(() =>
          follow(last).then(
            () => 'let in',
            () => 'refused',
          ),
        )
        .toBe('let in');
      await leaveAll();
    });

    it('of sockets: one more is told 503 and when to come back', async () => {
      for (let i = 0; i < sockets; i += 1) await open();
      const { status, headers, text } = await refusedHandshake(house.url);
      expect([status, JSON.parse(text).error.code]).toEqual([503, 'OVERLOADED']);
      expect(Number(headers['retry-after'])).toBeGreaterThan(0);
      await leaveAll();
      await expect
        .poll(() =>
          open().then(
            () => 'open',
            () => 'refused',
          ),
        )
        .toBe('open');
      await leaveAll();
    });

    it('what was refused or is over counts for nothing', async () => {
      const wire = await open();
      for (let i = 0; i < 3 * perSocket; i += 1) {
        await refusal(wire, { query: 'subscription {' });
        const follower = await follow(wire);
        follower.complete();
      }
      await fill(wire, perSocket);
      await leaveAll();
    });
  });

  describe('probe 35: frames', () => {
    it.each([64 * 1_024 + 1, 1_000_000])(
      'of %d bytes close with 1009, and cost the others nothing',
      async (bytes) => {
        const [wire, other] = [await open(), await open()];
        const follower = await follow(other);
        wire.say('x'.repeat(bytes));
        expect(await wire.closed).toMatchObject({ code: 1009 });
        await report(house.client, [makeMinute(1, { value: bytes % 97 })]);
        await follower.until(1);
        await leaveAll();
      },
    );

    it('in pieces count as one: many small ones without an end close with 1009', async () => {
      const wire = await open();
      for (let i = 0; i < 80; i += 1) wire.socket.send('x'.repeat(1_024), { fin: false });
      expect(await wire.closed).toMatchObject({ code: 1009 });
      await leaveAll();
    });

    it('are not compressed, also where a client offers it: there is no bomb to unpack', async () => {
      const wire = await open({ perMessageDeflate: true });
      expect(wire.socket.extensions).toBe('');
      await leaveAll();
    });
  });

  it('probe 36: each event is filtered by what holds when it is sent, also for who shares its source', async () => {
    const [mine, theirs] = [await open(), await open({ init: { authorization } })];
    await registerSensor(house.client, { id: 'roof-2', name: 'roof-2' });
    const filter = { sensorIds: ['roof-1'] };
    const [one, every, admin] = [
      await follow(mine, { variables: { filter } }),
      await follow(mine),
      await follow(theirs, { variables: { filter } }),
    ];
    await report(house.client, [
      makeMinute(10, { sensorId: 'roof-2' }),
      makeMinute(10),
      makeMinute(11, { sensorId: 'roof-2' }),
      makeMinute(11),
    ]);
    await every.until(4);
    await one.until(2);
    await admin.until(2);
    for (const { events } of [one, admin])
      expect(events.map(({ reading }) => reading.sensor.id)).toEqual(['roof-1', 'roof-1']);
    await leaveAll();
  });
});
