import { isProblem, type Problem } from '../problem.ts';
import type { Daily } from '../report/request.ts';
import { toldEvents } from '../small-groups.ts';
import { fitPlanned } from './fit-planned.ts';
import type { EffectEstimate, StudyFound } from './study-found.ts';
import type { PlannedModel, StudyPlan } from './study-plan.ts';
import { summaryOf } from './study-summary.ts';
import { type MainTold, mainTold } from './tell-main.ts';
import { adjusted, lineOf, type Tried, triedOf } from './tried.ts';
import { studyWarnings } from './warnings/study-warnings.ts';

const isMain = ({ id }: PlannedModel, { mainId }: StudyPlan): boolean => id === mainId;

interface TriedAll {
  readonly main: MainTold;
  /** In the order of the plan. */
  readonly tried: readonly Tried[];
}

/**
 * The model that was asked for first, so that nothing else is fitted where it cannot be. Of each fit what is told of it is kept, not the fit: that has a
 * column of all days for each of its coefficients.
 */
const fitAll = (plan: StudyPlan, daily: Daily, onProgress: (done: number) => void): TriedAll | Problem => {
  const tried = new Map<string, Tried>();
  const tryOne = (planned: PlannedModel): MainTold | null | Problem => {
    const fitted = fitPlanned(planned, plan, daily);
    const one = triedOf(planned, fitted, plan);
    tried.set(planned.id, one);
    if (!isMain(planned, plan)) return null;
    const [effect] = one.effects;
    if (isProblem(fitted)) return fitted;
    return isProblem(effect) ? effect : mainTold(fitted, plan, daily);
  };

  let main: MainTold | null = null;
  for (const planned of plan.models.toSorted((a, b) => Number(isMain(b, plan)) - Number(isMain(a, plan)))) {
    const told = tryOne(planned);
    if (isProblem(told)) return told;
    main ??= told;
    onProgress(tried.size);
  }
  return { main: main as MainTold, tried: plan.models.map(({ id }) => tried.get(id) as Tried) };
};

const foundOf = (plan: StudyPlan, { main, tried }: TriedAll): StudyFound => {
  const models = tried.map(lineOf);
  const { told, events, coefficients, gaps } = main;
  const estimate = models.find(({ id }) => id === plan.mainId)?.effect as EffectEstimate;
  const { days, daysLeftOut, diagnostics } = told;
  return {
    kind: 'found',
    ...told,
    events: toldEvents(events),
    estimate,
    exposureResponse: tried.find(({ curve }) => curve !== null)?.curve ?? null,
    models,
    warnings: studyWarnings({
      ...{ plan, models, estimate, diagnostics, days, daysLeftOut, gaps, events, coefficients },
    }),
    summary: summaryOf(plan, estimate, { days, events: toldEvents(events) }),
  };
};

/**
 * Fits all models of a plan. The one that was asked for must fit, else its problem is the answer; others that do not are listed with theirs.
 * `onProgress` is told how many were fitted, of `plan.models.length`.
 */
export const studyOf = (
  plan: StudyPlan,
  daily: Daily,
  onProgress: (done: number) => void = () => undefined,
): StudyFound | Problem => {
  const all = fitAll(plan, daily, onProgress);
  return isProblem(all) ? all : foundOf(plan, { ...all, tried: adjusted(all.tried) });
};
