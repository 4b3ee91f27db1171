import { setTimeout } from 'node:timers/promises';
import { AirError } from '@aqmrg/platform/errors/air-error.ts';
import type { Log } from '@aqmrg/platform/log.ts';

/** Something that was tried as often as it may be, and is not tried again by whoever asked for it. */
export class GaveUp extends Error {}

/** What another try would not change. */
const isFinal = (error: unknown): boolean =>
  error instanceof GaveUp ||
  (error instanceof AirError && ['STORAGE_FULL', 'TOO_MANY_ROWS', 'SHUTTING_DOWN'].includes(error.code));

interface Trying {
  readonly what: string;
  readonly signal: AbortSignal;
  readonly log: Log;
  /** Before the second try; twice as long before the third. */
  readonly pauseMs: number;
}

const mostTries = 3;

/** Does something, and again twice where it fails of something that may pass. */
export const tryAgain = async <T>(
  work: () => Promise<T>,
  { what, signal, log, pauseMs }: Trying,
): Promise<T> => {
  for (let tries = 1; ; tries += 1) {
    signal.throwIfAborted();
    try {
      return await work();
    } catch (error) {
      signal.throwIfAborted();
      if (isFinal(error)) throw error;
      if (tries === mostTries) throw new GaveUp(`${what} failed ${mostTries} times.`, { cause: error });
      log.warn({ err: error, tries }, `${what} failed, and is tried again`);
      await setTimeout(pauseMs * 2 ** (tries - 1), undefined, { signal });
    }
  }
};
