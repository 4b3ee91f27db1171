import { setTimeout } from 'node:timers/promises';
import type { Grant } from '@aqmrg/platform/access/identity.ts';
import { anonymous, type Caller } from '@aqmrg/platform/caller.ts';
import { AirError } from '@aqmrg/platform/errors/air-error.ts';
import { type Feed, makeFeed, openSockets } from '@aqmrg/platform/http/sockets/testing/open-sockets.ts';
import type { GraphRequest } from '@aqmrg/platform/subgraph/link.ts';
import { type ExecutionResult, GraphQLError } from 'graphql';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { reasonOf } from './failures.ts';
import { openStream, type StreamOptions } from './http-stream.ts';
import { failureOf, makeRequest } from './testing/requests.ts';
import { openSpoiledLine } from './testing/spoiled-line.ts';

const quick = {
  connectWithinMs: 1_000,
  pingEveryMs: 300,
  startWithinMs: 200,
  mostWaiting: 50,
} satisfies Partial<StreamOptions>;
const document = 'subscription { ticks }';
const ada: Caller = { ...anonymous, kind: 'user', id: 'ada', role: 'AUTHENTICATED' };

/** Believes what a test writes in the place of a signature. */
const authenticate = (params: Readonly<Record<string, unknown>> | undefined): Grant => {
  if (params?.identity === 'ada from 192.0.2.1') return { caller: ada, expiresAt: null };
  if (params?.identity === undefined) return { caller: anonymous, expiresAt: null };
  throw new AirError('UNAUTHENTICATED', 'Who are you?');
};
const tick = (ticks: unknown): ExecutionResult => ({ data: { ticks } });
const start: ExecutionResult = { extensions: { live: { cursor: 'c0' } } };

type Line = Awaited<ReturnType<typeof openSpoiledLine>>;
type Room = Awaited<ReturnType<typeof openSockets>>;

