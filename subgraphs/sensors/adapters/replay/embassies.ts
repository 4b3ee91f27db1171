import type { EpochMs } from '@aqmrg/schema/events/vocabulary.ts';
import { dueAt, hourEndAfter, hourMs, originalOf, recordedHour } from './calendar.ts';
import type { Registrations, ReplayedReading } from './contract.ts';
import type { Recording } from './pack.ts';

const networkId = 'us-embassies';

/** The network of the embassies, a site and a sensor a monitor. */
export const registerEmbassies = (recordings: readonly Recording[]): Registrations => ({
  networks: [{ id: networkId, name: 'US embassies in Africa (AirNow)', maker: 'US Department of State' }],
  sites: recordings.map(({ monitor: { id, name, city, country, timeZone, latitude, longitude } }) => ({
    id,
    name,
    city,
    country,
    timeZone,
    location: { latitude, longitude },
  })),
  sensors: recordings.map(({ monitor }) => ({
    id: monitor.id,
    name: monitor.name,
    networkId,
    siteId: monitor.id,
    kind: 'REFERENCE',
    externalIds: [{ system: 'airnow', id: monitor.airnowSite }],
    location: { latitude: monitor.latitude, longitude: monitor.longitude },
    country: monitor.country,
    timeZone: monitor.timeZone,
    quantities: ['PM25'],
    reportingInterval: 'PT1H',
    license: 'Public domain (US government work)',
    attribution: 'US Department of State and US EPA, AirNow; preliminary data of 2023, replayed',
  })),
});

/** The hour that ends at `periodEnd`, replayed; undefined where its original is a gap. */
export const replayedReading = (recording: Recording, periodEnd: EpochMs): ReplayedReading | undefined => {
  const periodStart = periodEnd - hourMs;
  const original = originalOf(periodStart);
  if (original === undefined) return undefined;
  const hour = recordedHour(original);
  const value = hour === undefined ? undefined : recording.values[hour];
  if (hour === undefined || value === undefined || Number.isNaN(value)) return undefined;
  const sourceFlag = recording.flagAt(hour);
  return {
    sensorId: recording.monitor.id,
    quantity: 'PM25',
    periodStart,
    periodEnd,
    value,
    unit: 'MICROGRAM_PER_CUBIC_METRE',
    ...(sourceFlag === undefined ? {} : { sourceFlag }),
    source: 'AirNow Department of State, replay of 2023',
    replay: { originalPeriodStart: original, originalPeriodEnd: original + hourMs },
  };
};

/** The hours of one monitor that end after `after` and are due at or before `until`, oldest first. */
export const dueReadings = (
  recording: Recording,
  span: { readonly after: EpochMs; readonly until: EpochMs },
): readonly ReplayedReading[] => {
  const readings: ReplayedReading[] = [];
  for (let end = hourEndAfter(span.after); dueAt(recording.monitor.id, end) <= span.until; end += hourMs) {
    const reading = replayedReading(recording, end);
    if (reading !== undefined) readings.push(reading);
  }
  return readings;
};

/** Hours after which a recorded hour must come, if the recording has any: a leap year's worth and a day. */
const searchedHours = 367 * 24;

/** End of the monitor's first hour that ends after `after` and is no gap; undefined where the recording is empty. */
export const nextPeriodEnd = (recording: Recording, after: EpochMs): EpochMs | undefined => {
  const first = hourEndAfter(after);
  for (let end = first; end < first + searchedHours * hourMs; end += hourMs) {
    if (replayedReading(recording, end) !== undefined) return end;
  }
  return undefined;
};
