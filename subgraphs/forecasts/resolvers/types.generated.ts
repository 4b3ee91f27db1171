import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { ShownForecast } from './forecast.ts';
import type { ShownModel } from './models.ts';
import type { ForecastPage, ForecastPlace } from './page.ts';
import type { SentEvent } from './live.ts';
import type { ForecastsContext } from '../context.ts';
export type Maybe<T> = T | null;
export type InputMaybe<T> = T | null | undefined;
export type Omit<T, K extends keyof T> = Pick<T, Exclude<keyof T, K>>;
export type RequireFields<T, K extends keyof T> = Omit<T, K> & { [P in K]-?: NonNullable<T[P]> };
/** All built-in and custom scalars, mapped to their actual values */
export type Scalars = {
  ID: { input: string; output: string; }
  String: { input: string; output: string; }
  Boolean: { input: boolean; output: boolean; }
  Int: { input: number; output: number; }
  Float: { input: number; output: number; }
  /** An opaque place in a list or a stream. Keep it as it is; do not build one. */
  Cursor: { input: string; output: string; }
  /** An instant, ISO 8601 in UTC: 2026-11-23T06:00:00.000Z. */
  DateTime: { input: number; output: number; }
  /** A length of time, ISO 8601: PT1H, P1D, P1M. */
  Duration: { input: string; output: string; }
  _FieldSet: { input: unknown; output: unknown; }
};

/** How the readings of one period become one number. */
export type Aggregate =
  /** How many readings there are. */
  | 'COUNT'
  /** The largest value. */
  | 'MAX'
  /** The arithmetic mean. */
  | 'MEAN'
  /** The middle value. */
  | 'MEDIAN'
  /** The smallest value. */
  | 'MIN'
  /** 5th percentile, linear between readings. */
  | 'P05'
  /** 95th percentile, linear between readings. */
  | 'P95'
  /** Sample standard deviation. */
  | 'STDDEV';

/** A box on the map; it crosses the 180th meridian where west > east. */
export type BoundingBoxInput = {
  /** Degrees east of the eastern edge. */
  east: Scalars['Float']['input'];
  /** Degrees north of the northern edge. */
  north: Scalars['Float']['input'];
  /** Degrees north of the southern edge. */
  south: Scalars['Float']['input'];
  /** Degrees east of the western edge. */
  west: Scalars['Float']['input'];
};

/** How probable a category is. */
export type CategoryProbability = {
  __typename?: 'CategoryProbability';
  /** US EPA's own name of it. */
  category: Scalars['String']['output'];
  /** 0 to 1. */
  probability: Scalars['Float']['output'];
};

/** How a model does worse than it promised. */
export type DriftReason =
  /** Less than 70 of 100 truths lie between P10 and P90. */
  | 'BAND_TOO_NARROW'
  /** More than 90 of 100 truths lie between P10 and P90. */
  | 'BAND_TOO_WIDE'
  /** Its mean error is more than 1.5 times that of its manifest. */
  | 'ERROR_GREW';

/** A model does worse than it promised. */
export type DriftWarning = {
  __typename?: 'DriftWarning';
  /** How, with its figures, in words for people. */
  message: Scalars['String']['output'];
  /** How. */
  reason: DriftReason;
};

/** Why a rung of the ladder did not serve. */
export type FallbackReason =
  /** Weather, other pollutants or neighbours that it needs have too few of the last 24 hours. */
  | 'INPUTS_MISSING'
  /** A file of it is not what its manifest says, or cannot be run. */
  | 'MODEL_CORRUPT'
  /** A file of it is not there. */
  | 'MODEL_MISSING'
  /** The registry names no model of that kind for the quantity. */
  | 'NO_MODEL_FOR_QUANTITY'
  /** The quantity itself has none of the last 24 hours. */
  | 'NO_RECENT_DATA'
  /** The sensor does not stand where the model may be served, or its place is not known. */
  | 'OUTSIDE_AREA'
  /** The quantity itself has too few hours of the last week. */
  | 'TOO_LITTLE_HISTORY';

/** What will come, and how sure that is. Where there is no forecast, `points` and `days` are empty, `model.kind` is NONE and `unavailable` says why. */
export type Forecast = {
  __typename?: 'Forecast';
  /** The next three local days. */
  days: Array<ForecastDay>;
  /** Better rungs of the ladder that could not serve, and why. */
  fallbacks: Array<ForecastFallback>;
  /** What it was made of. */
  inputs: Maybe<ForecastInputs>;
  /** The full hour behind which nothing was known; without a forecast the hour for which there is none. */
  issuedAt: Scalars['DateTime']['output'];
  /** When it was made: later than `issuedAt`, and later again where more data came for the same hour. */
  madeAt: Maybe<Scalars['DateTime']['output']>;
  /** What made it. */
  model: Model;
  /** Single hours: 4, 24 and 72 hours ahead. */
  points: Array<ForecastPoint>;
  /** What is forecast. */
  quantity: Quantity;
  /** Whether the sensor repeats recorded air: then it was made by a model whose training ends before that was recorded. */
  replayed: Scalars['Boolean']['output'];
  /** The sensor whose air it is. */
  sensor: Maybe<Sensor>;
  /** How right the forecasts of this sensor and quantity were, by horizon and model, for the last 7, 30 and 90 days. */
  skill: Array<ForecastSkill>;
  /** Why there is no forecast; null where there is one. */
  unavailable: Maybe<ForecastUnavailable>;
  /** The unit of all values. */
  unit: Unit;
};

