import { canonicalUnit } from '@aqmrg/platform/air-quality/units.ts';
import type { Correction, Provenance } from '@aqmrg/schema/events/readings.ts';
import type { SensorChanged } from '@aqmrg/schema/events/sensors.ts';
import type { Quantity, Unit } from '@aqmrg/schema/events/vocabulary.ts';
import { correctionFor } from './corrections/purpleair.ts';
import { toCanonical } from './units.ts';

/** What of a sensor decides its correction. */
export type SensorFacts = Pick<SensorChanged, 'maker' | 'country' | 'variant'>;

export type Reported = Pick<Provenance, 'rawValue' | 'rawUnit' | 'variant'> & { readonly quantity: Quantity };

/** What a reading says, made from what was reported. */
export interface Derived {
  readonly value: number;
  readonly unit: Unit;
  readonly uncorrected: number;
  readonly corrections: Correction[];
  readonly calibration: string;
}

/** The provenance of a value to which nothing was fitted. */
export const uncalibrated = 'NONE';

/** The value in its canonical unit, corrected where a published correction holds for this sensor and its humidity is known. */
export const derive = (
  { quantity, rawValue, rawUnit, variant }: Reported,
  sensor: SensorFacts | undefined,
  humidityPercent: number | null,
): Derived => {
  const converted = toCanonical(quantity, rawValue, rawUnit);
  const corrections = converted.correction ? [converted.correction] : [];
  const corrected = correctionFor({
    maker: sensor?.maker ?? null,
    country: sensor?.country ?? null,
    quantity,
    variant,
    value: converted.value,
    humidityPercent,
  });
  const common = { unit: canonicalUnit(quantity), uncorrected: converted.value };
  return 'none' in corrected
    ? { ...common, value: converted.value, corrections, calibration: uncalibrated }
    : {
        ...common,
        value: corrected.value,
        corrections: [...corrections, corrected.correction],
        calibration: corrected.correction.id,
      };
};

/** Whether the humidity beside a value of this quantity can change it. */
export const dependsOnHumidity = (sensor: SensorFacts | undefined, quantity: Quantity): boolean => {
  if (sensor === undefined) return false;
  const { maker, country } = sensor;
  const query = { maker, country, quantity, variant: 'CF_1', value: 0, humidityPercent: 50 } as const;
  return !('none' in correctionFor(query));
};
