import { createIdentitySigner, identityHeader } from '@aqmrg/platform/access/internal-identity.ts';
import { anonymous, type Caller, service } from '@aqmrg/platform/caller.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeRow, registerSensor } from '../support/builders.ts';
import { type House, makeSecret, openHouse } from '../support/placements.ts';
import { openWire } from '../support/wire.ts';

const boss = service('a test');
const rooms = ['auth', 'sensors', 'readings', 'forecasts', 'correlations', 'alerts', 'exports'] as const;
/** What each room would answer anybody whom it believes. */
const questions = {
  auth: '{ me { id } }',
  sensors: '{ networks { id } }',
  readings: '{ __typename }',
  forecasts: '{ models { id } }',
  correlations: '{ associationModels { id } }',
  alerts: '{ alerts { nodes { id } } }',
  exports: '{ availability(input: { from: "2026-01-01T00:00:00Z", to: "2026-01-02T00:00:00Z" }) { rows } }',
} as const;
const addNetwork =
  'mutation { registerNetwork(input: { id: "taken-over", name: "Taken over" }) { __typename } }';

/** Probes 37 and 38: who asks is believed by a gateway's signature alone, and never by what a client says. */
describe('rooms on ports of their own', () => {
  let house: House;
  beforeAll(async () => {
    house = await openHouse('gateway apart');
    await registerSensor(house.client);
  });
  afterAll(() => house?.end());

  const post = async (url: string, query: string, headers: Record<string, string>) => {
    const response = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify({ query }),
    });
    return { status: response.status, text: await response.text() };
  };
  const sign = (
    room: string,
    { secret = house.environment.INTERNAL_SECRET as string, caller = boss as Caller, now = Date.now } = {},
  ): string => createIdentitySigner({ secret, now })(room, caller, '203.0.113.7');

  const another = (room: (typeof rooms)[number]): string => (room === 'auth' ? 'sensors' : 'auth');
  const forgeries: readonly [string, (room: (typeof rooms)[number]) => string | undefined][] = [
    ['no word of a gateway', () => undefined],
    ['an empty one', () => ''],
    ['one of another secret', (room) => sign(room, { secret: makeSecret() })],
    ['one for another room', (room) => sign(another(room))],
    ['one of half a minute ago', (room) => sign(room, { now: () => Date.now() - 31_000 })],
    ['one of half a minute ahead', (room) => sign(room, { now: () => Date.now() + 31_000 })],
    [
      'one whose caller was changed afterwards',
      (room) => {
        const [version, said = '', seal] = sign(room, { caller: anonymous }).split('.');
        const { caller: _caller, ...rest } = JSON.parse(Buffer.from(said, 'base64url').toString());
        const changed = Buffer.from(JSON.stringify({ caller: boss, ...rest })).toString('base64url');
        return [version, changed, seal].join('.');
      },
    ],
    ['one without its seal', (room) => sign(room).split('.').slice(0, 2).join('.')],
    ['two of them', (room) => `${sign(room)}, ${sign(room)}`],
  ];

  describe.each(rooms)('%s', (room) => {
    it('answers a gateway', async () => {
      const { status, text } = await post(house.roomUrl(room), questions[room], {
        [identityHeader]: sign(room),
      });
      expect([status, text]).toEqual([200, expect.not.stringContaining('errors')]);
    });

    it.each(forgeries)('probe 37: %s is answered 401', async (_what, forge) => {
      const said = forge(room);
      const { status, text } = await post(house.roomUrl(room), questions[room], {
        ...(said === undefined ? {} : { [identityHeader]: said }),
      });
      expect([status, JSON.parse(text).error.code]).toEqual([401, 'UNAUTHENTICATED']);
    });

    it("probe 37: an Admin's own token is answered 401", async () => {
      const { status } = await post(house.roomUrl(room), questions[room], await house.asAdmin());
      expect(status).toBe(401);
    });

    it('probe 37: a word that was heard before is answered 401, however many come at once', async () => {
      const said = { [identityHeader]: sign(room) };
      const all = await Promise.all(
        Array.from({ length: 20 }, () => post(house.roomUrl(room), questions[room], said)),
      );
      expect(all.map(({ status }) => status).sort()).toEqual([200, ...Array(19).fill(401)]);
    });

    it('probe 37: a socket is closed with 4403 by the same', async () => {
      const used = sign(room);
      const first = await openWire(house.roomUrl(room), { init: { identity: used } });
      await first.close();
      for (const init of [
        {},
        await house.asAdmin(),
        { identity: used },
        { identity: sign(another(room)) },
        { identity: [sign(room)] },
      ]) {
        const wire = await openWire(house.roomUrl(room), { init: false });
        wire.say({ type: 'connection_init', payload: init });
        expect(await wire.closed).toMatchObject({ code: 4403 });
      }
    });
  });

  it('probe 37: a door takes a credential of its own, or a word of the gateway, and no other', async () => {
    const door = async (url: string, headers: Record<string, string>) => {
      const body = JSON.stringify([makeRow()]);
      const response = await fetch(`${url}/v1/readings?delivery=BACKFILL`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body,
      });
      return response.status;
    };
    const { key } = await house.key({ networks: ['roofs'] });
    const authorization = `Bearer ${key}`;
    const said = sign('readings');
    // the room hears of a new key by itself
    await expect.poll(() => door(house.roomUrl('readings'), { authorization }), { timeout: 5_000 }).toBe(200);
    expect(await door(house.roomUrl('readings'), { [identityHeader]: said })).toBe(200);
    expect(await door(house.roomUrl('readings'), { [identityHeader]: said })).toBe(401);
    expect(await door(house.roomUrl('readings'), {})).toBe(401);
    // a forged word beside a good credential is a forged word
    expect(await door(house.roomUrl('readings'), { authorization, [identityHeader]: sign('sensors') })).toBe(
      401,
    );
    expect(await door(house.url, { [identityHeader]: sign('readings') })).toBe(401);
    expect(await door(house.url, { authorization })).toBe(200);
  });

  it('probe 38: at the gateway a word of a gateway is nothing, however well it is signed', async () => {
    for (const audience of ['gateway', 'sensors', 'auth']) {
      const { text } = await post(house.url, addNetwork, { [identityHeader]: sign(audience) });
      expect(text).toContain('UNAUTHENTICATED');
    }
    const wire = await openWire(house.url, {
      init: { identity: sign('sensors') },
      headers: { [identityHeader]: sign('sensors') },
    });
    wire.say({ id: '1', type: 'subscribe', payload: { query: addNetwork } });
    expect(JSON.stringify((await wire.take()).payload)).toContain('UNAUTHENTICATED');
    await wire.close();
    expect((await house.client.ask('{ networks { id } }')).data.networks).toEqual([{ id: 'roofs' }]);
  });

  it('probe 38: the news of auth is for services, not for Admins', async () => {
    const query = 'subscription { accessNews { text } }';
    const wire = await openWire(house.url, { init: await house.asAdmin() });
    wire.say({ id: '1', type: 'subscribe', payload: { query } });
    expect((await wire.take()).type).toBe('error');
    await wire.close();
    const caller: Caller = { ...anonymous, kind: 'user', id: 'me', role: 'ADMIN' };
    const inside = await openWire(house.roomUrl('auth'), { init: { identity: sign('auth', { caller }) } });
    inside.say({ id: '1', type: 'subscribe', payload: { query } });
    expect(JSON.stringify(await inside.take())).toContain('FORBIDDEN');
    await inside.close();
  });
});
