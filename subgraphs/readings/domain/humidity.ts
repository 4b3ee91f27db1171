import type { EpochMs, QualityFlag } from '@aqmrg/schema/events/vocabulary.ts';

interface Period {
  readonly periodStart: EpochMs;
  readonly periodEnd: EpochMs;
}

/** A relative humidity of the same sensor, in percent. */
export interface Humidity extends Period {
  readonly value: number;
  readonly quality: QualityFlag;
}

/**
 * The relative humidity that belongs to a period, in percent: of exactly that period, else of the shortest one that
 * covers it. A FAIL humidity does not count. Null where there is none.
 */
export const humidityFor = (of: Period, humidities: readonly Humidity[]): number | null => {
  let best: Humidity | null = null;
  for (const humidity of humidities) {
    if (humidity.quality === 'FAIL') continue;
    if (humidity.periodStart > of.periodStart || humidity.periodEnd < of.periodEnd) continue;
    if (best === null || lengthMs(humidity) < lengthMs(best)) best = humidity;
  }
  return best?.value ?? null;
};

const lengthMs = ({ periodStart, periodEnd }: Period): number => periodEnd - periodStart;
