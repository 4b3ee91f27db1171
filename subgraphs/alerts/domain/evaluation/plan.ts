import type { EpochMs, Quantity } from '@aqmrg/schema/events/vocabulary.ts';
import type { Rule } from '../rule/rule.ts';
import type { Shelf } from '../scope/shelf.ts';
import { isOfHours, quantitiesOf, reachMs } from '../signal/reach.ts';

const hourMs = 3_600_000;

/** What judging one sensor takes. */
export interface Plan {
  readonly shelves: readonly Shelf[];
  readonly quantities: readonly Quantity[];
  /** How far back readings are looked at, and means of full hours; 0: not at all. */
  readonly rawMs: number;
  readonly hoursMs: number;
  /** Rules that tell of silence, those first that do so soonest. */
  readonly silences: readonly Rule[];
}

interface Depth {
  readonly rawMs: number;
  readonly hoursMs: number;
}

/** What held for a while began so long before; the sample before that is looked at too. */
const depthOf = (rules: readonly Rule[], ofHours: boolean, reach: number): Depth => {
  const held = Math.max(0, ...rules.map(({ pace }) => pace.forMs));
  const back = reach + held === 0 ? 0 : reach + held + 2 * hourMs;
  return ofHours ? { rawMs: 0, hoursMs: back } : { rawMs: back, hoursMs: 0 };
};

const deeper = (a: Depth, b: Depth): Depth => ({
  rawMs: Math.max(a.rawMs, b.rawMs),
  hoursMs: Math.max(a.hoursMs, b.hoursMs),
});

const tellsOfSilence = ({ pace }: Rule): boolean => pace.noData === 'ALERT';

const ownPlan = (shelf: Shelf): Plan => {
  const groups = shelf.groups.filter(({ signal }) => signal.kind !== 'FORECAST');
  const depth = groups
    .map(({ rules, signal }) => depthOf(rules, isOfHours(signal), reachMs(signal)))
    .reduce(deeper, { rawMs: 0, hoursMs: 0 });
  const rules = [...groups.flatMap((group) => group.rules), ...shelf.offline];
  return {
    shelves: [shelf],
    quantities: [...new Set(groups.flatMap(({ signal }) => quantitiesOf(signal)))],
    ...depth,
    silences: rules.filter(tellsOfSilence).sort((a, b) => a.pace.noDataAfterMs - b.pace.noDataAfterMs),
  };
};

const remembered = new WeakMap<object, Plan>();

const once = <K extends object>(key: K, make: (key: K) => Plan): Plan => {
  const plan = remembered.get(key) ?? make(key);
  remembered.set(key, plan);
  return plan;
};

const joined = (shelves: readonly Shelf[]): Plan => {
  const plans = shelves.map((shelf) => once(shelf, ownPlan));
  return {
    shelves,
    quantities: [...new Set(plans.flatMap(({ quantities }) => quantities))],
    ...plans.reduce<Depth>(deeper, { rawMs: 0, hoursMs: 0 }),
    silences: plans
      .flatMap(({ silences }) => silences)
      .sort((a, b) => a.pace.noDataAfterMs - b.pace.noDataAfterMs),
  };
};

/** Made once for each list of shelves that a rule index gives. */
export const planOf = (shelves: readonly Shelf[]): Plan => once(shelves, joined);

/** Rules that judge each sensor by itself, those of forecasts too. */
export const rulesOn = (shelves: readonly Shelf[]): readonly Rule[] =>
  shelves.flatMap(({ groups, offline }) => [...groups.flatMap(({ rules }) => rules), ...offline]);

/** The soonest silence that a rule tells of, after something was heard; null where none does. */
export const soonestSilence = ({ silences }: Plan, heardAt: EpochMs): EpochMs | null => {
  const first = silences[0];
  return first === undefined ? null : heardAt + first.pace.noDataAfterMs;
};
