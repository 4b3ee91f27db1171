import { Temporal } from 'temporal-polyfill';
import { badInput } from '../../errors/air-error.ts';
import type { BucketLength } from '../../ports/series.ts';

/** Buckets that follow each other in steps of one length, which InfluxDB can make by itself. */
export interface Run {
  readonly from: number;
  readonly to: number;
  readonly everyMs: number;
}

/** The buckets of a query, in one time zone. */
export interface Buckets {
  /** Of the bucket in which an instant lies, epoch ms. */
  startOf(ms: number): number;
  /** Of the bucket that starts then, ms. */
  lengthOf(start: number): number;
  /** All of them, in order. */
  readonly runs: readonly Run[];
}

const fixed = (everyMs: number, from: number, to: number): Buckets => {
  const startOf = (ms: number) => Math.floor(ms / everyMs) * everyMs;
  return {
    startOf,
    lengthOf: () => everyMs,
    runs: [{ from: startOf(from), to: startOf(to) + everyMs, everyMs }],
  };
};

/** A time in which a clock stands at one distance from UTC. */
interface Steady {
  readonly from: number;
  readonly to: number;
  readonly aheadMs: number;
}

const dayMs = 86_400_000;

/** How the clock of a zone stands. */
const steadyTimes = (zone: string, from: number, to: number): Steady[] => {
  const times: Steady[] = [];
  let start = startIn(zone, from);
  for (;;) {
    const change = start.getTimeZoneTransition('next');
    const end = change?.epochMilliseconds ?? Number.POSITIVE_INFINITY;
    times.push({ from: start.epochMilliseconds, to: end, aheadMs: start.offsetNanoseconds / 1e6 });
    if (!change || end > to) return times;
    start = change;
  }
};

const startIn = (zone: string, ms: number): Temporal.ZonedDateTime => {
  try {
    return Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(zone);
  } catch {
    throw badInput('timeZone', `There is no time zone ${zone}.`);
  }
};

/**
 * The first instant at which the local clock shows `local` (as if it were UTC, ms) or later: of a midnight that comes twice the first, for one
 * that is skipped the instant of the change.
 */
const instantOf = (times: readonly Steady[], local: number): number => {
  for (const { from, to, aheadMs } of times) {
    const instant = Math.max(from, local - aheadMs);
    if (instant < to) return instant;
  }
  return Number.POSITIVE_INFINITY;
};

/** Days are counted from Monday 2000-01-03, months from 2000-01-01: weeks start on Monday, years in January. */
const mondayMs = 946_857_600_000;

const localStarts = (days: number, months: number, local: number): ((step: number) => number) => {
  if (days > 0) {
    const length = days * dayMs;
    const first = Math.floor((local - mondayMs) / length) * length + mondayMs;
    return (step) => first + step * length;
  }
  const date = new Date(local);
  const month = (date.getUTCFullYear() - 2000) * 12 + date.getUTCMonth();
  const first = Math.floor(month / months) * months;
  return (step) => Date.UTC(2000, first + step * months);
};

const runsOf = (starts: readonly number[]): Run[] => {
  const runs: { from: number; to: number; everyMs: number }[] = [];
  for (const [n, from] of starts.slice(0, -1).entries()) {
    const to = starts[n + 1] as number;
    const last = runs.at(-1);
    if (last?.everyMs === to - from) last.to = to;
    else runs.push({ from, to, everyMs: to - from });
  }
  return runs;
};

const calendar = (days: number, months: number, zone: string, from: number, to: number): Buckets => {
  if (days > 0 === months > 0) throw badInput('every', 'Count either days or months.');
  // the buckets at both ends of a query reach beyond it
  const marginMs = 2 * (days + 31 * months + 1) * dayMs;
  const times = steadyTimes(zone, from - marginMs, to + marginMs);
  const clock = times.findLast((time) => time.from <= from) ?? (times[0] as Steady);
  const startOfStep = localStarts(days, months, from + clock.aheadMs);
  const starts: number[] = [];
  // One step early: where the clock goes back, an instant can lie in the bucket before the one that its clock shows.
  for (let step = -1; (starts.at(-1) ?? Number.NEGATIVE_INFINITY) <= to; step += 1) {
    const start = instantOf(times, startOfStep(step));
    if (start !== starts.at(-1)) starts.push(start);
  }
  const placeOf = (ms: number): number => {
    let [low, high] = [0, starts.length - 1];
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if ((starts[middle] as number) <= ms) low = middle;
      else high = middle - 1;
    }
    return low;
  };
  return {
    startOf: (ms) => starts[placeOf(ms)] as number,
    lengthOf: (start) => (starts[placeOf(start) + 1] as number) - start,
    runs: runsOf(starts.slice(placeOf(from), placeOf(to) + 2)),
  };
};

/** [from, to) in buckets. A time zone that does not exist is refused with BAD_INPUT. */
export const bucketsOf = (every: BucketLength, zone: string, from: number, to: number): Buckets =>
  every.kind === 'fixed' ? fixed(every.ms, from, to) : calendar(every.days, every.months, zone, from, to);
