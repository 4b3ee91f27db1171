import { agesOf } from './statistics.ts';
import type { Head } from './types.ts';

/** The hour that ends so many hours after the origin, or the local day so many days after that of the last hour before it. */
export type HeadTarget =
  | { readonly kind: 'hour'; readonly hours: number }
  | { readonly kind: 'day'; readonly days: number };

const targets: Readonly<Record<Head, HeadTarget>> = {
  PT4H: { kind: 'hour', hours: 4 },
  PT24H: { kind: 'hour', hours: 24 },
  PT72H: { kind: 'hour', hours: 72 },
  D1: { kind: 'day', days: 1 },
  D2: { kind: 'day', days: 2 },
  D3: { kind: 'day', days: 3 },
};

export const targetOf = (head: Head): HeadTarget => targets[head];

/** Days back to the newest one whose hour at the target's time of day has ended: 1 for 4 and 24 hours, 3 for 72. */
const newestSameDay = (hours: number): number => Math.ceil(hours / 24);

/** Ages of the hours at the target's time of day, on the newest `days` days that have them. */
export const sameHourAges = (hours: number, days: number): Uint16Array =>
  Uint16Array.from({ length: days }, (_, day) => 24 * (newestSameDay(hours) + day) - hours);

/**
 * The hours of a weather forecast that end with the target, by lead; of a day all of its hours, as if no clock were changed until
 * then. Asked with the local hour in which the last hour before the origin began.
 */
export const leadsOf = (head: Head, hours: number): ((lastHour: number) => Uint16Array) => {
  const target = targetOf(head);
  if (target.kind === 'day') {
    const days = Array.from({ length: 24 }, (_, lastHour) => agesOf(24 * target.days - 1 - lastHour, 24));
    return (lastHour) => days[lastHour] as Uint16Array;
  }
  const first = Math.max(0, target.hours - hours);
  const leads = agesOf(first, target.hours - first);
  return () => leads;
};
