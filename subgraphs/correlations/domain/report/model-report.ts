import { type Diagnostics, diagnose, robustErrors } from '../diagnostics.ts';
import { z95 } from '../distributions.ts';
import { type Estimate, type RateRatio, rateRatioOf } from '../glm/statistics.ts';
import { column } from '../linear/matrix.ts';
import { isProblem, type Problem, problem } from '../problem.ts';
import type { Knots } from '../splines/knots.ts';
import { faultOf } from '../terms/check.ts';
import { designOf } from '../terms/design.ts';
import { cumulativeEffects, effectOf, exposureResponse, lagEffects } from '../terms/effects.ts';
import { type AliasedColumn, type Coefficient, fitDesign, type ModelFit } from '../terms/fit.ts';
import type { NumericTerm } from '../terms/spec.ts';
import type { Daily, EffectRequest, ModelRequest } from './request.ts';

/** An estimate with its 95 % interval, and as a ratio where the outcome's logarithm was modelled. */
export interface Told extends Estimate {
  readonly low: number;
  readonly high: number;
  readonly ratio: RateRatio | null;
}

type Lists<Object> = {
  readonly [Key in keyof Object]: Object[Key] extends Float64Array ? readonly number[] : Object[Key];
};

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

/** All that a model found, as plain numbers and lists. */
export interface ModelReport extends Pick<ModelFit, Plain> {
  readonly kind: 'model';
  readonly firstDay: string;
  readonly lastDay: string;
  readonly coefficients: readonly (Coefficient & { readonly seNeweyWest?: number })[];
  readonly aliased: readonly AliasedColumn[];
  /** Of least squares. */
  readonly rSquared: number | null;
  readonly knots: readonly {
    readonly term: number;
    readonly column: string;
    readonly values: Knots | null;
    readonly lags: Knots | null;
  }[];
  readonly effects: readonly EffectReport[];
  readonly diagnostics: Lists<Diagnostics>;
  /** Of the coefficients, in their order; null unless asked for. */
  readonly covariance: readonly (readonly number[])[] | null;
}

const plain = [
  'formula',
  'n',
  'nStrata',
  'nCoefficients',
  'dfResidual',
  'deviance',
  'nullDeviance',
  'dispersion',
  'iterations',
] as const;
type Plain = (typeof plain)[number];

const dayMs = 86_400_000;

/** The date so many days after the first. */
export const dateAt = (start: string, day: number): string =>
  new Date(Date.parse(`${start}T00:00:00Z`) + day * dayMs).toISOString().slice(0, 10);

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

const effectFault = ({ terms, effects = [] }: ModelRequest): Problem | null => {
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

const columnOf = ({ spec }: ModelFit, place: number): string =>
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

/** The covariance of those columns that are not aliased. */
const covarianceOf = ({ covariance, coefficients, names }: ModelFit): readonly (readonly number[])[] => {
  const kept = coefficients.map(({ name }) => names.indexOf(name));
  return kept.map((j) => kept.map((k) => column(covariance, k)[j] as number));
};

const reportOf = (model: ModelFit, request: ModelRequest, start: string): ModelReport | Problem => {
  const { neweyWest, diagnostics = {}, covariance = false } = request;
  const robust = neweyWest === undefined ? null : robustErrors(model, neweyWest);
  if (isProblem(robust)) return { ...robust, field: 'neweyWest' };
  const { lags = 30, residuals } = diagnostics;
  const found = diagnose(model, { lags, ...(residuals === undefined ? {} : { kind: residuals }) });
  const isGaussian = request.family === 'gaussian';
  const isLog = !isGaussian || request.isLog === true;
  return {
    kind: 'model',
    ...(Object.fromEntries(plain.map((name) => [name, model[name]])) as unknown as Pick<ModelFit, Plain>),
    firstDay: dateAt(start, model.days[0] as number),
    lastDay: dateAt(start, model.days.at(-1) as number),
    rSquared: isGaussian ? 1 - model.deviance / model.nullDeviance : null,
    coefficients: model.coefficients.map((one) =>
      robust === null ? one : { ...one, seNeweyWest: robust[model.names.indexOf(one.name)] as number },
    ),
    aliased: model.aliased,
    knots: Object.entries(model.knots).map(([place, knots]) => ({
      term: Number(place),
      column: columnOf(model, Number(place)),
      ...knots,
    })),
    effects: effectsAskedFor(request).map((effect) => effectReport(model, effect, isLog)),
    diagnostics: { ...found, acf: [...found.acf], pacf: [...found.pacf] },
    covariance: covariance ? covarianceOf(model) : null,
  };
};

/** How far a run has come: its columns are made, its estimates found. */
export type Stage = 'made' | 'found';

/** Runs a model and tells all that it found. */
export const modelReport = (
  request: ModelRequest,
  { start, columns }: Daily,
  onStage: (stage: Stage) => void = () => undefined,
): ModelReport | Problem => {
  const fault = faultOf(request, columns) ?? effectFault(request);
  if (fault !== null) return fault;
  const design = designOf(request, columns);
  if (isProblem(design)) return design;
  onStage('made');
  const model = fitDesign(request, design);
  if (isProblem(model)) return model;
  onStage('found');
  return reportOf(model, request, start);
};
