import type { EpochMs } from '@aqmrg/schema/events/vocabulary.ts';
import { type Sample, sampleOf } from '../lifecycle/sample.ts';
import type { Condition } from '../rule/rule.ts';
import type { History } from './history/history.ts';
import { endsOf, instantsOf } from './instants.ts';
import { signalAt } from './signal-value.ts';

/** Something was heard then, and no more. */
const heardAt = (at: EpochMs): Sample => ({
  at,
  value: null,
  beyond: Number.NEGATIVE_INFINITY,
  isOver: false,
});

/** What a condition comes to in [from, to] at one sensor, in the order of the air: where sensors are judged together, what this one adds (`areaSamples` has the rest). */
export const samplesOf = (
  condition: Condition,
  history: History,
  from: EpochMs,
  to: EpochMs,
): readonly Sample[] => {
  if (condition.kind === 'OFFLINE') {
    const quantities = condition.quantity === null ? history.quantities() : [condition.quantity];
    return endsOf(quantities, history, from, to).map(heardAt);
  }
  const { signal, threshold } = condition;
  return instantsOf(signal, history, from, to).map((at) =>
    sampleOf(at, signalAt(signal, history, at), threshold),
  );
};
