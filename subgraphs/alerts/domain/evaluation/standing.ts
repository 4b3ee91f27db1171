import type { EpochMs } from '@aqmrg/schema/events/vocabulary.ts';
import { isOpen } from '../incident/incident.ts';
import { type Followed, nothingYet } from '../lifecycle/follow.ts';
import type { State } from '../lifecycle/state.ts';
import type { ToldIncident } from './judgement.ts';

const stateOf = ({ state, episode }: ToldIncident): State => {
  const since = episode.lastAt;
  if (state === 'RECOVERING') return { phase: 'RECOVERING', since, episode };
  if (state === 'NO_DATA') return { phase: 'NO_DATA', since, episode };
  return { phase: 'FIRING', since: episode.firedAt, episode };
};

/** Where a rule and a subject stood by what was told of them, for whoever no longer has the samples. `lastAt`: when something was heard last. */
export const standingOf = (told: ToldIncident | undefined, lastAt: EpochMs | null): Followed =>
  told === undefined || !isOpen(told)
    ? { ...nothingYet, lastAt }
    : { ...nothingYet, state: stateOf(told), lastAt };
