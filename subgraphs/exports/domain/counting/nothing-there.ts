import type { EpochMs } from '@aqmrg/schema/events/vocabulary.ts';
import { type Problem, problem } from '../problem.ts';

/** Where there would be readings of what was asked for: the first and the last UTC month. */
export interface MonthsThere {
  readonly first: EpochMs;
  readonly last: EpochMs;
}

/** What was looked for where an export would hold no rows. */
export interface Looked {
  /** Readings of the span, whatever their quality says. */
  readonly ofOtherQuality: number;
  /** At any time; null where there are none. */
  readonly atOtherTimes: MonthsThere | null;
  /** How far back that was looked for, years. */
  readonly years: number;
}

const monthName = (month: EpochMs): string => new Date(month).toISOString().slice(0, 7);

/** An export that would hold no rows is refused, with where there is something. */
export const nothingThere = ({ ofOtherQuality, atOtherTimes, years }: Looked): Problem => {
  if (ofOtherQuality > 0)
    return problem(
      'quality',
      'NOTHING_THERE',
      `None of the ${ofOtherQuality} readings of this time is of this quality`,
      'Ask for other qualities too: GOOD, UNKNOWN, SUSPECT, FAIL.',
    );
  if (atOtherTimes === null)
    return problem(
      'quantities',
      'NOTHING_THERE',
      `There are no such readings of these sensors, neither then nor at another time of the last ${years} years`,
      'Ask `availability` what there is of them.',
    );
  const [first, last] = [monthName(atOtherTimes.first), monthName(atOtherTimes.last)];
  return problem(
    'from',
    'NOTHING_THERE',
    `There are no such readings of these sensors then, but there are from ${first} to ${last} (UTC months)`,
    'Ask for that time; `availability` tells each month.',
  );
};
