import type { Quantity } from '@aqmrg/schema/events/vocabulary.ts';
import { probabilityAtLeast } from './distribution.ts';

/** US EPA's categories, from the best to the worst. */
export const categories = [
  'Good',
  'Moderate',
  'Unhealthy for Sensitive Groups',
  'Unhealthy',
  'Very Unhealthy',
  'Hazardous',
] as const;
export type Category = (typeof categories)[number];

/**
 * Where each category but the first begins, by the mean of 24 hours, µg/m³: EPA-454/B-24-002 (May 2024) = 40 CFR 58 App. G, table 2, the same that the index
 * of readings is made of. A mean is cut to the table's decimals before it is looked up, so a category begins at its lower end.
 */
const lowerBounds: Readonly<Partial<Record<Quantity, readonly number[]>>> = {
  PM25: [9.1, 35.5, 55.5, 125.5, 225.5],
  PM10: [55, 155, 255, 355, 425],
};

export const noDailyCategory = 'US EPA has no category for the mean of a day of this quantity.';

/** Where each category but the first begins; undefined where the mean of a day has no category. */
export const lowerBoundsOf = (quantity: Quantity): readonly number[] | undefined => lowerBounds[quantity];

/** The category of a day's mean; null where it has none. */
export const categoryOf = (quantity: Quantity, dayMean: number): Category | null => {
  const bounds = lowerBoundsOf(quantity);
  if (bounds === undefined) return null;
  return categories[bounds.filter((bound) => dayMean >= bound).length] as Category;
};

export interface CategoryProbability {
  readonly category: Category;
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
  return categories.map((category, i) => ({
    category,
    probability: Math.max(0, (atLeast[i] as number) - (atLeast[i + 1] as number)),
  }));
};
