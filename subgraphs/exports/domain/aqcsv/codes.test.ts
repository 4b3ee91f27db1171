import { canonicalUnit } from '@aqmrg/platform/air-quality/units.ts';
import { quantities, units } from '@aqmrg/schema/events/vocabulary.ts';
import { describe, expect, it } from 'vitest';
import { isAqsQuantity, parameterCodes, qcCodes, unitCodes } from './codes.ts';

/** EPA's AQS code list: parameter, what it is called there, and the unit in which ours are told, with what that is called. */
const listed = [
  ['PM25', '88502', 'Acceptable PM2.5 AQI & Speciation Mass', '105', 'Micrograms/cubic meter (LC)'],
  ['PM10', '85101', 'PM10 - LC', '105', 'Micrograms/cubic meter (LC)'],
  ['BC', '88313', 'Black Carbon PM2.5 LC', '105', 'Micrograms/cubic meter (LC)'],
  ['O3', '44201', 'Ozone', '008', 'Parts per billion'],
  ['NO', '42601', 'Nitric oxide', '008', 'Parts per billion'],
  ['NO2', '42602', 'Nitrogen dioxide', '008', 'Parts per billion'],
  ['NOX', '42603', 'Oxides of Nitrogen', '008', 'Parts per billion'],
  ['SO2', '42401', 'Sulfur dioxide', '008', 'Parts per billion'],
  ['CO', '42101', 'Carbon monoxide', '007', 'Parts per million'],
  ['TEMPERATURE', '62101', 'Outdoor Temperature', '017', 'Degrees Centigrade'],
  ['HUMIDITY', '62201', 'Relative Humidity', '019', 'Percent relative humidity'],
  ['PRESSURE', '64101', 'Barometric pressure', '016', 'Millibars'],
  ['WIND_SPEED', '61101', 'Wind speed', '011', 'Meters/second'],
  ['WIND_DIRECTION', '61102', 'Wind Direction', '014', 'Degrees Compass'],
] as const;

describe('codes of AQS', () => {
  it.each(listed)('call %s %s (%s), in %s (%s)', (quantity, parameter, _name, unit) => {
    expect(parameterCodes('CORRECTED')[quantity]).toBe(parameter);
    expect(unitCodes[canonicalUnit(quantity)]).toBe(unit);
    expect(isAqsQuantity(quantity)).toBe(true);
  });

  it('keep the code of reference methods from what is none: raw PM2.5 is 88501, PM2.5 Raw Data', () => {
    expect(parameterCodes('RAW')).toEqual({ ...parameterCodes('CORRECTED'), PM25: '88501' });
  });

  it('know every quantity but PM1, and every unit by a number of its own', () => {
    expect(quantities.filter((quantity) => !isAqsQuantity(quantity))).toEqual(['PM1']);
    expect(new Set(units.map((unit) => unitCodes[unit])).size).toBe(units.length);
  });

  it('call nothing valid that a test has doubted', () => {
    expect(qcCodes).toEqual({ GOOD: '0', UNKNOWN: '0', SUSPECT: '5', FAIL: '9' });
  });
});
