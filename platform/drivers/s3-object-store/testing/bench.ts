import { Readable } from 'node:stream';
import { ListMultipartUploadsCommand, S3Client } from '@aws-sdk/client-s3';
import { afterEach } from 'vitest';
import { createLog } from '../../../log.ts';
import type { ObjectStore } from '../../../ports/object-store.ts';
import type { OwnServer } from '../../testing/own-server.ts';
import { openS3ObjectStore, type S3ObjectStoreOptions } from '../index.ts';
import { keys, startS3 } from './s3-server.ts';

export const bucket = 'test-objects';
export const isAway = { code: 'SUBGRAPH_UNAVAILABLE', message: 'The object store cannot be reached.' };
export const isLate = { code: 'DEADLINE_EXCEEDED', message: 'The object store took too long.' };
export const mebibyte = 1024 * 1024;

/** Servers, stores and whatever else is closed after each test. */
export const openBench = () => {
  const closers: (() => Promise<unknown>)[] = [];
  const closeLater = (close: () => Promise<unknown>): void => {
    closers.push(close);
  };
  afterEach(async () => {
    for (const close of closers.splice(0).reverse()) await close();
  });
  return {
    closeLater,
    start: async (...of: Parameters<typeof startS3>): Promise<OwnServer> => {
      const server = await startS3(...of);
      closeLater(() => server.remove());
      return server;
    },
    open: async (port: number, more: Partial<S3ObjectStoreOptions> = {}): Promise<ObjectStore> => {
      const store = await openS3ObjectStore({
        endpoint: `http://127.0.0.1:${port}`,
        region: 'us-east-1',
        bucket,
        ...keys,
        log: createLog('silent'),
        ...more,
      });
      closeLater(() => store.close());
      return store;
    },
  };
};

/** Asks the server itself. */
export const askServer = async <T>(port: number, ask: (client: S3Client) => Promise<T>): Promise<T> => {
  const client = new S3Client({
    endpoint: `http://127.0.0.1:${port}`,
    region: 'us-east-1',
    credentials: keys,
    forcePathStyle: true,
  });
  try {
    return await ask(client);
  } finally {
    client.destroy();
  }
};

/** Keys of uploads that were begun and not ended. */
export const openUploads = (port: number): Promise<readonly string[]> =>
  askServer(port, async (client) => {
    const { Uploads = [] } = await client.send(new ListMultipartUploadsCommand({ Bucket: bucket }));
    return Uploads.map(({ Key = '' }) => Key);
  });

export const bodyOf = (content: string | Buffer): Readable => Readable.from([Buffer.from(content)]);

/** So many mebibytes, a piece at a time; `before` each piece. */
export const largeBody = (
  mebibytes: number,
  before: (piece: number) => unknown = () => undefined,
): Readable =>
  Readable.from(
    (async function* () {
      for (let piece = 0; piece < mebibytes; piece += 1) {
        await before(piece);
        yield Buffer.alloc(mebibyte, piece);
      }
    })(),
    { highWaterMark: 1 },
  );

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
