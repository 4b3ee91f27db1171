import fc from 'fast-check';
import { parse } from 'graphql';
import { afterEach, beforeEach, describe, expect, expectTypeOf, it } from 'vitest';
import { WebSocket as WsSocket } from 'ws';
import type { WebSocketImpl } from './line.ts';
import { type LiveBreak, type LiveOptions, openLive } from './live.ts';
import { type GraphProblem, LiveError } from './live-error.ts';
import type { LiveDocument } from './operation.ts';
import { LiveReadingsDocument, type LiveReadingsSubscription } from './operations.generated.ts';
import type { LiveStream } from './stream.ts';
import { type LiveServer, numbersDocument, openLiveServer } from './testing/live-server.ts';

interface Numbers {
  readonly readingAdded: {
    readonly cursor: string;
    readonly change: string;
    readonly reading: { readonly value: number } | null;
    readonly gap: { readonly reason: string } | null;
  };
}
const numbers = numbersDocument as unknown as LiveDocument<Numbers, { after?: string }>;

const numberOf = ({ readingAdded }: Numbers): number | string =>
  readingAdded.reading?.value ?? `gap to ${readingAdded.cursor}`;

/** Reads so many events. */
const take = async (stream: LiveStream<Numbers>, count: number): Promise<(number | string)[]> => {
  const values: (number | string)[] = [];
  while (values.length < count) {
    const { done, value } = await stream.next();
    if (done) break;
    values.push(numberOf(value));
  }
  return values;
};

const range = (from: number, to: number): number[] =>
  Array.from({ length: to - from + 1 }, (_, index) => from + index);

