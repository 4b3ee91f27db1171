import { z95 } from '../distributions.ts';
import { type Estimate, type RateRatio, rateRatioOf } from '../glm/statistics.ts';
import { type Problem, problem } from '../problem.ts';
import { cumulativeEffects, effectOf, exposureResponse, lagEffects } from '../terms/effects.ts';
import type { ModelFit } from '../terms/fit.ts';
import type { NumericTerm } from '../terms/spec.ts';
import type { EffectRequest, ModelRequest } from './request.ts';

/** An estimate with its 95 % interval, and as a ratio where the outcome's logarithm was modelled. */
export interface Told extends Estimate {
  readonly low: number;
  readonly high: number;
  readonly ratio: RateRatio | null;
}

export interface EffectReport {
  readonly term: number;
  readonly column: string;
  readonly at: number | null;
  readonly reference: number;
  /** Over all lags; null where only a curve was asked for. */
  readonly overall: Told | null;
  readonly byLag: readonly (Told & { readonly lag: number })[];
  /** Summed from the first lag up to each. */
  readonly cumulative: readonly (Told & { readonly lag: number })[];
  readonly curve: readonly (Told & { readonly value: number })[];
}

const told = <Some extends Estimate>(estimate: Some, isLog: boolean): Some & Told => ({
  ...estimate,
  low: estimate.estimate - z95 * estimate.se,
  high: estimate.estimate + z95 * estimate.se,
  ratio: isLog ? rateRatioOf(estimate) : null,
});

const contrastPerIncrement = ({ per = 1, response = { kind: 'linear' } }: NumericTerm) => {
  if (response.kind === 'linear') return { at: per, reference: 0 };
  if (response.kind !== 'threshold') return null;
  // from where the outcome begins to follow, into the direction in which it does
  const { below, above } = response;
  return above === undefined
    ? { at: (below as number) - per, reference: below as number }
    : { at: above + per, reference: above };
};

const effectsAskedFor = ({ terms, effects = [] }: ModelRequest): readonly EffectRequest[] => [
  ...effects,
  ...terms.flatMap((term, place) => {
    if (term.kind !== 'numeric' || term.isExposure !== true) return [];
    const contrast = contrastPerIncrement(term);
    return contrast === null || effects.some((effect) => effect.term === place)
      ? []
      : [{ term: place, ...contrast }];
  }),
];

/** Why an effect that is asked for is none. */
export const effectFault = ({ terms, effects = [] }: ModelRequest): Problem | null => {
  const place = effects.findIndex(({ term }) => terms[term]?.kind !== 'numeric');
  if (place === -1) return null;
  const numeric = terms.flatMap((term, i) => (term.kind === 'numeric' ? [`${i} (${term.column})`] : []));
  return problem(
    `effects.${place}.term`,
    'WRONG_SETTING',
    `Term ${effects[place]?.term} is not a numeric one`,
    `Name one of the terms ${numeric.join(', ')}, counted from 0.`,
  );
};

/** The column of a term, for people. */
export const columnOf = ({ spec }: ModelFit, place: number): string =>
  [spec.terms[place]?.column ?? ''].flat().join(':');

const effectReport = (
  model: ModelFit,
  { term, at, reference, curve = [] }: EffectRequest,
  isLog: boolean,
): EffectReport => {
  const contrast = at === undefined ? null : { at, reference };
  const each = <Some extends Estimate>(effects: readonly Some[]) =>
    effects.map((effect) => told(effect, isLog));
  return {
    term,
    column: columnOf(model, term),
    at: at ?? null,
    reference,
    overall: contrast && told(effectOf(model, term, contrast), isLog),
    byLag: contrast === null ? [] : each(lagEffects(model, term, contrast)),
    cumulative: contrast === null ? [] : each(cumulativeEffects(model, term, contrast)),
    curve: each(exposureResponse(model, term, { values: curve, reference })),
  };
};

/** The effects that are asked for, and those of exposures per increment. */
export const effectReports = (model: ModelFit, request: ModelRequest): readonly EffectReport[] => {
  const isLog = request.family !== 'gaussian' || request.isLog === true;
  return effectsAskedFor(request).map((effect) => effectReport(model, effect, isLog));
};