/** What happened to a forecast. */
export type ForecastChange =
  /** Events were lost: `gap` tells which. */
  | 'GAP'
  /** It was issued, or made anew for the same hour. */
  | 'ISSUED';

/** A page of forecasts. */
export type ForecastConnection = {
  __typename?: 'ForecastConnection';
  /** The items, each with its cursor. */
  edges: Array<ForecastEdge>;
  /** The items. */
  nodes: Array<Forecast>;
  /** Where this page stands. */
  pageInfo: PageInfo;
};

/** The mean of a local day. `today` is the local date of the last hour before `issuedAt`. */
export type ForecastDay = {
  __typename?: 'ForecastDay';
  /** US EPA's own name of the category of p50, as in AirQualityIndex: Good, Moderate, Unhealthy for Sensitive Groups, Unhealthy, Very Unhealthy, Hazardous (2024 breakpoints). Null where the day's mean of this quantity has none. */
  category: Maybe<Scalars['String']['output']>;
  /** How probable each category is; they add up to 1. Null where there is no category. */
  categoryProbabilities: Maybe<Array<CategoryProbability>>;
  /** Why there is no category; null where there is one. */
  categoryReason: Maybe<Scalars['String']['output']>;
  /** The local date: 2026-11-24. */
  date: Scalars['String']['output'];
  /** P1D for tomorrow, to P3D. */
  horizon: Scalars['Duration']['output'];
  /** The expected value. */
  mean: Scalars['Float']['output'];
  /** One in ten truths lies below. */
  p10: Scalars['Float']['output'];
  /** As many truths lie below as above. */
  p50: Scalars['Float']['output'];
  /** One in ten truths lies above. */
  p90: Scalars['Float']['output'];
  /** When the local day ends. */
  periodEnd: Scalars['DateTime']['output'];
  /** When the local day begins. */
  periodStart: Scalars['DateTime']['output'];
  /** The unit of the values. */
  unit: Unit;
};

/** A forecast and its place in the list. */
export type ForecastEdge = {
  __typename?: 'ForecastEdge';
  /** Its place, for `after`. */
  cursor: Scalars['Cursor']['output'];
  /** The item. */
  node: Forecast;
};

/** One event of the live stream. */
export type ForecastEvent = {
  __typename?: 'ForecastEvent';
  /** What happened. */
  change: ForecastChange;
  /** Go on after this event with after: cursor. */
  cursor: Scalars['Cursor']['output'];
  /** Null for GAP. */
  forecast: Maybe<Forecast>;
  /** What was lost; set for GAP alone. */
  gap: Maybe<Gap>;
};

/** A rung of the ladder that could not serve. */
export type ForecastFallback = {
  __typename?: 'ForecastFallback';
  /** Why not, in words for people. */
  message: Scalars['String']['output'];
  /** The model that stands on it, as id@version; null where none does. */
  model: Maybe<Scalars['String']['output']>;
  /** Why not. */
  reason: FallbackReason;
  /** Which rung. */
  rung: ModelKind;
};

/** What a forecast was made of. Models look back 28 days. */
export type ForecastInputs = {
  __typename?: 'ForecastInputs';
  /** End of the newest hour that was there; null where none of the last 28 days was. */
  newestHourEnd: Maybe<Scalars['DateTime']['output']>;
  /** Hours that were there, of the 24 before `issuedAt`. */
  observedHoursOfDay: Scalars['Int']['output'];
  /** Hours that were there, of the 168 before `issuedAt`. */
  observedHoursOfWeek: Scalars['Int']['output'];
};

/** The mean of the hour that ends `horizon` after `issuedAt`. */
export type ForecastPoint = {
  __typename?: 'ForecastPoint';
  /** PT4H, PT24H or PT72H. */
  horizon: Scalars['Duration']['output'];
  /** The expected value. */
  mean: Scalars['Float']['output'];
  /** One in ten truths lies below. */
  p10: Scalars['Float']['output'];
  /** As many truths lie below as above. */
  p50: Scalars['Float']['output'];
  /** One in ten truths lies above. */
  p90: Scalars['Float']['output'];
  /** When the hour ends. */
  periodEnd: Scalars['DateTime']['output'];
  /** When the hour begins. */
  periodStart: Scalars['DateTime']['output'];
  /** The unit of the values. */
  unit: Unit;
};

