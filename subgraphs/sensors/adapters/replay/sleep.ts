import type { SleepUntil } from './contract.ts';

/** A timer does not count the time that a machine sleeps: look at the clock at least this often. */
const longestNapMs = 60_000;

const nap = (ms: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const wake = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', wake);
      resolve();
    };
    const timer = setTimeout(wake, ms);
    signal.addEventListener('abort', wake, { once: true });
  });

/** Sleeps by the given clock, one timer at a time. */
export const sleepBy =
  (now: () => number): SleepUntil =>
  async (instant, signal) => {
    for (let left = instant - now(); left > 0 && !signal.aborted; left = instant - now()) {
      await nap(Math.min(left, longestNapMs), signal);
    }
  };
