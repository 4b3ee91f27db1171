import { setImmediate } from 'node:timers/promises';
import type { HourlyInput, Models, SensorPlace, Stage } from '@aqmrg/ml/runtime/index.ts';
import type { Directory } from '@aqmrg/platform/directory.ts';
import type { Log } from '@aqmrg/platform/log.ts';
import type { SeriesReader } from '@aqmrg/platform/ports/series.ts';
import type { SensorChanged } from '@aqmrg/schema/events/sensors.ts';
import type { EpochMs, Quantity } from '@aqmrg/schema/events/vocabulary.ts';
import { exceedancesOf } from '../domain/exceedance.ts';
import { type Forecast, measures, nameOf, type SeriesName } from '../domain/forecast.ts';
import { dayMs } from '../domain/hours.ts';
import { inputsOf } from '../domain/persistence.ts';
import type { Made } from '../domain/refresh.ts';
import { knownZone, type Targets, targetsOf } from '../domain/targets.ts';
import type { Exceedances } from '../store/exceedances.ts';
import type { Forecasts } from '../store/forecasts.ts';
import { composeForecast, isServed, type Making } from './compose-forecast.ts';
import type { ForecastMeters } from './meters.ts';
import type { Shelf } from './shelf.ts';
import type { Teller } from './tell.ts';

/** Sensors of one batch: what they read and make lies in memory at once. */
const batchSize = 500;
/** A sensor that has been silent for so long has nothing that any rung could go on from. */
const silentAfterMs = 7 * dayMs;
/** Farther apart in latitude, two sensors are no neighbours (100 km is 0.9 degrees). */
const neighbourDegrees = 1;

export interface Issuer {
  /** Makes forecasts of this hour for these, stores and tells them. Sensors that nobody knows are passed over. One batch at a time in a process: those of several calls take turns. */
  issue(names: readonly SeriesName[], origin: EpochMs, signal: AbortSignal): Promise<void>;
  /** What this process made last, or has heard of. */
  madeOf(name: SeriesName): Made | undefined;
  /** Another process, or one before this, made it. */
  note(name: SeriesName, made: Made): void;
}

interface Options {
  readonly shelf: Shelf;
  readonly reader: SeriesReader;
  readonly directory: Directory;
  readonly forecasts: Forecasts;
  readonly exceedances: Exceedances;
  readonly teller: Teller;
  readonly meters: ForecastMeters;
  readonly now: () => EpochMs;
  readonly log: Log;
}

/** What is made in one go. */
interface Batch {
  readonly quantity: Quantity;
  readonly origin: EpochMs;
  readonly sensors: readonly SensorChanged[];
  readonly signal: AbortSignal;
}

/** Of whose models, and what they look at. */
interface Asked {
  readonly stage: 'production' | 'replay';
  readonly series: readonly string[];
  readonly hasShadows: boolean;
}

const placeOf = ({ sensorId, timeZone, location }: SensorChanged): SensorPlace => ({
  sensorId,
  timeZone: knownZone(timeZone),
  latitude: location?.latitude ?? null,
  longitude: location?.longitude ?? null,
});

/** Days of a zone are counted once a batch, however many sensors stand in it. */
const targetsBy = (origin: EpochMs): ((timeZone: string) => Targets) => {
  const known = new Map<string, Targets>();
  return (timeZone) => {
    const targets = known.get(timeZone) ?? targetsOf(origin, timeZone);
    known.set(timeZone, targets);
    return targets;
  };
};

const inBatches = <T>(all: readonly T[]): T[][] =>
  Array.from({ length: Math.ceil(all.length / batchSize) }, (_, i) =>
    all.slice(i * batchSize, (i + 1) * batchSize),
  );

