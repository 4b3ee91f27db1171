import type { EpochMs } from '@aqmrg/schema/events/vocabulary.ts';
import type { Episode } from './episode.ts';
import type { Sample } from './sample.ts';
import { inactive, type State } from './state.ts';
import type { Step } from './step.ts';

const endless = { resolvedAt: null, resolution: null } as const;

const begun = ({ at, value, beyond }: Sample): Episode => ({
  ...{ startedAt: at, firedAt: at, ...endless, isNoData: false },
  ...{ peak: value, peakAt: at, peakBeyond: beyond, last: value, lastAt: at },
});

const ofNothing = (at: EpochMs): Episode => ({
  ...{ startedAt: at, firedAt: at, ...endless, isNoData: true },
  ...{ peak: null, peakAt: at, peakBeyond: 0, last: null, lastAt: at },
});

const seen = (episode: Episode, { at, value, beyond }: Sample): Episode => ({
  ...episode,
  ...{ last: value, lastAt: at },
  ...(beyond > episode.peakBeyond ? { peak: value, peakAt: at, peakBeyond: beyond } : {}),
});

const episodeIn = (state: State): Episode => {
  if ('episode' in state && state.episode !== null) return state.episode;
  throw new RangeError(`there is no episode while ${state.phase}`);
};

/** What a step makes of a state. Throws RangeError of a step that cannot be. */
export const evolve = (state: State, step: Step): State => {
  switch (step.kind) {
    case 'BREACHED':
      return { phase: 'PENDING', since: step.at, episode: begun(step.sample) };
    case 'CLEARED':
    case 'RESOLVED':
      return inactive;
    case 'FIRED': {
      const episode = { ...seen(episodeIn(state), step.sample), firedAt: step.at };
      return { phase: 'FIRING', since: step.at, episode };
    }
    case 'SEEN':
      return { ...state, episode: seen(episodeIn(state), step.sample) } as State;
    case 'RECOVERING':
    case 'AGAIN': {
      const phase = step.kind === 'AGAIN' ? 'FIRING' : 'RECOVERING';
      return { phase, since: step.at, episode: seen(episodeIn(state), step.sample) };
    }
    case 'SILENT': {
      const open = 'episode' in state ? state.episode : null;
      return { phase: 'NO_DATA', since: step.at, episode: step.isIncident ? ofNothing(step.at) : open };
    }
    case 'HEARD': {
      const open = 'episode' in state ? state.episode : null;
      return open === null ? inactive : { phase: 'FIRING', since: step.at, episode: open };
    }
    default:
      return step satisfies never;
  }
};
