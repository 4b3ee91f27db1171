import { pino } from 'pino';
import { afterEach, vi } from 'vitest';
import { createLog } from '../../../log.ts';
import type { Cache } from '../../../ports/cache.ts';
import type { OwnServer } from '../../testing/own-server.ts';
import { openRedisCache, type RedisCacheOptions } from '../index.ts';
import { startRedis } from './redis-server.ts';

export const longMs = 60_000;
/** Of a command. */
export const deadlineMs = 400;
export const isLate = { code: 'DEADLINE_EXCEEDED', message: 'The cache took too long.' };
export const isAway = { code: 'SUBGRAPH_UNAVAILABLE', message: 'The cache cannot be reached.' };

const closers: (() => Promise<void>)[] = [];

/** Servers and caches that end with each test. */
export const openBench = () => {
  afterEach(async () => {
    for (const close of closers.splice(0).reverse()) await close();
  });
  return {
    start: async (...of: Parameters<typeof startRedis>): Promise<OwnServer> => {
      const server = await startRedis(...of);
      closers.push(() => server.remove());
      return server;
    },
    open: async (port: number, more: Partial<RedisCacheOptions> = {}): Promise<Cache> => {
      const cache = await openRedisCache({
        url: `redis://127.0.0.1:${port}`,
        log: createLog('silent'),
        commandTimeoutMs: deadlineMs,
        connectTimeoutMs: 500,
        ...more,
      });
      closers.push(() => cache.close());
      return cache;
    },
  };
};

export const timed = async (
  work: Promise<unknown>,
): Promise<{ readonly error: unknown; readonly ms: number }> => {
  const began = performance.now();
  const error = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  return { error, ms: performance.now() - began };
};

/** Waits until it is. */
export const isWell = (cache: Cache): Promise<void> =>
  vi.waitFor(() => cache.set('well', '1', longMs), { timeout: 10_000, interval: 20 });

/** What was logged, as text. */
export const listen = () => {
  const lines: string[] = [];
  return { lines, log: pino({ level: 'trace' }, { write: (line: string) => lines.push(line) }) };
};
