import type { Quantity, Unit } from '@aqmrg/schema/events/vocabulary.ts';

const units: Readonly<Partial<Record<Quantity, Unit>>> = {
  O3: 'PARTS_PER_BILLION',
  NO: 'PARTS_PER_BILLION',
  NO2: 'PARTS_PER_BILLION',
  NOX: 'PARTS_PER_BILLION',
  SO2: 'PARTS_PER_BILLION',
  CO: 'PARTS_PER_MILLION',
  TEMPERATURE: 'CELSIUS',
  HUMIDITY: 'PERCENT',
  PRESSURE: 'HECTOPASCAL',
  WIND_SPEED: 'METRE_PER_SECOND',
  WIND_DIRECTION: 'DEGREE',
};

/** The unit in which readings of a quantity are stored, and in which it is forecast. Particles: µg/m³. */
export const unitOf = (quantity: Quantity): Unit => units[quantity] ?? 'MICROGRAM_PER_CUBIC_METRE';
