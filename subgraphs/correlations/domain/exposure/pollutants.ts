import type { Quantity } from '@aqmrg/schema/events/vocabulary.ts';

const names = {
  PM1: 'PM1',
  PM25: 'PM2.5',
  PM10: 'PM10',
  O3: 'Ozone',
  NO: 'NO',
  NO2: 'NO2',
  NOX: 'NOx',
  SO2: 'SO2',
  CO: 'CO',
  BC: 'Black carbon',
} as const satisfies Partial<Record<Quantity, string>>;

/** What people are exposed to. Weather is none of it: models are adjusted for it. */
export type Pollutant = keyof typeof names;

export const isPollutant = (quantity: Quantity): quantity is Pollutant => Object.hasOwn(names, quantity);

export const pollutants = Object.keys(names) as readonly Pollutant[];

/** As people write it. */
export const pollutantName = (pollutant: Pollutant): string => names[pollutant];
