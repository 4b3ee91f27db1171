import { setImmediate } from 'node:timers/promises';
import type { EpochMs } from '@aqmrg/schema/events/vocabulary.ts';
import { dayMs } from '../domain/hours.ts';
import type { Exceedances } from '../store/exceedances.ts';
import type { Forecasts } from '../store/forecasts.ts';
import type { Scores } from '../store/scores.ts';

/** Figures look back 90 days, and a truth may come a week late. */
export const keptMs = 120 * dayMs;
/** Days that are over are no news. */
const expectationsKeptMs = 7 * dayMs;
/** Rows of one statement: others wait no longer for it than for a batch of forecasts. */
const rowsAtOnce = 2_000;

/** Drops what is too old, in statements of bounded size. */
export const createTidy = (ground: {
  readonly forecasts: Pick<Forecasts, 'drop'>;
  readonly scores: Pick<Scores, 'drop'>;
  readonly exceedances: Pick<Exceedances, 'drop'>;
  readonly now: () => EpochMs;
}) => {
  const { forecasts, scores, exceedances, now } = ground;
  return async (signal: AbortSignal): Promise<void> => {
    const drops = [
      () => forecasts.drop(now() - keptMs, rowsAtOnce),
      () => scores.drop(now() - keptMs, rowsAtOnce),
      () => exceedances.drop(now() - expectationsKeptMs, rowsAtOnce),
    ];
    for (const drop of drops) {
      while ((await drop()) === rowsAtOnce) {
        signal.throwIfAborted();
        await setImmediate();
      }
    }
  };
};