describe('a stream of a subgraph in another process', () => {
  let feed: Feed;
  let room: Room;
  let line: Line;
  let answer: () => Promise<AsyncIterableIterator<ExecutionResult> | ExecutionResult>;

  beforeEach(async () => {
    feed = makeFeed();
    answer = async () => feed.stream;
    room = await openSockets({ authenticate, subscribe: () => answer(), drainSpreadMs: 0 });
    line = await openSpoiledLine(room.port);
  });
  afterEach(async () => {
    await line.close();
    await room.close();
  });

  const subscribe = (request: Partial<GraphRequest> = {}, options: Partial<StreamOptions> = {}) =>
    openStream('clocks', line.url, makeRequest({ document, ...request }), { ...quick, ...options });
  const open = async (...given: Parameters<typeof subscribe>) => {
    const stream = await subscribe(...given);
    if (!(Symbol.asyncIterator in stream)) throw new Error(JSON.stringify(stream));
    return stream;
  };

  it('asks what it is told, and gives what comes, in order, to its end', async () => {
    const identify: StreamOptions['identify'] = ({ id }, from) => `${id} from ${from}`;
    const stream = await open({ variables: { a: [1] }, caller: ada, from: '192.0.2.1' }, { identify });
    for (let n = 0; n < 5; n += 1) feed.push(tick(n));
    feed.end();
    const events: ExecutionResult[] = [];
    for await (const event of stream) events.push(event);
    expect(events).toEqual([0, 1, 2, 3, 4].map(tick));
    expect(room.asked[0]?.request).toMatchObject({ document, variables: { a: [1] }, caller: { id: 'ada' } });
    expect(room.asked[0]?.request.live).toEqual({});
  });

  it('wishes to be told where it starts, where it is asked to', async () => {
    feed.push(start);
    const stream = await open({ live: { start: true, whenSlow: 'CLOSE' } });
    expect(room.asked[0]?.request.live).toEqual({ start: true });
    expect(await stream.next()).toEqual({ done: false, value: start });
    await stream.return?.();
  });

  it('stands before its first event where the subgraph does not tell where it starts', async () => {
    const stream = await open({ live: { start: true } });
    feed.push(tick(1));
    expect((await stream.next()).value).toEqual(tick(1));
    await stream.return?.();
  });

  it('is refused with the code and the field that the subgraph says', async () => {
    answer = () => Promise.reject(new AirError('BAD_INPUT', 'no such cursor', { field: 'after' }));
    const refused = (await subscribe({ live: { start: true } })) as ExecutionResult;
    expect(refused.errors?.[0]).toBeInstanceOf(GraphQLError);
    expect(refused.errors?.[0]).toMatchObject({
      message: 'no such cursor',
      extensions: { code: 'BAD_INPUT', field: 'after' },
    });
  });

  it('keeps the code of what ends it later, behind all that came before', async () => {
    const stream = await open();
    feed.push(tick(1));
    feed.fail(new AirError('FORBIDDEN', 'no longer', { field: 'site' }));
    await expect.poll(() => feed.pulls()).toBe(2);
    expect((await stream.next()).value).toEqual(tick(1));
    const error = (await failureOf(stream.next())) as AirError;
    expect([error.code, error.field, error.message]).toEqual(['FORBIDDEN', 'site', 'no longer']);
    expect((await stream.next()).done).toBe(true);
  });

  it('passes, where the room says that it stops', async () => {
    answer = () => Promise.reject(new AirError('SHUTTING_DOWN', 'bye'));
    expect(reasonOf(await failureOf(subscribe({ live: { start: true } })))).toBe('passing');
  });

  it('does not tell the client of a room that does not believe who asks', async () => {
    const error = (await failureOf(subscribe({}, { identify: () => 'forged' }))) as AirError;
    expect([error.code, reasonOf(error)]).toEqual(['SUBGRAPH_UNAVAILABLE', 'lasting']);
  });

  it.each([
    ['a room that stops', () => room.stop()],
    ['a line that is cut', () => line.cut()],
  ])('breaks off for %s, behind all that came before, and may be taken up again', async (_, spoil) => {
    const stream = await open();
    feed.push(tick(1));
    feed.push(tick(2));
    await expect.poll(() => feed.pulls()).toBe(3);
    expect((await stream.next()).value).toEqual(tick(1));
    await spoil();
    expect((await stream.next()).value).toEqual(tick(2));
    const error = (await failureOf(stream.next())) as AirError;
    expect([error.code, reasonOf(error)]).toEqual(['SUBGRAPH_UNAVAILABLE', 'passing']);
    expect(error.message).not.toContain('127.0.0.1');
    expect((await stream.next()).done).toBe(true);
  });

  it('finds out that the other end is silent', async () => {
    const stream = await open();
    const first = stream.next();
    // pings are answered
    await setTimeout(3 * quick.pingEveryMs);
    feed.push(tick(1));
    expect((await first).value).toEqual(tick(1));
    const next = failureOf(stream.next());
    line.hang();
    expect(reasonOf(await next)).toBe('passing');
  });

  it('gives up on a subgraph that takes the connection and says nothing', async () => {
    line.hang();
    const error = (await failureOf(subscribe())) as AirError;
    expect([error.code, reasonOf(error)]).toEqual(['SUBGRAPH_UNAVAILABLE', 'passing']);
  });

  it('is unavailable where nobody listens', async () => {
    const nowhere = openStream('clocks', 'ws://127.0.0.1:1/graphql', makeRequest({ document }), quick);
    expect(reasonOf(await failureOf(nowhere))).toBe('passing');
  });

  it('ends at once while it connects, when its reader leaves', async () => {
    line.hang();
    const left = new AbortController();
    const opening = failureOf(subscribe({ signal: left.signal }, { connectWithinMs: 60_000 }));
    left.abort(new Error('left'));
    expect((await opening).message).toBe('left');
    expect((await failureOf(subscribe({ signal: left.signal }))).message).toBe('left');
  });

  it.each(['return', 'abort'])('ends at once while it waits, by %s, and lets the room know', async (how) => {
    const left = new AbortController();
    const stream = await open({ signal: left.signal });
    await expect.poll(() => feed.pulls()).toBe(1);
    const waiting = stream.next();
    if (how === 'return') await stream.return?.();
    else left.abort(new Error('left'));
    expect((await waiting).done).toBe(true);
    await expect.poll(() => feed.isReturned()).toBe(true);
    await expect.poll(() => room.closedWith).toEqual([1000]);
  });

  it('ends while the other end is silent, and while its reader is slow', async () => {
    const stream = await open();
    const pad = 'x'.repeat(1_000);
    for (let n = 0; n < 200; n += 1) feed.push(tick(pad + n));
    await expect.poll(() => feed.pulls()).toBe(201);
    await stream.return?.();
    expect((await stream.next()).done).toBe(true);
    await expect.poll(() => feed.isReturned()).toBe(true);
    const other = await open();
    line.hang();
    await other.return?.();
    expect((await other.next()).done).toBe(true);
  });

  it('reads no more than its reader can hold, and loses nothing', async () => {
    const stream = await open();
    const pad = 'x'.repeat(20_000);
    const count = 2_000;
    for (let n = 0; n < count; n += 1) feed.push(tick(n + pad));
    feed.end();
    const seen = [0];
    await expect
      .poll(() => seen.push(feed.pulls()) && seen.at(-1) === seen.at(-2), { interval: 200 })
      .toBe(true);
    // nor is a pause of ours taken for silence
    await setTimeout(3 * quick.pingEveryMs);
    // 40 MB are more than the kernels on both sides hold
    expect(feed.pulls()).toBeLessThan(count);
    const got: number[] = [];
    for await (const { data } of stream) got.push(Number.parseInt(data?.ticks as string, 10));
    expect(got).toEqual(Array.from({ length: count }, (_, n) => n));
  });
});
