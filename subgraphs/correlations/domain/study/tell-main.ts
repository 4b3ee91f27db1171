import { diagnose } from '../diagnostics.ts';
import { isProblem, type Problem } from '../problem.ts';
import { dateAt } from '../report/model-report.ts';
import type { Daily, ModelRequest } from '../report/request.ts';
import { diagnosticsOf } from './diagnostics.ts';
import type { FittedModel } from './fit-planned.ts';
import type { StudyFound } from './found.ts';
import { chosenDays, daysIn } from './span.ts';
import type { StudyPlan } from './study-plan.ts';
import { lagResponseOf } from './tell-effects.ts';

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
  /** Without the rates of strata. */
  readonly coefficients: number;
}

/** With the days that were asked about: data of more days are cut to these. */
const specificationOf = ({ kind, ...request }: ModelRequest, daily: Daily): string => {
  const to = dateAt(daily.start, daysIn(daily) - 1);
  return JSON.stringify({ kind, from: daily.start, to, ...request }, null, 2);
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
    coefficients: fit.nCoefficients - fit.nStrata,
  };
};
