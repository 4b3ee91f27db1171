import { readEvery } from '@aqmrg/platform/air-quality/every.ts';
import type { EpochMs } from '@aqmrg/schema/events/vocabulary.ts';

const monthNames = 'January February March April May June July August September October November December';
const dayMs = 86_400_000;

const calendarWord = (days: number, months: number): string => {
  const [count, unit] = months > 0 ? [months, 'month'] : [days, 'day'];
  const usual: Readonly<Record<string, string>> = {
    '1 day': 'Daily',
    '7 day': 'Weekly',
    '1 month': 'Monthly',
    '12 month': 'Yearly',
  };
  return usual[`${count} ${unit}`] ?? `${count}-${unit}`;
};

const fixedWord = (ms: number): string => {
  const [length, unit] = (
    [
      [3_600_000, 'hour'],
      [60_000, 'minute'],
      [1_000, 'second'],
    ] as const
  ).find(([one]) => ms % one === 0) ?? [1, 'millisecond'];
  return ms === 3_600_000 ? 'Hourly' : `${ms / length}-${unit}`;
};

/** How often: Hourly, 15-minute, Monthly. */
export const everyWord = (every: string): string => {
  const read = readEvery(every);
  if ('wrong' in read) return every;
  const { length } = read;
  return length.kind === 'fixed' ? fixedWord(length.ms) : calendarWord(length.days, length.months);
};

const twoDigits = (n: number): string => String(n).padStart(2, '0');
const timeOf = (at: Date): string => `${twoDigits(at.getUTCHours())}:${twoDigits(at.getUTCMinutes())}`;

const dateOf = (at: Date, isYearTold: boolean): string =>
  [
    at.getUTCDate(),
    monthNames.split(' ')[at.getUTCMonth()],
    ...(isYearTold ? [at.getUTCFullYear()] : []),
  ].join(' ');

/** Whole days by their dates, the last one included; other spans to the minute. */
export const spanWords = (from: EpochMs, to: EpochMs): string => {
  const isWhole = from % dayMs === 0 && to % dayMs === 0;
  const [first, last] = [new Date(from), new Date(isWhole ? to - dayMs : to)];
  if (!isWhole) return `${dateOf(first, true)} ${timeOf(first)} to ${dateOf(last, true)} ${timeOf(last)} UTC`;
  if (first.getTime() === last.getTime()) return dateOf(first, true);
  return `${dateOf(first, first.getUTCFullYear() !== last.getUTCFullYear())} to ${dateOf(last, true)}`;
};
