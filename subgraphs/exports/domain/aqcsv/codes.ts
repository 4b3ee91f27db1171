import type { Version } from '@aqmrg/platform/ports/series.ts';
import type { QualityFlag, Quantity, Unit } from '@aqmrg/schema/events/vocabulary.ts';

/**
 * Parameters of EPA's Air Quality System (AQS code list, "Parameters"): 42101 carbon monoxide, 42401 sulfur dioxide, 42601 nitric oxide, 42602 nitrogen dioxide, 42603 oxides of
 * nitrogen, 44201 ozone, 61101 and 61102 wind speed and direction (scalar), 62101 outdoor temperature, 62201 relative humidity, 64101 barometric pressure, 85101 PM10 at local
 * conditions, 88313 black carbon of PM2.5. PM1 has none.
 */
const parameters = {
  PM10: '85101',
  O3: '44201',
  NO: '42601',
  NO2: '42602',
  NOX: '42603',
  SO2: '42401',
  CO: '42101',
  BC: '88313',
  TEMPERATURE: '62101',
  HUMIDITY: '62201',
  PRESSURE: '64101',
  WIND_SPEED: '61101',
  WIND_DIRECTION: '61102',
} as const satisfies Partial<Record<Quantity, string>>;

/**
 * 88101 is kept for reference and equivalent methods, which a low-cost sensor is not: as measured, PM2.5 is 88501 (raw data), and as corrected 88502 (acceptable for the AQI).
 */
const pm25: Readonly<Record<Version, string>> = { RAW: '88501', CORRECTED: '88502' };

export const parameterCodes = (version: Version): Readonly<Partial<Record<Quantity, string>>> => ({
  PM25: pm25[version],
  ...parameters,
});

export const isAqsQuantity = (quantity: Quantity): boolean => quantity in parameterCodes('RAW');

/**
 * AQS code list, "Units": 001 and 105 micrograms per cubic metre at 25 °C and at local conditions, 005 milligrams, 007 and 008 parts per million and billion, 011 metres per second,
 * 014 degrees compass, 016 millibars, 017 degrees centigrade, 019 percent relative humidity.
 */
export const unitCodes: Readonly<Record<Unit, string>> = {
  MICROGRAM_PER_CUBIC_METRE: '105',
  MILLIGRAM_PER_CUBIC_METRE: '005',
  PARTS_PER_BILLION: '008',
  PARTS_PER_MILLION: '007',
  CELSIUS: '017',
  PERCENT: '019',
  HECTOPASCAL: '016',
  METRE_PER_SECOND: '011',
  DEGREE: '014',
};

/**
 * AirNow-International's codes of quality: 0 valid, 1 adjusted, 2 averaged, 3 interpolated, 4 estimated, 5 suspect, 6 suspect after an audit, 7 insufficient data, 8 missing, 9 invalid.
 * None is for what was not evaluated: that is 0, of data whose status is preliminary.
 */
export const qcCodes: Readonly<Record<QualityFlag, string>> = {
  GOOD: '0',
  UNKNOWN: '0',
  SUSPECT: '5',
  FAIL: '9',
};
export const averagedQc = '2';
