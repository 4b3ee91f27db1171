import { setTimeout as sleep } from 'node:timers/promises';
import { askedDelayMs, isPassing } from './failures.ts';

interface Retrying {
  /** No try begins later, by the clock of `performance`. */
  readonly untilMs: number;
  /** Nobody waits any more: the try at hand is the last. */
  readonly stopping: AbortSignal;
}

const firstDelayMs = 100;
const longestDelayMs = 5_000;

/**
 * Tries again what may pass, after a random part of a delay that doubles (full jitter, so that those who failed together do not come back
 * together), or after what InfluxDB asks for. The last failure is thrown.
 */
export const retrying = async <T>(work: () => Promise<T>, { untilMs, stopping }: Retrying): Promise<T> => {
  for (let tries = 0; ; tries += 1) {
    try {
      return await work();
    } catch (error) {
      const delay = Math.random() * Math.min(longestDelayMs, firstDelayMs * 2 ** tries);
      const waitMs = Math.max(delay, askedDelayMs(error));
      if (!isPassing(error) || stopping.aborted || performance.now() + waitMs > untilMs) throw error;
      await sleep(waitMs, undefined, { signal: stopping }).catch(() => {
        throw error;
      });
    }
  }
};