export const createIssuer = (options: Options): Issuer => {
  const { shelf, reader, directory, forecasts, exceedances, teller, meters, now, log } = options;
  const known = new Map<string, Made>();
  let turn: Promise<unknown> = Promise.resolve();

  /** Those that told something lately, by who serves them: sensors that repeat recorded air have models of their own. */
  const byStage = async ({ quantity, origin, sensors, signal }: Batch) => {
    const ids = sensors.map(({ sensorId }) => sensorId);
    const latest = await reader.latest(ids, [quantity], signal);
    const newest = new Map(latest.map((reading) => [reading.sensorId, reading]));
    const heard = sensors.filter(
      ({ sensorId }) => (newest.get(sensorId)?.periodEnd ?? 0) > origin - silentAfterMs,
    );
    return Map.groupBy(
      heard,
      ({ sensorId }): Stage => (newest.get(sensorId)?.provenance.replayOf ? 'replay' : 'production'),
    );
  };

  /** All who measure the quantity not far from one of these, by latitude. */
  const aroundOf = (sensors: readonly SensorChanged[], quantity: Quantity): SensorPlace[] => {
    const latitudes = sensors.flatMap(({ location }) => location?.latitude ?? []);
    const [south, north] = [Math.min(...latitudes), Math.max(...latitudes)];
    return [...directory.all()]
      .filter(
        ({ location, quantities, retired }) =>
          !retired &&
          location !== null &&
          measures({ quantities }, quantity) &&
          location.latitude > south - neighbourDegrees &&
          location.latitude < north + neighbourDegrees,
      )
      .map(placeOf);
  };

  /** Forecasts of sensors for which the same series are read, and of the models that are compared with them. */
  const forecastAlike = async (
    models: Models,
    { quantity, origin, sensors, signal }: Batch,
    { stage, series, hasShadows }: Asked,
  ): Promise<Forecast[]> => {
    // before anything is read: who read later knows more
    const madeAt = now();
    const { readHistories } = await import('@aqmrg/ml/runtime/index.ts');
    const inputs = await meters.time('read', () =>
      readHistories(reader, {
        quantity,
        origin,
        series,
        signal,
        sensors: sensors.map(placeOf),
        ...(series.includes('neighbours') ? { others: aroundOf(sensors, quantity) } : {}),
      }),
    );
    signal.throwIfAborted();
    const bySensor = new Map(inputs.map((input) => [input.sensorId, input]));
    for (const { sensorId, series: read } of inputs) {
      const { newestHourEnd } = inputsOf(read.target ?? new Float64Array(0), origin);
      known.set(nameOf({ sensorId, quantity }), { issuedAt: origin, newestHourEnd });
    }
    const making: Making = {
      quantity,
      origin,
      madeAt,
      replayed: stage === 'replay',
      isShadow: false,
      targetsOf: targetsBy(origin),
    };
    const answers = await meters.time('model', () => models.forecast({ quantity, origin, stage, inputs }));
    const made = answers
      .filter(isServed)
      .map((served) => composeForecast(served, bySensor.get(served.sensorId) as HourlyInput, making));
    meters.refused(quantity, answers.length - made.length);
    if (!hasShadows) return made;

    const compared = await meters.time('model', () =>
      models.forecast({ quantity, origin, stage: 'shadow', inputs }),
    );
    const shadows = compared
      // baselines are not what is compared
      .filter((answer) => isServed(answer) && answer.model !== null)
      .filter(isServed)
      .map((served) =>
        composeForecast(served, bySensor.get(served.sensorId) as HourlyInput, { ...making, isShadow: true }),
      );
    return [...made, ...shadows];
  };

  /** Forecasts of one stage. Histories are read by what the models that may serve a place look at: elsewhere nobody's weather and neighbours are. */
  const forecastStage = async (
    models: Models,
    batch: Batch,
    stage: 'production' | 'replay',
  ): Promise<Forecast[]> => {
    const { quantity } = batch;
    const hasShadows = models
      .list()
      .some((model) => model.quantity === quantity && model.stage === 'shadow' && model.problem === null);
    const seriesOf = ({ location }: SensorChanged): readonly string[] => [
      ...new Set([
        ...models.series(quantity, stage, location),
        ...(hasShadows ? models.series(quantity, 'shadow', location) : []),
      ]),
    ];
    const alike = Map.groupBy(batch.sensors, (sensor) => seriesOf(sensor).join());
    const made: Forecast[] = [];
    for (const sensors of alike.values()) {
      const series = seriesOf(sensors[0] as SensorChanged);
      made.push(...(await forecastAlike(models, { ...batch, sensors }, { stage, series, hasShadows })));
    }
    return made;
  };

  const issueBatch = async (batch: Batch): Promise<void> => {
    const { quantity, origin, sensors, signal } = batch;
    const models = await shelf.models(signal);
    const stages = await meters.time('read', () => byStage(batch));
    const heard = [...stages.values()].flat();
    meters.refused(quantity, sensors.length - heard.length);
    const made: Forecast[] = [];
    for (const stage of ['production', 'replay'] as const) {
      const those = stages.get(stage);
      if (those) made.push(...(await forecastStage(models, { ...batch, sensors: those }, stage)));
    }
    signal.throwIfAborted();
    await meters.time('store', async () => {
      await forecasts.keep(made);
      const overtaken = await forecasts.overtaken(made);
      await exceedances.note(
        made
          .filter((forecast) => !forecast.isShadow && !overtaken.has(nameOf(forecast)))
          .flatMap((forecast) =>
            exceedancesOf(forecast).map((one) => ({ ...one, issuedAt: origin, replayed: forecast.replayed })),
          ),
      );
    });
    made.forEach(meters.made);
    await meters.time('tell', () => teller.tell());
  };

  const inTurn = (work: () => Promise<void>): Promise<void> => {
    const result = turn.then(work);
    turn = result.catch(() => undefined);
    return result;
  };

  const issueAll = async (
    names: readonly SeriesName[],
    origin: EpochMs,
    signal: AbortSignal,
  ): Promise<void> => {
    if (names.some(({ sensorId }) => directory.find(sensorId) === undefined)) await directory.catchUp();
    const byQuantity = Map.groupBy(names, ({ quantity }) => quantity);
    for (const [quantity, those] of byQuantity) {
      const sensors = those
        .flatMap(({ sensorId }) => directory.find(sensorId) ?? [])
        .filter(({ retired }) => !retired)
        // neighbours in one batch are read once
        .sort((a, b) => (a.location?.latitude ?? 0) - (b.location?.latitude ?? 0));
      for (const batch of inBatches(sensors)) {
        await inTurn(async () => {
          signal.throwIfAborted();
          await issueBatch({ quantity, origin, sensors: batch, signal });
        });
        // sockets and timers come in between
        await setImmediate();
      }
    }
    log.debug({ forecasts: names.length, origin: new Date(origin).toISOString() }, 'forecasts were issued');
  };

  return {
    issue: issueAll,
    madeOf: (name) => known.get(nameOf(name)),
    note: (name, made) => void known.set(nameOf(name), made),
  };
};
