import type { EpochMs, Quantity } from '@aqmrg/schema/events/vocabulary.ts';
import type { Rule } from '../rule/rule.ts';
import { breachedBy } from '../scope/shelf.ts';
import type { History } from '../signal/history/history.ts';
import { instantsOf } from '../signal/instants.ts';
import { quantitiesOf } from '../signal/reach.ts';
import { signalAt } from '../signal/signal-value.ts';
import type { Plan } from './plan.ts';

/** From which instant on something of a quantity is new or otherwise, and when it was heard last before. */
export interface Touch {
  readonly from: EpochMs;
  /** Null: nothing was judged before. */
  readonly heardBefore: EpochMs | null;
}
export type Touched = ReadonlyMap<Quantity, Touch>;

/** Nothing of it was touched. */
const untouched = Number.POSITIVE_INFINITY;

/** From which instant on a rule has to look, by what was touched; Infinity: it need not. */
export const fromFor = (quantities: readonly Quantity[] | null, touched: Touched): EpochMs => {
  const touches =
    quantities === null ? [...touched.values()] : quantities.flatMap((one) => touched.get(one) ?? []);
  // full hours may have passed since the last reading
  return Math.min(
    untouched,
    ...touches.map(({ from, heardBefore }) =>
      heardBefore === null ? from : Math.min(from, heardBefore + 1),
    ),
  );
};

export const quantitiesOfRule = ({ condition }: Rule): readonly Quantity[] | null => {
  if (condition.kind === 'THRESHOLD') return quantitiesOf(condition.signal);
  return condition.quantity === null ? null : [condition.quantity];
};

/** The longest pause that ends with what was touched, of these quantities. */
const pauseOf = (quantities: readonly Quantity[] | null, touched: Touched): number => {
  const touches =
    quantities === null ? [...touched.values()] : quantities.flatMap((one) => touched.get(one) ?? []);
  const pauses = touches.map(({ from, heardBefore }) => (heardBefore === null ? 0 : from - heardBefore));
  return Math.max(0, ...pauses);
};

/**
 * Which rules may say something new of a sensor, and from when on: those whose threshold a new value reaches, those of which something goes on (`going`, by their ids), and
 * those that tell of a pause. All others are not looked at, however many there are.
 */
export const visitsOf = (
  { shelves, silences }: Plan,
  history: History,
  touched: Touched,
  going: readonly Rule[],
): ReadonlyMap<Rule, EpochMs> => {
  const visits = new Map<Rule, EpochMs>();
  const visit = (rule: Rule, from: EpochMs): void => {
    visits.set(rule, Math.min(from, visits.get(rule) ?? from));
  };
  for (const { groups } of shelves) {
    for (const group of groups) {
      const from = fromFor(quantitiesOf(group.signal), touched);
      if (from === untouched) continue;
      for (const at of instantsOf(group.signal, history, from, untouched)) {
        const value = signalAt(group.signal, history, at);
        if (value !== null) for (const rule of breachedBy(group, value)) visit(rule, from);
      }
    }
  }
  for (const rule of going) {
    const from = fromFor(quantitiesOfRule(rule), touched);
    if (from !== untouched) visit(rule, from);
  }
  const longest = pauseOf(null, touched);
  for (const rule of silences) {
    if (rule.pace.noDataAfterMs >= longest) break;
    const quantities = quantitiesOfRule(rule);
    if (pauseOf(quantities, touched) > rule.pace.noDataAfterMs) visit(rule, fromFor(quantities, touched));
  }
  return visits;
};
