import { type Problem, problem } from '../problem.ts';

/** Nothing is told of fewer days than a year has, nor of fewer events: neither says anything of health, and both may say something of somebody. */
export const fewestDays = 365;
export const fewestEvents = 100;

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

export const isTooSmall = ({ days, events }: Group): boolean => days < fewestDays || events < fewestEvents;

/** Says nothing of how many there are. */
export const tooSmall = (field: string, what: string, next: string): Problem =>
  problem(
    field,
    'GROUP_TOO_SMALL',
    `${what} fewer than ${fewestDays} days with a count, or fewer than ${fewestEvents} events`,
    next,
  );
