import { timeZoneName } from '@aqmrg/platform/air-quality/time-zone.ts';
import type { Weekly } from '../notify/silence.ts';
import type { Tell } from '../rule/read/faults.ts';
import { listWithin } from '../rule/read/lists.ts';

export interface WeeklyInput {
  /** 1 is Monday. */
  readonly weekdays: readonly number[];
  /** Local time, `22:00`. */
  readonly from: string;
  readonly to: string;
  /** IANA name. */
  readonly timeZone: string;
}

const daysOfWeek = 7;

const readWeekdays = (tell: Tell, days: readonly number[]): readonly number[] | undefined => {
  const field = 'weekly.weekdays';
  const wrong = days.findIndex((day) => day < 1 || day > daysOfWeek);
  if (wrong !== -1)
    return tell(`${field}.${wrong}`, 'OUT_OF_RANGE', 'A week has days 1 to 7', 'Monday is 1, Sunday 7.');
  return listWithin(tell, field, days, daysOfWeek)?.toSorted((a, b) => a - b);
};

const clock = /^([01]\d|2[0-3]):([0-5]\d)$/;

const readMinute = (tell: Tell, field: string, text: string): number | undefined => {
  const [, hours, minutes] = clock.exec(text) ?? [];
  return hours === undefined || minutes === undefined
    ? tell(field, 'NOT_A_TIME', 'It is no time of day', 'Write hours and minutes: 22:00.')
    : Number(hours) * 60 + Number(minutes);
};

const readTimeZone = (tell: Tell, name: string): string | undefined =>
  timeZoneName(name) ??
  tell('weekly.timeZone', 'NOT_A_TIME_ZONE', 'IANA has no such zone', 'Write its name: Africa/Kampala.');

/** A minute of the day as people write it. */
export const clockOf = (minute: number): string =>
  [Math.floor(minute / 60), minute % 60].map((part) => `${part}`.padStart(2, '0')).join(':');

/** A window that comes every week; undefined where something is wrong with it. */
export const readWeekly = (tell: Tell, input: WeeklyInput): Weekly | undefined => {
  const weekdays = readWeekdays(tell, input.weekdays);
  const fromMinute = readMinute(tell, 'weekly.from', input.from);
  const toMinute = readMinute(tell, 'weekly.to', input.to);
  const timeZone = readTimeZone(tell, input.timeZone);
  if (weekdays === undefined || fromMinute === undefined || toMinute === undefined || timeZone === undefined)
    return undefined;
  return { weekdays, fromMinute, toMinute, timeZone };
};
