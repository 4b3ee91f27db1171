import type { EpochMs } from '@aqmrg/schema/events/vocabulary.ts';
import type { Episode } from './episode.ts';

/** Where one rule and one subject stand. `since` is the instant of the air at which the phase began. */
export type State =
  | { readonly phase: 'INACTIVE' }
  /** Breached, but not yet for long enough. */
  | { readonly phase: 'PENDING'; readonly since: EpochMs; readonly episode: Episode }
  | { readonly phase: 'FIRING'; readonly since: EpochMs; readonly episode: Episode }
  /** Over, but not yet for long enough to say so. */
  | { readonly phase: 'RECOVERING'; readonly since: EpochMs; readonly episode: Episode }
  /** Nothing is known since then; `episode` is one of knowing nothing, or one that goes on meanwhile. */
  | { readonly phase: 'NO_DATA'; readonly since: EpochMs; readonly episode: Episode | null };

export const inactive: State = { phase: 'INACTIVE' };
