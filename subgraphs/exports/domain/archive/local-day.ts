import { daysFrom, type LocalDay, localDateOf } from '@aqmrg/platform/air-quality/local-days.ts';
import { timeZoneName } from '@aqmrg/platform/air-quality/time-zone.ts';
import type { EpochMs } from '@aqmrg/schema/events/vocabulary.ts';

/** Days that are remembered of each zone: readings are mostly of today and yesterday. */
const kept = 8;

/** The zone whose calendar a sensor's files follow. */
export const zoneOf = (timeZone: string | null | undefined): string =>
  timeZoneName(timeZone ?? 'UTC') ?? 'UTC';

/** The day of a calendar, with the instants at which it begins and ends. */
export const dayOf = (date: string, timeZone: string): LocalDay => daysFrom(date, 1, timeZone)[0] as LocalDay;

/** Finds the local day of an instant. Asking the calendar takes longer than all else that is done with a reading, so that the last answers are remembered. */
export const createDayFinder = (): ((at: EpochMs, timeZone: string) => LocalDay) => {
  const byZone = new Map<string, readonly LocalDay[]>();
  return (at, timeZone) => {
    const known = byZone.get(timeZone) ?? [];
    const found = known.find(({ from, to }) => from <= at && at < to);
    if (found !== undefined) return found;
    const day = dayOf(localDateOf(at, timeZone), timeZone);
    byZone.set(timeZone, [day, ...known].slice(0, kept));
    return day;
  };
};
