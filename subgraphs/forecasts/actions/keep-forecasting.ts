import { setTimeout } from 'node:timers/promises';
import type { Directory } from '@aqmrg/platform/directory.ts';
import type { Log } from '@aqmrg/platform/log.ts';
import { type EpochMs, quantities } from '@aqmrg/schema/events/vocabulary.ts';
import { measures, nameOf, type SeriesName } from '../domain/forecast.ts';
import { lastFullHour } from '../domain/hours.ts';
import type { Forecasts } from '../store/forecasts.ts';
import type { Issuer } from './issue.ts';
import type { Scorer } from './score.ts';
import type { Shelf } from './shelf.ts';
import type { Teller } from './tell.ts';

interface Ground {
  readonly shelf: Shelf;
  readonly directory: Directory;
  readonly forecasts: Forecasts;
  readonly issuer: Issuer;
  readonly scorer: Scorer;
  readonly teller: Teller;
  readonly tidy: (signal: AbortSignal) => Promise<void>;
  readonly watchSkill: () => Promise<void>;
  readonly now: () => EpochMs;
  readonly log: Log;
  /** How often it looks what there is to do, ms. Default 10 s. */
  readonly lookEveryMs?: number;
}

/** What comes in the first half minute of an hour is waited for: most sensors that tell by the minute have told by then. */
const afterTheHourMs = 30_000;
const watchEveryMs = 60_000;

/**
 * What one process of all does, for all sensors: a forecast for each hour, which those that have news get anew from whoever consumes their partition; scores, figures, and the
 * end of what is too old. Each piece of work is done again at the next look where it failed.
 */
export const createForecasting = (ground: Ground) => {
  const { shelf, directory, forecasts, issuer, scorer, teller, tidy, watchSkill, now, log } = ground;
  const { lookEveryMs = 10_000 } = ground;

  const wantedNames = (): SeriesName[] => {
    const forecast = quantities.filter(shelf.isForecast);
    return [...directory.all()]
      .filter(({ retired }) => !retired)
      .flatMap((sensor) =>
        forecast
          .filter((quantity) => measures(sensor, quantity))
          .map((quantity) => ({ sensorId: sensor.sensorId, quantity })),
      );
  };

  /** A forecast of this hour for each sensor that has none yet. */
  const pass = async (origin: EpochMs, signal: AbortSignal): Promise<void> => {
    const issued = await forecasts.issuedFor(origin);
    for (const one of issued) issuer.note(one, one);
    const done = new Set(issued.map(nameOf));
    const names = wantedNames().filter((name) => !done.has(nameOf(name)));
    const began = performance.now();
    await issuer.issue(names, origin, signal);
    log.info(
      {
        origin: new Date(origin).toISOString(),
        sensors: names.length,
        ms: Math.round(performance.now() - began),
      },
      'the forecasts of an hour were made',
    );
  };

  return async (signal: AbortSignal): Promise<void> => {
    let passed: EpochMs | undefined;
    let tidied: EpochMs | undefined;
    let watched = Number.NEGATIVE_INFINITY;

    const look = async (): Promise<void> => {
      const origin = lastFullHour(now());
      const isTime = passed === undefined || now() >= origin + afterTheHourMs;
      if (passed !== origin && isTime) {
        await pass(origin, signal);
        passed = origin;
      }
      await teller.tell();
      await scorer.score(signal);
      if (now() >= watched + watchEveryMs) {
        watched = now();
        await watchSkill();
      }
      if (tidied !== origin) {
        await tidy(signal);
        tidied = origin;
      }
    };

    await shelf.models(signal);
    while (!signal.aborted) {
      try {
        await look();
      } catch (error) {
        if (!signal.aborted)
          log.error({ err: error }, 'forecasting met an error, and goes on at its next look');
      }
      await setTimeout(lookEveryMs, undefined, { signal }).catch(() => undefined);
    }
  };
};