/** How right forecasts of one horizon and model were. A forecast is scored when what it spoke of has come; what comes up to 7 days late still counts. */
export type ForecastSkill = {
  __typename?: 'ForecastSkill';
  /** Share of truths between p10 and p90; 0.8 is right. */
  coverage80: Maybe<Scalars['Float']['output']>;
  /** A warning where a model does worse than it promised; judged over all sensors and 7 days, with 48 scored forecasts at least. */
  drift: Maybe<DriftWarning>;
  /** PT4H, PT24H, PT72H, or P1D, P2D, P3D for days. */
  horizon: Scalars['Duration']['output'];
  /** Mean absolute error of p50. */
  mae: Maybe<Scalars['Float']['output']>;
  /** What made the forecasts. */
  model: Model;
  /** How many forecasts were scored. */
  n: Scalars['Int']['output'];
  /** The same of persistence: the newest hour, or the mean of the last 24 for days, goes on as it is. */
  persistenceMae: Maybe<Scalars['Float']['output']>;
  /** Pinball loss, the mean over seven quantiles. */
  pinball: Maybe<Scalars['Float']['output']>;
  /** What was forecast. */
  quantity: Quantity;
  /** Whether the model was only compared, and never shown. */
  shadow: Scalars['Boolean']['output'];
  /** 1 − mae / persistenceMae, of the same targets: 0 is as good as persistence, 1 is perfect. */
  skillOverPersistence: Maybe<Scalars['Float']['output']>;
  /** Whether the model could have known the answers. Of IN_SAMPLE only `n` is told. */
  state: SampleState;
  /** The unit of the errors. */
  unit: Unit;
  /** Days that the window goes back, today included: 7, 30 or 90, by when what was forecast ended. */
  windowDays: Scalars['Int']['output'];
};

/** Why a sensor has no forecast. */
export type ForecastUnavailable = {
  __typename?: 'ForecastUnavailable';
  /** Why, in words for people. */
  message: Scalars['String']['output'];
  /** Why. */
  reason: UnavailableReason;
};

/** What the stream could not give. */
export type Gap = {
  __typename?: 'Gap';
  /** Start of what was lost, where it is known. */
  from: Maybe<Scalars['DateTime']['output']>;
  /** Why, in words for people. */
  reason: Scalars['String']['output'];
  /** End of what was lost, where it is known. */
  to: Maybe<Scalars['DateTime']['output']>;
};

/** What makes forecasts. Of baselines (CLIMATOLOGY, PERSISTENCE) and of models that the registry has forgotten only the first fields are known. */
export type Model = {
  __typename?: 'Model';
  /** Its model card, in Markdown: data, features, how well it does, where not to use it. */
  card: Maybe<Scalars['String']['output']>;
  /** Its name; versions share it. */
  id: Scalars['ID']['output'];
  /** The rung of the ladder that it stands on. */
  kind: ModelKind;
  /** The licence that it may be used under. */
  licence: Maybe<Scalars['String']['output']>;
  /** How well it did on data that it had not seen, by horizon, when it was judged. */
  metrics: Array<ModelMetrics>;
  /** Why it cannot, in words for people; null where it can. */
  problem: Maybe<Scalars['String']['output']>;
  /** What it forecasts; null for baselines. */
  quantity: Maybe<Quantity>;
  /** SHA-256 over the hashes of its files, in hex; null where its manifest cannot be read. */
  sha256: Maybe<Scalars['String']['output']>;
  /** What it is used for; null where the registry does not name it. */
  stage: Maybe<ModelStage>;
  /** Start of its training data. */
  trainedFrom: Maybe<Scalars['DateTime']['output']>;
  /** End of its training data: nothing that was measured later has been seen. */
  trainedTo: Maybe<Scalars['DateTime']['output']>;
  /** The date at which its training ends; null for baselines. */
  version: Maybe<Scalars['String']['output']>;
  /** Whether it can be used. */
  whole: Scalars['Boolean']['output'];
};

/** What made a forecast, from the best rung of the ladder to the last: each sensor is served by the first that can. */
export type ModelKind =
  /**
   * The mean of the same hour of the last 7 days (for days: of those days), with the errors that this mean makes: of PM2.5 those measured in Africa,
   * of other quantities those measured where a model was trained, and elsewhere those at the sensor itself in the last four weeks. P50 allows for its bias.
   */
  | 'CLIMATOLOGY'
  /** A model that also knows weather, other pollutants or neighbours. */
  | 'FULL'
  /** Nothing could: there is no forecast. */
  | 'NONE'
  /** The newest hour goes on as it is (for days: the mean of the last 24 hours), with the errors that this makes, where they were measured. */
  | 'PERSISTENCE'
  /** A model that knows the quantity's own history, the clock and the calendar. */
  | 'PM_ONLY';

