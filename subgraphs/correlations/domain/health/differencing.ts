import { type Problem, problem } from '../problem.ts';
import { fewestDays, fewestEvents, isTooSmall } from '../small-groups.ts';
import { type Group, groupOf } from './group.ts';
import type { HealthSeries } from './health-series.ts';
import { type Month, monthsIn } from './months.ts';
import { picks, type Selection, wholeOf } from './selection.ts';

export interface Question {
  readonly selection: Selection;
  readonly series: Pick<HealthSeries, 'firstDay' | 'days'>;
  /** The outcome's, a day each; NaN is missing. */
  readonly counts: Float64Array;
  /** What the same organisation has asked about the same counts. */
  readonly earlier: readonly Selection[];
}

/** The one refusal of all that counts decide: two would tell which of the groups is small. */
const tooSmall = problem(
  'from',
  'GROUP_TOO_SMALL',
  `These days, or those by which they differ from days that your organisation asked about before, are too few or hold too few events: at least ${fewestDays} days and ${fewestEvents} events`,
  'Ask about more days, or about the same as before.',
);

interface Counted extends Month {
  readonly group: Group;
}

const sumOf = (months: readonly Counted[], isIn: (month: Month) => boolean): Group => {
  let [days, events] = [0, 0];
  for (const month of months) {
    if (!isIn(month)) continue;
    days += month.group.days;
    events += month.group.events;
  }
  return { days, events };
};

/** A day without a count tells nothing and is not counted. */
const mayBeTold = ({ days, events }: Group): boolean => days === 0 || !isTooSmall(days, events);

/**
 * Why nothing may be told of these days: there are too few of them or of their events, or what was told before, less what would be told now, is
 * about too few. The whole series counts as asked about from the start.
 *
 * Pairs alone are looked at: three questions whose days add up to nearly those of a fourth are not found. Days are whole months, so that whatever is
 * refused tells of sums over months: whether they reach a hundred.
 */
export const judgeQuestion = ({ selection, series, counts, earlier }: Question): Problem | null => {
  const months = monthsIn(series).map((month) => ({
    ...month,
    group: groupOf(counts.subarray(month.start, month.start + month.days)),
  }));
  const isAsked = picks(selection);
  const asked = sumOf(months, isAsked);
  if (isTooSmall(asked.days, asked.events)) return tooSmall;
  const differsEnough = (other: Selection): boolean => {
    const wasAsked = picks(other);
    return (
      mayBeTold(sumOf(months, (month) => isAsked(month) && !wasAsked(month))) &&
      mayBeTold(sumOf(months, (month) => wasAsked(month) && !isAsked(month)))
    );
  };
  return [wholeOf(series), ...earlier].every(differsEnough) ? null : tooSmall;
};
