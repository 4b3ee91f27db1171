import type { EpochMs } from '@aqmrg/schema/events/vocabulary.ts';
import type { Asked } from './run.ts';
import type { StudyFound } from './study/study-found.ts';

/** What an organisation shows to everybody: as it was found then, whatever becomes of the series. */
export interface PublishedAssociation {
  readonly id: string;
  readonly siteId: string;
  readonly organisationId: string;
  readonly contentHash: string;
  readonly title: string;
  readonly note: string | null;
  readonly population: string | null;
  readonly found: StudyFound & { readonly asked: Asked; readonly healthSeriesId: string };
  readonly publishedById: string;
  readonly publishedAt: EpochMs;
}
