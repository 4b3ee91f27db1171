import { type HourlyInput, lookbackHours } from '../types.ts';

/** 672 hours, age 0 first. */
export const hoursOf = (value: (age: number) => number): Float64Array =>
  new Float64Array(lookbackHours).map((_, age) => value(age));

export const makeInput = (
  target: (age: number) => number,
  fields: Partial<HourlyInput> = {},
): HourlyInput => ({
  sensorId: 'a-sensor',
  timeZone: 'Africa/Kampala',
  latitude: 0.3476,
  longitude: 32.5825,
  ...fields,
  series: { target: hoursOf(target), ...fields.series },
});

export const origin = Date.parse('2023-07-01T12:00:00Z');
