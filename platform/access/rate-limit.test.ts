import { describe, expect, it } from 'vitest';
import { openMemoryCache } from '../drivers/memory-cache.ts';
import { AirError } from '../errors/air-error.ts';
import { createLog } from '../log.ts';
import type { Cache } from '../ports/cache.ts';
import { createRateLimiter } from './rate-limit.ts';

const windowMs = 60_000;
const errorOf = async (taking: Promise<unknown>): Promise<AirError> => {
  const error = await taking.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof AirError)) throw new Error(`expected an AirError, not ${error}`);
  return error;
};

const open = (points = 100) => {
  let now = 1_000_000;
  const cache = openMemoryCache({ now: () => now });
  return {
    cache,
    limiter: createRateLimiter(cache, { name: 'cost', points, windowMs }),
    pass(ms: number) {
      now += ms;
    },
  };
};

/** Fails while it is told to. */
const unreliable = () => {
  const cache = openMemoryCache();
  const state = { isDown: false };
  const count: Cache['count'] = async (...asked) => {
    if (state.isDown) throw new Error('connection lost');
    return cache.count(...asked);
  };
  return { state, cache: { ...cache, count } };
};

const listened = () => {
  const lines: string[] = [];
  const log = createLog('info');
  const keep = (_: unknown, message: string): void => void lines.push(message);
  return { lines, log: Object.assign(log, { warn: keep, info: keep }) };
};

describe('a rate limiter', () => {
  it('tells what is left, and until when', async () => {
    const { limiter, pass } = open();
    expect(await limiter.take('a', 30)).toEqual({ limit: 100, remaining: 70, resetsInMs: windowMs });
    pass(20_000);
    expect(await limiter.take('a')).toEqual({ limit: 100, remaining: 69, resetsInMs: 40_000 });
    expect(await limiter.take('a', 69)).toEqual({ limit: 100, remaining: 0, resetsInMs: 40_000 });
  });

  it('refuses more than there is, and says how much it was and when to come back', async () => {
    const { limiter, pass } = open();
    await limiter.take('a', 60);
    pass(1);
    const { code, retryAfterSeconds, exceeded, message } = await errorOf(limiter.take('a', 41));
    expect({ code, retryAfterSeconds, exceeded }).toEqual({
      code: 'RATE_LIMITED',
      retryAfterSeconds: 60,
      exceeded: { limit: 100, measured: 101 },
    });
    expect(message).toContain('60 s');
  });

  it('counts what it refused, so that nobody gets in by asking for less and less', async () => {
    const { limiter, pass } = open();
    await errorOf(limiter.take('a', 101));
    expect((await errorOf(limiter.take('a', 1))).code).toBe('RATE_LIMITED');
    pass(windowMs);
    expect((await limiter.take('a', 1)).remaining).toBe(99);
  });

  it('gives back what is not to count after all, in the window that it was taken in', async () => {
    const { limiter, pass } = open();
    await limiter.take('a', 90);
    pass(20_000);
    await limiter.giveBack('a', 60);
    expect(await limiter.take('a', 70)).toEqual({ limit: 100, remaining: 0, resetsInMs: 40_000 });
    await limiter.giveBack('a');
    expect((await limiter.take('a')).remaining).toBe(0);
    expect((await errorOf(limiter.take('a'))).code).toBe('RATE_LIMITED');
  });

  it('keeps keys and limiters apart', async () => {
    const { limiter, cache } = open();
    await limiter.take('a', 100);
    expect((await limiter.take('b', 100)).remaining).toBe(0);
    const other = createRateLimiter(cache, { name: 'mutations', points: 100, windowMs });
    expect((await other.take('a', 1)).remaining).toBe(99);
  });

  it('shares its counts with all that share the cache', async () => {
    const { limiter, cache } = open();
    await limiter.take('a', 60);
    const elsewhere = createRateLimiter(cache, { name: 'cost', points: 100, windowMs });
    expect((await errorOf(elsewhere.take('a', 60))).exceeded?.measured).toBe(120);
  });

  it('goes on in this process while the cache fails, and says so once each time', async () => {
    const { state, cache } = unreliable();
    const { lines, log } = listened();
    const limiter = createRateLimiter(cache, { name: 'cost', points: 10, windowMs, log });
    expect((await limiter.take('a', 4)).remaining).toBe(6);
    state.isDown = true;
    expect((await limiter.take('a', 4)).remaining).toBe(6);
    expect((await limiter.take('a', 6)).remaining).toBe(0);
    expect((await errorOf(limiter.take('a', 1))).code).toBe('RATE_LIMITED');
    expect(lines).toEqual(['rates are limited by this process alone']);
    state.isDown = false;
    expect((await limiter.take('a', 6)).remaining).toBe(0);
    expect(lines).toEqual([
      'rates are limited by this process alone',
      'rates are limited through the cache again',
    ]);
  });
});
