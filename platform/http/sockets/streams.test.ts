import { GraphQLError } from 'graphql';
import { afterEach, describe, expect, it } from 'vitest';
import { type Feed, makeFeed, openSockets } from './testing/open-sockets.ts';
import { introduce, subscribe, toldTo, until } from './testing/wire.ts';

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

describe('a stream', () => {
  const serveFeeds = async (make: () => Feed = () => makeFeed()) => {
    const feeds: Feed[] = [];
    const served = await serve({
      async subscribe() {
        const feed = make();
        feeds.push(feed);
        return feed.stream;
      },
    });
    const wire = await introduce(served.url);
    const begin = async (id: string): Promise<Feed> => {
      const before = feeds.length;
      wire.say(subscribe(id, 'subscription { it }'));
      await until(() => feeds.length > before && (feeds[before]?.pulls() ?? 0) > 0);
      return feeds[before] as Feed;
    };
    return { ...served, wire, begin };
  };

  it('gives its events in order, and its end', async () => {
    const { wire, begin } = await serveFeeds();
    const feed = await begin('1');
    feed.push({ data: { it: 1 } });
    feed.push({ data: { it: 2 }, errors: [{ message: 'half', extensions: { code: 'X' } } as never] });
    feed.end();
    await wire.seen(({ type }) => type === 'complete');
    expect(toldTo(wire, '1')).toEqual([{ it: 1 }, { it: 2 }, 'complete']);
    expect(wire.messages.at(-2)?.payload.errors).toEqual([{ message: 'half', extensions: { code: 'X' } }]);
  });

  it('that breaks ends with an error that shows nothing of ours', async () => {
    const { wire, begin } = await serveFeeds();
    (await begin('1')).fail(new Error('password=hunter2'));
    (await begin('2')).fail(new GraphQLError('Too slow.', { extensions: { code: 'TOO_SLOW', cursor: 'c' } }));
    const first = await wire.seen(({ id, type }) => id === '1' && type === 'error');
    expect(first.payload[0].extensions.code).toBe('INTERNAL');
    const second = await wire.seen(({ id, type }) => id === '2' && type === 'error');
    expect(second.payload[0]).toMatchObject({
      message: 'Too slow.',
      extensions: { code: 'TOO_SLOW', cursor: 'c' },
    });
    (await begin('1')).end();
    await wire.seen(({ type }) => type === 'complete');
    expect(toldTo(wire, '2')).toEqual(['error']);
  });

  it('ends when its client completes it, while the next events are on the way', async () => {
    const { wire, begin } = await serveFeeds();
    const feed = await begin('1');
    feed.push({ data: { it: 1 } });
    wire.say({ id: '1', type: 'complete' });
    for (let it = 2; it < 20; it += 1) feed.push({ data: { it } });
    await until(feed.isReturned);
    for (let it = 20; it < 40; it += 1) feed.push({ data: { it } });
    (await begin('2')).end();
    await wire.seen(({ id, type }) => id === '2' && type === 'complete');
    // what was on the way when it ended, but nothing behind that, and no completion of our own
    const told = toldTo(wire, '1');
    expect(told).toEqual(Array.from(told, (_, index) => ({ it: index + 1 })));
    expect(told.length).toBeLessThan(20);
  });

  it('may end on both sides at once', async () => {
    const { wire, begin } = await serveFeeds();
    const feed = await begin('1');
    feed.end();
    wire.say({ id: '1', type: 'complete' });
    wire.say({ id: '1', type: 'complete' });
    wire.say({ id: 'never', type: 'complete' });
    const again = await begin('1');
    again.push({ data: { it: 2 } });
    await wire.seen(({ type }) => type === 'next');
    expect(again.isReturned()).toBe(false);
  });

  it('may have the id of one that was completed, however slowly that one ends', async () => {
    let release: () => void = () => undefined;
    const slow = new Promise<void>((resolve) => {
      release = resolve;
    });
    const { wire, begin, asked, closedWith } = await serveFeeds(() => makeFeed(() => slow));
    const feed = await begin('1');
    wire.say({ id: '1', type: 'complete' });
    // at once, in one piece, and again and again
    wire.say(subscribe('1', 'subscription { it }'));
    wire.say({ id: '1', type: 'complete' });
    wire.say(subscribe('1', 'subscription { it }'));
    await until(feed.isReturned);
    await until(() => asked.length === 3);
    release();
    (await begin('2')).end();
    await wire.seen(({ id, type }) => id === '2' && type === 'complete');
    expect(toldTo(wire, '1')).toEqual([]);
    expect(closedWith).toEqual([]);
    // the third is the one that lives
    wire.say(subscribe('1', 'subscription { it }'));
    expect((await wire.closed).code).toBe(4409);
  });

  it('gets no answer of a query that had its id before', async () => {
    const answers: ((data: object) => void)[] = [];
    const { url, asked } = await serve({
      execute: () =>
        new Promise((resolve) => {
          answers.push((data) => resolve({ data: data as Record<string, unknown> }));
        }),
    });
    const wire = await introduce(url);
    wire.say(subscribe('1', '{ old }'));
    await until(() => asked.length === 1);
    wire.say({ id: '1', type: 'complete' });
    wire.say(subscribe('1', '{ it }'));
    wire.say({ type: 'ping' });
    await wire.seen(({ type }) => type === 'pong');
    expect(asked).toHaveLength(1);
    answers[0]?.({ old: 1 });
    await until(() => asked.length === 2);
    answers[1]?.({ it: 2 });
    await wire.seen(({ type }) => type === 'complete');
    expect(toldTo(wire, '1')).toEqual([{ it: 2 }, 'complete']);
  });

  it('is returned when its client leaves, whatever its source says to that', async () => {
    const { wire, begin, closedWith, logged } = await serveFeeds(() =>
      makeFeed(async () => {
        throw new Error('no connection');
      }),
    );
    const feed = await begin('1');
    wire.socket.close(1000);
    await until(feed.isReturned);
    await until(() => closedWith.length === 1);
    expect(closedWith).toEqual([1000]);
    await until(() => logged.length > 0);
    expect(logged.join()).toContain('no connection');
  });
});
