import { hourMs } from '@aqmrg/platform/air-quality/hours.ts';
import type { EpochMs, Quantity } from '@aqmrg/schema/events/vocabulary.ts';
import type { Signal } from '../rule/rule.ts';
import type { History } from './history/history.ts';
import { firstAfter } from './history/readings.ts';
import type { Track } from './history/track.ts';
import { isOfHours, quantitiesOf } from './reach.ts';

const tracksOf = (history: History, quantities: readonly Quantity[]): Track[] =>
  quantities.flatMap((quantity) => history.track(quantity) ?? []);

const inOrder = (instants: readonly EpochMs[]): EpochMs[] => [...new Set(instants)].sort((a, b) => a - b);

/** Ends of readings in [from, to], each once. */
export const endsOf = (
  quantities: readonly Quantity[],
  history: History,
  from: EpochMs,
  to: EpochMs,
): readonly EpochMs[] => {
  const found = tracksOf(history, quantities).map(({ readings: { ends } }) =>
    ends.slice(firstAfter(ends, from - 1), firstAfter(ends, to)),
  );
  return inOrder(found.flat());
};

/** Ends of the hours that a reading ends in or that have a mean, as far as they are over. An hour of which nothing was heard is none: it is silence. */
const hoursHeard = (track: Track, from: EpochMs, to: EpochMs): EpochMs[] => {
  const { ends } = track.readings;
  const heard: EpochMs[] = [];
  const last = Math.min(Math.floor(to / hourMs), Math.floor(track.newestEnd() / hourMs));
  // the oldest reading may have started in the hour before
  const first = Math.max(Math.ceil(from / hourMs), Math.ceil(track.oldestEnd() / hourMs) - 1);
  for (let hour = first; hour <= last; hour += 1) {
    const end = hour * hourMs;
    const hasEnd = (ends[firstAfter(ends, end - hourMs)] ?? Number.POSITIVE_INFINITY) <= end;
    if (hasEnd || track.meanOf(end - hourMs) !== null) heard.push(end);
  }
  return heard;
};

/** When a signal has samples in [from, to]: at the ends of its quantity's readings, or at full hours that are over by the newest of them. None of forecasts. */
export const instantsOf = (
  signal: Signal,
  history: History,
  from: EpochMs,
  to: EpochMs,
): readonly EpochMs[] => {
  if (signal.kind === 'FORECAST') return [];
  const quantities = quantitiesOf(signal);
  if (!isOfHours(signal)) return endsOf(quantities, history, from, to);
  return inOrder(tracksOf(history, quantities).flatMap((track) => hoursHeard(track, from, to)));
};
