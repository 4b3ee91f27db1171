import type { Readable } from 'node:stream';
import { AirError } from '../../errors/air-error.ts';
import type { Log } from '../../log.ts';
import type { Download, ObjectStore, StoredObject } from '../../ports/object-store.ts';
import { checkKey, checkPrefix, checkRange } from '../object-rules.ts';
import { endAbandoned, ensureBucket } from './bucket.ts';
import { checkEndpoint, clientFor } from './client.ts';
import { closed, explained, reasonOf } from './failures.ts';
import { deleteObject, getObject, headObject, listObjects, storedObject } from './objects.ts';
import { paced } from './paced.ts';
import { openPuts } from './puts.ts';
import { sendWithin } from './send.ts';
import { signedUrl } from './signed-url.ts';
import { upload } from './upload.ts';

export interface S3ObjectStoreOptions {
  /** `https://s3.eu-central-1.amazonaws.com`, or of any server that speaks S3. */
  readonly endpoint: string;
  readonly region: string;
  /** Made where there is none. */
  readonly bucket: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly log: Log;
  /** The bucket in the path, as servers that are not Amazon's want it, instead of in the host name. Default true. */
  readonly pathStyle?: boolean;
  /** PEM of the authorities that may vouch for an `https:` server. Default: those of Node. */
  readonly ca?: string;
  /** Where clients reach the same server. Without it there is no `urlFor`. */
  readonly publicEndpoint?: string;
  /** Default 2,000. */
  readonly connectTimeoutMs?: number;
  /** For a call with all its tries; of a get, until its body begins. Default 10,000. */
  readonly callTimeoutMs?: number;
  /** For one try to send a part of 8 MiB; there are three. Default 30,000. */
  readonly partTimeoutMs?: number;
  /** Between two pieces of a body that somebody waits for. Default 30,000. */
  readonly idleTimeoutMs?: number;
  /** At the same time; more reject with OVERLOADED. Each takes some 55 MiB of memory. Default 16. */
  readonly maxPuts?: number;
  /** Bodies read at the same time; more wait, for `connectTimeoutMs`. Default 256. */
  readonly maxDownloads?: number;
  /** After this time an upload that nobody ended is taken for a killed process's, and ended. Default a day. */
  readonly abandonedAfterMs?: number;
}

/**
 * Objects in a bucket of a server that speaks S3 (proven against Versity S3 Gateway 1.8.0). They are sent in parts and visible with the last; memory does not grow with their size.
 * Times are whole seconds, etags the server's.
 *
 * Opening does not wait for a server that is away; it rejects with BAD_INPUT for another URL, with CONFLICT where the server refuses the credentials or the bucket is not to
 * be had. Calls reject, after three tries, with SUBGRAPH_UNAVAILABLE, DEADLINE_EXCEEDED or OVERLOADED; what rejected so may have been done. SHUTTING_DOWN: after close.
 */
export const openS3ObjectStore = async (options: S3ObjectStoreOptions): Promise<ObjectStore> => {
  const { bucket, log, publicEndpoint, maxPuts = 16, maxDownloads = 256 } = options;
  const { connectTimeoutMs = 2_000, callTimeoutMs = 10_000, partTimeoutMs = 30_000 } = options;
  const { pathStyle = true, idleTimeoutMs = 30_000, abandonedAfterMs = 24 * 3_600_000 } = options;
  checkEndpoint('endpoint', options.endpoint);
  if (publicEndpoint !== undefined) checkEndpoint('publicEndpoint', publicEndpoint);

  const server = { ...options, pathStyle, connectTimeoutMs, requestTimeoutMs: partTimeoutMs };
  const client = clientFor(server, 64);
  // apart, so that readers who rest keep nobody from anything else
  const downloads = clientFor(server, maxDownloads);
  const publicClient = publicEndpoint && clientFor({ ...server, endpoint: publicEndpoint }, 1);
  const send = sendWithin(client, callTimeoutMs);
  const fetch = sendWithin(downloads, callTimeoutMs);
  const puts = openPuts(maxPuts);
  let hasBucket = false;
  let closing: Promise<void> | undefined;

  const prepare = async (): Promise<void> => {
    if (!hasBucket) await ensureBucket(send, bucket);
    hasBucket = true;
  };

  const call = async <T>(key: string, work: () => Promise<T>): Promise<T> => {
    if (closing !== undefined) throw closed();
    try {
      return await work();
    } catch (error) {
      throw explained(error, key);
    }
  };

  const store = async (key: string, body: Readable): Promise<StoredObject> => {
    await call(key, prepare);
    const { bytes, etag } = await upload(client, { Bucket: bucket, Key: key }, body);
    const own = storedObject(key, { bytes, etag, modified: new Date() });
    // The server's time. It is stored whatever comes of this; and another put may have been quick.
    const seen = await headObject(send, bucket, key).catch(() => undefined);
    return seen?.etag === own.etag ? seen : own;
  };

  const put = async (key: string, body: Readable): Promise<StoredObject> => {
    // It may fail before it is read; reading then throws what it failed with.
    body.on('error', () => undefined);
    try {
      checkKey(key);
      return await puts.add(body, () => store(key, body));
    } finally {
      body.destroy();
    }
  };

  const end = async (): Promise<void> => {
    await puts.end(callTimeoutMs);
    for (const each of [client, downloads, publicClient]) if (each) each.destroy();
  };

  const sweep = async (): Promise<void> => {
    const before = Date.now() - abandonedAfterMs;
    await endAbandoned(send, bucket, before).catch((error: unknown) =>
      log.info({ reason: reasonOf(error) }, 'nobody looked for abandoned uploads in the object store'),
    );
  };
  await prepare().then(sweep, (error: unknown) => {
    if (error instanceof AirError && error.code === 'CONFLICT') throw error;
    log.warn({ reason: reasonOf(error) }, 'the object store is away');
  });

  return {
    put,
    head: (key) =>
      call(key, async () => {
        checkKey(key);
        return headObject(send, bucket, key);
      }),
    get: (key, range) =>
      call(key, async () => {
        checkKey(key);
        if (range !== undefined) checkRange(range);
        return paced(await getObject(fetch, bucket, key, range), idleTimeoutMs);
      }),
    list: (prefix, limit, after) =>
      call(prefix, async () => {
        checkPrefix(prefix);
        return listObjects(send, bucket, prefix, { limit, after });
      }),
    delete: (key) =>
      call(key, async () => {
        checkKey(key);
        await deleteObject(send, bucket, key);
      }),
    ...(publicClient && {
      urlFor: (key: string, download: Download) =>
        call(key, async () => {
          checkKey(key);
          return signedUrl(publicClient, { Bucket: bucket, Key: key }, download);
        }),
    }),
    close: () => {
      closing ??= end();
      return closing;
    },
  };
};