/** How well a model did on data that it had not seen, at one horizon. Null where it was not judged by that. */
export type ModelMetrics = {
  __typename?: 'ModelMetrics';
  /** Share of truths between P10 and P90; 0.8 is right. */
  coverage80: Maybe<Scalars['Float']['output']>;
  /** PT4H to PT72H, or P1D to P3D for days. */
  horizon: Scalars['Duration']['output'];
  /** Mean absolute error of the median, in the quantity's canonical unit. */
  mae: Maybe<Scalars['Float']['output']>;
  /** How many forecasts were judged. */
  n: Maybe<Scalars['Int']['output']>;
  /** Pinball loss, the mean over its quantiles, in the quantity's canonical unit. */
  pinball: Maybe<Scalars['Float']['output']>;
  /** 1 − the squared error of its mean over that of climatology. */
  skillOverClimatology: Maybe<Scalars['Float']['output']>;
  /** 1 − its error over that of persistence. */
  skillOverPersistence: Maybe<Scalars['Float']['output']>;
};

/** What a model is used for. */
export type ModelStage =
  /** It serves sensors that measure the air of now. */
  | 'PRODUCTION'
  /** It serves sensors that repeat recorded air: its training ends before that was recorded. */
  | 'REPLAY'
  /** It is run and scored beside the others, and never shown. */
  | 'SHADOW';

/** Where a page stands in its list. */
export type PageInfo = {
  __typename?: 'PageInfo';
  /** Ask for the next page with after: endCursor. */
  endCursor: Maybe<Scalars['Cursor']['output']>;
  /** More items follow. */
  hasNextPage: Scalars['Boolean']['output'];
};

/** The verdict of quality tests: the worst of those that ran. (QARTOD: 1 good, 2 not evaluated, 3 suspect, 4 fail.) */
export type QualityFlag =
  /** Not usable. */
  | 'FAIL'
  /** Nothing speaks against it. */
  | 'GOOD'
  /** Use with care. */
  | 'SUSPECT'
  /** No test could be evaluated. */
  | 'UNKNOWN';

/** What is measured. */
export type Quantity =
  /** Black carbon. */
  | 'BC'
  /** Carbon monoxide. */
  | 'CO'
  /** Relative humidity. */
  | 'HUMIDITY'
  /** Nitric oxide. */
  | 'NO'
  /** Nitrogen dioxide. */
  | 'NO2'
  /** Nitrogen oxides, as NO2. */
  | 'NOX'
  /** Ozone. */
  | 'O3'
  /** Particles up to 1 µm, mass. */
  | 'PM1'
  /** Particles up to 10 µm, mass. */
  | 'PM10'
  /** Particles up to 2.5 µm, mass. */
  | 'PM25'
  /** Air pressure. */
  | 'PRESSURE'
  /** Sulphur dioxide. */
  | 'SO2'
  /** Air temperature. */
  | 'TEMPERATURE'
  /** Direction the wind comes from. */
  | 'WIND_DIRECTION'
  /** Wind speed. */
  | 'WIND_SPEED';

export type Query = {
  __typename?: 'Query';
  /** How right forecasts were, over all sensors together, by horizon and model and for the last 7, 30 and 90 days; `drift` warns where a model does worse than it promised. [Public] */
  forecastSkill: Maybe<Array<ForecastSkill>>;
  /** Every model that the registry names, with its card and what it promises, whole or not. [Public] */
  models: Maybe<Array<Model>>;
};


export type QueryForecastSkillArgs = {
  quantity?: InputMaybe<Quantity>;
};

/** Whether a model could have seen the answer while it was trained. */
export type SampleState =
  /** What came was measured before the model's training ended, as with recorded air that is replayed: no figures are shown. */
  | 'IN_SAMPLE'
  /** What came was measured after the model's training: figures are made of this alone. */
  | 'OUT_OF_SAMPLE';

export type Sensor = {
  __typename?: 'Sensor';
  /** The newest forecast. Null where this sensor is not known; a sensor that is known and has none says why in `unavailable`. */
  forecast: Maybe<Forecast>;
  /** Forecasts as they were issued, oldest first, page by page: from ≤ issuedAt ≤ to. Kept for 120 days. */
  forecasts: Maybe<ForecastConnection>;
  id: Scalars['ID']['output'];
};


export type SensorForecastArgs = {
  quantity?: InputMaybe<Quantity>;
};


export type SensorForecastsArgs = {
  after?: InputMaybe<Scalars['Cursor']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  from: Scalars['DateTime']['input'];
  quantity?: InputMaybe<Quantity>;
  to: Scalars['DateTime']['input'];
};

export type Subscription = {
  __typename?: 'Subscription';
  /** Forecasts as they are issued, and again where more data came for the same hour. Each event carries a cursor to go on from. [Public] */
  forecastIssued: ForecastEvent;
};


export type SubscriptionForecastIssuedArgs = {
  after?: InputMaybe<Scalars['Cursor']['input']>;
  sensorIds?: InputMaybe<Array<Scalars['ID']['input']>>;
};

