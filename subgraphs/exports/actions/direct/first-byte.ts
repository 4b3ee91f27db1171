import { once } from 'node:events';
import type { Readable } from 'node:stream';

/** Waits until there is something to read, or the end; rejects with what the stream fails with before. */
export const firstByte = async (body: Readable, signal: AbortSignal): Promise<void> => {
  const stop = (): void => void body.destroy(signal.reason);
  signal.addEventListener('abort', stop, { once: true });
  try {
    signal.throwIfAborted();
    await once(body, 'readable');
  } catch (error) {
    body.destroy();
    throw signal.aborted ? signal.reason : error;
  } finally {
    signal.removeEventListener('abort', stop);
  }
};
