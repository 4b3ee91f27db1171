import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { promisify } from 'node:util';
import { pino } from 'pino';
import { describe, expect, it, vi } from 'vitest';
import type { ObjectStore } from '../../ports/object-store.ts';
import { bodyOf, bucket, isAway, isLate, largeBody, mebibyte, openBench, timed } from './testing/bench.ts';
import { type Fate, openFlakyProxy } from './testing/flaky-proxy.ts';
import { keys, whyNoS3 } from './testing/s3-server.ts';

const run = promisify(execFile);
const { start, open, closeLater } = openBench();

const pass = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

const why = whyNoS3 === undefined ? '' : ` (not run: ${whyNoS3})`;
describe.skipIf(whyNoS3 !== undefined)(`an S3 of its own${why}`, () => {
  describe('that is away', () => {
    const calls: readonly {
      readonly name: string;
      readonly ask: (store: ObjectStore) => Promise<unknown>;
    }[] = [
      { name: 'put', ask: (store) => store.put('a', bodyOf('a')) },
      { name: 'get', ask: (store) => store.get('a') },
      { name: 'head', ask: (store) => store.head('a') },
      { name: 'list', ask: (store) => store.list('', 1) },
      { name: 'delete', ask: (store) => store.delete('a') },
    ];

    it.each(calls)('fails a $name soon, and is well again by itself', async ({ ask }) => {
      const server = await start();
      const store = await open(server.port);
      await store.put('a', bodyOf('a'));
      await server.stop();
      const { error, ms } = await timed(ask(store));
      expect(error).toMatchObject(isAway);
      expect(String((error as Error).cause)).not.toContain('127.0.0.1');
      expect(ms).toBeLessThan(3_000);
      await server.start();
      await ask(store);
    });

    it('does not keep a process from starting; its bucket is made when it is back', async () => {
      const server = await start();
      await server.stop();
      const lines: string[] = [];
      const log = pino({}, { write: (line: string) => lines.push(line) });
      const store = await open(server.port, { log });
      expect(lines.map((line) => JSON.parse(line))).toMatchObject([
        { level: 40, reason: 'ECONNREFUSED', msg: 'the object store is away' },
      ]);
      await expect(store.put('a', bodyOf('a'))).rejects.toMatchObject(isAway);
      await server.start();
      await store.put('a', bodyOf('a'));
      expect(await text(await store.get('a'))).toBe('a');
    });
  });

  describe('that is silent', () => {
    it.each(['put', 'get', 'head', 'list', 'delete'] as const)(
      'is given up by a %s at the deadline',
      async (name) => {
        const server = await start();
        const store = await open(server.port, { callTimeoutMs: 500, partTimeoutMs: 300 });
        await store.put('a', bodyOf('a'));
        await server.freeze();
        const ask = {
          put: () => store.put('a', bodyOf('b')),
          get: () => store.get('a'),
          head: () => store.head('a'),
          list: () => store.list('', 1),
          delete: () => store.delete('a'),
        };
        const { error, ms } = await timed(ask[name]());
        expect(error).toMatchObject(isLate);
        expect(ms).toBeLessThan(3_000);
        server.thaw();
        await vi.waitFor(() => store.list('', 1), { timeout: 10_000 });
      },
    );

    it('in the middle of a body is given up by who reads it', async () => {
      const server = await start();
      const store = await open(server.port, { idleTimeoutMs: 300 });
      await store.put('large', largeBody(40));
      const body = await store.get('large');
      const pieces = body[Symbol.asyncIterator]();
      await pieces.next();
      await server.freeze();
      const { error } = await timed(
        (async () => {
          while (!(await pieces.next()).done);
        })(),
      );
      expect(error).toMatchObject(isLate);
      server.thaw();
    });

    it('is not blamed where the reader rests', async () => {
      const { port } = await start();
      const store = await open(port, { idleTimeoutMs: 200, callTimeoutMs: 200 });
      await store.put('large', largeBody(40));
      const body = await store.get('large');
      let bytes = 0;
      for await (const piece of body) {
        if (bytes === 0) await pass(700);
        bytes += piece.length;
      }
      expect(bytes).toBe(40 * mebibyte);
    });
  });

  it('that breaks off in the middle of a body fails who reads it', async () => {
    const server = await start();
    const store = await open(server.port);
    await store.put('large', largeBody(40));
    const body = await store.get('large');
    await once(body, 'readable');
    await server.stop();
    const { error } = await timed(text(body));
    expect(error).toMatchObject(isAway);
  });

  it('is kept from nobody by readers who rest, or who left', async () => {
    const { port } = await start();
    const store = await open(port, { maxDownloads: 3, connectTimeoutMs: 300 });
    await store.put('large', largeBody(8));
    const resting = await Promise.all([1, 2, 3].map(() => store.get('large')));
    await expect(store.get('large')).rejects.toMatchObject(isLate);
    await store.put('small', bodyOf('a'));
    expect(await store.head('small')).toMatchObject({ bytes: 1 });
    for (const body of resting) body.destroy();
    expect(await text(await store.get('small'))).toBe('a');
  });

  describe('behind a way that fails now and then', () => {
    const openBehind = async (fateOf: (asked: string, before: number) => Fate) => {
      const { port } = await start();
      let isFlaky = false;
      const proxy = await openFlakyProxy(port, (asked, before) => (isFlaky ? fateOf(asked, before) : 'pass'));
      closeLater(() => proxy.close());
      const store = await open(proxy.port);
      await store.put('before', bodyOf('before'));
      isFlaky = true;
      return { store, proxy };
    };
    const flaws: readonly { readonly name: string; readonly fate: Fate }[] = [
      { name: 'a connection that breaks before', fate: 'cut' },
      { name: 'a connection that breaks after', fate: 'lose' },
      { name: 'a 503 that is no XML', fate: { status: 503, text: '<html>try again' } },
    ];

    it.each(flaws)('does everything all the same with $name', async ({ fate }) => {
      const { store } = await openBehind((_, before) => (before === 0 ? fate : 'pass'));
      const put = await store.put('a', bodyOf('a'));
      expect(await store.head('a')).toEqual(put);
      expect(await text(await store.get('a'))).toBe('a');
      expect(await store.list('a', 1)).toEqual([put]);
      await store.delete('a');
      await store.delete('before');
      expect(await store.list('', 10)).toEqual([]);
    });

    it('puts a large object whole', async () => {
      const { store } = await openBehind((asked, before) =>
        asked.includes('partNumber') && before === 0 ? 'lose' : 'pass',
      );
      expect(await store.put('large', largeBody(40))).toMatchObject({ bytes: 40 * mebibyte });
      let sum = 0;
      for await (const piece of await store.get('large')) sum += piece.length;
      expect(sum).toBe(40 * mebibyte);
    });

    it('is away where it always breaks', async () => {
      const { store } = await openBehind(() => 'cut');
      await expect(store.get('before')).rejects.toMatchObject(isAway);
      await expect(store.put('a', bodyOf('a'))).rejects.toMatchObject(isAway);
      await expect(store.put('large', largeBody(20))).rejects.toMatchObject(isAway);
    });

    it.each([
      { status: 503, text: '<html>no', code: 'SUBGRAPH_UNAVAILABLE', tries: 3 },
      { status: 503, text: '<Error><Code>SlowDown</Code></Error>', code: 'OVERLOADED', tries: 3 },
      {
        status: 500,
        text: '<Error><Code>InternalError</Code></Error>',
        code: 'SUBGRAPH_UNAVAILABLE',
        tries: 3,
      },
      {
        status: 403,
        text: '<Error><Code>AccessDenied</Code></Error>',
        code: 'SUBGRAPH_UNAVAILABLE',
        tries: 1,
      },
      {
        status: 404,
        text: '<Error><Code>NoSuchBucket</Code></Error>',
        code: 'SUBGRAPH_UNAVAILABLE',
        tries: 1,
      },
      { status: 404, text: '<Error><Code>NoSuchKey</Code></Error>', code: 'NOT_FOUND', tries: 1 },
    ])('tells a $status $text by $code, after $tries tries', async ({ code, tries, ...fate }) => {
      const { store, proxy } = await openBehind(() => fate);
      const before = proxy.asked.length;
      await expect(store.get('before')).rejects.toMatchObject({ code });
      expect(proxy.asked.length - before).toBe(tries);
    });
  });

  it('keeps no process alive once it is closed', async () => {
    const { port } = await start();
    const here = (file: string): string => JSON.stringify(new URL(file, import.meta.url).href);
    const program = `
      import { Readable } from 'node:stream';
      import { openS3ObjectStore } from ${here('./index.ts')};
      import { createLog } from ${here('../../log.ts')};
      const store = await openS3ObjectStore({
        endpoint: 'http://127.0.0.1:${port}', region: 'us-east-1', bucket: '${bucket}',
        ...${JSON.stringify(keys)}, log: createLog('silent'),
      });
      await store.put('a', Readable.from(['a']));
      await store.get('a');
      await store.close();
      console.log('closed');
    `;
    const args = ['--input-type=module', '-e', program];
    const { stdout } = await run(process.execPath, args, { timeout: 20_000 });
    expect(stdout.trim()).toBe('closed');
  });
});
