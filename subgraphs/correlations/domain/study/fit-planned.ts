import { isProblem, type Problem, problem } from '../problem.ts';
import type { Daily, ModelRequest } from '../report/request.ts';
import { isTooSmall } from '../small-groups.ts';
import { faultOf } from '../terms/check.ts';
import { designOf } from '../terms/design.ts';
import { fitDesign, type ModelFit } from '../terms/fit.ts';
import type { PlannedModel, StudyPlan } from './study-plan.ts';
import { discreet, groupTooSmall } from './suppression.ts';

export interface FittedModel {
  /** As it was fitted: without the terms that are left out. */
  readonly planned: PlannedModel;
  readonly fit: ModelFit;
  readonly events: number;
  /** Columns that do not vary on the days used. */
  readonly leftOut: readonly string[];
}

const sum = (values: Float64Array): number => values.reduce((all, value) => all + value, 0);

const fitOnce = (request: ModelRequest, daily: Daily): ModelFit | Problem => {
  const fault = faultOf(request, daily.columns);
  if (fault !== null) return fault;
  const design = designOf(request, daily.columns);
  if (isProblem(design)) return design;
  // before anything is computed: that a fit fails would tell of few people, too
  return isTooSmall(design.days.length, sum(design.y)) ? groupTooSmall() : fitDesign(request, design);
};

/** The place of the asker's setting that a problem of a model is about. */
const askersField = (field: string, { request, exposures }: PlannedModel, plan: StudyPlan): string => {
  const named = /^terms\.(\d+)\b/.exec(field);
  const term = named === null ? undefined : request.terms[Number(named[1])];
  const column = term === undefined ? field : [term.column].flat().join(':');
  if (column === plan.outcome.column) return 'outcome';
  const place = exposures.find((one) => plan.exposures[one]?.column === column);
  if (place !== undefined) return `exposures.${place}`;
  return /^(terms|strata|subset)\b/.test(column) ? 'model' : column;
};

const withoutColumn = (planned: PlannedModel, column: string): PlannedModel => {
  const terms = planned.request.terms.filter((term) => term.column !== column);
  return { ...planned, request: { ...planned.request, terms } };
};

/** Fits one model of a study; an optional term that does not vary on its days is left out of it. */
export const fitPlanned = (
  planned: PlannedModel,
  plan: StudyPlan,
  daily: Daily,
  leftOut: readonly string[] = [],
): FittedModel | Problem => {
  const fit = fitOnce(planned.request, daily);
  if (!isProblem(fit)) return { planned, fit, events: sum(fit.observed), leftOut };
  const { code, field } = fit;
  if (code === 'CONSTANT' && plan.optional.includes(field) && !leftOut.includes(field))
    return fitPlanned(withoutColumn(planned, field), plan, daily, [...leftOut, field]);
  const { reason, next, ...told } = discreet(fit);
  return problem(askersField(told.field, planned, plan), told.code, reason, next);
};
