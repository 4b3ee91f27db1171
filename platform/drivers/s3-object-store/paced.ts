import { Readable } from 'node:stream';
import { explained, late } from './failures.ts';

/**
 * Passes on what comes, as fast as it is read. Ends with DEADLINE_EXCEEDED where nothing comes for `idleMs` although somebody waits for it: a reader may rest for as
 * long as it likes.
 */
export const paced = (body: Readable, idleMs: number): Readable => {
  async function* pieces(): AsyncGenerator<Uint8Array> {
    const source = body.iterator({ destroyOnReturn: true });
    for (;;) {
      const timer = setTimeout(() => body.destroy(late()), idleMs);
      const { done, value } = await source
        .next()
        .catch((error: unknown) => Promise.reject(explained(error)))
        .finally(() => clearTimeout(timer));
      if (done === true) return;
      yield value;
    }
  }
  const passed = Readable.from(pieces(), { objectMode: false });
  // what is not read to its end must not keep its connection
  passed.once('close', () => body.destroy());
  return passed;
};
