import { normalTwoSided, studentTwoSided, z95 } from '../distributions.ts';

export const families = ['quasipoisson', 'poisson', 'gaussian'] as const;
export type Family = (typeof families)[number];

/** One effect on the scale it was estimated on, and the tests of it being 0. */
export interface Estimate {
  readonly estimate: number;
  readonly se: number;
  /** Estimate over standard error. */
  readonly z: number;
  /** Two-sided p by Student's t with the model's residual degrees of freedom. */
  readonly pT: number;
  /** Two-sided p by the normal distribution. */
  readonly pNormal: number;
}

/** The same as a rate ratio, with its 95 % interval. */
export interface RateRatio {
  readonly rr: number;
  readonly low: number;
  readonly high: number;
  /** 100 (rr − 1). */
  readonly percent: number;
}

export const estimateOf = (estimate: number, se: number, dfResidual: number): Estimate => {
  const z = estimate / se;
  return { estimate, se, z, pT: studentTwoSided(z, dfResidual), pNormal: normalTwoSided(z) };
};

/** exp(estimate ± z₀.₉₇₅ se), of an estimate on the log scale. */
export const rateRatioOf = ({ estimate, se }: Pick<Estimate, 'estimate' | 'se'>): RateRatio => ({
  rr: Math.exp(estimate),
  low: Math.exp(estimate - z95 * se),
  high: Math.exp(estimate + z95 * se),
  percent: 100 * Math.expm1(estimate),
});

/** Σ (y − µ)² / V(µ). */
export const pearsonChiSquare = (y: Float64Array, mu: Float64Array, family: Family): number =>
  y.reduce((sum, value, i) => {
    const mean = mu[i] as number;
    return sum + (value - mean) ** 2 / (family === 'gaussian' ? 1 : mean);
  }, 0);

/** The steps of the residuals squared beside the residuals squared: 2 is no autocorrelation. Durbin & Watson 1950. */
export const durbinWatson = (residuals: Float64Array): number => {
  const steps = residuals.subarray(1).map((value, i) => value - (residuals[i] as number));
  const squares = (values: Float64Array): number => values.reduce((sum, value) => sum + value ** 2, 0);
  return squares(steps) / squares(residuals);
};
