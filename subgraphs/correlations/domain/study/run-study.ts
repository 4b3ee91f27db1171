import { diagnose } from '../diagnostics.ts';
import { isProblem, type Problem } from '../problem.ts';
import { dateAt } from '../report/model-report.ts';
import type { Daily } from '../report/request.ts';
import { diagnosticsOf } from './diagnostics.ts';
import { type FittedModel, fitPlanned } from './fit-planned.ts';
import type { EffectEstimate, StudyFound } from './found.ts';
import { chosenDays } from './span.ts';
import type { PlannedModel, StudyPlan } from './study-plan.ts';
import { summaryOf } from './summary.ts';
import { toldEvents } from './suppression.ts';
import { exposureResponseOf, lagResponseOf } from './tell-effects.ts';
import { adjusted, lineOf, type Tried, triedOf } from './tried.ts';
import { studyWarnings } from './warnings/study-warnings.ts';

const isMain = ({ id }: PlannedModel, { mainId }: StudyPlan): boolean => id === mainId;

/** The model that was asked for first, so that nothing else is fitted where it cannot be. */
const fitAll = (
  plan: StudyPlan,
  daily: Daily,
  onProgress: (done: number) => void,
): readonly Tried[] | Problem => {
  const order = plan.models.toSorted((a, b) => Number(isMain(b, plan)) - Number(isMain(a, plan)));
  const tried = new Map<string, Tried>();
  for (const planned of order) {
    const one = triedOf(planned, fitPlanned(planned, plan, daily), plan);
    const [effect] = one.effects;
    if (isMain(planned, plan) && isProblem(effect)) return effect;
    tried.set(planned.id, one);
    onProgress(tried.size);
  }
  return plan.models.map(({ id }) => tried.get(id) as Tried);
};

const curveAmong = (tried: readonly Tried[]): FittedModel | null =>
  tried.flatMap(({ planned, fitted }) => (planned.isCurve && !isProblem(fitted) ? [fitted] : []))[0] ?? null;

const foundOf = (plan: StudyPlan, daily: Daily, tried: readonly Tried[], main: Tried): StudyFound => {
  const fitted = main.fitted as FittedModel;
  const estimate = main.effects[0] as EffectEstimate;
  const { fit, events } = fitted;
  const diagnostics = diagnosticsOf(fitted, diagnose(fit));
  const curve = curveAmong(tried);
  const models = tried.map(lineOf);
  const asked = chosenDays(daily, plan.months).filter(Boolean).length;
  const size = { days: fit.n, daysLeftOut: asked - fit.n };
  return {
    kind: 'found',
    formula: fit.formula,
    firstDay: dateAt(daily.start, fit.days[0] as number),
    lastDay: dateAt(daily.start, fit.days.at(-1) as number),
    ...size,
    events: toldEvents(events),
    estimate,
    lagResponse: lagResponseOf(fitted, plan),
    exposureResponse: curve && exposureResponseOf(curve, plan),
    models,
    diagnostics,
    warnings: studyWarnings({
      plan,
      models,
      estimate,
      diagnostics,
      ...size,
      events,
      coefficients: fit.nCoefficients - fit.nStrata,
    }),
    summary: summaryOf(plan, estimate, { days: fit.n, events: toldEvents(events) }),
    specification: JSON.stringify(fitted.planned.request, null, 2),
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
  if (isProblem(all)) return all;
  const tried = adjusted(all);
  const main = tried.find(({ planned }) => isMain(planned, plan)) as Tried;
  return foundOf(plan, daily, tried, main);
};
