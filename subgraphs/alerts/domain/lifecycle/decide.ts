import type { EpochMs } from '@aqmrg/schema/events/vocabulary.ts';
import type { Pace } from '../rule/rule.ts';
import { evolve } from './evolve.ts';
import { isBreached, type Sample } from './sample.ts';
import type { State } from './state.ts';
import { resolved, type Step, shown } from './step.ts';

const whileInactive = (sample: Sample, { forMs }: Pace): readonly Step[] => {
  if (!isBreached(sample)) return [];
  const breached = shown('BREACHED', sample);
  return forMs > 0 ? [breached] : [breached, shown('FIRED', sample)];
};

const whilePending = (sample: Sample, since: EpochMs, { forMs }: Pace): readonly Step[] => {
  if (!isBreached(sample)) return [{ kind: 'CLEARED', at: sample.at }];
  return [shown(sample.at - since >= forMs ? 'FIRED' : 'SEEN', sample)];
};

const whileFiring = (sample: Sample, { keepFiringMs }: Pace): readonly Step[] => {
  if (!sample.isOver) return [shown('SEEN', sample)];
  const recovering = shown('RECOVERING', sample);
  return keepFiringMs > 0 ? [recovering] : [recovering, resolved(sample.at, 'RECOVERED')];
};

const whileRecovering = (sample: Sample, since: EpochMs, { keepFiringMs }: Pace): readonly Step[] => {
  if (!sample.isOver) return [shown('AGAIN', sample)];
  const seen = shown('SEEN', sample);
  return sample.at - since >= keepFiringMs ? [seen, resolved(sample.at, 'RECOVERED')] : [seen];
};

/** What is known again ends an incident of knowing nothing, and lets another go on. */
const whileSilent = (sample: Sample, state: State & { readonly phase: 'NO_DATA' }, pace: Pace) => {
  const { at } = sample;
  const heard: Step = { kind: 'HEARD', at };
  const first = state.episode?.isNoData === true ? [resolved(at, 'RECOVERED'), heard] : [heard];
  return [...first, ...decide(first.reduce(evolve, state), sample, pace)];
};

/** What a sample makes of a state. Samples come in the order of the air; one that could not be told only says that something was heard. */
export const decide = (state: State, sample: Sample, pace: Pace): readonly Step[] => {
  if (state.phase === 'NO_DATA') return whileSilent(sample, state, pace);
  if (sample.value === null) return [];
  switch (state.phase) {
    case 'INACTIVE':
      return whileInactive(sample, pace);
    case 'PENDING':
      return whilePending(sample, state.since, pace);
    case 'FIRING':
      return whileFiring(sample, pace);
    case 'RECOVERING':
      return whileRecovering(sample, state.since, pace);
    default:
      return state satisfies never;
  }
};

/** What it makes of a state that nothing was heard until then. */
export const decideSilence = (state: State, at: EpochMs, { noData }: Pace): readonly Step[] => {
  const isOpen = state.phase === 'FIRING' || state.phase === 'RECOVERING';
  const silent: Step = { kind: 'SILENT', at, isIncident: noData === 'ALERT' && !isOpen };
  if (state.phase === 'NO_DATA') return [];
  if (state.phase === 'PENDING') return [{ kind: 'CLEARED', at }, silent];
  return isOpen && noData === 'RESOLVE' ? [resolved(at, 'NO_DATA'), silent] : [silent];
};
