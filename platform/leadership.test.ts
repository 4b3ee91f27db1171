import { setTimeout } from 'node:timers/promises';
import { pino } from 'pino';
import { afterEach, describe, expect, it } from 'vitest';
import { openMemoryCache } from './drivers/memory-cache.ts';
import { lead } from './leadership.ts';
import type { Cache } from './ports/cache.ts';

const log = pino({ level: 'silent' });
const ttlMs = 150;

const setUp = () => {
  const cache = openMemoryCache();
  const leading = new Set<string>();
  const history: string[] = [];
  let isAway = false;
  const shaky: Pick<Cache, 'lease' | 'release'> = {
    lease: async (...asked) => {
      if (isAway) throw new Error('the cache is away');
      return cache.lease(...asked);
    },
    release: cache.release,
  };
  const running: ReturnType<typeof lead>[] = [];
  const start = (who: string, through = shaky) => {
    const one = lead({
      cache: through,
      name: 'replay',
      log,
      ttlMs,
      async work(signal) {
        leading.add(who);
        history.push(who);
        await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()));
        leading.delete(who);
      },
    });
    running.push(one);
    return one;
  };
  return {
    start,
    leading,
    history,
    setAway(away: boolean) {
      isAway = away;
    },
    stopAll: () => Promise.all(running.map((one) => one.stop())),
    takeAway: async () => {
      // as if its holder had been paused for longer than the lease
      const { lease } = cache;
      cache.lease = async (key, holder, ms) => (holder === 'thief' ? lease(key, holder, ms) : false);
    },
  };
};

describe('what one process of all does', () => {
  let world: ReturnType<typeof setUp>;
  afterEach(() => world.stopAll());

  it('is done by one at a time, and by the next when that one stops', async () => {
    world = setUp();
    const first = world.start('first');
    await expect.poll(() => [...world.leading]).toEqual(['first']);
    world.start('second');
    await setTimeout(2 * ttlMs);
    expect([...world.leading]).toEqual(['first']);
    await first.stop();
    await expect.poll(() => [...world.leading]).toEqual(['second']);
    expect(world.history).toEqual(['first', 'second']);
  });

  it('ends where the lease went to another', async () => {
    world = setUp();
    world.start('first');
    await expect.poll(() => world.leading.size).toBe(1);
    await world.takeAway();
    await expect.poll(() => world.leading.size).toBe(0);
  });

  it('goes on through a short absence of the cache, and ends in a long one', async () => {
    world = setUp();
    world.start('first');
    await expect.poll(() => world.leading.size).toBe(1);
    world.setAway(true);
    await setTimeout(ttlMs / 3);
    world.setAway(false);
    await setTimeout(ttlMs);
    expect(world.history).toEqual(['first']);
    world.setAway(true);
    await expect.poll(() => world.leading.size).toBe(0);
    world.setAway(false);
    await expect.poll(() => world.leading.size).toBe(1);
  });

  it('is begun anew where it failed', async () => {
    world = setUp();
    let tries = 0;
    const one = lead({
      cache: openMemoryCache(),
      name: 'failing',
      log,
      ttlMs: 30,
      async work() {
        tries += 1;
        throw new Error('the work failed');
      },
    });
    await expect.poll(() => tries).toBeGreaterThan(1);
    await one.stop();
  });
});
