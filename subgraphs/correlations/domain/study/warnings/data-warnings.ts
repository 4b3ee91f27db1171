import { toldEvents } from '../suppression.ts';
import { countText, percentText } from '../wording.ts';
import { type Warning, warnIf } from './warning.ts';

const mostMissing = 0.1;

/** More than a tenth of the days asked about. The first days, before which the lags of the model reach, are always among them. */
export const manyDaysMissing = (days: number, daysLeftOut: number): readonly Warning[] => {
  const share = daysLeftOut / (days + daysLeftOut);
  return warnIf(
    share > mostMissing,
    'MANY_DAYS_MISSING',
    () =>
      `${countText(daysLeftOut)} of ${countText(days + daysLeftOut)} days (${percentText(100 * share)}) are left out, because something is missing on them or on the days before that count for them. Where days are missing for a reason, such as a monitor that fails in smoke, those that are left are not like them.`,
  );
};

const leastADay = 1;
const leastACoefficient = 10;

/**
 * Less than one event a day on average, where most days have none and the intervals, which are those of large samples, are rough; or fewer than ten for
 * each coefficient (Peduzzi et al. 1996, doi 10.1016/S0895-4356(96)00236-3). Rates of strata do not count: they are conditioned on.
 */
export const fewEvents = (events: number, days: number, coefficients: number): readonly Warning[] =>
  warnIf(
    events < leastADay * days || events < leastACoefficient * coefficients,
    'FEW_EVENTS',
    () =>
      `There are at least ${countText(toldEvents(events))} events on ${countText(days)} days, for ${countText(coefficients)} coefficients. With less than one event a day, or fewer than ten a coefficient, the interval is only a rough one.`,
  );

/** Any question about the same outcome that the same people asked before. */
export const askedBefore = (questions: number): readonly Warning[] =>
  warnIf(
    questions > 0,
    'ASKED_BEFORE',
    () =>
      `Your organisation has asked ${countText(questions)} other ${questions === 1 ? 'question' : 'questions'} about this outcome. Who asks often enough finds something by chance: these p-values are adjusted for what is listed here, not for what was asked before.`,
  );
