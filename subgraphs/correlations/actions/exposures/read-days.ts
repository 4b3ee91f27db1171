import { setImmediate } from 'node:timers/promises';
import type { SeriesReader } from '@aqmrg/platform/ports/series.ts';
import { type DailyWish, dailyValues, hoursNeeded } from '../../domain/exposure/daily-values.ts';
import { type DaySpan, stretchesOf } from '../../domain/exposure/stretches.ts';

export interface DaysQuery extends DaySpan {
  readonly sensorIds: readonly string[];
  readonly wish: DailyWish;
}

/** A value a day of each sensor, in the order asked; or those whose readings are replays, where there are any. */
export type DaysRead =
  | { readonly kind: 'days'; readonly values: readonly Float64Array[] }
  | { readonly kind: 'replayed'; readonly sensorIds: readonly string[] };

type Reader = Pick<SeriesReader, 'hourly' | 'replayed'>;

/**
 * Reads hours a stretch of days after the other, and keeps of each only its days. Replays are looked for behind the hours: what is stored
 * meanwhile is then found with them, or not among them.
 */
export const readDays = async (reader: Reader, query: DaysQuery, signal: AbortSignal): Promise<DaysRead> => {
  const { sensorIds, wish } = query;
  const values = sensorIds.map(() => new Float64Array(query.days));
  for (const { at, days } of stretchesOf(query, sensorIds.length)) {
    const span = hoursNeeded(days, wish.metric);
    const hours = await reader.hourly({ sensorIds, quantities: [wish.pollutant], ...span }, signal);
    const replays = await reader.replayed({ sensorIds, quantity: wish.pollutant, ...span }, signal);
    if (replays.length > 0) return { kind: 'replayed', sensorIds: replays };
    const hoursOf = Map.groupBy(hours, ({ sensorId }) => sensorId);
    for (const [n, sensorId] of sensorIds.entries()) {
      values[n]?.set(dailyValues(hoursOf.get(sensorId) ?? [], days, wish), at);
      // a stretch of many sensors takes a while: others get their turn
      await setImmediate();
    }
  }
  return { kind: 'days', values };
};
