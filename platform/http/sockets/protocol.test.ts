import { GraphQLError, parse } from 'graphql';
import { afterEach, describe, expect, it } from 'vitest';
import { AirError } from '../../errors/air-error.ts';
import { openSockets } from './testing/open-sockets.ts';
import { connect, introduce, subscribe, toldTo, until } from './testing/wire.ts';

let open: Awaited<ReturnType<typeof openSockets>>[] = [];
const serve = async (options: Parameters<typeof openSockets>[0] = {}) => {
  const served = await openSockets(options);
  open.push(served);
  return served;
};
afterEach(async () => {
  for (const { close } of open) await close();
  open = [];
});

describe('a client that breaks the rules', () => {
  it.each([
    ['no JSON', '{'],
    ['no object', '[]'],
    ['null', 'null'],
    ['no type', '{}'],
    ['an unknown type', '{"type":"hello"}'],
    ['a message of servers', '{"type":"connection_ack"}'],
    ['an event of its own', '{"type":"next","id":"1","payload":{}}'],
    ['a subscription without an id', '{"type":"subscribe","payload":{"query":"{ it }"}}'],
    ['a subscription without a query', '{"type":"subscribe","id":"1","payload":{}}'],
    ['a completion without an id', '{"type":"complete"}'],
    ['an id without end', JSON.stringify({ type: 'complete', id: 'x'.repeat(300) })],
  ])('is told 4400 for %s', async (_what, text) => {
    const { url, closedWith } = await serve();
    const wire = await introduce(url);
    wire.say(text);
    expect(await wire.closed).toEqual({ code: 4400, reason: 'Invalid message received' });
    await until(() => closedWith.length === 1);
    expect(closedWith).toEqual([4400]);
  });

  it('is told 4401 where it subscribes before it is acknowledged', async () => {
    const { url, asked } = await serve();
    const wire = await connect(url);
    wire.say(subscribe('1', '{ it }'));
    expect((await wire.closed).code).toBe(4401);
    expect(asked).toEqual([]);
  });

  it('is told 4403 for a token that is not valid', async () => {
    const { url } = await serve();
    const wire = await connect(url);
    wire.say({ type: 'connection_init', payload: { authorization: 'bad' } });
    expect(await wire.closed).toEqual({ code: 4403, reason: 'Forbidden' });
  });

  it.each([{ speaks: ['graphql-ws'] }, { speaks: [] }])('is told 4406: %j', async ({ speaks }) => {
    const { url } = await serve();
    const wire = await connect(url, {}, speaks).catch(() => undefined);
    // clients hang up by themselves where the protocol that they asked for is not chosen
    if (wire) expect((await wire.closed).code).toBe(4406);
    else expect(speaks).not.toEqual([]);
  });

  it('is told 4408 where it does not introduce itself', async () => {
    const { url } = await serve({ initWithinMs: 50 });
    const wire = await connect(url);
    expect((await wire.closed).code).toBe(4408);
    const inTime = await introduce(url);
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(inTime.socket.readyState).toBe(inTime.socket.OPEN);
  });

  it.each(['1', '€'.repeat(200)])('is told 4409 for an id in use, however long', async (id) => {
    const { url } = await serve();
    const wire = await introduce(url);
    wire.say(subscribe(id, 'subscription { it }'));
    wire.say(subscribe(id, 'subscription { it }'));
    const { code, reason } = await wire.closed;
    expect(code).toBe(4409);
    expect(reason).toMatch(/^Subscriber for (1 already exists|€+)$/);
  });

  it('is told 4429 for a second introduction', async () => {
    const { url } = await serve();
    const wire = await introduce(url);
    wire.say({ type: 'connection_init' });
    expect((await wire.closed).code).toBe(4429);
  });

  it('is told 1009 for a frame above 64 kB', async () => {
    const { url, closedWith } = await serve();
    const wire = await introduce(url);
    wire.say(subscribe('1', '{ it }', { variables: { much: 'x'.repeat(64_000) } }));
    await wire.seen(({ type }) => type === 'complete');
    wire.say(subscribe('2', '{ it }', { variables: { much: 'x'.repeat(65_536) } }));
    expect((await wire.closed).code).toBe(1009);
    await until(() => closedWith.length === 1);
    expect(closedWith).toEqual([1009]);
  });

  it('is not heard any more once it was closed', async () => {
    const { url, asked } = await serve();
    const wire = await introduce(url);
    wire.say('{');
    wire.say(subscribe('1', '{ it }'));
    await wire.closed;
    expect(asked).toEqual([]);
  });
});

