import type { EpochMs } from '@aqmrg/schema/events/vocabulary.ts';
import { type IncidentState, isOpen } from '../incident/incident.ts';
import type { Episode } from '../lifecycle/episode.ts';
import { reconcile } from '../lifecycle/reconcile.ts';
import type { Found } from './found.ts';
import type { Judgement, NewStep, ToldIncident } from './judgement.ts';

const valueIn = ({ last }: Episode) => ({ value: last });
const iso = (at: EpochMs): string => new Date(at).toISOString();

const ended = (episode: Episode): NewStep => ({
  kind: 'RESOLVED',
  at: episode.resolvedAt ?? episode.lastAt,
  details: { resolution: episode.resolution, peak: episode.peak, ...valueIn(episode) },
});

const raised = ({ episode, state }: Found): Judgement => ({
  told: null,
  state,
  episode,
  steps: [
    { kind: 'RAISED', at: episode.firedAt, details: { peak: episode.peak, ...valueIn(episode) } },
    ...(isOpen({ state }) ? [] : [ended(episode)]),
  ],
});

/** How an open incident came from one state into another. */
const moved = (before: IncidentState, { state, episode }: Found): readonly NewStep[] => {
  if (before === state) return [];
  const step = (kind: NewStep['kind']): NewStep => ({ kind, at: episode.lastAt, details: valueIn(episode) });
  const heard = before === 'NO_DATA' || before === 'ERROR' ? [step('HEARD')] : [];
  switch (state) {
    case 'FIRING':
      return heard.length > 0 ? heard : [step('AGAIN')];
    case 'RECOVERING':
      return [...heard, step('RECOVERING')];
    case 'NO_DATA':
      return [step('SILENT')];
    default:
      return [];
  }
};

const isSameEnd = (a: Episode, b: Episode): boolean =>
  a.resolvedAt === b.resolvedAt && a.resolution === b.resolution && a.peak === b.peak && a.last === b.last;

const isRevised = (before: Episode, after: Episode, isOver: boolean): boolean =>
  before.startedAt !== after.startedAt ||
  before.firedAt !== after.firedAt ||
  (isOver && !isSameEnd(before, after)) ||
  after.peakBeyond < before.peakBeyond;

const revised = (before: Episode, after: Episode): NewStep => ({
  kind: 'REVISED',
  at: after.startedAt,
  details: {
    startedAt: iso(after.startedAt),
    firedAt: iso(after.firedAt),
    peak: after.peak,
    peakBefore: before.peak,
  },
});

const stepsBetween = (told: ToldIncident, found: Found): readonly NewStep[] => {
  const { episode } = found;
  const [wasOpen, isStillOpen] = [isOpen(told), isOpen(found)];
  const isCorrected = isRevised(told.episode, episode, !wasOpen && !isStillOpen);
  const corrected = isCorrected ? [revised(told.episode, episode)] : [];
  if (wasOpen && !isStillOpen) return [...corrected, ended(episode)];
  if (!wasOpen && isStillOpen)
    return [...corrected, { kind: 'REOPENED', at: episode.lastAt, details: valueIn(episode) }];
  if (!wasOpen) return told.state === 'WITHDRAWN' ? [...corrected, ended(episode)] : corrected;
  return [...corrected, ...moved(told.state, found)];
};

/** What never was, is withdrawn; but that nothing was heard was so when it was said, and ends with what was heard. */
const gone = (told: ToldIncident, at: EpochMs): Judgement => {
  const { episode } = told;
  if (!episode.isNoData)
    return {
      told,
      state: 'WITHDRAWN',
      episode: closed(episode, at, null),
      steps: [{ kind: 'WITHDRAWN', at, details: { peak: episode.peak } }],
    };
  const over = closed(episode, at, 'RECOVERED');
  return { told, state: 'RESOLVED', episode: over, steps: [ended(over)] };
};

const closed = (episode: Episode, at: EpochMs, resolution: Episode['resolution']): Episode => ({
  ...episode,
  resolvedAt: Math.max(at, episode.startedAt),
  resolution,
});

const isSame = (a: Episode, b: Episode): boolean =>
  a.last === b.last && a.lastAt === b.lastAt && a.peak === b.peak;

/**
 * Holds what a stretch of air comes to against what was told of it. `told`: the incidents of one rule and subject that share air with the stretch, oldest first;
 * `at`: the newest instant that is known.
 */
export const judge = (
  told: readonly ToldIncident[],
  found: readonly Found[],
  at: EpochMs,
): readonly Judgement[] => {
  const foundBy = new Map(found.map((one) => [one.episode, one]));
  const toldBy = new Map(told.map((one) => [one.incidentId, one]));
  const {
    kept,
    raised: fresh,
    withdrawn,
  } = reconcile(
    told,
    found.map(({ episode }) => episode),
  );
  const changed = kept.flatMap(({ incidentId, episode }): Judgement[] => {
    const [before, after] = [toldBy.get(incidentId) as ToldIncident, foundBy.get(episode) as Found];
    const steps = stepsBetween(before, after);
    if (steps.length === 0 && (!isOpen(after) || isSame(before.episode, episode))) return [];
    return [{ told: before, state: after.state, episode, steps }];
  });
  const never = withdrawn
    .map((id) => toldBy.get(id) as ToldIncident)
    .filter(({ state, episode }) => (episode.isNoData ? isOpen({ state }) : state !== 'WITHDRAWN'));
  return [
    ...changed,
    ...never.map((one) => gone(one, at)),
    ...fresh.map((episode) => raised(foundBy.get(episode) as Found)),
  ];
};
