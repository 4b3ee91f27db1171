import { setImmediate } from 'node:timers/promises';
import type { Log } from '@aqmrg/platform/log.ts';
import type { SeriesReader } from '@aqmrg/platform/ports/series.ts';
import type { Reading } from '@aqmrg/schema/events/readings.ts';
import type { EpochMs, Quantity } from '@aqmrg/schema/events/vocabulary.ts';
import { bitOf, hasBit, isDue, truthWithinMs } from '../domain/due.ts';
import { nameOf, type Outlook, type SeriesName } from '../domain/forecast.ts';
import { sampleOf } from '../domain/sample.ts';
import { scoreOf } from '../domain/scoring.ts';
import { horizonOf } from '../domain/targets.ts';
import { truthOf, wholeHours } from '../domain/truth.ts';
import type { Due, Looked, Scores } from '../store/scores.ts';
import type { ForecastMeters } from './meters.ts';

/** Forecasts that are looked at together. */
const batchSize = 500;
const readingsAtOnce = 2_000;
/** A call looks at no more; what is left is due at the next one. */
const mostBatches = 200;

interface Ground {
  readonly reader: SeriesReader;
  readonly scores: Scores;
  readonly meters: ForecastMeters;
  readonly now: () => EpochMs;
  readonly log: Log;
}

interface Span {
  readonly from: EpochMs;
  readonly to: EpochMs;
}

const openTargets = ({ forecast, scored }: Due, now: EpochMs): Outlook[] =>
  forecast.outlooks.filter((outlook) => !hasBit(scored, outlook.head) && isDue(outlook, now));

/** From the first to the last of these targets. */
const spanOf = (outlooks: readonly Outlook[]): Span => ({
  from: Math.min(...outlooks.map(({ from }) => from)),
  to: Math.max(...outlooks.map(({ to }) => to)),
});

/** Scores forecasts whose truth has come. */
export const createScorer = ({ reader, scores, meters, now, log }: Ground) => {
  const readHours = async (dues: readonly Due[], at: EpochMs, signal: AbortSignal) => {
    const byQuantity = Map.groupBy(dues, ({ forecast }) => forecast.quantity);
    const found = new Map<string, ReadonlyMap<EpochMs, number>>();
    for (const [quantity, those] of byQuantity) {
      const sensorIds = [...new Set(those.map(({ forecast }) => forecast.sensorId))];
      const span = spanOf(those.flatMap((due) => openTargets(due, at)));
      const hours = await reader.hourly({ sensorIds, quantities: [quantity], ...span }, signal);
      for (const [sensorId, own] of Map.groupBy(hours, (hour) => hour.sensorId)) {
        found.set(nameOf({ sensorId, quantity }), wholeHours(own));
      }
    }
    return found;
  };

  /** Those that repeat recorded air, or did when the forecast was made. */
  const replayedAmong = async (dues: readonly Due[], signal: AbortSignal): Promise<ReadonlySet<string>> => {
    const ids = [...new Set(dues.map(({ forecast }) => forecast.sensorId))];
    const quantities = [...new Set<Quantity>(dues.map(({ forecast }) => forecast.quantity))];
    const latest = await reader.latest(ids, quantities, signal);
    return new Set([
      ...latest.filter(({ provenance }) => provenance.replayOf !== null).map(nameOf),
      ...dues.filter(({ forecast }) => forecast.replayed).map(({ forecast }) => nameOf(forecast)),
    ]);
  };

  const readingsIn = async (name: SeriesName, span: Span, signal: AbortSignal): Promise<Reading[]> => {
    const found: Reading[] = [];
    for (;;) {
      const last = found.at(-1);
      const page = await reader.readings(
        {
          ...name,
          ...span,
          quality: ['GOOD', 'UNKNOWN'],
          limit: readingsAtOnce,
          ...(last ? { after: { periodStart: last.periodStart, periodEnd: last.periodEnd } } : {}),
        },
        signal,
      );
      found.push(...page);
      if (page.length < readingsAtOnce) return found;
    }
  };

  /** When the truth of a target began to be measured, in the time in which it really was. Of what nobody knows nothing may be claimed. */
  const measuredFrom = (readings: readonly Reading[], { from, to }: Span): EpochMs => {
    const starts = readings
      .filter(({ periodStart }) => periodStart >= from && periodStart < to)
      .map(({ periodStart, provenance }) => provenance.replayOf?.periodStart ?? periodStart);
    return starts.length === 0 ? Number.NEGATIVE_INFINITY : Math.min(...starts);
  };

  const scoreBatch = async (dues: readonly Due[], at: EpochMs, signal: AbortSignal): Promise<void> => {
    const open = dues.filter((due) => openTargets(due, at).length > 0);
    const hours = open.length > 0 ? await readHours(open, at, signal) : new Map();
    const replayed = open.length > 0 ? await replayedAmong(open, signal) : new Set<string>();

    const originals = new Map<string, readonly Reading[]>();
    for (const [name, those] of Map.groupBy(open, ({ forecast }) => nameOf(forecast))) {
      if (!replayed.has(name)) continue;
      const { sensorId, quantity } = (those[0] as Due).forecast;
      const span = spanOf(those.flatMap((due) => openTargets(due, at)));
      originals.set(name, await readingsIn({ sensorId, quantity }, span, signal));
    }

    const looked = dues.map((due): Looked => {
      const { forecast } = due;
      const name = nameOf(forecast);
      const readings = originals.get(name);
      let done = 0;
      const found = openTargets(due, at).flatMap((outlook) => {
        const truth = truthOf(outlook, hours.get(name) ?? new Map());
        if (truth === undefined) {
          if (at >= outlook.to + truthWithinMs) done |= bitOf(outlook.head);
          return [];
        }
        done |= bitOf(outlook.head);
        const since = readings ? measuredFrom(readings, outlook) : outlook.from;
        const sample = sampleOf(since, forecast.trainedTo);
        meters.scored(forecast.quantity, horizonOf(outlook.head), sample);
        return [{ head: outlook.head, sample, sums: scoreOf(outlook, truth) }];
      });
      return { ...due, done, scores: found };
    });
    await scores.keep(looked, at);
  };

  return {
    /** Looks at everything that is due, a batch after the other. */
    async score(signal: AbortSignal): Promise<void> {
      let count = 0;
      for (let batch = 0; batch < mostBatches; batch += 1) {
        signal.throwIfAborted();
        const at = now();
        const dues = await scores.due(at, batchSize);
        if (dues.length > 0) await meters.time('score', () => scoreBatch(dues, at, signal));
        count += dues.length;
        if (dues.length < batchSize) break;
        await setImmediate();
      }
      if (count > 0) log.debug({ forecasts: count }, 'forecasts were looked at for their truth');
    },
  };
};

export type Scorer = ReturnType<typeof createScorer>;
