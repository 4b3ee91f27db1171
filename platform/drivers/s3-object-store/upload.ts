import { Readable } from 'node:stream';
import type { S3Client } from '@aws-sdk/client-s3';
import { Upload } from '@aws-sdk/lib-storage';
import { explained } from './failures.ts';

/** Two parts on their way and one being gathered: some 55 MiB of memory a put, whatever its size, up to 80 GB. Servers take 10,000 parts of at least 5 MiB. */
const partSize = 8 * 1024 * 1024;
const queueSize = 2;

/**
 * Sends the body in parts, and a small one at once; only the last call makes the object visible. Where it fails, the parts are removed. Rejects with the body's own
 * error, as it is, or with what the server's means.
 */
export const upload = async (
  client: S3Client,
  target: { readonly Bucket: string; readonly Key: string },
  body: Readable,
): Promise<{ readonly bytes: number; readonly etag: string | undefined }> => {
  let bytes = 0;
  let failed: { readonly error: unknown } | undefined;
  const source = body.iterator();
  // A loop over the body would also catch what the library throws into it once it gives up.
  const next = (): Promise<IteratorResult<string | Uint8Array>> =>
    source.next().catch((error: unknown) => {
      failed = { error };
      throw error;
    });
  async function* pieces(): AsyncGenerator<Uint8Array> {
    for (;;) {
      const { done, value } = await next();
      if (done === true) return;
      const piece = typeof value === 'string' ? Buffer.from(value) : value;
      bytes += piece.byteLength;
      yield piece;
    }
  }
  // Not the body itself: of a file's stream the library believes the size of the file.
  const Body = Readable.from(pieces(), { highWaterMark: 1 });
  try {
    const { ETag } = await new Upload({ client, params: { ...target, Body }, partSize, queueSize }).done();
    return { bytes, etag: ETag };
  } catch (error) {
    // what came of removing the parts would hide it
    throw failed === undefined ? explained(error, target.Key) : failed.error;
  }
};