it('closes with 4500 for a fault of ours, tells nothing of it and logs it', async () => {
  const { url, logged } = await serve();
  const wire = await connect(url);
  wire.say({ type: 'connection_init', payload: { authorization: 'broken' } });
  expect(await wire.closed).toEqual({ code: 4500, reason: 'Internal server error' });
  expect(logged.join()).toContain('could not be dealt with');
});

it('answers pings of both protocols', async () => {
  const { url } = await serve();
  const wire = await connect(url);
  wire.say({ type: 'ping' });
  expect(await wire.seen(({ type }) => type === 'pong')).toEqual({ type: 'pong' });
  wire.say({ type: 'ping', payload: { at: 7 } });
  expect(await wire.seen(({ payload }) => payload !== undefined)).toEqual({
    type: 'pong',
    payload: { at: 7 },
  });
  wire.say({ type: 'pong' });
  const pong = new Promise((resolve) => wire.socket.once('pong', (data) => resolve(String(data))));
  wire.socket.ping('hello');
  expect(await pong).toBe('hello');
});

describe('an operation', () => {
  it('is answered with who asks and what was asked', async () => {
    const { url, asked } = await serve();
    const wire = await introduce(url, { authorization: 'good' });
    wire.say(subscribe('q', 'query Q { it }', { operationName: 'Q', variables: { a: 1 } }));
    await wire.seen(({ type }) => type === 'complete');
    expect(toldTo(wire, 'q')).toEqual([{ it: 1 }, 'complete']);
    expect(asked[0]?.request).toMatchObject({
      document: 'query Q { it }',
      operationName: 'Q',
      variables: { a: 1 },
      kind: 'query',
      caller: { id: 'ada' },
      from: '127.0.0.1',
    });
  });

  it('that fails costs its own answer only, and shows nothing of ours', async () => {
    const { url, logged } = await serve({
      async execute({ document }) {
        if (document.includes('known')) throw new AirError('NOT_FOUND', 'There is none.');
        throw new Error('password=hunter2');
      },
    });
    const wire = await introduce(url);
    wire.say(subscribe('1', '{ it }'));
    wire.say(subscribe('2', '{ known }'));
    const first = await wire.seen(({ id, type }) => id === '1' && type === 'error');
    expect(first.payload[0]).toMatchObject({ extensions: { code: 'INTERNAL' } });
    expect(JSON.stringify(wire.messages)).not.toContain('hunter2');
    const second = await wire.seen(({ id, type }) => id === '2' && type === 'error');
    expect(second.payload).toHaveLength(1);
    expect(second.payload[0]).toMatchObject({
      message: 'There is none.',
      extensions: { code: 'NOT_FOUND' },
    });
    expect(logged.join()).toContain('hunter2');
  });

  it('that is refused before it begins ends in one error message with every reason', async () => {
    const reasons = ['first', 'second'].map((message) => ({ message, extensions: { code: 'BAD_INPUT' } }));
    const { url } = await serve({
      execute: async () => ({ errors: reasons as never }),
      subscribe: async () => ({ errors: reasons as never }),
    });
    const wire = await introduce(url);
    wire.say(subscribe('q', '{ it }'));
    wire.say(subscribe('s', 'subscription { it }'));
    for (const id of ['q', 's']) {
      const { payload } = await wire.seen((message) => message.id === id && message.type === 'error');
      expect(payload).toEqual(reasons);
    }
    expect(wire.messages.filter(({ type }) => type === 'next' || type === 'complete')).toEqual([]);
  });

  it.each([
    ['{', 'GRAPHQL_PARSE_FAILED'],
    ['', 'GRAPHQL_PARSE_FAILED'],
    ['query A { it } query B { it }', 'OPERATION_RESOLUTION_FAILURE'],
    ['fragment F on Query { it }', 'OPERATION_RESOLUTION_FAILURE'],
    ['{ deep }', 'QUERY_TOO_DEEP'],
  ])('that cannot be read, %j, is refused, and the socket goes on', async (query, code) => {
    const { url, refused } = await serve({
      parse(text) {
        if (text.includes('deep'))
          throw new AirError('QUERY_TOO_DEEP', 'Too deep.', { exceeded: { limit: 1, measured: 2 } });
        return parse(text);
      },
    });
    const wire = await introduce(url);
    wire.say(subscribe('1', query));
    const { payload } = await wire.seen(({ type }) => type === 'error');
    expect(payload[0].extensions).toMatchObject({
      code,
      ...(code === 'QUERY_TOO_DEEP' ? { limit: 1, measured: 2 } : {}),
    });
    expect(refused).toEqual([code]);
    wire.say(subscribe('1', '{ it }'));
    await wire.seen(({ type }) => type === 'complete');
  });

  it('may name its document otherwise', async () => {
    const { url, asked } = await serve({
      document({ query, extensions }) {
        if (query) return query;
        if (extensions?.named !== 'it') throw new GraphQLError('?', { extensions: { code: 'UNKNOWN' } });
        return 'subscription { it }';
      },
    });
    const wire = await introduce(url);
    wire.say(subscribe('1', '', { extensions: { named: 'it' } }));
    await until(() => asked.length === 1);
    expect(asked[0]?.request).toMatchObject({ document: 'subscription { it }', kind: 'subscription' });
    wire.say(subscribe('2', ''));
    expect((await wire.seen(({ type }) => type === 'error')).payload[0].extensions).toEqual({
      code: 'UNKNOWN',
    });
  });

  it('is aborted when its client leaves', async () => {
    let reason: unknown;
    const { url, asked } = await serve({
      execute: ({ signal }) =>
        new Promise((_, reject) => {
          signal.addEventListener('abort', () => {
            reason = signal.reason;
            reject(signal.reason);
          });
        }),
    });
    const wire = await introduce(url);
    wire.say(subscribe('1', '{ it }'));
    await until(() => asked.length === 1);
    wire.socket.terminate();
    await until(() => reason !== undefined);
    expect(String(reason)).toContain('the client left');
  });
});

