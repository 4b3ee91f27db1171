import { type Estimate, rateRatioOf } from '../glm/statistics.ts';
import type { Contrast } from '../lags/cross-basis.ts';
import { type Problem, problem } from '../problem.ts';
import { cumulativeEffects, effectOf, exposureResponse, lagEffects, partsOfDays } from '../terms/effects.ts';
import { besideOthers, fewDaysDecide, hangsOnFewDays } from './few-days.ts';
import type { FittedModel } from './fit-planned.ts';
import type { EffectEstimate, ExposureResponse, LagEffect } from './study-found.ts';
import type { PlannedExposure, StudyPlan } from './study-plan.ts';

const exposureAt = ({ planned }: FittedModel, place: number, plan: StudyPlan): PlannedExposure =>
  plan.exposures[planned.exposures[place] as number] as PlannedExposure;

const contrastOf = ({ increment, reference }: PlannedExposure): Omit<Contrast, 'lags'> => ({
  at: reference + increment,
  reference,
});

const percent = (logRatio: number): number => 100 * Math.expm1(logRatio);

const told = (estimate: Estimate) => {
  const { rr: rateRatio, low, high } = rateRatioOf(estimate);
  return { rateRatio, low, high };
};

const isOfFewDays = (model: FittedModel, place: number, contrast: Contrast): boolean =>
  hangsOnFewDays(partsOfDays(model.fit, place, contrast));

const askersField = ({ planned }: FittedModel, place: number): string =>
  `exposures.${planned.exposures[place]}`;

/** The effect of one exposure of a model over all its lags; a problem where its interval has no end, or where it hangs on few days. */
export const effectIn = (model: FittedModel, place: number, plan: StudyPlan): EffectEstimate | Problem => {
  const exposure = exposureAt(model, place, plan);
  const contrast = contrastOf(exposure);
  if (isOfFewDays(model, place, contrast)) return fewDaysDecide(askersField(model, place));
  const found = effectOf(model.fit, place, contrast);
  const { rateRatio, low, high } = told(found);
  if (!(low > 0 && Number.isFinite(high)))
    return problem(
      askersField(model, place),
      'NOT_CONVERGED',
      'The interval of the effect has no end: the data say nothing of it',
      'Ask about more days or events, or about a smaller increment.',
    );
  const lags = model.fit.terms[place]?.cross?.lags;
  return {
    increment: exposure.increment,
    lagFrom: lags?.from ?? 0,
    lagTo: lags?.to ?? 0,
    rateRatio,
    low,
    high,
    percentChange: percent(found.estimate),
    percentLow: percent(Math.log(low)),
    percentHigh: percent(Math.log(high)),
    standardError: found.se,
    p: found.pNormal,
    pAdjusted: null,
  };
};

/** The effect of the first exposure at each lag, and summed up to it; a problem where one of them hangs on few days. */
export const lagResponseOf = (model: FittedModel, plan: StudyPlan): readonly LagEffect[] | Problem => {
  const contrast = contrastOf(exposureAt(model, 0, plan));
  const { from, to } = model.fit.terms[0]?.cross?.lags ?? { from: 0, to: 0 };
  for (let lag = from; lag <= to; lag += 1)
    for (const first of new Set([lag, from]))
      if (hangsOnFewDays(partsOfDays(model.fit, 0, { ...contrast, lags: [first, lag] }), besideOthers))
        return fewDaysDecide(askersField(model, 0));
  const summed = cumulativeEffects(model.fit, 0, contrast);
  return lagEffects(model.fit, 0, contrast).map((effect, i) => {
    const cumulative = told(summed[i] as Estimate);
    return {
      lag: effect.lag,
      ...told(effect),
      cumulativeRateRatio: cumulative.rateRatio,
      cumulativeLow: cumulative.low,
      cumulativeHigh: cumulative.high,
    };
  });
};

/** The curve of the first exposure over all lags, against its reference, without the points that hang on few days. */
export const exposureResponseOf = (model: FittedModel, plan: StudyPlan): ExposureResponse => {
  const { reference, exposure } = exposureAt(model, 0, plan);
  const all = model.planned.request.effects?.find(({ term }) => term === 0)?.curve ?? [];
  const values = all.filter((at) => !isOfFewDays(model, 0, { at, reference }));
  return {
    reference,
    unit: exposure.unit,
    formula: model.fit.formula,
    points: exposureResponse(model.fit, 0, { values, reference }).map((point) => ({
      value: point.value,
      ...told(point),
    })),
  };
};
