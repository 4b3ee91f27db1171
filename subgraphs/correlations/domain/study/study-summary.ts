import type { EffectEstimate } from './study-found.ts';
import type { StudyPlan } from './study-plan.ts';
import { amountText, countText, lagsText, percentText, rangeText } from './wording.ts';

/** What a study found in two sentences. */
export const summaryOf = (
  { exposures, outcome, months }: StudyPlan,
  { increment, lagFrom, lagTo, percentChange, percentLow, percentHigh }: EffectEstimate,
  { days, events }: { readonly days: number; readonly events: number },
): string => {
  const [first, second] = exposures;
  const amount = first === undefined ? '' : amountText(increment, first.exposure);
  const beside = second === undefined ? '' : `, ${second.exposure.label} held fixed`;
  const way = percentChange < 0 ? 'fewer' : 'more';
  const among = months === null ? '' : ' of the months asked about';
  return [
    `An increase of ${amount} (${lagsText(lagFrom, lagTo)}${beside}) goes with ${percentText(Math.abs(percentChange))} ${way} events a day (${outcome.label}): 95 % interval ${rangeText(percentLow, percentHigh)}.`,
    `Over ${countText(days)} days${among} with at least ${countText(events)} events: an association, not proof of a cause.`,
  ].join(' ');
};
