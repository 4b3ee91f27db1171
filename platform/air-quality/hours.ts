import type { EpochMs, Quantity } from '@aqmrg/schema/events/vocabulary.ts';

/** Mean of one quantity over one UTC hour, in the canonical unit: the shape of the series port's HourlyMean. */
export interface Hour {
  readonly quantity: Quantity;
  readonly hourStart: EpochMs;
  readonly mean: number;
  /** Milliseconds of the hour that readings cover. */
  readonly coveredMs: number;
}

export const hourMs = 3_600_000;

/** Hours that start in [from, to). */
export interface HourSpan {
  readonly from: EpochMs;
  readonly to: EpochMs;
}

/**
 * Share of an averaging period that must be there: of an hour's time, of a day's hours, of eight hours. EPA's
 * completeness for AQI averages (40 CFR 50 App. N 3.0 and App. U 3; AirNow: 6 of 8 hours), sensortoolkit's as well.
 */
const completeness = 0.75;

export const isComplete = (have: number, of: number): boolean => have >= of * completeness;

/** The hours of one quantity that count, by their start. Several means of one hour (sensors of one place) are averaged. */
export type CountedHours = ReadonlyMap<EpochMs, number>;

export const countHours = (hours: readonly Hour[], quantity: Quantity): CountedHours => {
  const sums = new Map<EpochMs, { sum: number; count: number }>();
  for (const hour of hours) {
    if (hour.quantity !== quantity || !isComplete(hour.coveredMs, hourMs)) continue;
    const sum = sums.get(hour.hourStart) ?? { sum: 0, count: 0 };
    sums.set(hour.hourStart, { sum: sum.sum + hour.mean, count: sum.count + 1 });
  }
  return new Map([...sums].map(([start, { sum, count }]) => [start, sum / count]));
};

/** Starts of the whole hours in [from, to): a local day of a zone at half an hour takes the hours that start in it. */
export const hourStarts = ({ from, to }: HourSpan): EpochMs[] => {
  const starts: EpochMs[] = [];
  for (let start = Math.ceil(from / hourMs) * hourMs; start < to; start += hourMs) starts.push(start);
  return starts;
};

export interface Average {
  readonly value: number;
  /** Share of the hours that counted, 0 to 1. */
  readonly coverage: number;
}

/** Mean of a span's counted hours; null where fewer than 75 % of its hours count. */
export const meanOver = (counted: CountedHours, span: HourSpan): Average | null => {
  const starts = hourStarts(span);
  const values = starts.flatMap((start) => counted.get(start) ?? []);
  if (values.length === 0 || !isComplete(values.length, starts.length)) return null;
  return { value: sum(values) / values.length, coverage: values.length / starts.length };
};

/** Highest hour of a span; null where fewer than 75 % of its hours count. */
export const highestHour = (counted: CountedHours, span: HourSpan): Average | null => {
  const starts = hourStarts(span);
  const values = starts.flatMap((start) => counted.get(start) ?? []);
  if (values.length === 0 || !isComplete(values.length, starts.length)) return null;
  return { value: Math.max(...values), coverage: values.length / starts.length };
};

/**
 * Highest 8-hour mean of the windows that begin at `starts`; null where fewer than 75 % of the windows are complete
 * (6 of 8 hours each).
 */
export const highestEightHours = (counted: CountedHours, starts: readonly EpochMs[]): Average | null => {
  const means = starts.flatMap((from) => meanOver(counted, { from, to: from + 8 * hourMs })?.value ?? []);
  if (means.length === 0 || !isComplete(means.length, starts.length)) return null;
  return { value: Math.max(...means), coverage: means.length / starts.length };
};

/** Starts of the 8 h windows that end in a span: one for each of its hours. */
export const eightHoursEndingIn = (span: HourSpan): EpochMs[] =>
  hourStarts(span).map((start) => start - 7 * hourMs);

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
