import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formats } from '../../domain/request/export-request.ts';
import { readRequest } from '../../domain/request/read-request.ts';
import { readDirectQuery, saidOfParameter } from './direct-query.ts';

const now = Date.UTC(2024, 6, 1);
const may = { from: '2024-05-01T00:00:00Z', to: '2024-06-01T00:00:00Z' };

const requestOf = (query: Record<string, unknown>, format: (typeof formats)[number] = 'CSV') => {
  const { input, problems } = readDirectQuery(format, query);
  const read = readRequest(input, now);
  const found = [...problems, ...(Array.isArray(read) ? read.map(saidOfParameter) : [])];
  return found.length === 0 ? read : found.map(({ field, code }) => `${field} ${code}`);
};

describe('an address', () => {
  it('says what a request says, uncompressed unless it asks for it', () => {
    expect(requestOf({ ...may, sensorId: ['b', 'a'], quantity: 'pm25,PM10' })).toMatchObject({
      ...{ sensorIds: ['a', 'b'], quantities: ['PM25', 'PM10'], compression: 'NONE', format: 'CSV' },
      ...{ from: Date.UTC(2024, 4, 1), to: Date.UTC(2024, 5, 1), asOf: now, split: 'WHOLE' },
      ...{ layout: 'LONG', columns: 'STANDARD', average: null, version: 'CORRECTED' },
    });
    expect(
      requestOf({
        ...{ ...may, siteId: 's', networkId: 'n', country: ['ug', 'KE'], compression: 'gzip' },
        ...{ layout: 'wide', version: 'raw', quality: ['good', 'fail'], asOf: '2024-06-20T12:00:00+03:00' },
      }),
    ).toMatchObject({
      ...{ siteIds: ['s'], networkIds: ['n'], countries: ['KE', 'UG'], compression: 'GZIP' },
      ...{ layout: 'WIDE', version: 'RAW', quality: ['GOOD', 'FAIL'], asOf: Date.UTC(2024, 5, 20, 9) },
    });
    expect(
      requestOf({ ...may, every: 'PT1H', aggregate: ['mean', 'P95'], minCoverage: '0.5' }),
    ).toMatchObject({
      average: { every: 'PT1H', aggregates: ['MEAN', 'P95'], minCoverage: 0.5 },
    });
    expect(requestOf(may, 'PARQUET')).toMatchObject({ format: 'PARQUET', compression: 'NONE' });
  });

  it('may have lost the plus of an offset', () => {
    expect(requestOf({ from: '2024-05-01T00:00:00 03:00', to: '2024-05-02T00:00:00Z' })).toMatchObject({
      from: Date.UTC(2024, 3, 30, 21),
    });
  });

  it.each([
    [{}, ['from BAD_VALUE', 'to BAD_VALUE']],
    [{ from: may.from, to: '2024-06-31T00:00:00Z' }, ['to BAD_VALUE']],
    [{ ...may, sensors: 'a', limit: '9' }, ['query UNKNOWN']],
    [{ ...may, to: [may.to, may.to] }, ['to BAD_VALUE']],
    [{ ...may, layout: 'tall', quantity: 'SMELL' }, ['quantity BAD_VALUE', 'layout BAD_VALUE']],
    [{ ...may, split: 'MONTH' }, ['query UNKNOWN']],
    [{ ...may, sensorId: '' }, ['sensorId BAD_VALUE']],
    [{ ...may, aggregate: 'MEAN' }, ['every BAD_VALUE']],
    [{ ...may, every: 'PT1H', minCoverage: '' }, ['minCoverage BAD_VALUE']],
    [{ ...may, every: 'soon', aggregate: 'mode' }, ['every BAD_VALUE', 'aggregate BAD_VALUE']],
    [{ ...may, __proto__: 'x', constructor: 'y' }, ['query UNKNOWN']],
  ])('%j is told all that is wrong with it: %j', (query, faults) => {
    expect(requestOf(query)).toEqual(faults);
  });

  it('whatever it says, is understood or told what is wrong', () => {
    const value = fc.oneof(fc.string(), fc.array(fc.string()));
    const names = fc.oneof(
      fc.constantFrom('from', 'to', 'every', 'sensorId', 'quantity', 'minCoverage'),
      fc.string(),
    );
    fc.assert(
      fc.property(fc.dictionary(names, value), fc.constantFrom(...formats), (query, format) => {
        const { input, problems } = readDirectQuery(format, query);
        for (const { reason } of problems) expect(reason.length).toBeLessThan(600);
        expect(() => readRequest(input, now)).not.toThrow();
      }),
    );
  });
});
