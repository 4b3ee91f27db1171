import type { EpochMs, Quantity } from '@aqmrg/schema/events/vocabulary.ts';
import type { Place } from './distance.ts';
import type { Manifest } from './manifest.ts';

/** The mean of the hour that ends 4, 24 or 72 hours after the origin, or of the local day 1, 2 or 3 days after today. */
export const heads = ['PT4H', 'PT24H', 'PT72H', 'D1', 'D2', 'D3'] as const;
export type Head = (typeof heads)[number];

/** From the best rung of the ladder to the last. PM_ONLY: what the quantity's own history tells. */
export const modelKinds = ['FULL', 'PM_ONLY', 'CLIMATOLOGY', 'PERSISTENCE'] as const;
export type ModelKind = (typeof modelKinds)[number];

/** Production serves live sensors, replay those that repeat a year its models have not seen; shadow is compared, never shown. */
export const stages = ['production', 'replay', 'shadow'] as const;
export type Stage = (typeof stages)[number];

/** Hours of history that a forecast looks back on. */
export const lookbackHours = 672;

/** Hours of a weather forecast that a forecast looks ahead on: to the end of the third day. */
export const lookaheadHours = 96;

export interface ModelRef {
  readonly id: string;
  /** The date its training data end. */
  readonly version: string;
}

/** Why a rung of the ladder did not serve. */
export type FallbackReason =
  /** The registry names no model of that kind for the quantity. */
  | 'NO_MODEL_FOR_QUANTITY'
  /** A file of it is not there. */
  | 'MODEL_MISSING'
  /** A file of it is not what its manifest says, or cannot be run. */
  | 'MODEL_CORRUPT'
  /** The sensor is not where the model may be served, or nobody knows where it is. */
  | 'OUTSIDE_AREA'
  /** Weather, other pollutants or neighbours that it needs have too few of the last 24 hours. */
  | 'INPUTS_MISSING'
  /** The quantity itself has too few hours of the last day or week. */
  | 'TOO_LITTLE_HISTORY'
  /** The quantity itself has none of the last 24 hours. */
  | 'NO_RECENT_DATA';

export interface Fallback {
  readonly kind: ModelKind;
  /** null where no model of that kind is registered, and for the baselines. */
  readonly model: ModelRef | null;
  readonly reason: FallbackReason;
}

export interface HourlyInput {
  readonly sensorId: string;
  /** IANA name; one that does not exist counts as UTC. */
  readonly timeZone: string;
  /** Degrees. */
  readonly latitude: number | null;
  readonly longitude: number | null;
  /**
   * By series name (`target`, a quantity, WIND_U, WIND_V, neighbours) in canonical units, age 0 first: 672 hours, NaN where
   * missing. `target` is always there. What a weather forecast says of a quantity is `ahead.QUANTITY`: 96 hours, the one that
   * begins at the origin first.
   */
  readonly series: Readonly<Partial<Record<string, Float64Array>>>;
}

/** In the canonical unit of the quantity, never below 0. */
export interface Distribution {
  /** At `quantileLevels`, ascending. */
  readonly quantiles: readonly number[];
  readonly mean: number;
}

export interface Served {
  readonly sensorId: string;
  readonly kind: ModelKind;
  /** null for the baselines. */
  readonly model: ModelRef | null;
  /** The rungs above, and why none of them served. */
  readonly fallbacks: readonly Fallback[];
  readonly heads: Readonly<Record<Head, Distribution>>;
  /** When the air ends that it was learnt from, the errors of baselines among it; null where it knows the sensor alone. */
  readonly trainedTo: EpochMs | null;
}

/** No rung could serve. */
export interface Refused {
  readonly sensorId: string;
  readonly kind: null;
  readonly fallbacks: readonly Fallback[];
}

/** Why a model cannot be served, whatever the sensor. */
export interface ModelProblem {
  readonly reason: 'MODEL_MISSING' | 'MODEL_CORRUPT';
  /** For people. */
  readonly detail: string;
}

/** A line of the registry. */
export interface ModelInfo extends ModelRef {
  readonly quantity: Quantity;
  readonly stage: Stage;
  /** null where it cannot be read. */
  readonly manifest: Manifest | null;
  /** null where the model is whole and ready. */
  readonly problem: ModelProblem | null;
}

export interface ForecastRequest {
  readonly quantity: Quantity;
  /** A full UTC hour. Ages of the inputs count from it. */
  readonly origin: EpochMs;
  readonly stage: Stage;
  readonly inputs: readonly HourlyInput[];
}

/** Where problems are told: what pino's loggers offer. */
export interface ModelsLog {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

export interface Models {
  /** Everything that the registry names, whole or not. */
  list(): readonly ModelInfo[];
  /**
   * The series beside `target` that a quantity's whole models of that stage read at a place: what `readHistories` has to fill.
   * Nothing is read for a model that may not serve there.
   */
  series(quantity: Quantity, stage: Stage, place: Place | null): readonly string[];
  /** One answer a sensor, in the order asked. Sensors fall down the ladder, each for itself; nothing is thrown for wild inputs. */
  forecast(request: ForecastRequest): Promise<readonly (Served | Refused)[]>;
  /**
   * Looks at the registry and its models again. Models that stayed keep their sessions; forecasts that run end with the models
   * they began with. A registry that cannot be read changes nothing and is logged.
   */
  reload(): Promise<void>;
  /** Waits for forecasts that run. */
  close(): Promise<void>;
}
