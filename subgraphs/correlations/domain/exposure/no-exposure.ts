import { type HealthSeries, lastDayOf } from '../health/health-series.ts';
import { type Problem, problem } from '../problem.ts';

/** That there is no value of it on any of these days. */
export const noExposure = (
  field: string,
  what: string,
  days: Pick<HealthSeries, 'firstDay' | 'days'>,
  next: string,
): Problem =>
  problem(
    field,
    'NO_EXPOSURE',
    `There is no value of ${what} on any day from ${days.firstDay} to ${lastDayOf(days)}.`,
    next,
  );
