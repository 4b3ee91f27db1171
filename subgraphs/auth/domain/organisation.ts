import type { EpochMs } from '@aqmrg/schema/events/vocabulary.ts';
import { type Checked, checked } from './checking.ts';
import { slug } from './ids.ts';
import { plainName } from './name.ts';

/** Users who work together; what is not public belongs to one. */
export interface Organisation {
  readonly id: string;
  readonly name: string;
  readonly createdAt: EpochMs;
}

export const checkOrganisation = (
  wanted: { readonly id: string; readonly name: string },
  now: EpochMs,
): Checked<Organisation> =>
  checked((read) => ({
    id: read('id', slug, wanted.id),
    name: read('name', plainName, wanted.name),
    createdAt: now,
  }));