const until = async (isSo: () => boolean): Promise<void> => {
  const deadline = Date.now() + 10_000;
  while (!isSo()) {
    if (Date.now() > deadline) throw new Error('not so within 10 s');
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
};

const quick = { firstWaitMs: 2, longestWaitMs: 20, random: () => 0.5 };
const implementations: [string, WebSocketImpl][] = [
  ['ws', WsSocket as unknown as WebSocketImpl],
  ["Node's own WebSocket", globalThis.WebSocket as unknown as WebSocketImpl],
];

describe.each(implementations)('live events over %s', (name, webSocketImpl) => {
  let server: LiveServer;
  let breaks: LiveBreak[];
  const lives: { close: () => void }[] = [];
  beforeEach(async () => {
    server = await openLiveServer();
    breaks = [];
  });
  afterEach(async () => {
    for (const live of lives.splice(0)) live.close();
    await server.close();
  });

  const open = (options: Partial<LiveOptions> = {}) => {
    const onBreak = (broken: LiveBreak) => breaks.push(broken);
    const live = openLive({ url: server.url, webSocketImpl, onBreak, ...quick, ...options });
    lives.push(live);
    return live;
  };
  const started = async (stream: LiveStream<unknown>) => until(() => stream.cursor !== undefined);
  const failure = async (stream: LiveStream<Numbers>): Promise<LiveError> => {
    try {
      await take(stream, Number.POSITIVE_INFINITY);
    } catch (error) {
      if (error instanceof LiveError) return error;
      throw error;
    }
    throw new Error('it ended without an error');
  };

  it('gives what comes, and knows where it starts before anything comes', async () => {
    server.publish(3);
    const stream = open().subscribe(numbers);
    await started(stream);
    expect(stream.cursor).toBe('c3');
    server.publish(2);
    expect(await take(stream, 2)).toEqual([4, 5]);
    expect(stream.cursor).toBe('c5');
    expect(server.asked).toEqual([{ id: '1', after: undefined, live: { start: true } }]);
  });

  it('is typed by the operation', async () => {
    const stream = open().subscribe(LiveReadingsDocument);
    expectTypeOf(stream).toEqualTypeOf<LiveStream<LiveReadingsSubscription>>();
    await started(stream);
    server.publish(1);
    for await (const { readingAdded } of stream) {
      expectTypeOf(readingAdded.cursor).toEqualTypeOf<string>();
      expect(readingAdded.cursor).toBe('c1');
      break;
    }
    await until(() => server.streams() === 0);
  });

  it('counts ids from one on each line, and passes wishes on', async () => {
    const live = open({ whenSlow: 'CONFLATE' });
    const one = live.subscribe(numbers);
    const two = live.subscribe(parse(numbersDocument) as typeof numbers, {}, { whenSlow: 'CLOSE' });
    await started(one);
    await started(two);
    expect(server.sockets()).toHaveLength(1);
    for (const socket of server.sockets()) socket.terminate();
    await until(() => server.asked.length === 4);
    expect(server.asked).toEqual([
      { id: '1', after: undefined, live: { start: true, whenSlow: 'CONFLATE' } },
      { id: '2', after: undefined, live: { start: true, whenSlow: 'CLOSE' } },
      { id: '1', after: 'c0', live: { start: true, whenSlow: 'CONFLATE' } },
      { id: '2', after: 'c0', live: { start: true, whenSlow: 'CLOSE' } },
    ]);
  });

  it('goes on from a cursor that was kept', async () => {
    server.publish(5);
    const stream = open().subscribe(numbers, { after: 'c2' });
    expect(await take(stream, 3)).toEqual([3, 4, 5]);
    expect(server.asked[0]?.after).toBe('c2');
  });

  it('loses nothing when the line breaks before the first event', async () => {
    const stream = open().subscribe(numbers);
    await started(stream);
    for (const socket of server.sockets()) socket.terminate();
    server.publish(2);
    expect(await take(stream, 2)).toEqual([1, 2]);
    expect(server.asked.map(({ after }) => after)).toEqual([undefined, 'c0']);
  });

  it('gives every event once and in order, wherever the line breaks, whatever is sent twice or left out', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.record({
          breaks: fc.uniqueArray(fc.integer({ min: 1, max: 40 }), { maxLength: 8 }),
          codes: fc.array(fc.constantFrom(0, 1000, 1001, 1006, 1011, 1012, 4408, 4413, 4500), {
            minLength: 8,
            maxLength: 8,
          }),
          repeat: fc.integer({ min: 0, max: 6 }),
          start: fc.boolean(),
          bursts: fc.array(fc.integer({ min: 1, max: 20 }), { minLength: 1, maxLength: 4 }),
          buffer: fc.integer({ min: 1, max: 10 }),
          dropped: fc.uniqueArray(fc.integer({ min: 1, max: 40 }), { maxLength: 6 }),
          droppedTogether: fc.integer({ min: 1, max: 9 }),
        }),
        async (wild) => {
          const own = await openLiveServer();
          const total = wild.bursts.reduce((sum, burst) => sum + burst, 0);
          const live = openLive({
            url: own.url,
            webSocketImpl,
            ...quick,
            random: () => 0,
            buffer: wild.buffer,
            fillGaps: true,
          });
          try {
            const left = new Set(wild.breaks);
            own.behaviour.repeat = wild.repeat;
            own.behaviour.start = wild.start;
            own.behaviour.dropped = wild.dropped.map((from) => ({
              from,
              to: Math.min(from + wild.droppedTogether - 1, total),
            }));
            own.behaviour.before = (number, socket) => {
              if (!left.delete(number)) return;
              const code = wild.codes[left.size] as number;
              // 1006 cannot be sent: the line just breaks
              if (code === 0 || code === 1006) socket.terminate();
              else socket.close(code, code === 1012 ? 'retry in 1 ms' : '');
            };
            // without start marks the place is unknown before the first event, so that it is named
            const stream = live.subscribe(numbers, { after: 'c0' });
            const got = take(stream, total);
            for (const burst of wild.bursts) {
              own.publish(burst);
              await new Promise((resolve) => setTimeout(resolve, 1));
            }
            expect(await got).toEqual(range(1, total));
          } finally {
            live.close();
            await own.close();
          }
        },
      ),
      { numRuns: 40 },
    );
  });

  it('waits as long as a restarting gateway says', async () => {
    const stream = open({ random: () => 0.9, firstWaitMs: 60_000 }).subscribe(numbers);
    await started(stream);
    for (const socket of server.sockets()) socket.close(1012, 'retry in 30 ms');
    server.publish(1);
    expect(await take(stream, 1)).toEqual([1]);
    expect(breaks).toEqual([{ code: 1012, reason: 'retry in 30 ms', waitMs: 30, tries: 0 }]);
  });

  it('doubles the bound of its waits until a message comes, not only an acknowledgement', async () => {
    let refusals = 5;
    server.behaviour.start = false;
    server.behaviour.before = (_, socket) => {
      refusals -= 1;
      if (refusals >= 0) socket.terminate();
    };
    server.publish(1);
    const stream = open({ firstWaitMs: 4, longestWaitMs: 20 }).subscribe(numbers, { after: 'c0' });
    expect(await take(stream, 1)).toEqual([1]);
    expect(breaks.map(({ waitMs, tries }) => [tries, waitMs])).toEqual([
      [0, 2],
      [1, 4],
      [2, 8],
      [3, 10],
      [4, 10],
    ]);
    for (const socket of server.sockets()) socket.terminate();
    await until(() => breaks.length === 6);
    expect(breaks[5]?.tries).toBe(0);
  });

  it('comes back to a gateway that was not there', async () => {
    const stream = open({ url: server.url.replace('/graphql', '/elsewhere') }).subscribe(numbers);
    await until(() => breaks.length >= 3);
    expect(breaks.map(({ code }) => code)).toEqual(breaks.map(() => 1006));
    await stream.return?.();
    expect(await stream.next()).toEqual({ done: true, value: undefined });
    const sofar = breaks.length;
    await new Promise((resolve) => setTimeout(resolve, 60));
    expect(breaks).toHaveLength(sofar);
  });

  it.each([1009, 4400, 4401, 4406, 4409, 4429])('stops for close code %i', async (code) => {
    const stream = open().subscribe(numbers);
    await started(stream);
    server.publish(1);
    expect(await take(stream, 1)).toEqual([1]);
    for (const socket of server.sockets()) socket.close(code, 'no');
    expect(await failure(stream)).toMatchObject({ code: 'CLOSED', closeCode: code });
    expect(await stream.next()).toEqual({ done: true, value: undefined });
    expect(breaks).toEqual([]);
  });

  it('gives what had come before it tells why it ended', async () => {
    const stream = open().subscribe(numbers);
    await started(stream);
    server.publish(2);
    server.behaviour.before = (number, socket) => {
      if (number === 3) socket.close(4400, 'no');
    };
    server.publish(1);
    await until(() => server.sockets().length === 0);
    expect(await take(stream, 2)).toEqual([1, 2]);
    await expect(stream.next()).rejects.toMatchObject({ closeCode: 4400 });
  });

  it('stops for a refused subscription, says the code and the field, and leaves the others alone', async () => {
    server.behaviour.refuse = ({ after }) =>
      after === 'forged' ? { code: 'BAD_INPUT', field: 'after' } : undefined;
    const live = open();
    const good = live.subscribe(numbers);
    const bad = live.subscribe(numbers, { after: 'forged' });
    expect(await failure(bad)).toMatchObject({ code: 'BAD_INPUT', field: 'after', message: 'not so' });
    await started(good);
    server.publish(1);
    expect(await take(good, 1)).toEqual([1]);
    expect(breaks).toEqual([]);
  });

  it.each(['TOO_SLOW', 'SUBGRAPH_UNAVAILABLE', 'OVERLOADED'])(
    'comes back after %s, with its own cursor',
    async (code) => {
      const stream = open().subscribe(numbers);
      await started(stream);
      server.publish(2);
      expect(await take(stream, 2)).toEqual([1, 2]);
      let refusals = 2;
      server.behaviour.refuse = () => {
        refusals -= 1;
        return refusals >= 0 ? { code, cursor: 'c9' } : undefined;
      };
      for (const socket of server.sockets()) socket.close(4413, 'reading too slowly');
      server.publish(1);
      expect(await take(stream, 1)).toEqual([3]);
      expect(server.asked.map(({ after }) => after)).toEqual([undefined, 'c2', 'c2', 'c2']);
      expect(breaks.map((each) => each.code)).toEqual([4413]);
    },
  );

  it('asks for its token at each connection, and stops when a refused one is all there is', async () => {
    server.behaviour.letIn = (authorization) => authorization !== 'Bearer old';
    const tokens = ['old', 'new', 'newer', 'old', 'old'];
    const stream = open({ token: async () => tokens.shift() }).subscribe(numbers);
    await started(stream);
    for (const socket of server.sockets()) socket.terminate();
    await until(() => server.asked.length === 2);
    for (const socket of server.sockets()) socket.terminate();
    expect(await failure(stream)).toMatchObject({ code: 'CLOSED', closeCode: 4403 });
    expect(server.tokens).toEqual(['Bearer old', 'Bearer new', 'Bearer newer', 'Bearer old']);
    expect(tokens).toEqual([]);
  });

  it('shows another token before the one in use ends, and its line does not break', async () => {
    server.behaviour.tokenMs = 1_200;
    let asked = 0;
    const token = () => {
      asked += 1;
      return `token ${asked}`;
    };
    const stream = open({ token }).subscribe(numbers);
    await started(stream);
    await until(() => server.renewals.length === 2);
    server.publish(3);
    expect(await take(stream, 3)).toEqual([1, 2, 3]);
    expect(server.tokens).toEqual(['Bearer token 1']);
    expect(server.renewals).toEqual(['Bearer token 2', 'Bearer token 3']);
    expect(breaks).toEqual([]);
    await stream.return?.();
    const before = asked;
    await new Promise((resolve) => setTimeout(resolve, 1_300));
    expect(asked).toBe(before);
  });

  it('comes back with a token that was not taken in place of another, since it may be of another account', async () => {
    server.behaviour.tokenMs = 1_200;
    server.behaviour.renew = () => 'FORBIDDEN';
    const tokens = ['one'];
    const stream = open({ token: async () => tokens.at(-1) }).subscribe(numbers);
    await started(stream);
    tokens.push('another');
    await until(() => server.tokens.length === 2);
    server.publish(1);
    expect(await take(stream, 1)).toEqual([1]);
    expect(server.renewals).toEqual(['Bearer another']);
    expect(server.tokens).toEqual(['Bearer one', 'Bearer another']);
    expect(breaks).toMatchObject([{ code: 4403, reason: 'the token expired' }]);
  });

  it('asks again for a token where it got none or the same, and comes back with what there is at last', async () => {
    server.behaviour.tokenMs = 1_500;
    let asked = 0;
    const token = () => {
      asked += 1;
      if (asked === 3) throw new Error('the issuer is away');
      return asked < 4 ? 'one' : 'two';
    };
    const stream = open({ token }).subscribe(numbers);
    await started(stream);
    await until(() => server.renewals.length + server.tokens.length === 2);
    server.publish(1);
    expect(await take(stream, 1)).toEqual([1]);
    expect([...server.tokens, ...server.renewals]).toEqual(['Bearer one', 'Bearer two']);
  });

  it('stops at once for a token that cannot change', async () => {
    server.behaviour.letIn = () => false;
    expect(await failure(open({ token: 'fixed' }).subscribe(numbers))).toMatchObject({ closeCode: 4403 });
    expect(server.tokens).toEqual(['Bearer fixed']);
  });

  it('tries again when its token cannot be had', async () => {
    let failures = 2;
    const token = () => {
      failures -= 1;
      if (failures >= 0) throw new Error('the issuer is away');
      return 'good';
    };
    await started(open({ token }).subscribe(numbers));
    expect(breaks.map(({ reason }) => reason)).toEqual(Array(2).fill('no token: the issuer is away'));
    expect(server.tokens).toEqual(['Bearer good']);
  });

  it('gives a gap as it stands, and goes on behind it', async () => {
    server.behaviour.dropped = [{ from: 3, to: 6 }];
    const stream = open().subscribe(numbers);
    await started(stream);
    server.publish(8);
    expect(await take(stream, 5)).toEqual([1, 2, 'gap to c6', 7, 8]);
  });

  it('fills gaps of slow reading from before them, also one after another', async () => {
    server.behaviour.dropped = [
      { from: 1, to: 2 },
      { from: 3, to: 6 },
      { from: 7, to: 7 },
    ];
    const stream = open({ fillGaps: true }).subscribe(numbers);
    await started(stream);
    server.publish(9);
    expect(await take(stream, 9)).toEqual(range(1, 9));
    expect(server.asked.map(({ after }) => after)).toEqual([undefined, 'c0', 'c2', 'c6']);
    expect(server.sockets()).toHaveLength(1);
    await until(() => server.streams() === 1);
  });

  it('gives a gap that comes back at the same place instead of asking for ever', async () => {
    server.behaviour.dropped = [{ from: 3, to: 6 }];
    const stream = open({ fillGaps: true }).subscribe(numbers);
    await started(stream);
    server.behaviour.before = (number) => {
      if (number === 2) server.behaviour.keptFrom = 5;
    };
    server.publish(8);
    expect(await take(stream, 7)).toEqual([1, 2, 'gap to c4', 5, 6, 7, 8]);
    expect(server.asked.map(({ after }) => after)).toEqual([undefined, 'c2']);
  });

  it('tells that the past is gone when it comes back too late', async () => {
    const stream = open({ fillGaps: true }).subscribe(numbers);
    await started(stream);
    server.publish(2);
    expect(await take(stream, 2)).toEqual([1, 2]);
    server.behaviour.keptFrom = 10;
    for (const socket of server.sockets()) socket.terminate();
    server.publish(10);
    expect(await take(stream, 4)).toEqual(['gap to c9', 10, 11, 12]);
  });

  it('holds a bounded number of unread events, and misses none', async () => {
    // with `ws`, more than kernels take; elsewhere each ten are a subscription of their own
    const total = name === 'ws' ? 30_000 : 300;
    const live = open({ buffer: 10 });
    const stream = live.subscribe(numbers);
    const other = live.subscribe(numbers);
    await started(stream);
    await started(other);
    await other.return?.();
    server.publish(1);
    expect(await take(stream, 1)).toEqual([1]);
    server.publish(total - 1);
    if (name === 'ws') await until(() => server.sockets().some((socket) => socket.bufferedAmount > 0));
    else await until(() => server.streams() === 0);
    expect(await take(stream, total - 1)).toEqual(range(2, total));
    if (name === 'ws') expect(server.asked).toHaveLength(2);
    else expect(server.asked.length).toBeGreaterThan(10);
  });

  it('gives up a gateway that answers no ping, and goes on elsewhere', async () => {
    const stream = open({ pingEveryMs: 20, answerWithinMs: 60 }).subscribe(numbers);
    await started(stream);
    const [socket] = server.sockets();
    socket?.pause();
    await until(() => breaks.length > 0);
    server.publish(1);
    expect(await take(stream, 1)).toEqual([1]);
    expect(breaks[0]).toMatchObject({ code: 4499 });
    socket?.terminate();
  });

  it('gives up a gateway that does not let it in, and can be closed meanwhile', async () => {
    server.behaviour.letIn = () => new Promise<boolean>(() => {});
    const live = open({ answerWithinMs: 40 });
    const stream = live.subscribe(numbers);
    await until(() => breaks.length > 0);
    expect(breaks[0]).toMatchObject({ code: 4499 });
    live.close();
    expect(await stream.next()).toEqual({ done: true, value: undefined });
    await until(() => server.sockets().length === 0);
  });

  it('tells of fields that could not be had, and ends where an event could not be had at all', async () => {
    const problems: GraphProblem[] = [];
    const stream = open({ onErrors: (each) => problems.push(...each) }).subscribe(numbers);
    await started(stream);
    server.behaviour.lacking = new Map([
      [1, 'reading'],
      [2, 'event'],
    ]);
    server.publish(2);
    expect((await stream.next()).value?.readingAdded).toMatchObject({ cursor: 'c1', reading: null });
    expect(await failure(stream)).toMatchObject({ code: 'SUBGRAPH_UNAVAILABLE', cursor: 'c1' });
    expect(problems.map(({ message }) => message)).toEqual(['away']);
  });

  it('closes its socket with the last stream, and opens another for the next', async () => {
    const live = open();
    const first = live.subscribe(numbers);
    await started(first);
    await first.return?.();
    const second = live.subscribe(numbers);
    await started(second);
    await until(() => server.sockets().length === 1);
    server.publish(1);
    expect(await take(second, 1)).toEqual([1]);
    live.close();
    expect(await second.next()).toEqual({ done: true, value: undefined });
    await until(() => server.sockets().length === 0);
    expect(breaks).toEqual([]);
  });
});

