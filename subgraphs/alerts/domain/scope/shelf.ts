import { isOfArea } from '../area/area-condition.ts';
import type { Rule, Signal, Threshold } from '../rule/rule.ts';

/** Rules in the order in which a value reaches them. */
interface Ladder {
  readonly bounds: Float64Array;
  readonly rules: readonly Rule[];
}

/** Rules of one signal: it is told once for all of them. */
export interface ShelfGroup {
  readonly signal: Signal;
  readonly rules: readonly Rule[];
  readonly above: Ladder;
  readonly below: Ladder;
}

/** Rules that are about the same sensors, compiled once for all of these. */
export interface Shelf {
  /** Each sensor by itself. */
  readonly groups: readonly ShelfGroup[];
  /** Sensors judged together. */
  readonly together: readonly Rule[];
  /** Of nothing being heard. */
  readonly offline: readonly Rule[];
}

const thresholdOf = ({ condition }: Rule): Threshold | null =>
  condition.kind === 'THRESHOLD' ? condition.threshold : null;

/** Of one comparison, by `height`, ascending. */
const ladderOf = (
  rules: readonly Rule[],
  comparison: Threshold['comparison'],
  height: (at: number) => number,
): Ladder => {
  const steps = rules.flatMap((rule) => {
    const threshold = thresholdOf(rule);
    return threshold?.comparison === comparison ? { rule, bound: height(threshold.at) } : [];
  });
  steps.sort((a, b) => a.bound - b.bound);
  return { bounds: Float64Array.from(steps, ({ bound }) => bound), rules: steps.map(({ rule }) => rule) };
};

const groupOf = (signal: Signal, rules: readonly Rule[]): ShelfGroup => ({
  signal,
  rules,
  above: ladderOf(rules, 'ABOVE', (at) => at),
  below: ladderOf(rules, 'BELOW', (at) => -at),
});

/** Equal signals have equal words, in whatever order their fields stand. */
const wordsOf = (signal: Signal): string =>
  JSON.stringify(Object.entries(signal).sort(([a], [b]) => (a < b ? -1 : 1)));

export const shelfOf = (rules: readonly Rule[]): Shelf => {
  const bySignal = new Map<string, { readonly signal: Signal; readonly rules: Rule[] }>();
  const together: Rule[] = [];
  const offline: Rule[] = [];
  for (const rule of rules) {
    const { condition } = rule;
    if (condition.kind === 'OFFLINE') offline.push(rule);
    else if (isOfArea(condition)) together.push(rule);
    else {
      const words = wordsOf(condition.signal);
      const known = bySignal.get(words);
      if (known === undefined) bySignal.set(words, { signal: condition.signal, rules: [rule] });
      else known.rules.push(rule);
    }
  }
  const groups = [...bySignal.values()].map(({ signal, rules: same }) => groupOf(signal, same));
  return { groups, together, offline };
};

/** How many bounds lie at or below a height. */
const reached = (bounds: Float64Array, height: number): number => {
  let [low, high] = [0, bounds.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((bounds[middle] as number) <= height) low = middle + 1;
    else high = middle;
  }
  return low;
};

/** The rules whose threshold a value reaches, found by halving; the mildest thresholds first. */
export const breachedBy = ({ above, below }: ShelfGroup, value: number): readonly Rule[] => {
  const [over, under] = [reached(above.bounds, value), reached(below.bounds, -value)];
  if (under === 0) return above.rules.slice(0, over);
  return [...above.rules.slice(0, over), ...below.rules.slice(0, under)];
};
