import type { EpochMs } from '@aqmrg/schema/events/vocabulary.ts';

/** Who works, until when nobody else takes over. */
export interface Claim {
  readonly worker: string;
  readonly until: EpochMs;
}

/** What a worker took up. */
export interface Taken {
  readonly id: string;
  /** How often it was taken up, this time included. */
  readonly attempts: number;
}

/** Work that waits, in one queue for all processes: each piece has one worker at a time. */
export interface Queue<Work extends Taken, Progress, Outcome> {
  /** Takes up what waits, or what nobody has worked on for too long; null where there is nothing. */
  claim(claim: Claim, now: EpochMs): Promise<Work | null>;
  /** Says that it goes on, and how far it is; false where it is no longer this worker's. */
  goesOn(id: string, claim: Claim, progress: Progress): Promise<boolean>;
  /** Gives it back, for another to take up; that was no attempt. */
  giveBack(id: string, worker: string): Promise<void>;
  /** Ends what this worker has; false where it is no longer theirs. */
  end(id: string, worker: string, end: { readonly at: EpochMs; readonly outcome: Outcome }): Promise<boolean>;
}

/** Why something has no outcome of its own. */
export type Unfinished =
  /** It ended so many processes, and is not begun in another. */
  | { readonly kind: 'begun-too-often'; readonly attempts: number }
  | { readonly kind: 'too-long'; readonly ms: number }
  /** It threw, and that was logged. */
  | { readonly kind: 'failed' };
