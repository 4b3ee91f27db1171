import { probabilityAtLeast } from '@aqmrg/platform/air-quality/distribution.ts';
import { type UsEpaCategory, usEpaCategories } from '@aqmrg/platform/air-quality/us-epa-tables.ts';
import type { Quantity } from '@aqmrg/schema/events/vocabulary.ts';
import { lowerBoundsOf } from './categories.ts';
import type { Forecast } from './forecast.ts';

/** A day is said to be so bad, or worse, from this probability on. */
export const saidFrom = 0.5;

/** How probable it is that a local day's mean reaches a category. */
export interface Exceedance {
  readonly sensorId: string;
  readonly quantity: Quantity;
  readonly date: string;
  readonly category: UsEpaCategory;
  /** Where the category begins, in the quantity's unit. */
  readonly lowerBound: number;
  readonly probability: number;
}

/** Of each day of a forecast and each category but the first. */
export const exceedancesOf = ({ sensorId, quantity, outlooks }: Forecast): Exceedance[] =>
  (lowerBoundsOf(quantity) ?? []).flatMap((lowerBound, i) =>
    outlooks.flatMap(({ date, quantiles }) => {
      if (date === null) return [];
      const probability = probabilityAtLeast(quantiles, lowerBound);
      return [
        {
          sensorId,
          quantity,
          date,
          category: usEpaCategories[i + 1] as UsEpaCategory,
          lowerBound,
          probability,
        },
      ];
    }),
  );
