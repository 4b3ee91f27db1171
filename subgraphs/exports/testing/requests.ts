import { type EpochMs, qualityFlags, quantities } from '@aqmrg/schema/events/vocabulary.ts';
import fc from 'fast-check';
import {
  aggregates,
  columnSets,
  compressions,
  type ExportRequest,
  formats,
  layouts,
  splits,
  versions,
} from '../domain/request/export-request.ts';
import { readRequest } from '../domain/request/read-request.ts';
import type { RequestInput } from '../domain/request/request-input.ts';

/** Everything of May 2024 as CSV, unless said otherwise, asked for on 1 July. */
export const makeRequest = (wanted: Partial<ExportRequest> = {}): ExportRequest => ({
  sensorIds: null,
  siteIds: null,
  networkIds: null,
  countries: null,
  quantities: null,
  from: Date.UTC(2024, 4, 1),
  to: Date.UTC(2024, 5, 1),
  format: 'CSV',
  layout: 'LONG',
  compression: 'GZIP',
  split: 'WHOLE',
  columns: 'STANDARD',
  average: null,
  version: 'CORRECTED',
  quality: ['GOOD', 'UNKNOWN', 'SUSPECT'],
  asOf: Date.UTC(2024, 6, 1),
  ...wanted,
});

const left = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined });
const some = <T>(...values: readonly T[]) => left(fc.subarray([...values], { minLength: 1 }));
const ids = left(fc.array(fc.string({ minLength: 1, maxLength: 9 }), { minLength: 1, maxLength: 5 }));
const instant = fc.integer({ min: Date.UTC(1990, 0, 1), max: Date.UTC(2025, 0, 1) });

/** Wishes that may be granted, or contradict themselves. */
export const wishes: fc.Arbitrary<RequestInput> = fc.record({
  sensorIds: ids,
  siteIds: ids,
  networkIds: ids,
  countries: some('UG', 'KE', 'GH'),
  quantities: some(...quantities),
  from: instant,
  to: instant,
  format: left(fc.constantFrom(...formats)),
  layout: left(fc.constantFrom(...layouts)),
  compression: left(fc.constantFrom(...compressions)),
  split: left(fc.constantFrom(...splits)),
  columns: left(fc.constantFrom(...columnSets)),
  average: left(
    fc.record({
      every: fc.constantFrom('PT1M', 'PT1H', 'P1D', 'P1M', 'P1Y'),
      aggregates: some(...aggregates),
      minCoverage: left(fc.double({ min: 0, max: 1, noNaN: true })),
    }),
  ),
  version: left(fc.constantFrom(...versions)),
  quality: some(...qualityFlags),
  asOf: left(instant),
});

/** Requests of every kind that there is. */
export const grantedWishes = (now: EpochMs): fc.Arbitrary<ExportRequest> =>
  wishes
    .map((wish) => {
      const [from, to] = [wish.from, wish.to].sort((a, b) => a - b) as [EpochMs, EpochMs];
      return readRequest({ ...wish, from, to }, now);
    })
    .filter((read): read is ExportRequest => 'format' in read);
