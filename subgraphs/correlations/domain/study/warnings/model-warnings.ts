import type { EffectEstimate, ModelDiagnostics, TriedModel } from '../study-found.ts';
import { countText, effectText, rangeText } from '../wording.ts';
import { type Warning, warnIf } from './warning.ts';

const holds = ({ low, high }: EffectEstimate, ratio: number): boolean => low <= ratio && ratio <= high;
const isSure = (effect: EffectEstimate): boolean => !holds(effect, 1);
const sign = ({ rateRatio }: EffectEstimate): number => Math.sign(rateRatio - 1);

/** The interval holds a rate ratio of 1. */
export const noEffectWithin = (estimate: EffectEstimate): readonly Warning[] =>
  warnIf(
    holds(estimate, 1),
    'NO_EFFECT_WITHIN_INTERVAL',
    () =>
      `The 95 % interval goes from ${rangeText(estimate.percentLow, estimate.percentHigh)}: the data agree with no effect, and as well with any other between these ends. That is not evidence that there is none.`,
  );

/**
 * Among the models with one choice of season or weather made otherwise, over the same lags: one whose estimate lies outside of the interval that is
 * told, or has the other sign although its own interval is sure of it, or that is sure of an effect where the answer is not, or the reverse.
 */
export const dependsOnChoices = (
  estimate: EffectEstimate,
  models: readonly TriedModel[],
): readonly Warning[] => {
  const effects = models.flatMap(({ triedAs, effect }) =>
    triedAs === 'SENSITIVITY' && effect?.lagFrom === estimate.lagFrom && effect.lagTo === estimate.lagTo
      ? [effect]
      : [],
  );
  const others = effects.filter(
    (effect) =>
      !holds(estimate, effect.rateRatio) ||
      isSure(effect) !== isSure(estimate) ||
      (isSure(effect) && sign(effect) !== sign(estimate)),
  );
  return warnIf(others.length > 0, 'DEPENDS_ON_CHOICES', () => {
    const changes = effects.map(({ percentChange }) => percentChange);
    return `Other choices, such as of season and weather, give from ${rangeText(Math.min(...changes), Math.max(...changes))}, where the answer is ${effectText(estimate)}: ${others.length} of ${effects.length} lie outside of its interval, or decide otherwise whether there is an effect.`;
  });
};

/**
 * With the other design, over the same lags: neither interval holds the other's estimate, or the signs differ although one of the two is sure of its
 * own. Signs alone would differ half of the time where there is no effect.
 */
export const designsDisagree = (
  estimate: EffectEstimate,
  others: readonly TriedModel[],
): readonly Warning[] =>
  others.flatMap(({ title, effect }) =>
    effect === null || effect.lagFrom !== estimate.lagFrom || effect.lagTo !== estimate.lagTo
      ? []
      : warnIf(
          (sign(effect) !== sign(estimate) && (isSure(effect) || isSure(estimate))) ||
            !(holds(estimate, effect.rateRatio) || holds(effect, estimate.rateRatio)),
          'DESIGNS_DISAGREE',
          () =>
            `Another design gives another answer (${title}): ${effectText(effect)}, where this one gives ${effectText(estimate)}. At least one of them leaves something in that moves with the exposure.`,
        ),
  );

const residualLags = 7;
const noticeable = 0.1;

/**
 * Ljung and Box's p below .05, and a partial autocorrelation beyond ±0.1 within a week: of thousands of days the test alone finds what is too small to
 * matter. At 0.1, standard errors that take days for independent are at most some ten per cent too small.
 */
export const residualsAutocorrelated = ({ ljungBoxP, pacf }: ModelDiagnostics): readonly Warning[] => {
  const week = pacf.slice(0, residualLags);
  const most = week.reduce((one, other) => (Math.abs(other) > Math.abs(one) ? other : one), 0);
  return warnIf(
    ljungBoxP < 0.05 && Math.abs(most) > noticeable,
    'RESIDUALS_AUTOCORRELATED',
    () =>
      `What the model leaves of one day tells something of those after it: partial autocorrelation ${most.toFixed(2).replace('-', '−')} at lag ${week.indexOf(most) + 1}. The interval is too narrow, and something that lasts for days may not be adjusted for.`,
  );
};

const muchMore = 1.5;

/** χ² over the degrees of freedom above 1.5. */
export const overdispersed = ({ dispersion }: ModelDiagnostics): readonly Warning[] =>
  warnIf(
    dispersion > muchMore,
    'OVERDISPERSED',
    () =>
      `Counts vary ${dispersion.toFixed(1)} times as much as chance alone would have it. The intervals allow for that; but it says that something changes from day to day that the model does not know.`,
  );

/** Anything that was left out of the model that answers. */
export const termsDropped = ({ dropped }: ModelDiagnostics): readonly Warning[] =>
  warnIf(dropped.length > 0, 'TERMS_DROPPED', () =>
    dropped.length === 1
      ? `Left out of the model, because the data cannot tell it from the rest: ${dropped[0]}.`
      : `${countText(dropped.length)} columns are left out of the model, because the data cannot tell them from the rest, such as ${dropped[0]}. The diagnostics have all of them.`,
  );

/** Always: the study is never of one model alone. */
export const severalTried = (models: readonly TriedModel[]): readonly Warning[] => {
  const effects = models.flatMap(({ effect }) => effect ?? []);
  const below = effects.filter(({ p }) => p < 0.05).length;
  const left = effects.filter(({ pAdjusted }) => pAdjusted !== null && pAdjusted < 0.05).length;
  return warnIf(
    true,
    'SEVERAL_TRIED',
    () =>
      `${countText(models.length)} models were tried, and all are listed: ${below} of them with p below 0.05, ${left} after adjustment for how many there are. The answer was chosen before: do not choose another for its p.`,
  );
};
