import type { QualityFlag } from '@aqmrg/schema/events/vocabulary.ts';

/** A relative humidity, in percent. */
interface Humidity {
  readonly value: number;
  readonly quality: QualityFlag;
}

/** The relative humidity of exactly a reading's period, in percent; null where there is none, or one that FAILed. */
export const humidityFor = (samePeriod: Humidity | undefined): number | null =>
  samePeriod && samePeriod.quality !== 'FAIL' ? samePeriod.value : null;
