import { canonicalUnit } from '@aqmrg/platform/air-quality/units.ts';
import type { Aggregate } from '@aqmrg/platform/ports/series.ts';
import { quantities } from '@aqmrg/schema/events/vocabulary.ts';
import type { Averaging } from '../request/export-request.ts';
import { periods, place, quantity, sensorId, timeZone } from './common-columns.ts';
import { column, type DescribedColumn } from './described-column.ts';

const meanings: Readonly<Record<Exclude<Aggregate, 'COUNT'>, string>> = {
  MEAN: 'Mean of the readings',
  MIN: 'Least of the readings',
  MAX: 'Greatest of the readings',
  MEDIAN: 'Median of the readings',
  P05: '5th percentile of the readings',
  P95: '95th percentile of the readings',
  STDDEV: 'Standard deviation of the readings; empty of a single one',
};

const units = Object.fromEntries(quantities.map((one) => [one, canonicalUnit(one)]));

/** A column an aggregate. How many readings there are is told in any case, and once. */
export const averageColumns = ({ aggregates, minCoverage }: Averaging): readonly DescribedColumn[] => [
  sensorId,
  quantity,
  ...periods,
  ...aggregates.flatMap((aggregate) =>
    aggregate === 'COUNT'
      ? []
      : [
          column(
            aggregate.toLowerCase(),
            { of: 'aggregate', aggregate },
            {
              type: 'number',
              meaning: `${meanings[aggregate]}, in the unit of the column unit; empty where coverage is less than ${minCoverage}`,
            },
          ),
        ],
  ),
  column('unit', { of: 'code', from: 'quantity', codes: units }, { meaning: 'Unit of the values' }),
  column(
    'count',
    { of: 'aggregate', aggregate: 'COUNT' },
    { type: 'integer', meaning: 'Readings in the period' },
  ),
  column(
    'coverage',
    { of: 'coverage' },
    { type: 'number', meaning: 'Share of the period that readings cover, 0 to 1' },
  ),
  ...place,
  timeZone,
];
