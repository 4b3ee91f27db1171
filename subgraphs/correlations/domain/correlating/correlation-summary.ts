import { correlationText, countText, listText } from '../study/wording.ts';
import type { LagCorrelation } from './correlation-found.ts';
import type { CorrelationQuestion } from './correlation-question.ts';
import { strongest } from './strongest.ts';

/** What was found at the strongest adjusted lag, in two sentences. */
export const correlationSummary = (
  { exposure, outcome }: CorrelationQuestion,
  lags: readonly LagCorrelation[],
): string => {
  const { lag, raw, adjusted } = strongest(lags);
  const when = lags.length === 1 && lag === 0 ? 'on the same day' : `at lag ${lag}`;
  const { r, low, high, n, nEffective, given } = adjusted;
  return [
    `After ${listText(given)} are taken out, ${exposure.exposure.label} and ${outcome.label} correlate ${when} at ${correlationText(r)} (95 % interval ${correlationText(low)} to ${correlationText(high)}; ${countText(n)} days, which amount to ${countText(nEffective)} independent ones).`,
    `As they are, without that, it is ${correlationText(raw.r)}: an association, not proof of a cause.`,
  ].join(' ');
};
