import { euCategoryNames } from '@aqmrg/platform/air-quality/indices/eu.ts';
import { newestTable, usEpaCategories } from '@aqmrg/platform/air-quality/us-epa-tables.ts';
import type { Signal } from '../rule.ts';

/** A category of an index, and the lowest index that it has. */
export interface IndexCategory {
  readonly name: string;
  readonly from: number;
}

const usEpa: readonly IndexCategory[] = usEpaCategories.map((name, place) => ({
  name,
  // index values of categories are the same in every table
  from: newestTable('PM2.5_24h').segments[place]?.[2] as number,
}));

const eu: readonly IndexCategory[] = euCategoryNames.map((name, place) => ({ name, from: place + 1 }));

/** From the best to the worst. */
export const categoriesOf = (
  standard: Extract<Signal, { readonly kind: 'INDEX' }>['standard'],
): readonly IndexCategory[] => (standard === 'EU' ? eu : usEpa);