/** Why a sensor has no forecast. */
export type UnavailableReason =
  /** It does not measure this quantity. */
  | 'NOT_MEASURED'
  /** None has been issued for this hour yet: it is being made, or the sensor's own history is too short for any. */
  | 'NOT_YET_ISSUED'
  /** No model forecasts this quantity. */
  | 'NO_MODEL_FOR_QUANTITY'
  /** It told nothing usable of the last 24 hours. */
  | 'NO_RECENT_DATA'
  /** It is retired. */
  | 'RETIRED';

/** The unit of a value. Each quantity has one canonical unit in which it is answered. */
export type Unit =
  /** °C */
  | 'CELSIUS'
  /** Degrees clockwise from north. */
  | 'DEGREE'
  /** hPa */
  | 'HECTOPASCAL'
  /** m/s */
  | 'METRE_PER_SECOND'
  /** µg/m³ */
  | 'MICROGRAM_PER_CUBIC_METRE'
  /** mg/m³ */
  | 'MILLIGRAM_PER_CUBIC_METRE'
  /** ppb, by volume */
  | 'PARTS_PER_BILLION'
  /** ppm, by volume */
  | 'PARTS_PER_MILLION'
  /** % */
  | 'PERCENT';

/** How a Plantower particle sensor computed its mass. */
export type Variant =
  /** From particle counts (Wallace et al. 2021). */
  | 'ALT'
  /** The factory's atmospheric form. */
  | 'ATM'
  /** The factory's CF=1. */
  | 'CF_1';

/** Which value of a reading. */
export type Version =
  /** After the corrections that its provenance names; the same as RAW where there is none. */
  | 'CORRECTED'
  /** As reported, in the canonical unit. */
  | 'RAW';



export type ResolverTypeWrapper<T> = Promise<T> | T;

export type ReferenceResolver<TResult, TReference, TContext> = (
      reference: TReference,
      context: TContext,
      info: GraphQLResolveInfo
    ) => Promise<TResult> | TResult;

      type ScalarCheck<T, S> = S extends true ? T : NullableCheck<T, S>;
      type NullableCheck<T, S> = Maybe<T> extends T ? Maybe<ListCheck<NonNullable<T>, S>> : ListCheck<T, S>;
      type ListCheck<T, S> = T extends (infer U)[] ? NullableCheck<U, S>[] : GraphQLRecursivePick<T, S>;
      export type GraphQLRecursivePick<T, S> = { [K in keyof T & keyof S]: ScalarCheck<T[K], S[K]> };
    
export type Resolver<TResult, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> = ResolverFn<TResult, TParent, TContext, TArgs>;

export type ResolverFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => Promise<TResult> | TResult;

export type SubscriptionSubscribeFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => AsyncIterable<TResult> | Promise<AsyncIterable<TResult>>;

export type SubscriptionResolveFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => TResult | Promise<TResult>;

export interface SubscriptionSubscriberObject<TResult, TKey extends string, TParent, TContext, TArgs> {
  subscribe: SubscriptionSubscribeFn<{ [key in TKey]: TResult }, TParent, TContext, TArgs>;
  resolve?: SubscriptionResolveFn<TResult, { [key in TKey]: TResult }, TContext, TArgs>;
}

export interface SubscriptionResolverObject<TResult, TParent, TContext, TArgs> {
  subscribe: SubscriptionSubscribeFn<any, TParent, TContext, TArgs>;
  resolve: SubscriptionResolveFn<TResult, any, TContext, TArgs>;
}

export type SubscriptionObject<TResult, TKey extends string, TParent, TContext, TArgs> =
  | SubscriptionSubscriberObject<TResult, TKey, TParent, TContext, TArgs>
  | SubscriptionResolverObject<TResult, TParent, TContext, TArgs>;

export type SubscriptionResolver<TResult, TKey extends string, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> =
  | ((...args: any[]) => SubscriptionObject<TResult, TKey, TParent, TContext, TArgs>)
  | SubscriptionObject<TResult, TKey, TParent, TContext, TArgs>;

export type TypeResolveFn<TTypes, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>> = (
  parent: TParent,
  context: TContext,
  info: GraphQLResolveInfo
) => Maybe<TTypes> | Promise<Maybe<TTypes>>;

export type IsTypeOfResolverFn<T = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>> = (obj: T, context: TContext, info: GraphQLResolveInfo) => boolean | Promise<boolean>;

export type NextResolverFn<T> = () => Promise<T>;

