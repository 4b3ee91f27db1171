import { quantities } from '@aqmrg/schema/events/vocabulary.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dailyMetrics } from '../exposure/exposure.ts';
import { isProblem } from '../problem.ts';
import { type ExposureAsked, wishOf } from './wish.ts';

const refused = (asked: ExposureAsked): string | null => {
  const wish = wishOf(asked);
  return isProblem(wish) ? wish.field : null;
};

describe('what is wished for of an exposure', () => {
  it('is a quantity at a site or of sensors, as a daily mean unless said otherwise', () => {
    const mean = { kind: 'measured', quantity: 'PM25', metric: 'DAILY_MEAN' };
    expect(wishOf({ quantity: 'PM25', siteId: 'hill' })).toEqual({ ...mean, from: { siteId: 'hill' } });
    expect(wishOf({ quantity: 'PM25', metric: 'MAX_8H', sensorIds: ['a', 'b'], siteId: null })).toEqual({
      ...{ ...mean, metric: 'MAX_8H', from: { sensorIds: ['a', 'b'] } },
    });
  });

  it('is an uploaded column by itself', () => {
    const nothing = { quantity: null, metric: null, siteId: null, sensorIds: undefined };
    expect(wishOf({ column: 'pm10', ...nothing })).toEqual({ kind: 'uploaded', column: 'pm10' });
  });

  it.each<[string, ExposureAsked]>([
    ['quantity', {}],
    ['quantity', { siteId: 'hill' }],
    ['siteId', { quantity: 'PM25' }],
    ['sensorIds', { quantity: 'PM25', siteId: 'hill', sensorIds: [] }],
    ['quantity', { column: 'pm10', quantity: 'PM25', siteId: 'hill' }],
    ['metric', { column: 'pm10', metric: 'MAX_1H' }],
    ['sensorIds', { column: 'pm10', sensorIds: ['a'] }],
  ])('is at fault in %s where that is missing or contradicts', (field, asked) => {
    expect(refused(asked)).toBe(field);
  });

  it('is one of the two or at fault, whatever is put together, and never throws', () => {
    const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(fc.option(value), { nil: undefined });
    const wild: fc.Arbitrary<ExposureAsked> = fc.record(
      {
        quantity: maybe(fc.constantFrom(...quantities)),
        metric: maybe(fc.constantFrom(...dailyMetrics)),
        siteId: maybe(fc.string()),
        sensorIds: maybe(fc.array(fc.string())),
        column: maybe(fc.string()),
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(wild, (asked) => {
        const said = Object.entries(asked).flatMap(([name, value]) => (value == null ? [] : [name]));
        const isUploaded = said.join() === 'column';
        const places = said.filter((name) => name === 'siteId' || name === 'sensorIds');
        const isMeasured = said.includes('quantity') && places.length === 1 && !said.includes('column');
        const wish = wishOf(asked);
        expect(wish.kind).toBe(isUploaded ? 'uploaded' : isMeasured ? 'measured' : 'problem');
        if (isProblem(wish)) expect(['quantity', 'metric', 'siteId', 'sensorIds']).toContain(wish.field);
      }),
    );
  });
});
