import { type Estimate, estimateOf } from '../glm/statistics.ts';
import { centre } from '../glm/strata.ts';
import { type Contrast, contrastOf } from '../lags/cross-basis.ts';
import { quadratic, times } from '../linear/matrix.ts';
import type { TermColumns } from './design.ts';
import type { ModelFit } from './fit.ts';

const termAt = (
  { terms }: ModelFit,
  place: number,
): TermColumns & { cross: NonNullable<TermColumns['cross']> } => {
  const found = terms[place];
  if (found?.cross == null) throw new RangeError(`term ${place} is not numeric`);
  return { ...found, cross: found.cross };
};

const weightsOf = (model: ModelFit, place: number, contrast: Contrast): Float64Array => {
  const { from, cross } = termAt(model, place);
  const weights = new Float64Array(model.estimates.length);
  weights.set(contrastOf(cross, contrast), from);
  return weights;
};

/**
 * How much each day used has to do with an effect, up to a factor: what nothing else in the model explains of the contrast's term, by the root of the
 * day's weight. The estimate is a sum over days of this times what was observed.
 */
export const partsOfDays = (model: ModelFit, place: number, contrast: Contrast): Float64Array => {
  const { x, covariance, strata, fitted, spec } = model;
  const parts = times(x, times(covariance, weightsOf(model, place, contrast)));
  const weights = spec.family === 'gaussian' ? fitted.map(() => 1) : fitted;
  if (strata !== null) centre(parts, weights, strata);
  return parts.map((part, i) => part * Math.sqrt(weights[i] as number));
};

/**
 * What a contrast of one numeric term does, summed over its lags or over some: on the log scale of a log link. NaN where it needs a
 * column that is aliased. Throws RangeError of a term that is not numeric.
 */
export const effectOf = (model: ModelFit, place: number, contrast: Contrast): Estimate => {
  const weights = weightsOf(model, place, contrast);
  const { covariance } = model;
  const isKnown = weights.every(
    (weight, j) => weight === 0 || covariance.values[j * covariance.rows + j] !== 0,
  );
  if (!isKnown) return estimateOf(Number.NaN, Number.NaN, model.dfResidual);
  const estimate = weights.reduce((sum, weight, j) => sum + weight * (model.estimates[j] as number), 0);
  return estimateOf(estimate, Math.sqrt(quadratic(covariance, weights)), model.dfResidual);
};

export interface LagEffect extends Estimate {
  readonly lag: number;
}

const lagsOf = (model: ModelFit, place: number): readonly number[] => {
  const { from, to } = termAt(model, place).cross.lags;
  return Array.from({ length: to - from + 1 }, (_, l) => from + l);
};

/** The effect at each lag of a contrast: the lag–response curve. */
export const lagEffects = (
  model: ModelFit,
  place: number,
  contrast: Omit<Contrast, 'lags'>,
): readonly LagEffect[] =>
  lagsOf(model, place).map((lag) => ({ lag, ...effectOf(model, place, { ...contrast, lags: [lag, lag] }) }));

/** The effect summed from the first lag up to each. */
export const cumulativeEffects = (
  model: ModelFit,
  place: number,
  contrast: Omit<Contrast, 'lags'>,
): readonly LagEffect[] => {
  const lags = lagsOf(model, place);
  return lags.map((lag) => ({
    lag,
    ...effectOf(model, place, { ...contrast, lags: [lags[0] as number, lag] }),
  }));
};

/** The effect over all lags of each value against the reference: the exposure–response curve, 0 at the reference. */
export const exposureResponse = (
  model: ModelFit,
  place: number,
  { values, reference }: { readonly values: readonly number[]; readonly reference: number },
): readonly (Estimate & { readonly value: number })[] =>
  values.map((value) => ({ value, ...effectOf(model, place, { at: value, reference }) }));
