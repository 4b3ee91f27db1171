import { type Problem, problem } from '../problem.ts';
import { fewestDays, fewestEvents } from '../small-groups.ts';

/** Days of an outcome, as far as it is known on them. */
export interface Group {
  /** Days that have a count. */
  readonly days: number;
  /** The sum of their counts. */
  readonly events: number;
}

/** The days that `isIn` names, by their place in the series. */
export const groupOf = (counts: Float64Array, isIn: (day: number) => boolean): Group => {
  let days = 0;
  let events = 0;
  for (let day = 0; day < counts.length; day += 1) {
    const count = counts[day] as number;
    if (Number.isNaN(count) || !isIn(day)) continue;
    days += 1;
    events += count;
  }
  return { days, events };
};

/** Says nothing of how many there are. */
export const tooSmall = (field: string, what: string, next: string): Problem =>
  problem(
    field,
    'GROUP_TOO_SMALL',
    `${what} fewer than ${fewestDays} days with a count, or fewer than ${fewestEvents} events`,
    next,
  );
