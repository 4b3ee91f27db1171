import type { EpochMs } from '@aqmrg/schema/events/vocabulary.ts';
import type { Pace } from '../rule/rule.ts';
import { decide, decideSilence } from './decide.ts';
import type { Episode } from './episode.ts';
import { evolve } from './evolve.ts';
import type { Sample } from './sample.ts';
import { inactive, type State } from './state.ts';
import type { Step } from './step.ts';

/** Where a rule and a subject stand after a stretch of air, and how they came there. */
export interface Followed {
  readonly state: State;
  /** When something was heard last; null: never. */
  readonly lastAt: EpochMs | null;
  /** Those that ended in the stretch, the oldest first; what goes on is in `state`. */
  readonly ended: readonly Episode[];
  readonly steps: readonly Step[];
}

/** Before anything was heard. */
export const nothingYet: Followed = { state: inactive, lastAt: null, ended: [], steps: [] };

const taken = ({ state, ended, steps, ...rest }: Followed, decided: readonly Step[]): Followed => {
  let now = state;
  const over: Episode[] = [];
  for (const step of decided) {
    if (step.kind === 'RESOLVED' && 'episode' in now && now.episode !== null)
      over.push({ ...now.episode, resolvedAt: step.at, resolution: step.resolution });
    now = evolve(now, step);
  }
  return { ...rest, state: now, ended: [...ended, ...over], steps: [...steps, ...decided] };
};

/** Goes on until then without a sample: nothing may be known any more. */
export const followSilence = (followed: Followed, until: EpochMs, pace: Pace): Followed => {
  const { lastAt, state } = followed;
  if (lastAt === null || until - lastAt <= pace.noDataAfterMs) return followed;
  return taken(followed, decideSilence(state, lastAt + pace.noDataAfterMs, pace));
};

/**
 * Goes on by samples in the order of the air, each instant once. What comes of it does not depend on when they were heard of: a pause between two of them is a
 * silence whether or not anybody waited for it.
 */
export const follow = (followed: Followed, samples: readonly Sample[], pace: Pace): Followed =>
  samples.reduce((before, sample) => {
    const waited = followSilence(before, sample.at, pace);
    return { ...taken(waited, decide(waited.state, sample, pace)), lastAt: sample.at };
  }, followed);
