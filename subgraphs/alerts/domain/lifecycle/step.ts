import type { EpochMs } from '@aqmrg/schema/events/vocabulary.ts';
import type { Resolution } from './episode.ts';
import type { Sample } from './sample.ts';

/** What a sample showed. */
interface Shown {
  readonly at: EpochMs;
  readonly sample: Sample;
}

/** What happened to a rule and a subject: each is a line of the audit trail, but for `SEEN`, which only brings values up to date. */
export type Step =
  | ({ readonly kind: 'BREACHED' } & Shown)
  /** It did not hold for long enough. */
  | { readonly kind: 'CLEARED'; readonly at: EpochMs }
  | ({ readonly kind: 'FIRED' } & Shown)
  | ({ readonly kind: 'SEEN' } & Shown)
  /** It begins to be over. */
  | ({ readonly kind: 'RECOVERING' } & Shown)
  /** It was not over. */
  | ({ readonly kind: 'AGAIN' } & Shown)
  | { readonly kind: 'RESOLVED'; readonly at: EpochMs; readonly resolution: Resolution }
  /** Nothing is known any more; with `isIncident` that is an incident of its own. */
  | { readonly kind: 'SILENT'; readonly at: EpochMs; readonly isIncident: boolean }
  /** Something is known again. */
  | { readonly kind: 'HEARD'; readonly at: EpochMs };

export const shown = (
  kind: 'BREACHED' | 'FIRED' | 'SEEN' | 'RECOVERING' | 'AGAIN',
  sample: Sample,
): Step => ({ kind, at: sample.at, sample });

export const resolved = (at: EpochMs, resolution: Resolution): Step => ({ kind: 'RESOLVED', at, resolution });
