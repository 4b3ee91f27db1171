import type { EpochMs } from '@aqmrg/schema/events/vocabulary.ts';
import type { Signal } from '../rule/rule.ts';
import { type Air, type Airs, placeOf } from './air.ts';

const hourMs = 3_600_000;

/** Those that end in (from, to]. */
const endingIn = (airs: Airs, from: EpochMs, to: EpochMs): Airs => {
  const after = (at: EpochMs): number => {
    let place = placeOf(airs, at);
    while (airs[place]?.periodEnd === at) place += 1;
    return place;
  };
  return airs.slice(after(from), after(to));
};

/** Of each reading what lies in a window, ms. */
const coveredMs = ({ periodStart, periodEnd }: Air, from: EpochMs): number =>
  periodEnd - Math.max(periodStart, from);

/** Weighted by what each covers of the window; null where too little of it is covered. */
const rollingMean = (
  airs: Airs,
  at: EpochMs,
  { windowMs, minCoverage }: Extract<Signal, { readonly kind: 'ROLLING_MEAN' }>,
): number | null => {
  const from = at - windowMs;
  const within = endingIn(airs, from, at);
  const covered = within.reduce((sum, air) => sum + coveredMs(air, from), 0);
  if (covered <= 0 || covered < minCoverage * windowMs) return null;
  return within.reduce((sum, air) => sum + air.value * coveredMs(air, from), 0) / covered;
};

/** From the newest reading that ended so long before; null where that one is more than twice as old, or there is none. */
const rateOfChange = (
  airs: Airs,
  at: EpochMs,
  { windowMs }: Extract<Signal, { readonly kind: 'RATE_OF_CHANGE' }>,
): number | null => {
  const now = endingIn(airs, at - 1, at).at(-1);
  const before = endingIn(airs, at - 2 * windowMs, at - windowMs).at(-1);
  if (now === undefined || before === undefined) return null;
  return (now.value - before.value) / ((at - before.periodEnd) / hourMs);
};

/** What a signal is at the end of one of them; null where it cannot be told. `airs` may hold later ones, which take no part. */
export const signalAt = (signal: Signal, airs: Airs, at: EpochMs): number | null => {
  switch (signal.kind) {
    case 'VALUE':
      return endingIn(airs, at - 1, at).at(-1)?.value ?? null;
    case 'ROLLING_MEAN':
      return rollingMean(airs, at, signal);
    case 'RATE_OF_CHANGE':
      return rateOfChange(airs, at, signal);
    default:
      return signal satisfies never;
  }
};
