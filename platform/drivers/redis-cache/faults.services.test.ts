import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { createClient } from 'redis';
import { describe, expect, it } from 'vitest';
import { createRateLimiter } from '../../access/rate-limit.ts';
import { AirError } from '../../errors/air-error.ts';
import type { Cache } from '../../ports/cache.ts';
import type { OwnServer } from '../testing/own-server.ts';
import { deadlineMs, isAway, isLate, isWell, listen, longMs, openBench, timed } from './testing/bench.ts';
import { whyNoRedis } from './testing/redis-server.ts';

const run = promisify(execFile);
const { start, open } = openBench();

/** Says something to the server itself. */
const tell = async ({ port }: OwnServer, ...command: string[]): Promise<unknown> => {
  const client = createClient({ url: `redis://127.0.0.1:${port}` });
  await client.connect();
  try {
    return await client.sendCommand(command);
  } finally {
    client.destroy();
  }
};

const codeOf = (error: unknown): string => (error instanceof AirError ? error.code : String(error));

const why = whyNoRedis === undefined ? '' : ` (not run: ${whyNoRedis})`;
describe.skipIf(whyNoRedis !== undefined)(`a Redis of its own${why}`, () => {
  describe('that is flushed in the middle', () => {
    it('knows nothing, counts anew and leases anew', async () => {
      const server = await start();
      const cache = await open(server.port);
      await cache.set('a', 'text', longMs);
      await cache.count('a', longMs, 5);
      await cache.lease('a', 'one', longMs);
      await tell(server, 'FLUSHALL');
      expect(await cache.get('a')).toBeUndefined();
      expect((await cache.count('a', longMs)).count).toBe(1);
      expect(await cache.lease('a', 'two', longMs)).toBe(true);
      expect(await cache.lease('a', 'one', longMs)).toBe(false);
    });

    it('gets the scripts again that it forgot', async () => {
      const server = await start();
      const cache = await open(server.port);
      await cache.count('a', longMs);
      await tell(server, 'SCRIPT', 'FLUSH');
      const counted = await Promise.all(Array.from({ length: 20 }, () => cache.count('a', longMs)));
      expect(Math.max(...counted.map(({ count }) => count))).toBe(21);
    });
  });

  describe('that is away', () => {
    it('refuses at once, and is well again by itself', async () => {
      const server = await start();
      const { lines, log } = listen();
      const cache = await open(server.port, { log });
      await cache.count('a', longMs);
      await server.stop();
      expect((await timed(cache.count('a', longMs))).error).toMatchObject(isAway);
      for (const call of [cache.get('a'), cache.set('a', '', longMs), cache.lease('a', 'one', longMs)]) {
        const { error, ms } = await timed(call);
        expect(error).toMatchObject(isAway);
        expect(ms).toBeLessThan(deadlineMs / 2);
      }
      await server.start();
      await isWell(cache);
      expect((await cache.count('a', longMs)).count).toBe(1);
      const said = lines.map((line) => JSON.parse(line).msg);
      expect(said).toEqual(['the cache is away', 'the cache is back']);
    });

    it('ends what waits for an answer when it is killed', async () => {
      const server = await start();
      const cache = await open(server.port);
      await server.freeze();
      const asked = timed(cache.count('a', longMs));
      await server.stop();
      const { error, ms } = await asked;
      expect(error).toMatchObject(isAway);
      expect(ms).toBeLessThan(deadlineMs + 600);
    });

    it('does not keep a process from starting', async () => {
      const server = await start();
      await server.stop();
      const cache = await open(server.port);
      await expect(cache.get('a')).rejects.toMatchObject(isAway);
      await server.start();
      await isWell(cache);
    });

    it('leaves rates to each process', async () => {
      const server = await start();
      const limiter = createRateLimiter(await open(server.port), {
        name: 'test',
        points: 3,
        windowMs: longMs,
      });
      await limiter.take('a', 2);
      await server.stop();
      expect(await limiter.take('a', 3)).toMatchObject({ remaining: 0 });
      await expect(limiter.take('a')).rejects.toMatchObject({ code: 'RATE_LIMITED' });
    });
  });

  describe('that is silent', () => {
    it('is given up at the deadline, then refuses at once, and is well again by itself', async () => {
      const server = await start();
      const cache = await open(server.port);
      await cache.get('a');
      await server.freeze();
      const first = await Promise.all(Array.from({ length: 100 }, () => timed(cache.get('a'))));
      // the first gives the connection up, and ends the others with it
      for (const { error, ms } of first) {
        expect([isLate.code, isAway.code]).toContain(codeOf(error));
        expect(ms).toBeLessThan(deadlineMs + 600);
      }
      const next = await timed(cache.get('a'));
      expect(next.error).toMatchObject(isAway);
      expect(next.ms).toBeLessThan(deadlineMs / 2);
      // it takes connections meanwhile, and says nothing
      await new Promise((resolve) => setTimeout(resolve, 700));
      server.thaw();
      await isWell(cache);
      expect(await cache.get('a')).toBeUndefined();
    });

    it('lets no more wait than may', async () => {
      const server = await start();
      const cache = await open(server.port, { maxWaiting: 10 });
      await server.freeze();
      const asked = await Promise.all(Array.from({ length: 12 }, () => timed(cache.get('a'))));
      const refused = asked.filter(({ error }) => codeOf(error) === 'OVERLOADED');
      expect(refused).toEqual(asked.slice(10));
      server.thaw();
      await isWell(cache);
    });

    it('does not keep a cache from closing', async () => {
      const server = await start();
      const cache = await open(server.port);
      await server.freeze();
      const asked = timed(cache.get('a'));
      const { error, ms } = await timed(cache.close());
      expect(error).toBeUndefined();
      expect(ms).toBeLessThan(deadlineMs + 600);
      expect(codeOf((await asked).error)).toMatch(/DEADLINE_EXCEEDED|SUBGRAPH_UNAVAILABLE/);
    });

    it('is not blamed where this process was busy for longer than the deadline', async () => {
      const server = await start();
      const { lines, log } = listen();
      const cache = await open(server.port, { log });
      await cache.set('a', 'text', longMs);
      const asked = cache.get('a');
      // let it be sent, then stand still
      await new Promise((resolve) => setImmediate(resolve));
      const until = performance.now() + deadlineMs * 2;
      while (performance.now() < until);
      expect(await asked).toBe('text');
      expect(lines).toEqual([]);
    });
  });

  it('that became a replica is left for whoever serves by then', async () => {
    const server = await start();
    const cache = await open(server.port);
    await tell(server, 'REPLICAOF', '127.0.0.1', '1');
    await expect(cache.set('a', 'text', longMs)).rejects.toMatchObject(isAway);
    // which it could answer
    await expect(cache.get('a')).rejects.toMatchObject(isAway);
    await tell(server, 'REPLICAOF', 'NO', 'ONE');
    await isWell(cache);
  });

  describe('that is full', () => {
    const keys = Array.from({ length: 2_000 }, (_, i) => `filling-${i}`);
    const fill = async (cache: Cache): Promise<void> => {
      for (let at = 0; at < keys.length; at += 50) {
        const batch = keys.slice(at, at + 50);
        await Promise.all(batch.map((key) => cache.set(key, 'x'.repeat(4_000), longMs)));
      }
    };

    it('says so, where it may forget nothing', async () => {
      const cache = await open(
        (await start(['--maxmemory', '5mb', '--maxmemory-policy', 'noeviction'])).port,
      );
      const isFull = { code: 'STORAGE_FULL', message: 'The memory of the cache is full.' };
      await expect(fill(cache)).rejects.toMatchObject(isFull);
      await expect(cache.count('a', longMs)).rejects.toMatchObject(isFull);
      await expect(cache.lease('a', 'one', longMs)).rejects.toMatchObject(isFull);
    });

    it('forgets values and counters, and takes no lease from its holder', async () => {
      const cache = await open(
        (await start(['--maxmemory', '5mb', '--maxmemory-policy', 'volatile-lru'])).port,
      );
      const names = Array.from({ length: 50 }, (_, i) => `lease-${i}`);
      for (const name of names) await cache.lease(name, 'one', longMs);
      await fill(cache);
      const kept = (await Promise.all(keys.map((key) => cache.get(key)))).filter(
        (text) => text !== undefined,
      );
      expect(kept.length).toBeGreaterThan(100);
      expect(kept.length).toBeLessThan(1_500);
      for (const name of names) expect(await cache.lease(name, 'two', longMs)).toBe(false);
      expect(await cache.lease('new', 'one', longMs)).toBe(true);
    });
  });

  it.each([
    { title: 'one that stands', url: (port: number) => `redis://127.0.0.1:${port}` },
    { title: 'one that is away', url: () => 'redis://127.0.0.1:1' },
  ])('$title keeps no process alive once it is closed', async ({ url }) => {
    const server = await start();
    const here = (file: string): string => JSON.stringify(new URL(file, import.meta.url).href);
    const program = `
      import { openRedisCache } from ${here('./index.ts')};
      import { createLog } from ${here('../../log.ts')};
      const cache = await openRedisCache({ url: ${JSON.stringify(url(server.port))}, log: createLog('silent') });
      const said = await cache.count('a', 1000).then(({ count }) => count, ({ code }) => code);
      await cache.close();
      console.log(said);
    `;
    const args = ['--input-type=module', '-e', program];
    const { stdout } = await run(process.execPath, args, { timeout: 20_000 });
    expect(stdout.trim()).toMatch(/^(1|SUBGRAPH_UNAVAILABLE)$/);
  });
});
