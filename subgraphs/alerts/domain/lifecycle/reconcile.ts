import type { EpochMs } from '@aqmrg/schema/events/vocabulary.ts';
import type { Episode } from './episode.ts';

/** An episode that was told, by its incident. */
export interface Told {
  readonly incidentId: string;
  readonly episode: Episode;
}

/** What late or corrected readings make of what was told of one rule and one subject. */
export interface Reconciled {
  /** Incidents that are as they were told, or otherwise now. */
  readonly kept: readonly Told[];
  /** Episodes that nobody was told of. */
  readonly raised: readonly Episode[];
  /** Incidents that never were. */
  readonly withdrawn: readonly string[];
}

const endOf = ({ resolvedAt }: Episode): EpochMs => resolvedAt ?? Number.POSITIVE_INFINITY;

/** The same air: whether they share an instant. One of knowing nothing is none of knowing something. */
const isOfSameAir = (a: Episode, b: Episode): boolean =>
  a.isNoData === b.isNoData && a.startedAt <= endOf(b) && b.startedAt <= endOf(a);

/**
 * Holds what is found against what was told: an incident is that episode which shares air with it, the oldest where several do, so that it keeps its id,
 * who acknowledged it and what was sent of it while its beginning, end and peak are put right.
 */
export const reconcile = (told: readonly Told[], found: readonly Episode[]): Reconciled => {
  const left = [...found];
  const kept: Told[] = [];
  const withdrawn: string[] = [];
  for (const { incidentId, episode } of told) {
    const place = left.findIndex((one) => isOfSameAir(one, episode));
    const [same] = place === -1 ? [] : left.splice(place, 1);
    if (same === undefined) withdrawn.push(incidentId);
    else kept.push({ incidentId, episode: same });
  }
  return { kept, raised: left, withdrawn };
};
