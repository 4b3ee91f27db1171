import type { Readable } from 'node:stream';
import type { StoredObject } from '../../ports/object-store.ts';
import { closed, tooManyPuts } from './failures.ts';

/** Bodies that are being stored: so many at once, and none that outlives the store. */
export interface Puts {
  add(body: Readable, work: () => Promise<StoredObject>): Promise<StoredObject>;
  /** Ends their bodies, and resolves when their parts are removed or `ms` have passed. */
  end(ms: number): Promise<void>;
}

export const openPuts = (maxPuts: number): Puts => {
  const running = new Map<Readable, Promise<StoredObject>>();
  return {
    async add(body, work) {
      if (running.size >= maxPuts) throw tooManyPuts();
      const result = work();
      running.set(body, result);
      try {
        return await result;
      } finally {
        running.delete(body);
      }
    },
    async end(ms) {
      for (const body of running.keys()) body.destroy(closed());
      let timer: NodeJS.Timeout | undefined;
      const late = new Promise<void>((resolve) => {
        timer = setTimeout(resolve, ms);
      });
      await Promise.race([Promise.allSettled(running.values()), late]);
      clearTimeout(timer);
    },
  };
};
