import { randomUUID } from 'node:crypto';
import type { Log } from '@aqmrg/platform/log.ts';
import type { Cache } from '@aqmrg/platform/ports/cache.ts';

export interface Round {
  readonly name: string;
  readonly everyMs: number;
  /** Whether one process of all is enough. */
  readonly isForOne?: boolean;
  readonly work: (signal: AbortSignal) => Promise<unknown>;
}

/** Does what is to be done again and again, one round after the other and never two of one kind at once. What fails is logged, and done the next time. */
export const startRounds = (
  { cache, log }: { readonly cache: Pick<Cache, 'lease' | 'release'>; readonly log: Log },
  rounds: readonly Round[],
): { readonly stop: () => Promise<void> } => {
  const stopping = new AbortController();
  const holder = randomUUID();
  const running = new Set<Promise<void>>();

  const once = async ({ name, everyMs, isForOne, work }: Round): Promise<void> => {
    const lease = `auth:${name}`;
    try {
      if (isForOne && !(await cache.lease(lease, holder, everyMs))) return;
      await work(stopping.signal);
    } catch (error) {
      log.warn({ err: error, round: name }, 'a round of auth failed, and will be done again');
    } finally {
      if (isForOne) await cache.release(lease, holder).catch(() => undefined);
    }
  };

  const timers = rounds.map((round) => {
    let isRunning = false;
    const timer = setInterval(() => {
      if (isRunning) return;
      isRunning = true;
      const work = once(round).finally(() => {
        isRunning = false;
        running.delete(work);
      });
      running.add(work);
    }, round.everyMs);
    timer.unref();
    return timer;
  });

  return {
    async stop() {
      for (const timer of timers) clearInterval(timer);
      stopping.abort();
      await Promise.all(running);
    },
  };
};
