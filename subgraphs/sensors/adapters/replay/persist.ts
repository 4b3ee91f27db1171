import { AirError } from '@aqmrg/platform/errors/air-error.ts';
import type { Log } from '@aqmrg/platform/log.ts';
import type { SleepUntil } from './contract.ts';

const firstWaitMs = 500;
const longestWaitMs = 30_000;

export interface Persistence {
  readonly now: () => number;
  readonly sleepUntil: SleepUntil;
  readonly log: Log;
  readonly signal: AbortSignal;
}

/** What is awaited was not reached before the replay was stopped. */
export class Stopped extends Error {}

/**
 * Tries until it works or the replay is stopped (throws Stopped). Waits 0.5 s, then twice as long each time, 30 s at most, or what
 * an OVERLOADED names. It never gives up: a row that is at fault comes back refused, so that a rejection is a state of the platform.
 */
export const persist = async <T>(what: string, attempt: () => Promise<T>, with_: Persistence): Promise<T> => {
  const { now, sleepUntil, log, signal } = with_;
  for (let tries = 1; ; tries += 1) {
    if (signal.aborted) throw new Stopped(what);
    try {
      return await attempt();
    } catch (error) {
      const backOffMs = Math.min(longestWaitMs, firstWaitMs * 2 ** Math.min(tries - 1, 10));
      const named = error instanceof AirError ? error.retryAfterSeconds : undefined;
      const waitMs =
        named === undefined ? backOffMs : Math.min(longestWaitMs, Math.max(backOffMs, named * 1000));
      log.warn({ err: error, tries, waitMs }, `Replay could not ${what}; trying again`);
      await sleepUntil(now() + waitMs, signal);
    }
  }
};
