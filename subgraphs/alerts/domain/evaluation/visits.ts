import type { EpochMs, Quantity } from '@aqmrg/schema/events/vocabulary.ts';
import type { Rule } from '../rule/rule.ts';
import { breachedBy } from '../scope/shelf.ts';
import type { History } from '../signal/history/history.ts';
import { endsOf, instantsOf } from '../signal/instants.ts';
import { isOfHours, quantitiesOf } from '../signal/reach.ts';
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

/** Hours before the first reading that a process judges may have ended unjudged: another began them. */
export const unjudgedMs = 6 * 3_600_000;

/** From which instant on a rule has to look, by what was touched; Infinity: it need not. */
const fromFor = (quantities: readonly Quantity[] | null, ofHours: boolean, touched: Touched): EpochMs => {
  const touches =
    quantities === null ? [...touched.values()] : quantities.flatMap((one) => touched.get(one) ?? []);
  const froms = touches.map(({ from, heardBefore }) => {
    // full hours may have passed since the last reading
    if (heardBefore !== null) return Math.min(from, heardBefore + 1);
    return ofHours ? from - unjudgedMs : from;
  });
  return Math.min(untouched, ...froms);
};

const isHourly = ({ condition }: Rule): boolean =>
  condition.kind === 'THRESHOLD' && isOfHours(condition.signal);

export const quantitiesOfRule = ({ condition }: Rule): readonly Quantity[] | null => {
  if (condition.kind === 'THRESHOLD') return quantitiesOf(condition.signal);
  return condition.quantity === null ? null : [condition.quantity];
};

/** The longest pause before anything of these quantities that is new, whatever else came late. */
const pauseOf = (quantities: readonly Quantity[], history: History, touched: Touched): number => {
  const sinces = quantities.flatMap((quantity) => {
    const touch = touched.get(quantity);
    if (touch === undefined) return [];
    const { heardBefore, from } = touch;
    return heardBefore ?? endsOf([quantity], history, Number.NEGATIVE_INFINITY, from - 1).at(-1) ?? from;
  });
  if (sinces.length === 0) return 0;
  const ends = endsOf(quantities, history, Math.min(...sinces), untouched);
  return ends.reduce((longest, end, i) => Math.max(longest, end - (ends[i - 1] ?? end)), 0);
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
      const from = fromFor(quantitiesOf(group.signal), isOfHours(group.signal), touched);
      if (from === untouched) continue;
      for (const at of instantsOf(group.signal, history, from, untouched)) {
        const value = signalAt(group.signal, history, at);
        if (value !== null) for (const rule of breachedBy(group, value)) visit(rule, from);
      }
    }
  }
  for (const rule of going) {
    const from = fromFor(quantitiesOfRule(rule), isHourly(rule), touched);
    if (from !== untouched) visit(rule, from);
  }
  if (silences.length === 0) return visits;
  const pauses = new Map<Quantity | null, number>();
  const pauseFor = (quantity: Quantity | null): number => {
    const known = pauses.get(quantity);
    if (known !== undefined) return known;
    const found = pauseOf(quantity === null ? history.quantities() : [quantity], history, touched);
    pauses.set(quantity, found);
    return found;
  };
  const longest = Math.max(...[...touched.keys()].map(pauseFor));
  for (const rule of silences) {
    if (rule.pace.noDataAfterMs >= longest) break;
    const quantities = quantitiesOfRule(rule);
    const pause = Math.max(...(quantities ?? [null]).map(pauseFor));
    if (pause > rule.pace.noDataAfterMs) visit(rule, fromFor(quantities, isHourly(rule), touched));
  }
  return visits;
};
