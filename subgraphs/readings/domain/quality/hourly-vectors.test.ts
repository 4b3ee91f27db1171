import type { Quantity } from '@aqmrg/schema/events/vocabulary.ts';
import { describe, expect, it } from 'vitest';
import cases from '../../../../ml/quality/vectors/hourly.json' with { type: 'json' };
import { overall } from './assess.ts';
import { assess, hourly, makeAssessable } from './builders.ts';

/** `1` for an hour that a series holds (GOOD or UNKNOWN), `0` for one that it does not. */
const usable = (values: readonly (number | null)[], quantity: Quantity): string => {
  const series = values.flatMap((value, hour) =>
    value === null ? [] : [{ hour, reading: makeAssessable(hour, value, { quantity }) }],
  );
  const shown = Array<string>(values.length).fill('0');
  assess(
    series.map(({ reading }) => reading),
    hourly,
  ).forEach((tests, at) => {
    const hour = series[at]?.hour ?? 0;
    if (['GOOD', 'UNKNOWN'].includes(overall(tests))) shown[hour] = '1';
  });
  return shown.join('');
};

describe('the tests of hourly readings, as the training of forecasts knows them', () => {
  it.each(cases)('give the vectors: $name', ({ quantity, values, usable: expected }) => {
    expect(usable(values, quantity as Quantity)).toBe(expected);
  });
});
