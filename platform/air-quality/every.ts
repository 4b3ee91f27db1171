import { Temporal } from 'temporal-polyfill';

const minuteMs = 60_000;
const dayMs = 86_400_000;
const yearMs = 366 * dayMs;
const daysAMonth = 30;

/** A fixed length, or a number of local days or months (one of the two is 0). */
export type PeriodLength =
  | { readonly kind: 'fixed'; readonly ms: number }
  | { readonly kind: 'calendar'; readonly days: number; readonly months: number };

/** A period over which is averaged: how it is counted, and about how long it is. */
export interface Every {
  readonly length: PeriodLength;
  readonly aboutMs: number;
}

/** Why a text is no such period, said of the text: "mixes units". */
export interface WrongEvery {
  readonly wrong: string;
}

/** What to send instead. */
export const everyHint = 'send PT1M to P1Y, in one kind of unit: PT15M, PT1H, P1D, P1W, P1M.';

const durationOf = (text: string): Temporal.Duration | undefined => {
  try {
    return Temporal.Duration.from(text);
  } catch {
    return undefined;
  }
};

/** An ISO 8601 duration from PT1M to P1Y: hours and shorter units are fixed lengths, days and longer ones are counted on the local calendar. */
export const readEvery = (text: string): Every | WrongEvery => {
  const duration = durationOf(text);
  if (duration === undefined) return { wrong: 'is no ISO 8601 duration' };
  if (duration.sign <= 0) return { wrong: 'is not longer than nothing' };
  const months = duration.years * 12 + duration.months;
  const days = duration.weeks * 7 + duration.days;
  const ms = duration.with({ years: 0, months: 0, weeks: 0, days: 0 }).total('milliseconds');
  if ([months, days, ms].filter((part) => part > 0).length > 1) return { wrong: 'mixes units' };
  const aboutMs = months * daysAMonth * dayMs + days * dayMs + ms;
  if (aboutMs < minuteMs || aboutMs > yearMs || months > 12) return { wrong: 'is too short or too long' };
  if (ms === 0) return { length: { kind: 'calendar', days, months }, aboutMs };
  if (ms % 1_000 !== 0) return { wrong: 'is no whole number of seconds' };
  return { length: { kind: 'fixed', ms }, aboutMs };
};
