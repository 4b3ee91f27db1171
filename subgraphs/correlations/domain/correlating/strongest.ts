import type { LagCorrelation } from './correlation-found.ts';

/** The lag at which the adjusted correlation is farthest from 0: the first of those that tie. There is always one. */
export const strongest = (lags: readonly LagCorrelation[]): LagCorrelation =>
  lags.reduce((one, other) => (Math.abs(other.adjusted.r) > Math.abs(one.adjusted.r) ? other : one));
