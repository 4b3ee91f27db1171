import { hourMs } from '@aqmrg/platform/air-quality/hours.ts';
import type { EpochMs } from '@aqmrg/schema/events/vocabulary.ts';
import { isBreached, type Sample, sampleOf } from '../lifecycle/sample.ts';
import type { Together } from '../rule/rule.ts';
import type { History } from '../signal/history/history.ts';
import { quantitiesOf } from '../signal/reach.ts';
import type { AreaCondition } from './area-condition.ts';
import { hourSignalAt } from './hour-signal.ts';

/** Binary noise of a share of whole sensors: 0.07 of 100 are 7. */
const noise = 1e-9;

/** So many sensors must breach at once, where so many have data. */
const neededOf = ({ sensors, share }: Together, withData: number): number =>
  Math.max(sensors, share === null ? 0 : Math.ceil(share * withData - noise));

/** Ends of hours in [from, to] of which one of the sensors has a mean. */
const hoursHeard = (
  { signal }: AreaCondition,
  members: readonly History[],
  from: EpochMs,
  to: EpochMs,
): readonly EpochMs[] => {
  const heard = new Set<EpochMs>();
  for (const history of members)
    for (const quantity of quantitiesOf(signal)) {
      const track = history.track(quantity);
      if (track === null) continue;
      const last = Math.min(to, track.newestEnd());
      const first = Math.ceil(Math.max(from, track.oldestEnd()) / hourMs) * hourMs;
      for (let end = first; end <= last; end += hourMs)
        if (track.meanOf(end - hourMs) !== null) heard.add(end);
    }
  return [...heard].sort((a, b) => a - b);
};

const sampleAt = (condition: AreaCondition, members: readonly History[], at: EpochMs): Sample => {
  const { signal, threshold, together } = condition;
  const shown = members
    .map((history) => sampleOf(at, hourSignalAt(signal, history, at), threshold))
    .filter(({ value }) => value !== null);
  if (shown.length < Math.max(1, together.minSensors))
    return { at, value: null, beyond: Number.NEGATIVE_INFINITY, isOver: false };
  const breaching = shown.filter(isBreached).length;
  const notOver = shown.filter(({ isOver }) => !isOver).length;
  const needed = neededOf(together, shown.length);
  return { at, value: breaching, beyond: breaching - needed, isOver: notOver < needed };
};

/**
 * What a condition comes to in [from, to] where sensors are judged together, full hour by full hour, from the means of hours in the history of each: a sample's value is how many
 * sensors breach the threshold, of those that have good data; `beyond`, how many more than are needed. Null where fewer than `minSensors` have any.
 *
 * Hysteresis: it is over only once fewer than are needed have not passed the recovery threshold. A sensor between the two keeps it going, but does not begin it.
 */
export const areaSamples = (
  condition: AreaCondition,
  bySensor: ReadonlyMap<string, History>,
  from: EpochMs,
  to: EpochMs,
): readonly Sample[] => {
  const members = [...bySensor.values()];
  return hoursHeard(condition, members, from, to).map((at) => sampleAt(condition, members, at));
};
