import { randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { DeleteBucketCommand, DeleteObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { afterAll, describe, expect, it } from 'vitest';
import { createLog } from '../../log.ts';
import { objectStoreContract } from '../../ports/object-store.contract.ts';
import type { ObjectStore } from '../../ports/object-store.ts';
import { openS3ObjectStore } from './index.ts';
import { bodyOf } from './testing/bench.ts';

const { S3_ENDPOINT: endpoint, S3_REGION: region = 'us-east-1' } = process.env;
const { S3_ACCESS_KEY_ID: accessKeyId = '', S3_SECRET_ACCESS_KEY: secretAccessKey = '' } = process.env;
const bucket = `test-${randomUUID()}`;
const open = (): Promise<ObjectStore> =>
  openS3ObjectStore({
    endpoint: endpoint as string,
    region,
    bucket,
    accessKeyId,
    secretAccessKey,
    log: createLog('silent'),
    publicEndpoint: endpoint as string,
  });

const why = endpoint === undefined ? ' (not run: S3_ENDPOINT is not set)' : '';
describe.skipIf(endpoint === undefined)(`on S3${why}`, () => {
  const serverItself = new S3Client({
    endpoint: endpoint as string,
    region,
    credentials: { accessKeyId, secretAccessKey },
    forcePathStyle: true,
  });
  afterAll(async () => {
    const store = await open();
    for (const { key } of await store.list('', 10_000)) await store.delete(key);
    await store.close();
    await serverItself.send(new DeleteBucketCommand({ Bucket: bucket }));
    serverItself.destroy();
  });

  objectStoreContract('S3', open);

  it('processes that start at once make one bucket, and see the same objects', async () => {
    const [one, other] = await Promise.all([open(), open()]);
    const put = await one.put('shared/a', bodyOf('a'));
    expect(await other.head('shared/a')).toEqual(put);
    expect(await text(await other.get('shared/a'))).toBe('a');
    await Promise.all([one.close(), other.close()]);
  });

  it('a part of a file is stored as the part that it is', async () => {
    const folder = await mkdtemp(join(tmpdir(), 's3-'));
    await writeFile(join(folder, 'file'), '0123456789'.repeat(2_000_000));
    const store = await open();
    await store.put('part', createReadStream(join(folder, 'file'), { start: 2, end: 4 }));
    expect(await text(await store.get('part'))).toBe('234');
    await store.close();
    await rm(folder, { recursive: true });
  });

  it('names that are no keys, as other tools give, are passed over in lists, however many there are', async () => {
    const store = await open();
    for (let i = 0; i < 5; i += 1) {
      const folder = { Bucket: bucket, Key: `foreign/${i}/`, Body: Buffer.alloc(0) };
      await serverItself.send(new PutObjectCommand(folder));
      await store.put(`foreign/${i}/a`, bodyOf('a'));
    }
    const found = await store.list('foreign/', 3);
    expect(found.map(({ key }) => key)).toEqual(['foreign/0/a', 'foreign/1/a', 'foreign/2/a']);
    for (let i = 0; i < 5; i += 1) {
      await store.delete(`foreign/${i}/a`);
      expect(await store.list('foreign/', 10)).toHaveLength(4 - i);
      await serverItself.send(new DeleteObjectCommand({ Bucket: bucket, Key: `foreign/${i}/` }));
    }
    await store.close();
  });

  it('a store that is closed says so', async () => {
    const store = await open();
    await Promise.all([store.close(), store.close()]);
    const closed = { code: 'SHUTTING_DOWN' };
    const body = bodyOf('a');
    await expect(store.put('a', body)).rejects.toMatchObject(closed);
    expect(body.destroyed).toBe(true);
    await expect(store.get('a')).rejects.toMatchObject(closed);
    await expect(store.list('', 1)).rejects.toMatchObject(closed);
  });
});
