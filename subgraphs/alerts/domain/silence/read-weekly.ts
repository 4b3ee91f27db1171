import { timeZoneName } from '@aqmrg/platform/air-quality/time-zone.ts';
import type { Weekly } from '../notify/silence.ts';
import type { Tell } from './tell.ts';

export interface WeeklyInput {
  /** 1 is Monday. */
  readonly weekdays: readonly number[];
  /** Local time, `22:00`. */
  readonly from: string;
  readonly to: string;
  /** IANA name. */
  readonly timeZone: string;
}

const clock = /^([01]\d|2[0-3]):([0-5]\d)$/;

const readMinute = (tell: Tell, field: string, text: string): number => {
  const [, hours, minutes] = clock.exec(text) ?? [];
  if (hours === undefined)
    tell(field, 'NOT_A_TIME', 'It is no time of day', 'Write hours and minutes: 22:00.');
  return Number(hours) * 60 + Number(minutes);
};

/** A minute of the day as people write it. */
export const clockOf = (minute: number): string =>
  [Math.floor(minute / 60), minute % 60].map((part) => `${part}`.padStart(2, '0')).join(':');

/** A window that comes every week. */
export const readWeekly = (tell: Tell, input: WeeklyInput): Weekly => {
  const weekdays = [...new Set(input.weekdays)].sort((a, b) => a - b);
  if (weekdays.length === 0)
    tell('weekly.weekdays', 'MISSING', 'No day is named', 'Name one or more, 1 to 7.');
  else if (weekdays.some((day) => day < 1 || day > 7))
    tell('weekly.weekdays', 'OUT_OF_RANGE', 'A week has 7 days', 'Name days from 1, which is Monday, to 7.');
  const timeZone =
    timeZoneName(input.timeZone) ??
    tell(
      'weekly.timeZone',
      'NOT_A_TIME_ZONE',
      'IANA has no such time zone',
      'Write its name: Africa/Kampala.',
    );
  return {
    weekdays,
    fromMinute: readMinute(tell, 'weekly.from', input.from),
    toMinute: readMinute(tell, 'weekly.to', input.to),
    timeZone: timeZone ?? '',
  };
};
