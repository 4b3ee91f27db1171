import { type Problem, problem } from '../problem.ts';
import { fewestDays, fewestEvents, isTooSmall } from '../small-groups.ts';
import { type Group, groupOf, tooSmall } from './group.ts';
import type { HealthSeries } from './health-series.ts';
import { daysOf, everyMonth, monthsOf, type Selection, wholeOf } from './selection.ts';

export interface Question {
  readonly selection: Selection;
  readonly series: Pick<HealthSeries, 'firstDay' | 'days'>;
  /** The outcome's, a day each; NaN is missing. */
  readonly counts: Float64Array;
  /** What the same account has asked about the same outcome of the same series. */
  readonly earlier: readonly Selection[];
}

const isSmall = ({ days, events }: Group): boolean => isTooSmall(days, events);

const told = (selection: Selection): string => {
  const months = monthsOf(selection);
  return `${selection.from} to ${selection.to}${months === null ? '' : `, months ${months.join(', ')}`}`;
};

/** The first setting in which two selections differ. */
const differingIn = (one: Selection, other: Selection): 'from' | 'to' | 'months' => {
  if (one.from !== other.from) return 'from';
  return one.to !== other.to ? 'to' : 'months';
};

const overlapping = (selection: Selection, other: Selection): Problem =>
  problem(
    differingIn(selection, other),
    'OVERLAPS_EARLIER_QUESTION',
    `What was told of ${told(other)} differs from this by too little: the difference would tell of a few days or events`,
    `Ask about the same days as then, or about days that differ by a year (${fewestDays} days with a count) and ${fewestEvents} events.`,
  );

/**
 * Why nothing may be told of these days: there are too few of them or of their events, or what was told before, less what would be told now, is
 * about too few. The events of the whole series are told to everybody who may see it, so that it counts as asked about from the start. A day
 * without a count tells nothing and is not counted.
 *
 * Pairs alone are looked at: three questions whose days add up to nearly those of a fourth are not found, nor are two accounts that compare what
 * they were told. Which questions are refused tells where a hundred events are passed, and no more.
 */
export const judgeQuestion = ({ selection, series, counts, earlier }: Question): Problem | null => {
  const pick = daysOf(series);
  const isAsked = pick(selection);
  if (isSmall(groupOf(counts, isAsked)))
    return tooSmall(
      selection.months === everyMonth ? 'from' : 'months',
      'These days have',
      'Ask about more days.',
    );
  const mayBeTold = (isIn: (day: number) => boolean): boolean => {
    const group = groupOf(counts, isIn);
    return group.days === 0 || !isSmall(group);
  };
  const other = [wholeOf(series), ...earlier].find((one) => {
    const wasAsked = pick(one);
    return !(
      mayBeTold((day) => isAsked(day) && !wasAsked(day)) && mayBeTold((day) => wasAsked(day) && !isAsked(day))
    );
  });
  return other === undefined ? null : overlapping(selection, other);
};
