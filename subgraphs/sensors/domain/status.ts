import type { EpochMs } from '@aqmrg/schema/events/vocabulary.ts';

/**
 * ONLINE   heard: now ≤ onlineUntil
 * OFFLINE  not heard since, or never: now > onlineUntil, or no reading came
 * RETIRED  its deployment has ended; final
 *
 * A reading moves OFFLINE → ONLINE, time moves ONLINE → OFFLINE, retiring moves both → RETIRED.
 */
export const sensorStatuses = ['ONLINE', 'OFFLINE', 'RETIRED'] as const;
export type SensorStatus = (typeof sensorStatuses)[number];

/** Sensors that do not say how often they report are taken for hourly ones. */
export const unknownIntervalMs = 3_600_000;
/** Three missed reports in a row are a silence; one or two are the weather of mobile networks. */
export const missedReports = 3;
/** A sensor that reports each second is not offline after three of them. */
export const shortestSilenceMs = 15 * 60_000;
/** What makers' clouds and hourly averages take to arrive after their period ended. */
export const arrivalMs = 3_600_000;

/** Last instant at which a sensor counts as online, from the end of its newest reading's period. */
export const onlineUntil = (lastSeenAt: EpochMs, reportingIntervalMs: number | null): EpochMs =>
  lastSeenAt +
  Math.max(missedReports * (reportingIntervalMs ?? unknownIntervalMs), shortestSilenceMs) +
  arrivalMs;

export const statusAt = (
  sensor: { readonly retired: boolean; readonly onlineUntil: EpochMs | null },
  now: EpochMs,
): SensorStatus => {
  if (sensor.retired) return 'RETIRED';
  return sensor.onlineUntil !== null && now <= sensor.onlineUntil ? 'ONLINE' : 'OFFLINE';
};
