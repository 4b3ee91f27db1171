import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeMinute, registerSensor, report } from '../support/builders.ts';
import { follow, liveReadings, refusal } from '../support/follow.ts';
import { type House, openHouse } from '../support/placements.ts';
import { bareHandshake, type Message, openWire, type Wire } from '../support/wire.ts';

const subscribe = (id: unknown, query: unknown = liveReadings, more: Record<string, unknown> = {}) => ({
  id,
  type: 'subscribe',
  payload: { query, ...more },
});
const complete = (id: string) => ({ id, type: 'complete' });
const of =
  (id: string, type?: string) =>
  (message: Message): boolean =>
    message.id === id && (type === undefined || message.type === type);

/** Every other rule holds after it: the socket still answers. */
const expectAlive = async (wire: Wire): Promise<void> => {
  wire.say({ type: 'ping', payload: { still: 'there' } });
  const pong = await wire.take(({ type }) => type === 'pong');
  expect(pong.payload).toEqual({ still: 'there' });
};

describe('the graphql-transport-ws protocol at the gateway', () => {
  let house: House;
  let minute = 0;
  beforeAll(async () => {
    house = await openHouse('one process');
    await registerSensor(house.client);
  });
  afterAll(() => house?.end());

  const open = (init?: Record<string, unknown> | false) =>
    openWire(house.url, init === undefined ? {} : { init });
  const reportOne = async (): Promise<string> => {
    minute += 1;
    const row = makeMinute(minute);
    await report(house.client, [row]);
    return row.periodStart as string;
  };

  describe('connecting', () => {
    it('acknowledges connection_init, with a payload, without one, and with null', async () => {
      for (const payload of [{}, { anything: [1] }, undefined, null]) {
        const wire = await open(false);
        wire.say({ type: 'connection_init', ...(payload === undefined ? {} : { payload }) });
        expect((await wire.take()).type).toBe('connection_ack');
        await wire.close();
      }
    });

    it('takes the token of connection_init', async () => {
      const [admin, stranger] = [await open(await house.asAdmin()), await open({})];
      const retire = subscribe('1', 'mutation { retireSensor(input: { id: "nobody" }) { __typename } }');
      admin.say(retire);
      stranger.say(retire);
      const [allowed, denied] = [await admin.take(of('1')), await stranger.take(of('1'))];
      expect(allowed.payload.data.retireSensor.__typename).toBe('NotRegistered');
      expect(JSON.stringify(denied.payload)).toContain('UNAUTHENTICATED');
      await Promise.all([admin.close(), stranger.close()]);
    });

    it('closes with 4403 where the token is not valid', async () => {
      const wire = await open(false);
      wire.say({ type: 'connection_init', payload: { authorization: 'Bearer guessed' } });
      expect(await wire.closed).toMatchObject({ code: 4403 });
      expect(wire.heard).toEqual([]);
    });

    it('closes with 4408 where connection_init does not come within 3 s', async () => {
      const began = performance.now();
      const wire = await open(false);
      wire.say({ type: 'ping' });
      expect((await wire.take()).type).toBe('pong');
      expect(await wire.closed).toMatchObject({ code: 4408 });
      const ms = performance.now() - began;
      expect(ms).toBeGreaterThan(2_800);
      expect(ms).toBeLessThan(6_000);
    });

    it.each([
      ['before the first is answered', false],
      ['after it', true],
    ])('closes with 4429 on a second connection_init, %s', async (_when, waits) => {
      const wire = await open(false);
      wire.say({ type: 'connection_init' });
      if (waits) await wire.take();
      wire.say({ type: 'connection_init' });
      expect(await wire.closed).toMatchObject({ code: 4429 });
    });

    it('closes with 4401 who subscribes before connection_ack, and answers nothing', async () => {
      for (const query of [liveReadings, '{ networks { id } }']) {
        const wire = await open(false);
        wire.say(subscribe('1', query));
        expect(await wire.closed).toMatchObject({ code: 4401 });
        expect(wire.heard).toEqual([]);
      }
    });

    it.each([
      ['none', undefined],
      ['the one of old', 'graphql-ws'],
      ['an unknown one', 'chat'],
    ])('closes with 4406 for another subprotocol: %s', async (_name, protocol) => {
      expect(await bareHandshake(house.url, protocol)).toMatchObject({ status: 101, closedWith: 4406 });
    });

    it('takes its own subprotocol among others', async () => {
      const wire = await openWire(house.url, { protocol: ['graphql-ws', 'graphql-transport-ws'] });
      expect(wire.socket.protocol).toBe('graphql-transport-ws');
      await wire.close();
    });
  });

  describe('messages that are none', () => {
    it.each<[string, string | Buffer | object]>([
      ['no JSON', '{"type":'],
      ['an empty text', ''],
      ['a list', '[]'],
      ['null', 'null'],
      ['no type', { id: '1' }],
      ['an unknown type', { type: 'start', id: '1', payload: { query: '{ __typename }' } }],
      ['a message of servers', { type: 'connection_ack' }],
      ['a type of another kind', { type: 1 }],
      ['subscribe without an id', { type: 'subscribe', payload: { query: '{ __typename }' } }],
      ['subscribe with an empty id', subscribe('', '{ __typename }')],
      ['subscribe with a number as id', subscribe(1, '{ __typename }')],
      ['subscribe without a payload', { id: '1', type: 'subscribe' }],
      ['subscribe without a query', { id: '1', type: 'subscribe', payload: {} }],
      ['subscribe with another thing as query', subscribe('1', 7)],
      ['subscribe with variables that are none', subscribe('1', '{ __typename }', { variables: 'x' })],
      ['an id of more than 256 characters', subscribe('x'.repeat(257), '{ __typename }')],
      ['complete without an id', { type: 'complete' }],
      ['ping with a payload that is none', { type: 'ping', payload: 'x' }],
    ])('closes with 4400: %s', async (_name, message) => {
      const wire = await open();
      wire.say(message);
      const { code, reason } = await wire.closed;
      expect(code).toBe(4400);
      expect(reason).not.toBe('');
      expect(Buffer.byteLength(reason)).toBeLessThanOrEqual(123);
    });

    it('closes with 1009 for a frame above 64 kB, and takes one just below', async () => {
      const wire = await open();
      const padded = (bytes: number): string => {
        const text = JSON.stringify(subscribe('1', '{ __typename }'));
        return text + ' '.repeat(bytes - text.length);
      };
      wire.say(padded(64 * 1_024));
      expect((await wire.take(of('1', 'next'))).payload).toEqual({ data: { __typename: 'Query' } });
      wire.say(padded(64 * 1_024 + 1));
      expect(await wire.closed).toMatchObject({ code: 1009 });
    });
  });

  describe('ping and pong', () => {
    it('answers a ping at once, with its payload, also before connection_init', async () => {
      const wire = await open(false);
      for (const payload of [{ at: 1 }, undefined]) {
        wire.say({ type: 'ping', ...(payload ? { payload } : {}) });
        const pong = await wire.take();
        expect([pong.type, pong.payload]).toEqual(['pong', payload]);
      }
      await wire.close();
    });

    it('takes a pong that nobody asked for', async () => {
      const wire = await open();
      wire.say({ type: 'pong' });
      wire.say({ type: 'pong', payload: { heart: 'beat' } });
      await expectAlive(wire);
      await wire.close();
    });
  });

  describe('operations', () => {
    it('answers a query with one next and complete, beside a subscription that goes on', async () => {
      const wire = await open();
      const follower = await follow(wire);
      wire.say(
        subscribe('q', 'query Q($id: ID!) { sensor(id: $id) { name } }', { variables: { id: 'roof-1' } }),
      );
      const [next, end] = [await wire.take(of('q')), await wire.take(of('q'))];
      expect(next).toEqual({ id: 'q', type: 'next', payload: { data: { sensor: { name: 'Roof 1' } } } });
      expect(end).toEqual({ id: 'q', type: 'complete' });
      const periodStart = await reportOne();
      expect((await follower.until(1))[0]).toMatchObject({ change: 'ADDED', reading: { periodStart } });
      await wire.close();
    });

    it('runs a mutation over the socket, and its subscription hears of it', async () => {
      const wire = await open(await house.asAdmin());
      const follower = await follow(wire);
      minute += 1;
      wire.say(
        subscribe(
          'm',
          'mutation M($input: ReportReadingsInput!) { reportReadings(input: $input) { ... on ReportedReadings { accepted } } }',
          { variables: { input: { delivery: 'BACKFILL', readings: [makeMinute(minute)] } } },
        ),
      );
      expect((await wire.take(of('m'))).payload.data).toEqual({ reportReadings: { accepted: 1 } });
      await follower.until(1);
      await wire.close();
    });

    it('picks the operation that is named, and refuses where none is', async () => {
      const wire = await open();
      const two = 'query A { networks { id } } query B { sensor(id: "roof-1") { id } }';
      wire.say(subscribe('b', two, { operationName: 'B' }));
      expect((await wire.take(of('b'))).payload.data).toEqual({ sensor: { id: 'roof-1' } });
      for (const operationName of [undefined, 'C']) {
        const id = `n${operationName}`;
        wire.say(subscribe(id, two, operationName ? { operationName } : {}));
        expect((await wire.take(of(id))).type).toBe('error');
      }
      await expectAlive(wire);
      await wire.close();
    });

    it.each<[string, string, Record<string, unknown>, string]>([
      ['a document that cannot be read', 'subscription {', {}, 'GRAPHQL_PARSE_FAILED'],
      ['an unknown field', 'subscription { readingLost { cursor } }', {}, 'GRAPHQL_VALIDATION_FAILED'],
      [
        'two root fields',
        'subscription { a: readingAdded { cursor } b: readingAdded { cursor } }',
        {},
        'GRAPHQL_VALIDATION_FAILED',
      ],
      ['a variable of another type', liveReadings, { filter: { quantities: ['SOOT'] } }, 'BAD_INPUT'],
      ['a filter too long', liveReadings, { filter: { sensorIds: Array(1_001).fill('x') } }, 'BAD_INPUT'],
      ['an invalid query', '{ senors }', {}, 'GRAPHQL_VALIDATION_FAILED'],
    ])(
      'tells %s by error, once and without complete, and stays open',
      async (_name, query, variables, code) => {
        const wire = await open();
        wire.say(subscribe('e', query, { variables }));
        const { type, payload } = await wire.take(of('e'));
        expect(type).toBe('error');
        expect(payload[0]).toMatchObject({ message: expect.any(String), extensions: { code } });
        await expectAlive(wire);
        expect(wire.heard.filter(of('e'))).toHaveLength(1);
        // the id is free again
        wire.say(subscribe('e', '{ __typename }'));
        expect((await wire.take(of('e'))).type).toBe('next');
        await wire.close();
      },
    );

    it.each([
      ['whenSlow', { whenSlow: 'NEVER' }, 'extensions.live.whenSlow'],
      ['start', { start: 'yes' }, 'extensions.live.start'],
      ['an unknown wish', { fast: true }, 'extensions.live.fast'],
    ])('refuses %s where it is none, naming the field', async (_name, live, field) => {
      const wire = await open();
      const [error] = await refusal(wire, { live });
      expect(error?.extensions).toMatchObject({ code: 'BAD_INPUT', field });
      await wire.close();
    });

    it('tells where a stream starts to those who ask, first of all, and to nobody else', async () => {
      const wire = await open();
      wire.say(subscribe('silent', liveReadings));
      wire.say(subscribe('told', liveReadings, { extensions: { live: { start: true } } }));
      const start = await wire.take(of('told'));
      expect(start.payload).toEqual({ data: null, extensions: { live: { cursor: expect.any(String) } } });
      await reportOne();
      const [silent, told] = [await wire.take(of('silent')), await wire.take(of('told'))];
      expect(silent.payload).toEqual(told.payload);
      expect(Object.keys(silent.payload)).toEqual(['data']);
      await wire.close();
    });
  });

  describe('ids', () => {
    it.each([
      ['subscription', liveReadings],
      ['query', '{ networks { id } }'],
    ])('closes with 4409 on an id that is in use by a subscription: a %s', async (_kind, query) => {
      const wire = await open();
      await follow(wire, { id: 'twice' });
      wire.say(subscribe('twice', query));
      const { code, reason } = await wire.closed;
      expect([code, reason]).toEqual([4409, 'Subscriber for twice already exists']);
    });

    it('closes with 4409 and a reason that fits where the id is long', async () => {
      const wire = await open();
      const id = 'ä'.repeat(256);
      await follow(wire, { id });
      wire.say(subscribe(id));
      const { code, reason } = await wire.closed;
      expect(code).toBe(4409);
      expect(Buffer.byteLength(reason)).toBeLessThanOrEqual(123);
    });

    it('closes with 4409 where the second comes in the same breath', async () => {
      const wire = await open();
      wire.say(subscribe('twice'));
      wire.say(subscribe('twice'));
      expect(await wire.closed).toMatchObject({ code: 4409 });
    });

    it('lets an id be used anew once it is complete, in the same breath', async () => {
      const wire = await open();
      const filtered = { variables: { filter: { sensorIds: ['nobody'] } } };
      for (let i = 0; i < 20; i += 1) {
        wire.say(subscribe('again', liveReadings, filtered));
        wire.say(complete('again'));
      }
      const follower = await follow(wire, { id: 'again' });
      const periodStart = await reportOne();
      expect((await follower.until(1))[0]?.reading.periodStart).toBe(periodStart);
      await expectAlive(wire);
      // each was told once: nothing of the subscriptions that were completed came through
      expect(follower.events).toHaveLength(1);
      expect(wire.heard.filter(of('again', 'complete'))).toEqual([]);
      await wire.close();
    });

    it('keeps apart ids that mean something to JavaScript or need escaping', async () => {
      const wire = await open();
      const ids = ['__proto__', 'constructor', '"', '\\', '\n', 'ü', '💨', '1', '01', ' 1'];
      const followers = [];
      for (const id of ids) followers.push(await follow(wire, { id }));
      const periodStart = await reportOne();
      for (const follower of followers) {
        expect((await follower.until(1)).map(({ reading }) => reading.periodStart)).toEqual([periodStart]);
      }
      await wire.close();
    });
  });

  describe('complete', () => {
    it('ends one subscription and no other; nothing comes behind it', async () => {
      const wire = await open();
      const [ended, other] = [await follow(wire), await follow(wire)];
      await reportOne();
      await Promise.all([ended.until(1), other.until(1)]);
      ended.complete();
      await expectAlive(wire);
      await reportOne();
      await other.until(2);
      await expectAlive(wire);
      expect(ended.events).toHaveLength(1);
      await wire.close();
    });

    it('is heeded while events are under way', async () => {
      const wire = await open();
      const other = await open();
      const control = await follow(other);
      for (let round = 0; round < 3; round += 1) {
        const follower = await follow(wire);
        const before = control.events.length;
        minute += 200;
        const reported = report(
          house.client,
          Array.from({ length: 200 }, (_, i) => makeMinute(minute - i)),
        );
        await follower.until(1);
        follower.complete();
        await expectAlive(wire);
        // what comes behind the pong was sent after the gateway had read the complete
        const seen = follower.events.length;
        await reported;
        await control.until(before + 200);
        await expectAlive(wire);
        expect(follower.events).toHaveLength(seen);
      }
      await Promise.all([wire.close(), other.close()]);
    });

    it('before the answer of a query keeps the answer back', async () => {
      const wire = await open();
      for (let i = 0; i < 20; i += 1) {
        wire.say(subscribe(`q${i}`, `{ sensor(id: "roof-1") { name latest { value } } } # ${i}`));
        wire.say(complete(`q${i}`));
      }
      await expectAlive(wire);
      wire.say(subscribe('last', '{ sensor(id: "roof-1") { latest { value } } }'));
      await wire.take(of('last', 'complete'));
      expect(wire.heard.filter(({ id }) => id?.startsWith('q'))).toEqual([]);
      await wire.close();
    });

    it('of an id that is unknown, or complete already, is ignored', async () => {
      const wire = await open();
      wire.say(complete('nobody'));
      wire.say(subscribe('q', '{ __typename }'));
      await wire.take(of('q', 'complete'));
      wire.say(complete('q'));
      const follower = await follow(wire);
      follower.complete();
      follower.complete();
      await expectAlive(wire);
      await wire.close();
    });
  });

  it('lets one client leave in any way without a harm to the others', async () => {
    const wire = await open();
    const stays = await follow(wire);
    for (const leave of [
      async (other: Wire) => void other.socket.terminate(),
      async (other: Wire) => void other.socket.close(1001),
      async (other: Wire) => other.say('no JSON'),
      async (other: Wire) => void other.close(),
    ]) {
      const other = await open();
      await follow(other);
      await leave(other);
      await other.closed;
      const before = stays.events.length;
      await reportOne();
      await stays.until(before + 1);
    }
    await wire.close();
  });
});
