import { column } from '../linear/matrix.ts';
import { isProblem, type Problem } from '../problem.ts';
import { type Diagnostics, diagnose, robustErrors } from '../residual-checks.ts';
import type { Knots } from '../splines/knots.ts';
import { faultOf } from '../terms/check.ts';
import { designOf } from '../terms/design.ts';
import { type Coefficient, fitDesign, type ModelFit } from '../terms/fit.ts';
import { columnOf, type EffectReport, effectFault, effectReports } from './effect-report.ts';
import type { Daily, ModelRequest } from './request.ts';

type Lists<Object> = {
  readonly [Key in keyof Object]: Object[Key] extends Float64Array ? readonly number[] : Object[Key];
};

/** All that a model found, as plain numbers and lists. */
export interface ModelReport extends Pick<ModelFit, Plain> {
  readonly kind: 'model';
  readonly firstDay: string;
  readonly lastDay: string;
  readonly coefficients: readonly (Coefficient & { readonly seNeweyWest?: number })[];
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
  'aliased',
] as const;
type Plain = (typeof plain)[number];

const dayMs = 86_400_000;

/** The date so many days after the first. */
export const dateAt = (start: string, day: number): string =>
  new Date(Date.parse(`${start}T00:00:00Z`) + day * dayMs).toISOString().slice(0, 10);

/** The covariance of those columns that are not aliased. */
const covarianceOf = ({ covariance, kept }: ModelFit): readonly (readonly number[])[] =>
  kept.map((j) => kept.map((k) => column(covariance, k)[j] as number));

const reportOf = (model: ModelFit, request: ModelRequest, start: string): ModelReport | Problem => {
  const { neweyWest, diagnostics = {}, covariance = false } = request;
  const robust = neweyWest === undefined ? null : robustErrors(model, neweyWest);
  if (isProblem(robust)) return { ...robust, field: 'neweyWest' };
  const { lags = 30, residuals } = diagnostics;
  const found = diagnose(model, { lags, ...(residuals === undefined ? {} : { kind: residuals }) });
  const isGaussian = request.family === 'gaussian';
  return {
    kind: 'model',
    ...(Object.fromEntries(plain.map((name) => [name, model[name]])) as unknown as Pick<ModelFit, Plain>),
    firstDay: dateAt(start, model.days[0] as number),
    lastDay: dateAt(start, model.days.at(-1) as number),
    rSquared: isGaussian ? 1 - model.deviance / model.nullDeviance : null,
    coefficients: model.coefficients.map((one, i) =>
      robust === null ? one : { ...one, seNeweyWest: robust[model.kept[i] as number] as number },
    ),
    knots: Object.entries(model.knots).map(([place, knots]) => ({
      term: Number(place),
      column: columnOf(model, Number(place)),
      ...knots,
    })),
    effects: effectReports(model, request),
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
