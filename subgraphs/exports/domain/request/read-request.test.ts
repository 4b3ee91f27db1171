import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { grantedWishes, makeRequest } from '../../testing/requests.ts';
import type { ExportRequest } from './export-request.ts';
import { readRequest } from './read-request.ts';
import type { RequestInput } from './request-input.ts';
import { requestText } from './request-text.ts';

const now = Date.UTC(2024, 6, 1);
const may = { from: Date.UTC(2024, 4, 1), to: Date.UTC(2024, 5, 1) };
const hourly = { every: 'PT1H' };

const isRequest = (read: ReturnType<typeof readRequest>): read is ExportRequest => !Array.isArray(read);
const faultsOf = (input: Partial<RequestInput>): readonly string[] => {
  const read = readRequest({ ...may, ...input }, now);
  return isRequest(read) ? [] : read.map(({ field, code }) => `${field} ${code}`);
};

describe('a request', () => {
  it('means what the graph says where nothing is said', () => {
    expect(readRequest(may, now)).toEqual(makeRequest({ asOf: now }));
    expect(readRequest({ ...may, format: 'PARQUET' }, now)).toMatchObject({ compression: 'NONE' });
    expect(readRequest({ ...may, average: hourly }, now)).toMatchObject({
      average: { every: 'PT1H', aggregates: ['MEAN'], minCoverage: 0.75 },
      quality: ['GOOD', 'UNKNOWN'],
    });
  });

  it('is the same whatever the order of its lists', () => {
    const read = readRequest(
      { ...may, sensorIds: ['b', 'a', 'b'], quantities: ['PM10', 'PM1', 'PM10'], quality: ['FAIL', 'GOOD'] },
      now,
    );
    expect(read).toMatchObject({
      sensorIds: ['a', 'b'],
      quantities: ['PM1', 'PM10'],
      quality: ['GOOD', 'FAIL'],
    });
  });

  it('may reach into the days ahead, and end where they do', () => {
    expect(readRequest({ from: now, to: now + 9 * 86_400_000 }, now)).toMatchObject({ from: now });
  });

  it.each([
    [{ to: may.from }, ['to BAD_VALUE']],
    [{ from: Number.NaN, to: 0.5 }, ['from BAD_VALUE', 'to BAD_VALUE']],
    [{ from: Date.UTC(1899, 0, 1), to: Date.UTC(1899, 1, 1) }, ['from BAD_VALUE']],
    [{ from: Date.UTC(1924, 0, 1) }, ['to TOO_MUCH']],
    [{ from: now + 86_400_001, to: now + 90_000_000 }, ['from BAD_VALUE']],
    [
      { sensorIds: [], quantities: [], quality: [] },
      ['sensorIds BAD_VALUE', 'quantities BAD_VALUE', 'quality BAD_VALUE'],
    ],
    [{ sensorIds: ['', 'a'] }, ['sensorIds BAD_VALUE']],
    [{ sensorIds: Array.from({ length: 10_001 }, (_, n) => `s${n}`) }, ['sensorIds TOO_MUCH']],
    [{ countries: ['UG', 'Kenya'] }, ['countries BAD_VALUE']],
    [
      { format: 'XML', layout: 'TALL', compression: 'ZIP' },
      ['format BAD_VALUE', 'layout BAD_VALUE', 'compression BAD_VALUE'],
    ],
    [{ quantities: ['PM25', 'SMELL'] }, ['quantities BAD_VALUE']],
    [{ average: { every: 'P1DT1H' } }, ['average.every BAD_VALUE']],
    [{ average: { every: 'PT1H', aggregates: ['MEAN', 'MEAN'] } }, ['average.aggregates BAD_VALUE']],
    [
      { average: { every: 'PT1H', aggregates: [], minCoverage: 1.01 } },
      ['average.aggregates BAD_VALUE', 'average.minCoverage BAD_VALUE'],
    ],
    [
      { average: { every: 'PT1H', aggregates: ['MODE'], minCoverage: Number.NaN } },
      ['average.aggregates BAD_VALUE', 'average.minCoverage BAD_VALUE'],
    ],
    [{ asOf: now + 1 }, ['asOf BAD_VALUE']],
    [{ asOf: -9e15 }, ['asOf BAD_VALUE']],
    [{ asOf: now - 1, average: hourly }, ['asOf DOES_NOT_FIT']],
    [{ layout: 'WIDE', format: 'GEOJSON' }, ['layout DOES_NOT_FIT']],
    [{ layout: 'WIDE', format: 'AQCSV' }, ['layout DOES_NOT_FIT']],
    [{ compression: 'ZSTD', format: 'PARQUET' }, ['compression DOES_NOT_FIT']],
    [
      { compression: 'GZIP', format: 'XLSX', split: 'MONTH' },
      ['compression DOES_NOT_FIT', 'split DOES_NOT_FIT'],
    ],
    [{ columns: 'FULL', layout: 'WIDE' }, ['columns DOES_NOT_FIT']],
    [{ columns: 'FULL', average: hourly }, ['columns DOES_NOT_FIT']],
    [{ columns: 'FULL', format: 'AQCSV' }, ['columns DOES_NOT_FIT']],
    [{ layout: 'WIDE', average: hourly }, ['layout DOES_NOT_FIT']],
    [
      { format: 'AQCSV', average: { every: 'PT1H', aggregates: ['MEAN', 'MAX'] } },
      ['average.aggregates DOES_NOT_FIT'],
    ],
    [{ format: 'AQCSV', quantities: ['PM1', 'PM25'] }, ['quantities DOES_NOT_FIT']],
    [{ format: 'AQCSV', quantities: ['PM25'], average: hourly }, []],
    [
      { to: may.from, countries: [], format: 'XML', columns: 'FULL', average: { every: 'soon' } },
      [
        'format BAD_VALUE',
        'average.every BAD_VALUE',
        'countries BAD_VALUE',
        'to BAD_VALUE',
        'columns DOES_NOT_FIT',
      ],
    ],
  ])('%j is at fault in %j', (input, faults) => {
    expect(faultsOf(input)).toEqual(faults);
  });

  it('says what to do of each fault, on a line, whatever was sent', () => {
    const anything = fc.record(
      {
        ...{
          sensorIds: fc.array(fc.string()),
          countries: fc.array(fc.string()),
          quantities: fc.array(fc.string()),
        },
        ...{ format: fc.string(), layout: fc.string(), split: fc.string(), version: fc.string() },
        ...{ from: fc.double(), to: fc.double(), asOf: fc.double() },
        average: fc.record({
          every: fc.string(),
          aggregates: fc.array(fc.string()),
          minCoverage: fc.double(),
        }),
      },
      { requiredKeys: ['from', 'to'] },
    );
    fc.assert(
      fc.property(anything, (input) => {
        const read = readRequest(input, now);
        if (isRequest(read)) return;
        for (const { field, reason, next } of read) {
          expect([field, reason, next].every((text) => text.length > 1 && !text.includes('\n'))).toBe(true);
          expect(reason.length).toBeLessThan(160);
        }
      }),
    );
  });

  it('said as text means the same again', () => {
    fc.assert(
      fc.property(grantedWishes(now), (read) => {
        const { from, to, asOf, ...rest } = JSON.parse(requestText(read));
        const again = {
          ...rest,
          from: Date.parse(from),
          to: Date.parse(to),
          ...(asOf ? { asOf: Date.parse(asOf) } : {}),
        };
        expect(readRequest(again, now)).toEqual(read);
        expect(requestText(readRequest(again, now) as ExportRequest)).toBe(requestText(read));
      }),
    );
  });
});
