import { isProblem, type Problem } from '../problem.ts';
import { dateAt } from '../report/model-report.ts';
import type { Daily, ModelRequest } from '../report/request.ts';
import { diagnose } from '../residual-checks.ts';
import type { Term } from '../terms/spec.ts';
import type { FittedModel } from './fit-planned.ts';
import { type Gaps, gapsIn } from './gaps.ts';
import { chosenDays, daysIn } from './span.ts';
import type { StudyFound } from './study-found.ts';
import type { StudyPlan } from './study-plan.ts';
import { lagResponseOf } from './tell-effects.ts';
import { diagnosticsOf } from './told-diagnostics.ts';

type Told = Pick<
  StudyFound,
  | 'formula'
  | 'firstDay'
  | 'lastDay'
  | 'days'
  | 'daysLeftOut'
  | 'lagResponse'
  | 'diagnostics'
  | 'specification'
>;

/** What is told of the model that was asked for alone, and what is warned by. */
export interface MainTold {
  readonly told: Told;
  readonly events: number;
  /** By their labels. */
  readonly gaps: readonly Gaps[];
  /** Without the rates of strata. */
  readonly coefficients: number;
}

/** With the days that were asked about: data of more days are cut to these. */
const specificationOf = ({ kind, ...request }: ModelRequest, daily: Daily): string => {
  const to = dateAt(daily.start, daysIn(daily) - 1);
  return JSON.stringify({ kind, from: daily.start, to, ...request }, null, 2);
};

const lagsOf = (term: Term): readonly [number, number] => {
  if (term.kind === 'factor') return [term.lag ?? 0, term.lag ?? 0];
  const { lags = 0 } = term;
  return typeof lags === 'number' ? [lags, lags] : [lags.from ?? 0, lags.to];
};

/** How often what a model needs is missing, called as people know it. */
const gapsOf = ({ outcome, terms }: ModelRequest, plan: StudyPlan, daily: Daily): readonly Gaps[] => {
  const labels = new Map([
    [plan.outcome.column, plan.outcome.label],
    ...plan.exposures.map(({ column, exposure }) => [column, exposure.label] as const),
  ]);
  const places = terms.flatMap((term) =>
    [term.column].flat().map((column) => ({ column, lags: lagsOf(term) })),
  );
  return gapsIn([{ column: outcome }, ...places], daily, plan.months).map((gaps) => ({
    ...gaps,
    column: labels.get(gaps.column) ?? gaps.column,
  }));
};

export const mainTold = (fitted: FittedModel, plan: StudyPlan, daily: Daily): MainTold | Problem => {
  const { fit, events, planned } = fitted;
  const lagResponse = lagResponseOf(fitted, plan);
  if (isProblem(lagResponse)) return lagResponse;
  const asked = chosenDays(daily, plan.months).filter(Boolean).length;
  return {
    told: {
      formula: fit.formula,
      firstDay: dateAt(daily.start, fit.days[0] as number),
      lastDay: dateAt(daily.start, fit.days.at(-1) as number),
      days: fit.n,
      daysLeftOut: asked - fit.n,
      lagResponse,
      diagnostics: diagnosticsOf(fitted, diagnose(fit)),
      specification: specificationOf(planned.request, daily),
    },
    events,
    gaps: gapsOf(planned.request, plan, daily),
    coefficients: fit.nCoefficients - fit.nStrata,
  };
};
