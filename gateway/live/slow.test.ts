import { describe, expect, it } from 'vitest';
import { silentMetrics } from '../observe/metrics.ts';
import { openWorld, settled } from './testing/world.ts';

const told =
  'subscription { moved { cursor change km place: thing { name } hole: gap { since: from to reason } } }';
const untold = 'subscription { moved { cursor km } }';

/** Ten events are held of each operation. */
const small = { maxEntries: 10 };

const publishing = async ({ moves }: ReturnType<typeof openWorld>, count: number): Promise<void> => {
  // one by one, as they come in life
  for (let i = 0; i < count; i += 1) {
    moves.publish();
    await settled();
  }
};

describe('a client that stops reading', () => {
  it('misses nothing if it is back soon, and nobody waits for it', async () => {
    const world = openWorld(small);
    const slow = await world.join(untold);
    const other = await world.join(untold);
    slow.outlet.stopReading();
    await publishing(world, 8);
    expect(slow.outlet.messages).toEqual([]);
    expect(other.outlet.messages).toHaveLength(8);
    slow.outlet.goOnReading();
    expect(slow.outlet.messages).toEqual(other.outlet.messages);
    await publishing(world, 1);
    expect(slow.outlet.messages).toHaveLength(9);
  });

  it('is told of a gap with its span, and goes on behind it', async () => {
    const policies: string[] = [];
    const world = openWorld({
      ...small,
      metrics: { ...silentMetrics, slow: (policy) => policies.push(policy) },
    });
    const { outlet } = await world.join(told);
    await publishing(world, 2);
    outlet.stopReading();
    await publishing(world, 28);
    expect(outlet.messages).toHaveLength(2);
    outlet.goOnReading();
    await settled();
    const [gap, ...rest] = outlet.messages.slice(2).map(({ payload }) => payload.data.moved);
    expect(gap).toEqual({
      cursor: 'c20',
      change: 'GAP',
      km: null,
      place: null,
      hole: {
        since: '1970-01-01T00:00:02.000Z',
        to: '1970-01-01T00:00:20.000Z',
        reason: expect.stringContaining('18 were dropped'),
      },
    });
    expect(rest.map(({ km }) => km)).toEqual([21, 22, 23, 24, 25, 26, 27, 28, 29, 30]);
    expect(policies).toEqual(['gap']);
  });

  it('finds what it missed behind the cursor before the gap', async () => {
    const world = openWorld(small);
    const { outlet } = await world.join(told);
    await publishing(world, 2);
    outlet.stopReading();
    await publishing(world, 28);
    const back = await world.join('subscription { moved(after: "c2") { km } }');
    await settled();
    expect(back.outlet.messages.map(({ payload }) => payload.data.moved.km)).toEqual(
      Array.from({ length: 28 }, (_, i) => i + 3),
    );
  });

  it('gets the newest of each key if that is its wish', async () => {
    const world = openWorld(small);
    const { outlet } = await world.join(untold, { live: { whenSlow: 'CONFLATE' } });
    await publishing(world, 1);
    outlet.stopReading();
    await publishing(world, 40);
    outlet.goOnReading();
    await publishing(world, 1);
    expect(outlet.messages.map(({ payload }) => payload.data.moved.km)).toEqual([1, 39, 40, 41, 42]);
  });

  it('is closed with its place where it cannot be told, as soon as something is lost', async () => {
    const world = openWorld(small);
    const slow = await world.join(untold);
    const other = await world.join(untold);
    await publishing(world, 3);
    slow.outlet.stopReading();
    await publishing(world, 10);
    expect(slow.outlet.closes).toEqual([]);
    await publishing(world, 1);
    expect(slow.outlet.closes).toEqual([
      { code: 4413, reason: expect.stringContaining('after: your last cursor') },
    ]);
    expect(slow.outlet.messages.at(-1)).toMatchObject({
      id: '1',
      type: 'error',
      payload: [{ extensions: { code: 'TOO_SLOW', cursor: 'c3' } }],
    });
    await slow.ended;
    await publishing(world, 1);
    expect(other.outlet.messages).toHaveLength(15);
  });

  it('leaves nothing behind when it is closed', async () => {
    const world = openWorld(small);
    const { outlet } = await world.join(untold);
    outlet.stopReading();
    await publishing(world, 11);
    expect(outlet.closes).toHaveLength(1);
    await expect.poll(() => world.moves.openStreams()).toBe(0);
  });

  it('may leave at any time', async () => {
    const world = openWorld(small);
    const { outlet, leave } = await world.join(told);
    await publishing(world, 1);
    outlet.stopReading();
    await publishing(world, 30);
    outlet.goOnReading();
    await leave?.();
    await publishing(world, 2);
    expect(outlet.messages).toHaveLength(1);
    await expect.poll(() => world.moves.openStreams()).toBe(0);
  });
});

describe('a client that replays', () => {
  it('is waited for: the log keeps what follows, and nothing is dropped', async () => {
    const world = openWorld();
    world.moves.publish(20_000);
    await world.join(untold);
    const { outlet } = await world.join('subscription { moved(after: "c0") { km } }', {
      live: { whenSlow: 'CLOSE' },
    });
    outlet.stopReading();
    await new Promise((resolve) => setTimeout(resolve, 100));
    outlet.goOnReading();
    await expect.poll(() => outlet.messages.length, { timeout: 10_000 }).toBe(20_000);
    expect(outlet.closes).toEqual([]);
    expect(outlet.messages.map(({ payload }) => payload.data.moved.km)).toEqual(
      Array.from({ length: 20_000 }, (_, i) => i + 1),
    );
  });
});