export type DirectiveResolverFn<TResult = Record<PropertyKey, never>, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> = (
  next: NextResolverFn<TResult>,
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => TResult | Promise<TResult>;

/** Mapping of federation types */
export type FederationTypes = {
  Sensor: Sensor;
};

/** Mapping of federation reference types */
export type FederationReferenceTypes = {
  Sensor:
    ( { __typename: 'Sensor' }
    & GraphQLRecursivePick<FederationTypes['Sensor'], {"id":true}> );
};



/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = {
  Aggregate: Aggregate;
  BoundingBoxInput: BoundingBoxInput;
  Float: ResolverTypeWrapper<Scalars['Float']['output']>;
  CategoryProbability: ResolverTypeWrapper<CategoryProbability>;
  Cursor: ResolverTypeWrapper<Scalars['Cursor']['output']>;
  DateTime: ResolverTypeWrapper<Scalars['DateTime']['output']>;
  DriftReason: DriftReason;
  DriftWarning: ResolverTypeWrapper<DriftWarning>;
  Duration: ResolverTypeWrapper<Scalars['Duration']['output']>;
  FallbackReason: FallbackReason;
  Forecast: ResolverTypeWrapper<ShownForecast>;
  ForecastChange: ForecastChange;
  ForecastConnection: ResolverTypeWrapper<ForecastPage>;
  ForecastDay: ResolverTypeWrapper<ForecastDay>;
  ForecastEdge: ResolverTypeWrapper<ForecastPlace>;
  ForecastEvent: ResolverTypeWrapper<SentEvent>;
  ForecastFallback: ResolverTypeWrapper<ForecastFallback>;
  ForecastInputs: ResolverTypeWrapper<ForecastInputs>;
  Int: ResolverTypeWrapper<Scalars['Int']['output']>;
  ForecastPoint: ResolverTypeWrapper<ForecastPoint>;
  ForecastSkill: ResolverTypeWrapper<Omit<ForecastSkill, 'model'> & { model: ResolversTypes['Model'] }>;
  ForecastUnavailable: ResolverTypeWrapper<ForecastUnavailable>;
  Gap: ResolverTypeWrapper<Gap>;
  Model: ResolverTypeWrapper<ShownModel>;
  ID: ResolverTypeWrapper<Scalars['ID']['output']>;
  ModelKind: ModelKind;
  ModelMetrics: ResolverTypeWrapper<ModelMetrics>;
  ModelStage: ModelStage;
  PageInfo: ResolverTypeWrapper<PageInfo>;
  QualityFlag: QualityFlag;
  Quantity: Quantity;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  SampleState: SampleState;
  Sensor: ResolverTypeWrapper<Omit<Sensor, 'forecast' | 'forecasts'> & { forecast?: Maybe<ResolversTypes['Forecast']>, forecasts?: Maybe<ResolversTypes['ForecastConnection']> }>;
  Subscription: ResolverTypeWrapper<Record<PropertyKey, never>>;
  UnavailableReason: UnavailableReason;
  Unit: Unit;
  Variant: Variant;
  Version: Version;
  String: ResolverTypeWrapper<Scalars['String']['output']>;
  Boolean: ResolverTypeWrapper<Scalars['Boolean']['output']>;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  BoundingBoxInput: BoundingBoxInput;
  Float: Scalars['Float']['output'];
  CategoryProbability: CategoryProbability;
  Cursor: Scalars['Cursor']['output'];
  DateTime: Scalars['DateTime']['output'];
  DriftWarning: DriftWarning;
  Duration: Scalars['Duration']['output'];
  Forecast: ShownForecast;
  ForecastConnection: ForecastPage;
  ForecastDay: ForecastDay;
  ForecastEdge: ForecastPlace;
  ForecastEvent: SentEvent;
  ForecastFallback: ForecastFallback;
  ForecastInputs: ForecastInputs;
  Int: Scalars['Int']['output'];
  ForecastPoint: ForecastPoint;
  ForecastSkill: Omit<ForecastSkill, 'model'> & { model: ResolversParentTypes['Model'] };
  ForecastUnavailable: ForecastUnavailable;
  Gap: Gap;
  Model: ShownModel;
  ID: Scalars['ID']['output'];
  ModelMetrics: ModelMetrics;
  PageInfo: PageInfo;
  Query: Record<PropertyKey, never>;
  Sensor: Omit<Sensor, 'forecast' | 'forecasts'> & { forecast?: Maybe<ResolversParentTypes['Forecast']>, forecasts?: Maybe<ResolversParentTypes['ForecastConnection']> } | FederationReferenceTypes['Sensor'];
  Subscription: Record<PropertyKey, never>;
  String: Scalars['String']['output'];
  Boolean: Scalars['Boolean']['output'];
};

export type AccessDirectiveArgs = {
  policy: Scalars['String']['input'];
  sameForAll: Scalars['Boolean']['input'];
};

export type AccessDirectiveResolver<Result, Parent, ContextType = ForecastsContext, Args = AccessDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type CategoryProbabilityResolvers<ContextType = ForecastsContext, ParentType extends ResolversParentTypes['CategoryProbability'] = ResolversParentTypes['CategoryProbability']> = {
  category?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  probability?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
};

export interface CursorScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['Cursor'], any> {
  name: 'Cursor';
}

export interface DateTimeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['DateTime'], any> {
  name: 'DateTime';
}

export type DriftWarningResolvers<ContextType = ForecastsContext, ParentType extends ResolversParentTypes['DriftWarning'] = ResolversParentTypes['DriftWarning']> = {
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  reason?: Resolver<ResolversTypes['DriftReason'], ParentType, ContextType>;
};

export interface DurationScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['Duration'], any> {
  name: 'Duration';
}

export type ForecastResolvers<ContextType = ForecastsContext, ParentType extends ResolversParentTypes['Forecast'] = ResolversParentTypes['Forecast']> = {
  days?: Resolver<Array<ResolversTypes['ForecastDay']>, ParentType, ContextType>;
  fallbacks?: Resolver<Array<ResolversTypes['ForecastFallback']>, ParentType, ContextType>;
  inputs?: Resolver<Maybe<ResolversTypes['ForecastInputs']>, ParentType, ContextType>;
  issuedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  madeAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  model?: Resolver<ResolversTypes['Model'], ParentType, ContextType>;
  points?: Resolver<Array<ResolversTypes['ForecastPoint']>, ParentType, ContextType>;
  quantity?: Resolver<ResolversTypes['Quantity'], ParentType, ContextType>;
  replayed?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  sensor?: Resolver<Maybe<ResolversTypes['Sensor']>, ParentType, ContextType>;
  skill?: Resolver<Array<ResolversTypes['ForecastSkill']>, ParentType, ContextType>;
  unavailable?: Resolver<Maybe<ResolversTypes['ForecastUnavailable']>, ParentType, ContextType>;
  unit?: Resolver<ResolversTypes['Unit'], ParentType, ContextType>;
};

export type ForecastConnectionResolvers<ContextType = ForecastsContext, ParentType extends ResolversParentTypes['ForecastConnection'] = ResolversParentTypes['ForecastConnection']> = {
  edges?: Resolver<Array<ResolversTypes['ForecastEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['Forecast']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type ForecastDayResolvers<ContextType = ForecastsContext, ParentType extends ResolversParentTypes['ForecastDay'] = ResolversParentTypes['ForecastDay']> = {
  category?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  categoryProbabilities?: Resolver<Maybe<Array<ResolversTypes['CategoryProbability']>>, ParentType, ContextType>;
  categoryReason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  date?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  horizon?: Resolver<ResolversTypes['Duration'], ParentType, ContextType>;
  mean?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  p10?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  p50?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  p90?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  periodEnd?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  periodStart?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  unit?: Resolver<ResolversTypes['Unit'], ParentType, ContextType>;
};

export type ForecastEdgeResolvers<ContextType = ForecastsContext, ParentType extends ResolversParentTypes['ForecastEdge'] = ResolversParentTypes['ForecastEdge']> = {
  cursor?: Resolver<ResolversTypes['Cursor'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Forecast'], ParentType, ContextType>;
};

export type ForecastEventResolvers<ContextType = ForecastsContext, ParentType extends ResolversParentTypes['ForecastEvent'] = ResolversParentTypes['ForecastEvent']> = {
  change?: Resolver<ResolversTypes['ForecastChange'], ParentType, ContextType>;
  cursor?: Resolver<ResolversTypes['Cursor'], ParentType, ContextType>;
  forecast?: Resolver<Maybe<ResolversTypes['Forecast']>, ParentType, ContextType>;
  gap?: Resolver<Maybe<ResolversTypes['Gap']>, ParentType, ContextType>;
};

export type ForecastFallbackResolvers<ContextType = ForecastsContext, ParentType extends ResolversParentTypes['ForecastFallback'] = ResolversParentTypes['ForecastFallback']> = {
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  model?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  reason?: Resolver<ResolversTypes['FallbackReason'], ParentType, ContextType>;
  rung?: Resolver<ResolversTypes['ModelKind'], ParentType, ContextType>;
};

export type ForecastInputsResolvers<ContextType = ForecastsContext, ParentType extends ResolversParentTypes['ForecastInputs'] = ResolversParentTypes['ForecastInputs']> = {
  newestHourEnd?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  observedHoursOfDay?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  observedHoursOfWeek?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type ForecastPointResolvers<ContextType = ForecastsContext, ParentType extends ResolversParentTypes['ForecastPoint'] = ResolversParentTypes['ForecastPoint']> = {
  horizon?: Resolver<ResolversTypes['Duration'], ParentType, ContextType>;
  mean?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  p10?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  p50?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  p90?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  periodEnd?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  periodStart?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  unit?: Resolver<ResolversTypes['Unit'], ParentType, ContextType>;
};

export type ForecastSkillResolvers<ContextType = ForecastsContext, ParentType extends ResolversParentTypes['ForecastSkill'] = ResolversParentTypes['ForecastSkill']> = {
  coverage80?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  drift?: Resolver<Maybe<ResolversTypes['DriftWarning']>, ParentType, ContextType>;
  horizon?: Resolver<ResolversTypes['Duration'], ParentType, ContextType>;
  mae?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  model?: Resolver<ResolversTypes['Model'], ParentType, ContextType>;
  n?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  persistenceMae?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  pinball?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  quantity?: Resolver<ResolversTypes['Quantity'], ParentType, ContextType>;
  shadow?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  skillOverPersistence?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  state?: Resolver<ResolversTypes['SampleState'], ParentType, ContextType>;
  unit?: Resolver<ResolversTypes['Unit'], ParentType, ContextType>;
  windowDays?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type ForecastUnavailableResolvers<ContextType = ForecastsContext, ParentType extends ResolversParentTypes['ForecastUnavailable'] = ResolversParentTypes['ForecastUnavailable']> = {
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  reason?: Resolver<ResolversTypes['UnavailableReason'], ParentType, ContextType>;
};

export type GapResolvers<ContextType = ForecastsContext, ParentType extends ResolversParentTypes['Gap'] = ResolversParentTypes['Gap']> = {
  from?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  reason?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  to?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
};

export type ModelResolvers<ContextType = ForecastsContext, ParentType extends ResolversParentTypes['Model'] = ResolversParentTypes['Model']> = {
  card?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['ModelKind'], ParentType, ContextType>;
  licence?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  metrics?: Resolver<Array<ResolversTypes['ModelMetrics']>, ParentType, ContextType>;
  problem?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  quantity?: Resolver<Maybe<ResolversTypes['Quantity']>, ParentType, ContextType>;
  sha256?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  stage?: Resolver<Maybe<ResolversTypes['ModelStage']>, ParentType, ContextType>;
  trainedFrom?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  trainedTo?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  version?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  whole?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export type ModelMetricsResolvers<ContextType = ForecastsContext, ParentType extends ResolversParentTypes['ModelMetrics'] = ResolversParentTypes['ModelMetrics']> = {
  coverage80?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  horizon?: Resolver<ResolversTypes['Duration'], ParentType, ContextType>;
  mae?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  n?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  pinball?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  skillOverClimatology?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  skillOverPersistence?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
};

export type PageInfoResolvers<ContextType = ForecastsContext, ParentType extends ResolversParentTypes['PageInfo'] = ResolversParentTypes['PageInfo']> = {
  endCursor?: Resolver<Maybe<ResolversTypes['Cursor']>, ParentType, ContextType>;
  hasNextPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export type QueryResolvers<ContextType = ForecastsContext, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  forecastSkill?: Resolver<Maybe<Array<ResolversTypes['ForecastSkill']>>, ParentType, ContextType, RequireFields<QueryForecastSkillArgs, 'quantity'>>;
  models?: Resolver<Maybe<Array<ResolversTypes['Model']>>, ParentType, ContextType>;
};

export type SensorResolvers<ContextType = ForecastsContext, ParentType extends ResolversParentTypes['Sensor'] = ResolversParentTypes['Sensor'], FederationReferenceType extends FederationReferenceTypes['Sensor'] = FederationReferenceTypes['Sensor']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Sensor']> | FederationReferenceType, FederationReferenceType, ContextType>;
  forecast?: Resolver<Maybe<ResolversTypes['Forecast']>, ParentType, ContextType, RequireFields<SensorForecastArgs, 'quantity'>>;
  forecasts?: Resolver<Maybe<ResolversTypes['ForecastConnection']>, ParentType, ContextType, RequireFields<SensorForecastsArgs, 'first' | 'from' | 'quantity' | 'to'>>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type SubscriptionResolvers<ContextType = ForecastsContext, ParentType extends ResolversParentTypes['Subscription'] = ResolversParentTypes['Subscription']> = {
  forecastIssued?: SubscriptionResolver<ResolversTypes['ForecastEvent'], "forecastIssued", ParentType, ContextType, Partial<SubscriptionForecastIssuedArgs>>;
};

export type Resolvers<ContextType = ForecastsContext> = {
  CategoryProbability?: CategoryProbabilityResolvers<ContextType>;
  Cursor?: GraphQLScalarType;
  DateTime?: GraphQLScalarType;
  DriftWarning?: DriftWarningResolvers<ContextType>;
  Duration?: GraphQLScalarType;
  Forecast?: ForecastResolvers<ContextType>;
  ForecastConnection?: ForecastConnectionResolvers<ContextType>;
  ForecastDay?: ForecastDayResolvers<ContextType>;
  ForecastEdge?: ForecastEdgeResolvers<ContextType>;
  ForecastEvent?: ForecastEventResolvers<ContextType>;
  ForecastFallback?: ForecastFallbackResolvers<ContextType>;
  ForecastInputs?: ForecastInputsResolvers<ContextType>;
  ForecastPoint?: ForecastPointResolvers<ContextType>;
  ForecastSkill?: ForecastSkillResolvers<ContextType>;
  ForecastUnavailable?: ForecastUnavailableResolvers<ContextType>;
  Gap?: GapResolvers<ContextType>;
  Model?: ModelResolvers<ContextType>;
  ModelMetrics?: ModelMetricsResolvers<ContextType>;
  PageInfo?: PageInfoResolvers<ContextType>;
  Query?: QueryResolvers<ContextType>;
  Sensor?: SensorResolvers<ContextType>;
  Subscription?: SubscriptionResolvers<ContextType>;
};

export type DirectiveResolvers<ContextType = ForecastsContext> = {
  access?: AccessDirectiveResolver<any, any, ContextType>;
};
