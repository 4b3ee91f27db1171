import { hourMs } from '@aqmrg/platform/air-quality/hours.ts';
import { indexQuantities } from '@aqmrg/platform/air-quality/indices/air-quality-index.ts';
import { euQuantities } from '@aqmrg/platform/air-quality/indices/eu.ts';
import { newestWithinHours } from '@aqmrg/platform/air-quality/indices/newest-hour.ts';
import { nowcastHours } from '@aqmrg/platform/air-quality/indices/nowcast.ts';
import type { Quantity } from '@aqmrg/schema/events/vocabulary.ts';
import type { Signal } from '../rule/rule.ts';

/** Which quantities it is made of. */
export const quantitiesOf = (signal: Signal): readonly Quantity[] => {
  if (signal.kind !== 'INDEX') return [signal.quantity];
  return signal.standard === 'EU' ? euQuantities : indexQuantities;
};

/** Whether it is told at full hours, from their means, and not at each reading. */
export const isOfHours = ({ kind }: Signal): boolean =>
  kind === 'NOWCAST' || kind === 'INDEX' || kind === 'ANOMALY';

/**
 * How far back it looks: a sample at an instant is made of readings that end so long before it or later; of those of full hours, of hours that start so long before it or later. A
 * reading that comes late changes samples from its own end, or from the end of the hour in which it starts, until so long after.
 */
export const reachMs = (signal: Signal): number => {
  switch (signal.kind) {
    case 'VALUE':
    case 'FORECAST':
      return 0;
    case 'ROLLING_MEAN':
    case 'QUALITY':
      return signal.windowMs;
    case 'RATE_OF_CHANGE':
      return 2 * signal.windowMs;
    case 'NOWCAST':
      return nowcastHours * hourMs;
    case 'INDEX':
      return (signal.standard === 'EU' ? newestWithinHours : 24) * hourMs;
    case 'ANOMALY':
      return signal.windowMs + hourMs;
    default:
      return signal satisfies never;
  }
};
