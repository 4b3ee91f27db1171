import type { Quantity, Unit } from '@aqmrg/schema/events/vocabulary.ts';

/** Quantities as people write them. */
export const quantityWords: Readonly<Record<Quantity, string>> = {
  PM1: 'PM1',
  PM25: 'PM2.5',
  PM10: 'PM10',
  O3: 'O₃',
  NO: 'NO',
  NO2: 'NO₂',
  NOX: 'NOₓ',
  SO2: 'SO₂',
  CO: 'CO',
  BC: 'black carbon',
  TEMPERATURE: 'temperature',
  HUMIDITY: 'humidity',
  PRESSURE: 'pressure',
  WIND_SPEED: 'wind speed',
  WIND_DIRECTION: 'wind direction',
};

/** Units as people write them. */
export const unitWords: Readonly<Record<Unit, string>> = {
  MICROGRAM_PER_CUBIC_METRE: 'µg/m³',
  MILLIGRAM_PER_CUBIC_METRE: 'mg/m³',
  PARTS_PER_BILLION: 'ppb',
  PARTS_PER_MILLION: 'ppm',
  CELSIUS: '°C',
  PERCENT: '%',
  HECTOPASCAL: 'hPa',
  METRE_PER_SECOND: 'm/s',
  DEGREE: '°',
};