describe('what cannot be followed', () => {
  const live = openLive({
    url: 'http://localhost:9/graphql',
    webSocketImpl: WsSocket as unknown as WebSocketImpl,
  });
  const ask = (text: string, options = {}) =>
    live.subscribe(text as unknown as LiveDocument<unknown, object>, {}, options);

  it('is refused with what to add', () => {
    expect(() => ask('subscription { readingAdded { cursor } }')).toThrow(
      'declare $after: Cursor, and give it to the field: readingAdded(after: $after)',
    );
    expect(() => ask('subscription S($after: Cursor) { readingAdded { cursor } }')).toThrow(
      'The subscription S',
    );
    expect(() => ask('subscription S($after: Cursor) { readingAdded(after: $after) { change } }')).toThrow(
      'select cursor',
    );
    expect(() =>
      ask(
        'subscription S($after: Cursor, $x: Boolean!) { readingAdded(after: $after) { cursor @include(if: $x) } }',
      ),
    ).toThrow('select cursor');
    expect(() => ask('{ networks { id } }')).toThrow('One subscription is needed');
    expect(() =>
      ask('subscription S($after: Cursor) { readingAdded(after: $after) { cursor } }', { fillGaps: true }),
    ).toThrow('select change');
  });

  it('is an address that is none, and a place without WebSocket', () => {
    expect(() => openLive({ url: 'ftp://x/graphql' })).toThrow('no address of a gateway');
    const own = globalThis.WebSocket;
    Reflect.deleteProperty(globalThis, 'WebSocket');
    try {
      expect(() => openLive({ url: 'ws://x/graphql' })).toThrow('webSocketImpl');
    } finally {
      globalThis.WebSocket = own;
    }
  });
});