describe('wishes', () => {
  it.each([
    [undefined, {}],
    [{ other: 1 }, {}],
    [{ live: null }, {}],
    [{ live: { whenSlow: 'CONFLATE', start: true } }, { whenSlow: 'CONFLATE', start: true }],
    [{ live: { whenSlow: null, start: false } }, {}],
  ])('%j are read', async (extensions, live) => {
    const { url, asked } = await serve();
    const wire = await introduce(url);
    wire.say(subscribe('1', 'subscription { it }', extensions ? { extensions } : {}));
    await until(() => asked.length === 1);
    expect(asked[0]?.request.live).toEqual(live);
    expect(asked[0]?.outlet?.id).toBe('1');
  });

  it.each([
    [{ live: 7 }, 'extensions.live'],
    [{ live: { whenSlow: 'gap' } }, 'extensions.live.whenSlow'],
    [{ live: { start: 'yes' } }, 'extensions.live.start'],
    [{ live: { whenslow: 'GAP' } }, 'extensions.live.whenslow'],
  ])('%j are refused', async (extensions, field) => {
    const { url, asked } = await serve();
    const wire = await introduce(url);
    wire.say(subscribe('1', 'subscription { it }', { extensions }));
    const { payload } = await wire.seen(({ type }) => type === 'error');
    expect(payload[0].extensions).toMatchObject({ code: 'BAD_INPUT', field });
    expect(asked).toEqual([]);
  });
});
