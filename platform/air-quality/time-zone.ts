import { Temporal } from 'temporal-polyfill';

const epoch = Temporal.Instant.fromEpochMilliseconds(0);

/** The IANA name in its own spelling, or undefined where there is no such zone. Offsets such as +01:00 are none. */
export const timeZoneName = (text: string): string | undefined => {
  if (!/^[A-Za-z]/.test(text)) return undefined;
  try {
    return epoch.toZonedDateTimeISO(text).timeZoneId;
  } catch {
    return undefined;
  }
};
