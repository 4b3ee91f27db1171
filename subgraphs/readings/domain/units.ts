import { isGas, standardHectopascal, ugM3ToPpb } from '@aqmrg/platform/air-quality/gases.ts';
import { accepts, canonicalUnit } from '@aqmrg/platform/air-quality/units.ts';
import type { Correction } from '@aqmrg/schema/events/readings.ts';
import type { Quantity, Unit } from '@aqmrg/schema/events/vocabulary.ts';

/** 25 °C, the reference of US EPA (40 CFR 50.3): at which mass concentrations of gases are stored as mixing ratios. */
const storageCelsius = 25;

export interface Converted {
  readonly value: number;
  /** What was done, for the reading's provenance; null where the unit was already the canonical one. */
  readonly correction: Correction | null;
}

const conversion = (value: number, inputs: Correction['inputs']): Converted => ({
  value,
  correction: { id: 'unit-conversion', version: '1', inputs },
});

const isMass = (unit: Unit): boolean =>
  unit === 'MICROGRAM_PER_CUBIC_METRE' || unit === 'MILLIGRAM_PER_CUBIC_METRE';
const isThousandfold = (unit: Unit): boolean =>
  unit === 'MILLIGRAM_PER_CUBIC_METRE' || unit === 'PARTS_PER_MILLION';

/**
 * The value in the quantity's canonical unit. Between mass and volume at 25 °C and 1013.25 hPa.
 * Throws RangeError where the quantity does not accept the unit: the door refuses such rows before.
 */
export const toCanonical = (quantity: Quantity, value: number, unit: Unit): Converted => {
  if (!accepts(quantity, unit)) throw new RangeError(`${quantity} cannot be given in ${unit}`);
  const canonical = canonicalUnit(quantity);
  if (unit === canonical) return { value, correction: null };
  const thousandth = isThousandfold(canonical);
  const inThousandths = isThousandfold(unit) ? value * 1000 : value;
  if (isGas(quantity) && isMass(unit)) {
    const ppb = ugM3ToPpb(quantity, inThousandths, storageCelsius);
    return conversion(thousandth ? ppb / 1000 : ppb, {
      celsius: storageCelsius,
      hectopascal: standardHectopascal,
    });
  }
  return thousandth
    ? conversion(inThousandths / 1000, { factor: 0.001 })
    : conversion(inThousandths, { factor: 1000 });
};
