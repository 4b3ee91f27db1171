import type { Quantity, Unit } from '@aqmrg/schema/events/vocabulary.ts';

const massUnits = ['MICROGRAM_PER_CUBIC_METRE', 'MILLIGRAM_PER_CUBIC_METRE'] as const;
const gasUnits = ['PARTS_PER_BILLION', 'PARTS_PER_MILLION', ...massUnits] as const;

/** The first unit is the canonical one. */
const unitsByQuantity: Readonly<Record<Quantity, readonly [Unit, ...Unit[]]>> = {
  PM1: massUnits,
  PM25: massUnits,
  PM10: massUnits,
  BC: massUnits,
  O3: gasUnits,
  NO: gasUnits,
  NO2: gasUnits,
  NOX: gasUnits,
  SO2: gasUnits,
  CO: ['PARTS_PER_MILLION', 'PARTS_PER_BILLION', ...massUnits],
  TEMPERATURE: ['CELSIUS'],
  HUMIDITY: ['PERCENT'],
  PRESSURE: ['HECTOPASCAL'],
  WIND_SPEED: ['METRE_PER_SECOND'],
  WIND_DIRECTION: ['DEGREE'],
};

/** The unit in which readings of a quantity are stored and answered. */
export const canonicalUnit = (quantity: Quantity): Unit => unitsByQuantity[quantity][0];

/** The units in which a quantity may be reported. */
export const acceptedUnits = (quantity: Quantity): readonly Unit[] => unitsByQuantity[quantity];

export const accepts = (quantity: Quantity, unit: Unit): boolean => unitsByQuantity[quantity].includes(unit);
