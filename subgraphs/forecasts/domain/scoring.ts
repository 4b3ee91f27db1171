import { quantileLevels } from '@aqmrg/platform/air-quality/distribution.ts';
import type { Outlook } from './forecast.ts';

/** Sums of scored forecasts. They add up: over days, horizons stay apart. Errors in the quantity's canonical unit. */
export interface Sums {
  /** How many were scored. */
  readonly n: number;
  /** |P50 − truth| */
  readonly absError: number;
  /** Truths within [P10, P90]. */
  readonly covered: number;
  /** Pinball loss, the mean over the quantiles. */
  readonly pinball: number;
  /** Of those that have a persistence to be compared with: how many, their |P50 − truth|, and the persistence's. */
  readonly compared: number;
  readonly comparedError: number;
  readonly persistenceError: number;
}

export const noSums: Sums = {
  n: 0,
  absError: 0,
  covered: 0,
  pinball: 0,
  compared: 0,
  comparedError: 0,
  persistenceError: 0,
};

export const add = (a: Sums, b: Sums): Sums => ({
  n: a.n + b.n,
  absError: a.absError + b.absError,
  covered: a.covered + b.covered,
  pinball: a.pinball + b.pinball,
  compared: a.compared + b.compared,
  comparedError: a.comparedError + b.comparedError,
  persistenceError: a.persistenceError + b.persistenceError,
});

const pinballOf = (quantiles: readonly number[], truth: number): number => {
  const losses = quantileLevels.map((level, i) => {
    const error = truth - (quantiles[i] as number);
    return error >= 0 ? level * error : (level - 1) * error;
  });
  return losses.reduce((sum, loss) => sum + loss, 0) / quantileLevels.length;
};

/** How right one forecast was, as sums of one. */
export const scoreOf = (
  { quantiles, persistence }: Pick<Outlook, 'quantiles' | 'persistence'>,
  truth: number,
): Sums => {
  const absError = Math.abs((quantiles[3] as number) - truth);
  const isCovered = truth >= (quantiles[1] as number) && truth <= (quantiles[5] as number);
  return {
    n: 1,
    absError,
    covered: isCovered ? 1 : 0,
    pinball: pinballOf(quantiles, truth),
    ...(persistence === null
      ? { compared: 0, comparedError: 0, persistenceError: 0 }
      : { compared: 1, comparedError: absError, persistenceError: Math.abs(persistence - truth) }),
  };
};

/** What sums say; null where nothing was scored, or nothing to compare with was there. */
export interface Figures {
  readonly n: number;
  readonly mae: number | null;
  readonly persistenceMae: number | null;
  /** 1 − error / persistence's error, of the same targets: 0 is as good as persistence, 1 is perfect. */
  readonly skillOverPersistence: number | null;
  readonly coverage80: number | null;
  readonly pinball: number | null;
}

export const figuresOf = (sums: Sums): Figures => {
  const { n, compared } = sums;
  const mean = (sum: number, of: number): number | null => (of === 0 ? null : sum / of);
  const { comparedError, persistenceError } = sums;
  return {
    n,
    mae: mean(sums.absError, n),
    persistenceMae: mean(persistenceError, compared),
    skillOverPersistence:
      compared === 0 || persistenceError === 0 ? null : 1 - comparedError / persistenceError,
    coverage80: mean(sums.covered, n),
    pinball: mean(sums.pinball, n),
  };
};
