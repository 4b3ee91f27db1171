import { createHash } from 'node:crypto';
import type { Readable } from 'node:stream';
import type { ObjectStore } from '@aqmrg/platform/ports/object-store.ts';
import type { ExportedFile } from '../../domain/export-job.ts';
import { readableOf } from '../assemble/readable-of.ts';

/** Puts what is read into the object store, and tells its length and hash. Ended by `signal`, there is none of it. */
export const putFile = async (
  { objectStore, signal }: { readonly objectStore: Pick<ObjectStore, 'put'>; readonly signal: AbortSignal },
  key: string,
  body: Readable,
): Promise<Pick<ExportedFile, 'bytes' | 'sha256'>> => {
  const hash = createHash('sha256');
  let bytes = 0;
  async function* told() {
    for await (const chunk of body as AsyncIterable<Buffer>) {
      hash.update(chunk);
      bytes += chunk.length;
      yield chunk;
    }
  }
  const outgoing = readableOf(told);
  const end = (): void => {
    outgoing.destroy(signal.reason);
    body.destroy(signal.reason);
  };
  // told by `put`
  body.on('error', () => undefined);
  signal.addEventListener('abort', end, { once: true });
  try {
    signal.throwIfAborted();
    await objectStore.put(key, outgoing);
    return { bytes, sha256: hash.digest('hex') };
  } finally {
    signal.removeEventListener('abort', end);
    outgoing.destroy();
    body.destroy();
  }
};
