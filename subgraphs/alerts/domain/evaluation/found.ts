import type { IncidentState } from '../incident/incident.ts';
import type { Episode } from '../lifecycle/episode.ts';
import type { Followed } from '../lifecycle/follow.ts';

/** An episode of the air, and where it stands. */
export interface Found {
  readonly episode: Episode;
  readonly state: IncidentState;
}

/** What fired in a stretch of air, the oldest first. */
export const foundOf = ({ ended, state }: Pick<Followed, 'ended' | 'state'>): readonly Found[] => {
  const over = ended.map((episode): Found => ({ episode, state: 'RESOLVED' }));
  if (state.phase === 'INACTIVE' || state.phase === 'PENDING' || state.episode === null) return over;
  return [...over, { episode: state.episode, state: state.phase }];
};
