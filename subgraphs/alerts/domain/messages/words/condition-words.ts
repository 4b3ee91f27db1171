import type { Condition, Signal, Together } from '../../rule/rule.ts';
import type { Phrases } from '../languages/phrases.ts';
import { amount, duration, number, share, worth } from './figures.ts';
import { fill } from './fill.ts';

const signalWords = (phrases: Phrases, signal: Signal): string => {
  const { signals, quantities } = phrases;
  const put = (phrase: string, values: Readonly<Record<string, string>>) => fill(phrases, phrase, values);
  switch (signal.kind) {
    case 'VALUE':
    case 'NOWCAST':
      return put(signals[signal.kind], { quantity: quantities[signal.quantity] });
    case 'ROLLING_MEAN':
    case 'RATE_OF_CHANGE':
    case 'ANOMALY':
    case 'QUALITY':
      return put(signals[signal.kind], {
        quantity: quantities[signal.quantity],
        duration: duration(phrases, signal.windowMs),
      });
    case 'INDEX':
      return signals[signal.standard];
    case 'FORECAST':
      return put(signals.FORECAST, {
        quantity: quantities[signal.quantity],
        level: amount(phrases, signal.level, signal.quantity),
        horizon: phrases.horizons[signal.head],
      });
    default:
      return signal satisfies never;
  }
};

const togetherWords = (phrases: Phrases, condition: string, together: Together | null): string => {
  if (together === null) return condition;
  const values = { condition, count: number(phrases, together.sensors) };
  return together.share === null
    ? fill(phrases, phrases.together, values)
    : fill(phrases, phrases.togetherShare, { ...values, share: share(phrases, together.share) });
};

/** What a rule watches, in words. */
export const conditionWords = (phrases: Phrases, condition: Condition): string => {
  if (condition.kind === 'OFFLINE') {
    const { quantity } = condition;
    return quantity === null
      ? phrases.offline
      : fill(phrases, phrases.offlineQuantity, { quantity: phrases.quantities[quantity] });
  }
  const { signal, threshold, together } = condition;
  const words = fill(phrases, phrases.comparisons[threshold.comparison], {
    signal: signalWords(phrases, signal),
    threshold: worth(phrases, threshold.at, condition),
  });
  return togetherWords(phrases, words, together);
};
