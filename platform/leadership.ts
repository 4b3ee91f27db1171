import { randomUUID } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import type { Log } from './log.ts';
import type { Cache } from './ports/cache.ts';

export interface LeadershipOptions {
  readonly cache: Pick<Cache, 'lease' | 'release'>;
  /** One leader for each name, of all processes that share the cache. */
  readonly name: string;
  /** Works until `signal` aborts, and settles soon after it. What it did may be done again by the next leader: it has to bear that. */
  readonly work: (signal: AbortSignal) => Promise<unknown>;
  readonly log: Log;
  /** How long a leader that fell silent is waited for, ms. Default 15,000. */
  readonly ttlMs?: number;
}

/**
 * What one process of all does, and another one when it is gone.
 *
 *   waiting ──the lease is free──▶ leading
 *   leading ──it could not be extended in time, or work ended──▶ waiting, once work has settled
 *   either ──stop()──▶ stopped: the lease is given back, and the next one need not wait for its end
 *
 * While the cache is away nobody begins to lead, and who leads goes on for as long as the lease is surely theirs.
 */
export const lead = (options: LeadershipOptions): { readonly stop: () => Promise<void> } => {
  const { cache, name, work, log, ttlMs = 15_000 } = options;
  const key = `leader:${name}`;
  const holder = randomUUID();
  const stopping = new AbortController();
  const everyMs = ttlMs / 3;
  const surelyMs = (ttlMs * 2) / 3;

  const pause = (signal: AbortSignal): Promise<void> =>
    setTimeout(everyMs, undefined, { signal }).catch(() => undefined);

  /** Undefined: the cache is away. */
  const take = async (): Promise<boolean | undefined> => {
    try {
      return await cache.lease(key, holder, ttlMs);
    } catch (error) {
      log.debug({ err: error, name }, 'who leads could not be asked');
      return undefined;
    }
  };

  /** Extends the lease until that fails or `over` aborts. */
  const hold = async (since: number, over: AbortSignal): Promise<void> => {
    let extendedAt = since;
    for (;;) {
      await pause(over);
      if (over.aborted) return;
      const askedAt = performance.now();
      const isOurs = await take();
      if (isOurs) extendedAt = askedAt;
      if (isOurs === false || performance.now() - extendedAt > surelyMs) {
        log.warn({ name }, 'another process leads from here on');
        return;
      }
    }
  };

  const leadOnce = async (since: number): Promise<void> => {
    const over = new AbortController();
    const end = (): void => over.abort();
    stopping.signal.addEventListener('abort', end);
    const held = hold(since, over.signal).finally(end);
    try {
      await work(over.signal);
    } catch (error) {
      if (!over.signal.aborted)
        log.error({ err: error, name }, 'what the leader does failed, and is begun anew');
    }
    end();
    stopping.signal.removeEventListener('abort', end);
    await held;
  };

  const run = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      const askedAt = performance.now();
      if (await take()) await leadOnce(askedAt);
      await pause(stopping.signal);
    }
    await cache.release(key, holder).catch(() => undefined);
  };
  const running = run();

  return {
    async stop() {
      stopping.abort();
      await running;
    },
  };
};
