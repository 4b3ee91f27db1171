import { bandOf } from '@aqmrg/platform/air-quality/distribution.ts';
import { canonicalUnit } from '@aqmrg/platform/air-quality/units.ts';
import type { EpochMs } from '@aqmrg/schema/events/vocabulary.ts';
import { judge } from '../actions/judge.ts';
import type { ForecastsContext } from '../context.ts';
import { categoryOf, categoryProbabilities, noDailyCategory } from '../domain/categories.ts';
import { type Forecast, measures, type Outlook, type SeriesName, textOf } from '../domain/forecast.ts';
import { lastFullHour } from '../domain/hours.ts';
import { fallbackMessage, type UnavailableReason, unavailableMessages } from '../domain/reasons.ts';
import { horizonOf } from '../domain/targets.ts';
import { scoredOrder } from '../store/scores.ts';
import { makerOf, nobody, type ShownModel } from './models.ts';
import type { FallbackReason } from './types.generated.ts';

/** A forecast, or why there is none. */
export type ShownForecast =
  | { readonly kind: 'issued'; readonly forecast: Forecast }
  | {
      readonly kind: 'unavailable';
      readonly name: SeriesName;
      readonly at: EpochMs;
      readonly reason: UnavailableReason;
    };

export const issued = (forecast: Forecast): ShownForecast => ({ kind: 'issued', forecast });

/** What is shown of a sensor now; null where nobody knows the sensor. */
export const forecastNow = async (
  name: SeriesName,
  context: ForecastsContext,
): Promise<ShownForecast | null> => {
  const { directory, shelf, load, now } = context;
  const sensor = directory.find(name.sensorId);
  if (sensor === undefined) return null;
  const at = now();
  const none = (reason: UnavailableReason): ShownForecast => ({ kind: 'unavailable', name, at, reason });
  if (sensor.retired) return none('RETIRED');
  const forecast = await load.newest.load(name);
  if (forecast) return issued(forecast);
  if (!measures(sensor, name.quantity)) return none('NOT_MEASURED');
  if (!shelf.isForecast(name.quantity)) return none('NO_MODEL_FOR_QUANTITY');
  return none((await load.hasRecentHours.load(name)) ? 'NOT_YET_ISSUED' : 'NO_RECENT_DATA');
};

const valuesOf = ({ head, from, to, quantiles, mean }: Outlook, { quantity }: Forecast) => ({
  horizon: horizonOf(head),
  periodStart: from,
  periodEnd: to,
  unit: canonicalUnit(quantity),
  ...bandOf(quantiles),
  mean,
});

const dayOf = (outlook: Outlook, date: string, forecast: Forecast) => {
  const values = valuesOf(outlook, forecast);
  const category = categoryOf(forecast.quantity, values.p50);
  return {
    ...values,
    date,
    category,
    categoryProbabilities: categoryProbabilities(forecast.quantity, outlook.quantiles),
    categoryReason: category === null ? noDailyCategory : null,
  };
};

const nameOfShown = (shown: ShownForecast): SeriesName =>
  shown.kind === 'issued' ? shown.forecast : shown.name;

/** Figures of a sensor, or of all of them, as the graph has them. */
export const skillOf = (
  scored: Parameters<typeof judge>[0][],
  isOfAll: boolean,
  context: Pick<ForecastsContext, 'shelf'>,
) =>
  scored.toSorted(scoredOrder).map((one) => {
    const { head, isShadow, sample, kind, model, ...judged } = judge(one, {
      models: context.shelf.list(),
      isOfAll,
    });
    return {
      ...judged,
      horizon: horizonOf(head),
      shadow: isShadow,
      state: sample,
      model: makerOf({ kind, model, isShadow }, context),
    };
  });

export const forecastFields = {
  sensor: (shown: ShownForecast) => ({ __typename: 'Sensor' as const, id: nameOfShown(shown).sensorId }),
  quantity: (shown: ShownForecast) => nameOfShown(shown).quantity,
  issuedAt: (shown: ShownForecast) =>
    shown.kind === 'issued' ? shown.forecast.issuedAt : lastFullHour(shown.at),
  madeAt: (shown: ShownForecast) => (shown.kind === 'issued' ? shown.forecast.madeAt : null),
  model: (shown: ShownForecast, _args: unknown, context: ForecastsContext): ShownModel =>
    shown.kind === 'issued' ? makerOf(shown.forecast, context) : nobody,
  inputs: (shown: ShownForecast) => {
    if (shown.kind !== 'issued') return null;
    const { newestHourEnd, observed24, observed168 } = shown.forecast.inputs;
    return { newestHourEnd, observedHoursOfDay: observed24, observedHoursOfWeek: observed168 };
  },
  replayed: (shown: ShownForecast) => shown.kind === 'issued' && shown.forecast.replayed,
  unit: (shown: ShownForecast) => canonicalUnit(nameOfShown(shown).quantity),
  points: (shown: ShownForecast) =>
    shown.kind === 'issued'
      ? shown.forecast.outlooks
          .filter(({ date }) => date === null)
          .map((outlook) => valuesOf(outlook, shown.forecast))
      : [],
  days: (shown: ShownForecast) =>
    shown.kind === 'issued'
      ? shown.forecast.outlooks.flatMap((outlook) =>
          outlook.date === null ? [] : [dayOf(outlook, outlook.date, shown.forecast)],
        )
      : [],
  skill: async (shown: ShownForecast, _args: unknown, context: ForecastsContext) =>
    skillOf([...(await context.load.scores.load(nameOfShown(shown)))], false, context),
  fallbacks: (shown: ShownForecast) =>
    shown.kind === 'issued'
      ? shown.forecast.fallbacks.map(({ kind, model, reason }) => ({
          rung: kind,
          model: model && textOf(model),
          reason: reason as FallbackReason,
          message: fallbackMessage(reason),
        }))
      : [],
  unavailable: (shown: ShownForecast) =>
    shown.kind === 'issued' ? null : { reason: shown.reason, message: unavailableMessages[shown.reason] },
};
