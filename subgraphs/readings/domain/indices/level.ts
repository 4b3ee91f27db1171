import type {
  AqiStandard,
  Index,
  Unavailable,
} from '@aqmrg/platform/air-quality/indices/air-quality-index.ts';
import { euCategoryNames } from '@aqmrg/platform/air-quality/indices/eu.ts';
import { usEpaCategories } from '@aqmrg/platform/air-quality/us-epa-tables.ts';

/** The categories of a standard's index of now, from the best to the worst; none where it has no such index. */
export const currentCategories = (standard: AqiStandard): readonly string[] => {
  switch (standard) {
    case 'US_EPA':
      return usEpaCategories;
    case 'EU':
      return euCategoryNames;
    case 'WHO':
      return [];
    default:
      return standard satisfies never;
  }
};

/** How bad an index of now is: the place of its category among those of its standard, 0 the best; null where there is none. */
export const levelOf = (found: Index | Unavailable): number | null =>
  'unavailable' in found ? null : currentCategories(found.standard).indexOf(found.category);
