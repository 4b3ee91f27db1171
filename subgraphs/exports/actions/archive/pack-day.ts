import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { AirError } from '@aqmrg/platform/errors/air-error.ts';

const fullCodes: readonly unknown[] = ['ENOSPC', 'EDQUOT', 'EFBIG'];

/** A full disk is nothing that the day is to blame for. */
const asFull = (error: unknown): unknown =>
  error instanceof Error && 'code' in error && fullCodes.includes(error.code)
    ? new AirError('STORAGE_FULL', 'The disk on which the archive is made is full.', { cause: error })
    : error;

/** The bytes as they pass by. */
const createTap = () => {
  const hash = createHash('sha256');
  return {
    async *tap(chunks: AsyncIterable<Uint8Array>) {
      for await (const chunk of chunks) {
        hash.update(chunk);
        yield chunk;
      }
    },
    sha256: (): string => hash.digest('hex'),
  };
};

/** Compresses a file into another. Resolves with the digest of that, which is known only when it is all there. */
export const packDay = async (path: string, packed: string, signal: AbortSignal): Promise<string> => {
  const { tap, sha256 } = createTap();
  try {
    await pipeline(createReadStream(path), createGzip(), tap, createWriteStream(packed), { signal });
  } catch (error) {
    throw asFull(error);
  }
  return sha256();
};
