import type { SeriesReader } from '@aqmrg/platform/ports/series.ts';
import type { EpochMs, Quantity } from '@aqmrg/schema/events/vocabulary.ts';
import DataLoader from 'dataloader';
import { type Forecast, nameOf, type SeriesName } from '../domain/forecast.ts';
import { dayMs, hourMs, lastFullHour } from '../domain/hours.ts';
import { isWhole } from '../domain/truth.ts';
import type { Forecasts } from './forecasts.ts';
import type { Scored, Scores } from './scores.ts';

/** A forecast is shown until the first of its targets is over: then there should long have been another. */
export const shownForMs = 4 * hourMs;

/** What one request asks of the store, gathered: the same question about many sensors is one question. */
export interface Loaders {
  /** The forecast that is shown now. */
  readonly newest: { load(name: SeriesName): Promise<Forecast | null> };
  /** Whether any hour of the last day is one that a forecast can go on from. */
  readonly hasRecentHours: { load(name: SeriesName): Promise<boolean> };
  readonly scores: { load(name: SeriesName): Promise<readonly Scored[]> };
}

interface Ground {
  readonly forecasts: Pick<Forecasts, 'newest'>;
  readonly scores: Pick<Scores, 'windows'>;
  readonly reader: Pick<SeriesReader, 'hourly'>;
}

/** One question for all names. Each asks anew: a subscription keeps its context for hours. */
const gathered = <V>(
  loadAll: (names: readonly SeriesName[]) => Promise<(name: string) => V>,
): DataLoader<SeriesName, V> =>
  new DataLoader(
    async (names) => {
      const distinct = [...new Map(names.map((name) => [nameOf(name), name])).values()];
      const answerOf = await loadAll(distinct.map(({ sensorId, quantity }) => ({ sensorId, quantity })));
      return names.map((name) => answerOf(nameOf(name)));
    },
    { cache: false },
  );

export const createLoaders = (
  { forecasts, scores, reader }: Ground,
  { now, signal }: { readonly now: () => EpochMs; readonly signal: AbortSignal },
): Loaders => ({
  newest: gathered(async (names) => {
    const found = await forecasts.newest(names, now() - shownForMs);
    const byName = new Map(found.map((forecast) => [nameOf(forecast), forecast]));
    return (name) => byName.get(name) ?? null;
  }),
  hasRecentHours: gathered(async (names) => {
    const sensorIds = [...new Set(names.map(({ sensorId }) => sensorId))];
    const quantities = [...new Set<Quantity>(names.map(({ quantity }) => quantity))];
    const to = lastFullHour(now());
    const found = await reader.hourly({ sensorIds, quantities, from: to - dayMs, to }, signal);
    const there = new Set(found.filter(isWhole).map(nameOf));
    return (name) => there.has(name);
  }),
  scores: gathered(async (names) => {
    const found = await scores.windows(names, now());
    const byName = Map.groupBy(found, nameOf);
    return (name) => byName.get(name) ?? [];
  }),
});
