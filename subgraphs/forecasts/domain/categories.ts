import { probabilityAtLeast } from '@aqmrg/platform/air-quality/distribution.ts';
import {
  newestTable,
  type UsEpaCategory,
  usEpaCategories,
} from '@aqmrg/platform/air-quality/us-epa-tables.ts';
import type { Quantity } from '@aqmrg/schema/events/vocabulary.ts';

const startsIn = (name: Parameters<typeof newestTable>[0]): readonly number[] =>
  newestTable(name)
    .segments.slice(1)
    .map(([lowC]) => lowC);

/**
 * Where each category but the first begins, by the mean of 24 hours, µg/m³: the same tables that the index of readings is made of. A mean is cut to the table's
 * decimals before it is looked up, so a category begins at its lower end.
 */
const lowerBounds: Readonly<Partial<Record<Quantity, readonly number[]>>> = {
  PM25: startsIn('PM2.5_24h'),
  PM10: startsIn('PM10_24h'),
};

export const noDailyCategory = 'US EPA has no category for the mean of a day of this quantity.';

/** Where each category but the first begins; undefined where the mean of a day has no category. */
export const lowerBoundsOf = (quantity: Quantity): readonly number[] | undefined => lowerBounds[quantity];

/** The category of a day's mean; null where it has none. */
export const categoryOf = (quantity: Quantity, dayMean: number): UsEpaCategory | null => {
  const bounds = lowerBoundsOf(quantity);
  if (bounds === undefined) return null;
  return usEpaCategories[bounds.filter((bound) => dayMean >= bound).length] as UsEpaCategory;
};

export interface CategoryProbability {
  readonly category: UsEpaCategory;
  /** 0 to 1; those of one day add up to 1. */
  readonly probability: number;
}

/** How probable each category is, of a day whose mean has these quantiles; null where the quantity has no daily category. */
export const categoryProbabilities = (
  quantity: Quantity,
  quantiles: readonly number[],
): CategoryProbability[] | null => {
  const bounds = lowerBoundsOf(quantity);
  if (bounds === undefined) return null;
  const atLeast = [1, ...bounds.map((bound) => probabilityAtLeast(quantiles, bound)), 0];
  return usEpaCategories.map((category, i) => ({
    category,
    probability: Math.max(0, (atLeast[i] as number) - (atLeast[i + 1] as number)),
  }));
};
