import { isProblem, type Problem, problem } from '../problem.ts';
import type { Daily } from '../report/request.ts';
import { shown } from '../shown.ts';
import { plannedExposure, questionFault, type SpreadExposure } from './check-question.ts';
import type { ModelDefinition } from './definition.ts';
import { withoutGaps } from './gaps.ts';
import { planner } from './planner.ts';
import { mergedWith } from './requests.ts';
import { sizeFault } from './size.ts';
import { daysIn, type Spread } from './span.ts';
import type { PlannedModel, StudyPlan } from './study-plan.ts';
import type { StudyQuestion } from './study-question.ts';

const curvePoints = 30;

/** Values from the 1st to the 99th percentile at equal distances, and the reference where it lies among them. */
const curveOf = ({ p01, p99 }: Spread, reference: number): readonly number[] => {
  const step = (p99 - p01) / (curvePoints - 1);
  const values = Array.from({ length: curvePoints }, (_, i) => p01 + i * step);
  const isInside = reference >= p01 && reference <= p99;
  return [...new Set(isInside ? [...values, reference] : values)].sort((a, b) => a - b);
};

/** That there is no such model. */
export const unknownModel = (modelId: string, definitions: readonly Pick<ModelDefinition, 'id'>[]): Problem =>
  problem(
    'model',
    'NOT_FOUND',
    `There is no model ${shown(modelId)}`,
    `Ask for one of ${definitions.map(({ id }) => id).join(', ')}.`,
  );

/** That a curve would be told of where nothing was seen: beyond its last value it is only a line that goes on. */
const beyondFault = (main: ModelDefinition, [first]: readonly SpreadExposure[]): Problem | null => {
  if (first === undefined || !isItsOwnCurve(main)) return null;
  const { reference, increment } = first.planned;
  return reference + increment <= first.spread.most
    ? null
    : problem(
        'increment',
        'WRONG_SETTING',
        `${increment} more than ${reference} was never seen: the highest value is ${first.spread.most}`,
        'Give a smaller increment, or a lower reference.',
      );
};

/** Whether the curve is that of the model itself: its exposure is none of a line. */
const isItsOwnCurve = ({ terms }: ModelDefinition): boolean => {
  const { exposure } = terms;
  return exposure?.kind === 'numeric' && (exposure.response ?? { kind: 'linear' }).kind !== 'linear';
};

const exposuresOf = (question: StudyQuestion, daily: Daily): readonly SpreadExposure[] | Problem => {
  const found: SpreadExposure[] = [];
  for (const [place, one] of question.exposures.entries()) {
    const exposure = plannedExposure(one, place, question, daily);
    if (isProblem(exposure)) return exposure;
    found.push(exposure);
  }
  return found;
};

/**
 * All models that are fitted for a question. `daily` has the days of the span alone, with the columns of the calendar. A problem where the question
 * cannot be asked, or is about too few people.
 */
export const planStudy = (question: StudyQuestion, daily: Daily): StudyPlan | Problem => {
  const { definitions, modelId, outcome, months = null, askedBefore = 0 } = question;
  const main = definitions.find(({ id }) => id === modelId);
  const preSpecified = definitions.find(({ isDefault }) => isDefault);
  if (main === undefined || preSpecified === undefined) return unknownModel(modelId, definitions);
  const fault = questionFault(question, daily);
  if (fault !== null) return fault;
  const exposures = exposuresOf(question, daily);
  if (isProblem(exposures)) return exposures;
  const beyond = beyondFault(main, exposures);
  if (beyond !== null) return beyond;
  const planned = exposures.map((one) => one.planned);
  const curve = exposures.slice(0, 1).flatMap(({ spread, planned }) => curveOf(spread, planned.reference));
  const { kept: confounders, leftOut } = withoutGaps(question.confounders, daily, months);
  const filling = { planned, confounders, curve, days: daysIn(daily) };
  const { model, singles, withLeftOut } = planner(question, filling);
  const mainOf = (triedAs: 'PRE_SPECIFIED' | 'ASKED_FOR'): PlannedModel =>
    model({ ...main, triedAs, isCurve: isItsOwnCurve(main) }, main);
  const models = [
    ...(main === preSpecified
      ? [mainOf('PRE_SPECIFIED')]
      : [model({ ...preSpecified, triedAs: 'PRE_SPECIFIED' }, preSpecified), mainOf('ASKED_FOR')]),
    ...main.alternatives.map((one) => model(one, mergedWith(main, one))),
    ...singles(main),
    ...withLeftOut(main, leftOut),
  ];
  const tooLarge = sizeFault(models, daily);
  if (tooLarge !== null) return tooLarge;
  const { HUMIDITY, HOLIDAY, INFLUENZA } = question.confounders;
  return {
    models,
    mainId: main.id,
    outcome,
    exposures: planned,
    optional: [HUMIDITY, HOLIDAY, INFLUENZA].filter((column) => column !== undefined),
    leftOut,
    months,
    askedBefore,
  };
};
