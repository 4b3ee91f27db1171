import { hourMs } from '@aqmrg/platform/air-quality/hours.ts';
import type { EpochMs } from '@aqmrg/schema/events/vocabulary.ts';
import type { Signal } from '../rule/rule.ts';
import { anomalyAt } from './anomaly.ts';
import type { History } from './history/history.ts';
import { indexAt, nowcastAt } from './of-hours.ts';
import { flaggedAt, rateOfChangeAt, rollingMeanAt, valueAt } from './of-readings.ts';

/**
 * What a signal is at one of its instants; null where it cannot be told. What ends later takes no part. One of forecasts is none of readings: it is null, and
 * `forecastSample` has it.
 */
export const signalAt = (signal: Signal, history: History, at: EpochMs): number | null => {
  if (signal.kind === 'FORECAST') return null;
  if (signal.kind === 'INDEX') return at % hourMs === 0 ? indexAt(signal, history, at) : null;
  const track = history.track(signal.quantity);
  if (track === null) return null;
  switch (signal.kind) {
    case 'VALUE':
      return valueAt(track, at);
    case 'ROLLING_MEAN':
      return rollingMeanAt(track, at, signal);
    case 'RATE_OF_CHANGE':
      return rateOfChangeAt(track, at, signal);
    case 'QUALITY':
      return flaggedAt(track, at, signal);
    case 'NOWCAST':
      return nowcastAt(track, at, signal.quantity);
    case 'ANOMALY':
      return anomalyAt(track, at, signal.windowMs);
    default:
      return signal satisfies never;
  }
};
