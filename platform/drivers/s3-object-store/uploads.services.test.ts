import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { CreateMultipartUploadCommand } from '@aws-sdk/client-s3';
import { describe, expect, it } from 'vitest';
import {
  askServer,
  bodyOf,
  bucket,
  isAway,
  largeBody,
  mebibyte,
  openBench,
  openUploads,
  timed,
} from './testing/bench.ts';
import { startS3, whyNoS3 } from './testing/s3-server.ts';

const run = promisify(execFile);
const { start, open, closeLater } = openBench();

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;
const memoryInUse = (): number => {
  collectGarbage();
  return process.memoryUsage().arrayBuffers;
};

const why = whyNoS3 === undefined ? '' : ` (not run: ${whyNoS3})`;
describe.skipIf(whyNoS3 !== undefined)(`an upload to an S3 of its own${why}`, () => {
  it('goes in parts, is whole, and takes no more memory the larger it is', async () => {
    const { port } = await start();
    const store = await open(port);
    let most = 0;
    const before = memoryInUse();
    const body = largeBody(200, (piece) => {
      if (piece % 10 === 9) most = Math.max(most, memoryInUse() - before);
    });
    const put = await store.put('large', body);
    expect(put.bytes).toBe(200 * mebibyte);
    expect(put.etag).toMatch(/-25$/);
    expect(most).toBeLessThan(90 * mebibyte);
    expect(await store.head('large')).toEqual(put);
    let at = 0;
    const check = new Writable({
      write(chunk: Buffer, _, done) {
        const isRight = chunk.every((byte, i) => byte === (Math.floor((at + i) / mebibyte) & 255));
        at += chunk.length;
        done(isRight ? null : new Error(`other bytes before ${at}`));
      },
    });
    await pipeline(await store.get('large', { start: 0, end: 20 * mebibyte - 1 }), check);
    expect(at).toBe(20 * mebibyte);
  });

  it('whose body fails after some parts shows nothing, leaves what was there, and leaves no part behind', async () => {
    const { port } = await start();
    const store = await open(port);
    const failing = () =>
      largeBody(40, (piece) => {
        if (piece === 30) throw new Error('the sensor fell off the roof');
      });
    await expect(store.put('a', failing())).rejects.toThrow('fell off the roof');
    expect(await store.head('a')).toBeUndefined();
    const first = await store.put('a', bodyOf('whole'));
    await expect(store.put('a', failing())).rejects.toThrow('fell off the roof');
    expect(await store.head('a')).toEqual(first);
    expect(await store.list('', 10)).toEqual([first]);
    expect(await openUploads(port)).toEqual([]);
  });

  it('tells of its own failure even where the server is gone by then', async () => {
    const server = await start();
    const store = await open(server.port);
    const failing = largeBody(40, async (piece) => {
      if (piece !== 30) return;
      await server.stop();
      throw new Error('the sensor fell off the roof');
    });
    await expect(store.put('a', failing)).rejects.toThrow('fell off the roof');
  });

  it('is given up where the server goes, and its body with it', async () => {
    const server = await start();
    const store = await open(server.port);
    const body = largeBody(400, (piece) => (piece === 30 ? server.stop() : undefined));
    const { error, ms } = await timed(store.put('a', body));
    expect(error).toMatchObject(isAway);
    expect(ms).toBeLessThan(10_000);
    expect(body.destroyed).toBe(true);
    await server.start();
    expect(await store.list('', 10)).toEqual([]);
  });

  it('is refused, with its body ended, where too many are under way', async () => {
    const { port } = await start();
    const store = await open(port, { maxPuts: 2 });
    let goOn: () => void = () => undefined;
    const gate = new Promise<void>((resolve) => {
      goOn = resolve;
    });
    const first = ['a', 'b'].map((key) =>
      store.put(
        key,
        largeBody(1, () => gate),
      ),
    );
    const body = bodyOf('c');
    await expect(store.put('c', body)).rejects.toMatchObject({ code: 'OVERLOADED', retryAfterSeconds: 1 });
    expect(body.destroyed).toBe(true);
    goOn();
    await Promise.all(first);
    await store.put('c', bodyOf('c'));
  });

  it('is ended by closing, and leaves no part behind', async () => {
    const { port } = await start();
    const store = await open(port);
    let hasParts: () => void = () => undefined;
    const parts = new Promise<void>((resolve) => {
      hasParts = resolve;
    });
    const body = largeBody(40, (piece) => {
      if (piece !== 30) return undefined;
      hasParts();
      return new Promise((resolve) => setTimeout(resolve, 300));
    });
    const put = timed(store.put('a', body));
    await parts;
    await store.close();
    expect((await put).error).toMatchObject({ code: 'SHUTTING_DOWN' });
    expect(await openUploads(port)).toEqual([]);
  });

  it('of a killed process is ended by a later one, and that of a living one is not', async () => {
    const { port } = await start();
    await open(port);
    const left = new CreateMultipartUploadCommand({ Bucket: bucket, Key: 'left' });
    await askServer(port, (client) => client.send(left));
    await open(port);
    expect(await openUploads(port)).toEqual(['left']);
    await new Promise((resolve) => setTimeout(resolve, 1_100));
    await open(port, { abandonedAfterMs: 0 });
    expect(await openUploads(port)).toEqual([]);
  });

  it('cannot stand where a folder of objects stands, nor the other way round', async () => {
    const { port } = await start();
    const store = await open(port);
    await store.put('a/b', bodyOf('inner'));
    await expect(store.put('a', bodyOf('x'))).rejects.toMatchObject({ code: 'CONFLICT' });
    await expect(store.put('a/b/c', bodyOf('x'))).rejects.toMatchObject({ code: 'CONFLICT' });
    expect(await store.head('a')).toBeUndefined();
    expect(await store.head('a/b/c')).toBeUndefined();
    await store.delete('a');
    expect(await store.list('', 10)).toEqual([await store.head('a/b')]);
  });

  it('meets a full disk', async (context) => {
    const dataFolder = await mkdtemp(join(tmpdir(), 's3-full-'));
    closeLater(() => rm(dataFolder, { recursive: true, force: true }));
    const mount = ['-t', 'tmpfs', '-o', 'size=30m', 'tmpfs', dataFolder];
    const isMounted = await run('mount', mount).then(
      () => true,
      () => false,
    );
    if (!isMounted) return context.skip('this user may not mount a small disk');
    closeLater(() => run('umount', ['-l', dataFolder]));
    const server = await startS3([], { dataFolder });
    closeLater(() => server.remove());
    const store = await open(server.port);
    const full = { code: 'STORAGE_FULL', message: 'The disk of the object store is full.' };
    await expect(store.put('large', largeBody(60))).rejects.toMatchObject(full);
    expect(await store.head('large')).toBeUndefined();
    expect(await openUploads(server.port)).toEqual([]);
    await store.put('small', bodyOf('fits'));
  });
});
