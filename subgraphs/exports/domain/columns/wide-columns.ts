import { canonicalUnit } from '@aqmrg/platform/air-quality/units.ts';
import { quantityWords, unitWords } from '@aqmrg/platform/air-quality/words.ts';
import type { Quantity } from '@aqmrg/schema/events/vocabulary.ts';
import { periods, place, sensorId, timeZone } from './common-columns.ts';
import { column, type DescribedColumn } from './described-column.ts';

const columnsOfQuantity = (quantity: Quantity): readonly DescribedColumn[] => {
  const unit = canonicalUnit(quantity);
  const words = quantityWords[quantity];
  return [
    column(
      `${quantity}_${unit}`,
      { of: 'quantity', quantity, what: 'value' },
      { type: 'number', unit: unitWords[unit], meaning: `The value of ${words}; empty where there is none` },
    ),
    column(
      `${quantity}_quality`,
      { of: 'quantity', quantity, what: 'quality' },
      { meaning: `GOOD, UNKNOWN, SUSPECT or FAIL: the worst verdict of the tests of ${words}` },
    ),
    column(
      `${quantity}_originalPeriodEnd`,
      { of: 'quantity', quantity, what: 'originalPeriodEnd' },
      {
        type: 'instant',
        meaning: `End, of recorded ${words} that is played again, of the period in which it was really measured, in UTC; empty where nothing is replayed`,
      },
    ),
  ];
};

/** A row a sensor and period: the unit stands in the name of a column. */
export const wideColumns = (quantities: readonly Quantity[]): readonly DescribedColumn[] => [
  sensorId,
  ...periods,
  ...quantities.flatMap(columnsOfQuantity),
  ...place,
  timeZone,
];
