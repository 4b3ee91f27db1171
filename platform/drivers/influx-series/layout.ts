import type { EpochMs } from '@aqmrg/schema/events/vocabulary.ts';

/**
 * Where everything lies.
 *
 * | bucket      | measurement | tags                               | time              | fields                            |
 * |-------------|-------------|------------------------------------|-------------------|-----------------------------------|
 * | `readings`  | `reading`   | sensor, quantity, length, quality  | periodStart       | those of a row                    |
 * | `revisions` | `revision`  | sensor, quantity, length           | periodStart + revision ns | those of a row, quality, until |
 * | `hours`     | `hour`      | sensor, quantity                   | start of the hour | mean, count, covered              |
 * | `latest`    | `latest`    | sensor, quantity                   | 0                 | reading (JSON), start, end, revision |
 *
 * `length` is periodEnd − periodStart in ms, so that periods which start together stay apart, the covered time is a count times it, and "ends
 * by then" is a range of times. Each length that a sensor uses makes a series of its own: few lengths are cheap, ever new ones are not.
 *
 * `quality` is a tag, so that InfluxDB itself aggregates by it, on one field and without a join. A revision of another quality therefore stands
 * elsewhere than the row that it replaces: there the values become `gone`, the revision 0 and the provenance `{}`, in the same write.
 */
export const measurements = {
  reading: 'reading',
  revision: 'revision',
  hour: 'hour',
  latest: 'latest',
} as const;

/** Of a row, whichever bucket it lies in. */
export const rowFields = [
  'value',
  'uncorrected',
  'raw',
  'revision',
  'known',
  'received',
  'unit',
  'tests',
  'provenance',
  'reported',
  'caused',
  'hash',
] as const;
export const hourFields = ['mean', 'count', 'covered'] as const;

export interface BucketNames {
  readonly readings: string;
  readonly revisions: string;
  readonly hours: string;
  readonly latest: string;
}

export const bucketNames = (prefix: string): BucketNames => ({
  readings: `${prefix}-readings`,
  revisions: `${prefix}-revisions`,
  hours: `${prefix}-hours`,
  latest: `${prefix}-latest`,
});

/** Stands in each bucket's description; changes when the layout changes in a way that an older driver cannot read. */
export const layout = 'AQMRG Air Graph series, layout 1';

/** In place of the values of a row that moved to another quality: a number that no sensor says, and that Flux can compare. */
export const gone = Number.MAX_VALUE;

export const nanosOf = (ms: EpochMs): bigint => BigInt(ms) * 1_000_000n;

/** The times that InfluxDB can hold, ms: 1677-09-21 to 2262-04-11. */
export const earliestMs = -9_223_372_036_854;
export const latestMs = 9_223_372_036_853;
