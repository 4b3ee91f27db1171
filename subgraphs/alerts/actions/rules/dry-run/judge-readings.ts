import type { Reading } from '@aqmrg/schema/events/readings.ts';
import { type EpochMs, type Quantity, qualityFlags } from '@aqmrg/schema/events/vocabulary.ts';
import type { Condition } from '../../../domain/rule/rule.ts';
import { airOf } from '../../../domain/signal/air.ts';
import { createHistory } from '../../../domain/signal/history/history.ts';
import { quantitiesOf, reachMs } from '../../../domain/signal/reach.ts';
import { samplesOf } from '../../../domain/signal/samples.ts';
import { type Judged, type Sensor, type Stretch, zoneOf } from './judged.ts';

/** A reading that began before counts where it ends: none is longer. */
const longestMs = 24 * 3_600_000;
const pageSize = 2_000;

/** Counts readings that are read; throws once they are too many. */
export type Spend = (readings: number) => void;

/** Readings of one quantity, page by page. */
const openPages = (sensorId: string, quantity: Quantity, from: EpochMs, { to, reader, signal }: Stretch) => {
  let last: Reading | undefined;
  /** No reading that is yet to be read begins before this. */
  let readTo = Number.NEGATIVE_INFINITY;
  return {
    quantity,
    readTo: (): EpochMs => readTo,
    async next(): Promise<readonly Reading[]> {
      const page = await reader.readings(
        {
          ...{ sensorId, quantity, from, to, quality: qualityFlags, limit: pageSize },
          ...(last === undefined
            ? {}
            : { after: { periodStart: last.periodStart, periodEnd: last.periodEnd } }),
        },
        signal,
      );
      last = page.at(-1);
      readTo = page.length < pageSize || last === undefined ? Number.POSITIVE_INFINITY : last.periodStart;
      return page;
    },
  };
};

const quantitiesWatched = (condition: Condition, sensor: Sensor): readonly Quantity[] => {
  if (condition.kind === 'THRESHOLD') return quantitiesOf(condition.signal);
  return condition.quantity === null ? sensor.quantities : [condition.quantity];
};

/** What is judged reading by reading at one sensor. What lies behind is let go of, so that a year takes no more room than a window. */
export async function* judgeReadings(
  condition: Condition,
  sensor: Sensor,
  stretch: Stretch,
  spend: Spend,
): Judged {
  const { from, to } = stretch;
  const reach = condition.kind === 'THRESHOLD' ? reachMs(condition.signal) : 0;
  const history = createHistory({ timeZone: zoneOf(sensor) });
  const pages = quantitiesWatched(condition, sensor).map((quantity) =>
    openPages(sensor.sensorId, quantity, from - reach - longestMs, stretch),
  );
  for (let judgedTo = from; judgedTo < to; ) {
    // whichever is the farthest behind
    const behind = pages.toSorted((a, b) => a.readTo() - b.readTo())[0];
    if (behind === undefined || behind.readTo() === Number.POSITIVE_INFINITY) return;
    const page = await behind.next();
    spend(page.length);
    for (const reading of page) history.take(behind.quantity, airOf(reading));
    const until = Math.min(to, ...pages.map(({ readTo }) => readTo()));
    if (until <= judgedTo) continue;
    yield samplesOf(condition, history, judgedTo + 1, until);
    judgedTo = until;
    history.forget(judgedTo - reach - longestMs);
  }
}
