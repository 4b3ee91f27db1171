import type { Signal, Threshold } from '../rule.ts';
import { categoriesOf } from './categories.ts';
import { isGiven, numberWithin, type Tell } from './faults.ts';
import type { ConditionInput, SignalName } from './input.ts';

interface Bounds {
  readonly lowest: number;
  readonly highest: number;
}
type Standard = Extract<Signal, { readonly kind: 'INDEX' }>['standard'];

/** What a signal can be at all. */
const boundsOf = (signal: SignalName, standard: Standard): Bounds => {
  if (signal === 'FORECAST') return { lowest: 0, highest: 1 };
  if (signal === 'QUALITY') return { lowest: 0, highest: 100_000 };
  if (signal === 'AQI') return standard === 'EU' ? { lowest: 1, highest: 6 } : { lowest: 0, highest: 500 };
  return { lowest: -1e6, highest: 1e6 };
};

/** Where a category begins, by its name. */
const categoryOf = (
  tell: Tell,
  input: ConditionInput,
  standard: Standard,
  name: string,
): number | undefined => {
  const field = 'condition.category';
  if (isGiven(input.threshold))
    return tell(field, 'NOT_USED', 'The threshold is given as well', 'Leave out one of the two.');
  if (input.comparison === 'BELOW')
    return tell(
      field,
      'NOT_USED',
      'A category is that one or a worse one',
      'Take ABOVE, or give a threshold.',
    );
  const [best, ...worse] = categoriesOf(standard);
  const names = worse.map((category) => category.name).join(', ');
  const asked = name.trim().toLowerCase();
  if (asked === best?.name.toLowerCase())
    return tell(field, 'OUT_OF_RANGE', `Every hour is ${best.name} or worse`, `Take one of ${names}.`);
  const found = worse.find((category) => category.name.toLowerCase() === asked);
  return (
    found?.from ??
    tell(
      field,
      'OUT_OF_RANGE',
      `${JSON.stringify(name.slice(0, 60))} is none of its categories`,
      `Take one of ${names}.`,
    )
  );
};

const atOf = (tell: Tell, input: ConditionInput, standard: Standard, bounds: Bounds): number | undefined => {
  const { category, threshold, signal } = input;
  if (isGiven(category) && signal === 'AQI') return categoryOf(tell, input, standard, category);
  if (isGiven(threshold)) return numberWithin(tell, 'condition.threshold', threshold, bounds);
  const next = signal === 'AQI' ? 'Give a threshold, or a category: Unhealthy.' : 'Give a threshold: 55.5.';
  return tell('condition.threshold', 'MISSING', 'Nothing says from where on it is bad', next);
};

/** Figures as people write them: 55.5 less a tenth is 49.95, not 49.949999999999996. */
const round = (value: number): number => Number(value.toPrecision(12));

const tenthBack = (at: number, isAbove: boolean): number =>
  round(isAbove ? at - Math.abs(at) / 10 : at + Math.abs(at) / 10);

/** It must be possible to be on the other side of the recovery threshold, or nothing would ever be over. */
const recoveryFault = (
  at: number,
  recovery: number,
  isAbove: boolean,
  { lowest, highest }: Bounds,
): string | null => {
  if (isAbove ? recovery > at : recovery < at)
    return `${recovery} is ${isAbove ? 'above' : 'below'} the threshold of ${at}`;
  if (isAbove && recovery <= lowest) return `Nothing is below ${recovery}, so that it would never be over`;
  if (!isAbove && recovery >= highest) return `Nothing is above ${recovery}, so that it would never be over`;
  return null;
};

/** The threshold of every signal but OFFLINE. `standard` is AQI's. */
export const readThreshold = (
  tell: Tell,
  input: ConditionInput,
  standard: Standard,
): Threshold | undefined => {
  const bounds = boundsOf(input.signal, standard);
  const comparison = input.comparison ?? 'ABOVE';
  const isAbove = comparison === 'ABOVE';
  const at = atOf(tell, input, standard, bounds);
  const given = isGiven(input.recovery)
    ? numberWithin(tell, 'condition.recovery', input.recovery, bounds)
    : input.recovery;
  if (at === undefined || (isGiven(input.recovery) && given === undefined)) return undefined;
  if (isAbove ? at <= bounds.lowest : at >= bounds.highest)
    return tell(
      'condition.threshold',
      'OUT_OF_RANGE',
      `All that can be is at or ${isAbove ? 'above' : 'below'} ${at}`,
      `Give one that is ${isAbove ? 'above' : 'below'} it.`,
    );
  const recovery = given ?? (input.signal === 'AQI' ? at : tenthBack(at, isAbove));
  const fault = recoveryFault(at, recovery, isAbove, bounds);
  if (fault === null) return { comparison, at, recovery };
  return tell(
    'condition.recovery',
    'OUT_OF_RANGE',
    fault,
    `Give ${at}, or a little ${isAbove ? 'less' : 'more'}.`,
  );
};
