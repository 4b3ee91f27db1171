import type { EpochMs } from '@aqmrg/schema/events/vocabulary.ts';
import type { Episode } from '../../lifecycle/episode.ts';
import { type Followed, follow, followSilence, nothingYet } from '../../lifecycle/follow.ts';
import type { Sample } from '../../lifecycle/sample.ts';
import type { State } from '../../lifecycle/state.ts';
import type { Pace } from '../rule.ts';

const openIn = (state: State): readonly Episode[] =>
  state.phase !== 'INACTIVE' && state.phase !== 'PENDING' && state.episode !== null ? [state.episode] : [];

/** What a rule raises at one sensor, or area, stretch by stretch. */
export interface Raising {
  /** Goes on by samples in the order of the air; gives what ended in them. */
  take(samples: readonly Sample[]): readonly Episode[];
  /** Goes on to an instant without any; gives what ended by then, and what goes on. */
  endAt(until: EpochMs): readonly Episode[];
}

/** As it is followed live, from a moment at which nothing was known. The trail of steps is let go of. */
export const openRaising = (pace: Pace): Raising => {
  let followed: Followed = nothingYet;
  const goOn = (next: Followed): readonly Episode[] => {
    followed = { ...next, ended: [], steps: [] };
    return next.ended;
  };
  return {
    take: (samples) => goOn(follow(followed, samples, pace)),
    endAt: (until) => [...goOn(followSilence(followed, until, pace)), ...openIn(followed.state)],
  };
};
