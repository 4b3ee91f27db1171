import { setTimeout } from 'node:timers/promises';
import type { Log } from '@aqmrg/platform/log.ts';
import type { Teller } from './tell.ts';

interface Ground {
  readonly teller: Teller;
  readonly log: Log;
  /** How often it looks without being told to, ms: what other processes wrote, and what failed before. Default 1,000. */
  readonly lookEveryMs?: number;
}

/** Tells of incidents for as long as this process goes on. Every process does. */
export const keepTelling = ({ teller, log, lookEveryMs = 1_000 }: Ground) => {
  const stopping = new AbortController();
  let poked = Promise.withResolvers<void>();

  const look = async (): Promise<void> => {
    try {
      await teller.tell();
    } catch (error) {
      if (stopping.signal.aborted) return;
      log.warn({ err: error }, 'changes of alerts could not be told, and will be');
      // pokes would try it in vain as fast as they come
      await setTimeout(lookEveryMs, undefined, { signal: stopping.signal }).catch(() => undefined);
    }
  };

  const loop = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      // taken before the look: what is written during it is not poked in vain
      const { promise } = poked;
      await look();
      const waiting = new AbortController();
      const signal = AbortSignal.any([stopping.signal, waiting.signal]);
      await Promise.race([promise, setTimeout(lookEveryMs, undefined, { signal }).catch(() => undefined)]);
      waiting.abort();
    }
  };
  const looping = loop();

  return {
    /** There is something to tell, which would be found out anyway. */
    poke(): void {
      poked.resolve();
      poked = Promise.withResolvers();
    },
    async stop(): Promise<void> {
      stopping.abort();
      await looping;
    },
  };
};
