import { type Hour, hourMs } from '@aqmrg/platform/air-quality/hours.ts';
import { computeIndex, hoursNeeded } from '@aqmrg/platform/air-quality/indices/index-of.ts';
import { nowcastHours, pmNowcast } from '@aqmrg/platform/air-quality/indices/nowcast.ts';
import type { EpochMs } from '@aqmrg/schema/events/vocabulary.ts';
import type { Signal } from '../rule/rule.ts';
import { fullHour } from './anomaly.ts';
import type { History } from './history/history.ts';
import type { Track } from './history/track.ts';
import { quantitiesOf } from './reach.ts';

/** Of the twelve hours before a full hour. */
export const nowcastAt = (track: Track, at: EpochMs, quantity: 'PM25' | 'PM10'): number | null =>
  pmNowcast(
    quantity,
    Array.from({ length: nowcastHours }, (_, ago) => fullHour(track, at - (ago + 1) * hourMs)),
  );

/** The index that the graph's `aqi` has at a full hour; null where there is none. */
export const indexAt = (
  signal: Extract<Signal, { readonly kind: 'INDEX' }>,
  history: History,
  at: EpochMs,
): number | null => {
  const span = { standard: signal.standard, basis: 'CURRENT', at, timeZone: history.timeZone } as const;
  const { from, to } = hoursNeeded(span);
  const hours: Hour[] = [];
  for (const quantity of quantitiesOf(signal)) {
    const track = history.track(quantity);
    if (track === null) continue;
    for (let hourStart = from; hourStart < to; hourStart += hourMs) {
      const hour = track.meanOf(hourStart);
      if (hour !== null) hours.push({ quantity, hourStart, mean: hour.mean, coveredMs: hour.coveredMs });
    }
  }
  const found = computeIndex({ ...span, hours });
  return 'unavailable' in found ? null : found.index;
};
