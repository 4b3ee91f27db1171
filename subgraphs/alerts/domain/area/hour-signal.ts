import { hourMs } from '@aqmrg/platform/air-quality/hours.ts';
import type { EpochMs } from '@aqmrg/schema/events/vocabulary.ts';
import type { Signal } from '../rule/rule.ts';
import { fullHour } from '../signal/anomaly.ts';
import type { History } from '../signal/history/history.ts';
import type { Track } from '../signal/history/track.ts';
import { signalAt } from '../signal/signal-value.ts';

/** Of the full hours of a window of full hours, of which so much must be there. */
const meanOfHours = (
  track: Track,
  at: EpochMs,
  { windowMs, minCoverage }: Extract<Signal, { readonly kind: 'ROLLING_MEAN' }>,
): number | null => {
  const count = Math.floor(windowMs / hourMs);
  let [sum, found] = [0, 0];
  for (let ago = count; ago > 0; ago -= 1) {
    const mean = fullHour(track, at - ago * hourMs);
    if (mean === null) continue;
    sum += mean;
    found += 1;
  }
  return found === 0 || found < minCoverage * count ? null : sum / found;
};

/** What a signal is at the end of a full hour by means of hours alone; null where it cannot be told so. VALUE: the mean of the hour. */
export const hourSignalAt = (signal: Signal, history: History, at: EpochMs): number | null => {
  switch (signal.kind) {
    case 'VALUE': {
      const track = history.track(signal.quantity);
      return track === null ? null : fullHour(track, at - hourMs);
    }
    case 'ROLLING_MEAN': {
      const track = history.track(signal.quantity);
      return track === null ? null : meanOfHours(track, at, signal);
    }
    case 'NOWCAST':
    case 'INDEX':
    case 'ANOMALY':
      return signalAt(signal, history, at);
    case 'RATE_OF_CHANGE':
    case 'QUALITY':
    case 'FORECAST':
      return null;
    default:
      return signal satisfies never;
  }
};
