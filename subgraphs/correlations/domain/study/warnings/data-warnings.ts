import { toldEvents } from '../../small-groups.ts';
import type { Gaps } from '../gaps.ts';
import { countText, listText, percentText } from '../wording.ts';
import { type Warning, warnIf } from './warning.ts';

const mostMissing = 0.1;

const fewerThan = 0.005;

const gapText = ({ column, share, isLagged }: Gaps): string =>
  `${column}${isLagged ? ' or one of its lags' : ''} is missing on ${percentText(100 * share)} of them`;

interface Missing {
  readonly days: number;
  readonly daysLeftOut: number;
  /** Of each column that is needed. */
  readonly gaps: readonly Gaps[];
}

/** More than a tenth of the days asked about. The first days, before which the lags of the model reach, are always among them. */
export const manyDaysMissing = ({ days, daysLeftOut, gaps }: Missing): readonly Warning[] => {
  const share = daysLeftOut / (days + daysLeftOut);
  return warnIf(share > mostMissing, 'MANY_DAYS_MISSING', () => {
    const why = gaps.filter((one) => one.share > fewerThan).toSorted((a, b) => b.share - a.share);
    const named = why.length === 0 ? '' : `: ${listText(why.map(gapText))}`;
    return `${countText(daysLeftOut)} of ${countText(days + daysLeftOut)} days (${percentText(100 * share)}) are left out${named}. Where days are missing for a reason, such as a monitor that fails in smoke, those that are left are not like them.`;
  });
};

/** A confounder that is missing more often than its days are worth. */
export const confounderLeftOut = (leftOut: readonly Gaps[], isListed: boolean): readonly Warning[] =>
  leftOut.flatMap(({ column, share }) =>
    warnIf(
      true,
      'CONFOUNDER_LEFT_OUT',
      () =>
        `${column} is missing on ${percentText(100 * share)} of the days asked about: it is left out, rather than these days, and is not adjusted for.${isListed ? ' A model with it, on the days that have it, is listed beside.' : ''}`,
    ),
  );

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
      `The organisation that asked this has asked ${countText(questions)} other ${questions === 1 ? 'question' : 'questions'} about this outcome. Who asks often enough finds something by chance: these p-values are adjusted for what is listed here, not for what was asked before.`,
  );
