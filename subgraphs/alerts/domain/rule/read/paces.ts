import { durationWords } from '@aqmrg/platform/air-quality/duration.ts';
import type { Pace } from '../rule.ts';
import { durationWithin, isGiven, type Tell } from './faults.ts';
import type { ConditionInput, Given, PaceInput } from './input.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

const holding = { shortestMs: 0, longestMs: 2 * dayMs };
const quiet = { shortestMs: 5 * minuteMs, longestMs: 30 * dayMs };
const usualQuietMs = 3 * hourMs;

/** Judged once an hour: between two hours they are not silent. */
const isHourly = ({ signal, together }: ConditionInput): boolean =>
  isGiven(together) || ['NOWCAST', 'AQI', 'ANOMALY', 'FORECAST'].includes(signal);

const readQuiet = (tell: Tell, value: Given<string>, condition: ConditionInput): number | undefined => {
  const field = 'pace.noDataAfter';
  const ms = isGiven(value) ? durationWithin(tell, field, value, quiet) : usualQuietMs;
  if (ms === undefined || ms >= hourMs || !isHourly(condition)) return ms;
  return tell(
    field,
    'OUT_OF_RANGE',
    `This signal is judged once an hour, so that after ${durationWords(ms)} nothing is ever known`,
    'Give 1 hour or more, such as PT3H.',
  );
};

const readHolding = (tell: Tell, field: string, value: Given<string>, isOffline: boolean) => {
  const ms = isGiven(value) ? durationWithin(tell, field, value, holding) : 0;
  if (!isOffline || ms === undefined || ms === 0) return ms;
  return tell(field, 'NOT_USED', 'Of OFFLINE noDataAfter says how long', 'Leave it out.');
};

/** How a condition becomes an incident. */
export const readPace = (tell: Tell, input: PaceInput, condition: ConditionInput): Pace | undefined => {
  const isOffline = condition.signal === 'OFFLINE';
  const forMs = readHolding(tell, 'pace.for', input.for, isOffline);
  const keepFiringMs = readHolding(tell, 'pace.keepFiringFor', input.keepFiringFor, isOffline);
  const noDataAfterMs = readQuiet(tell, input.noDataAfter, condition);
  const noData = isOffline ? 'ALERT' : (input.noData ?? 'KEEP');
  if (isOffline && isGiven(input.noData) && input.noData !== 'ALERT')
    return tell('pace.noData', 'NOT_USED', 'OFFLINE is always ALERT', 'Leave it out.');
  if (forMs === undefined || keepFiringMs === undefined || noDataAfterMs === undefined) return undefined;
  return { forMs, keepFiringMs, noDataAfterMs, noData };
};
