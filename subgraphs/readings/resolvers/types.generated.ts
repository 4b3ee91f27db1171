import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { Reading as ReadingModel, Provenance as ProvenanceModel, Correction as CorrectionModel } from '@aqmrg/schema/events/readings.ts';
import type { SentEvent } from './live.ts';
import type { ReadingPage } from './page.ts';
import type { SeriesAnswer } from './series.ts';
import type { ReadingsContext } from '../context.ts';
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

/** An air quality index and what it is made of. */
export type AirQualityIndex = {
  __typename?: 'AirQualityIndex';
  /** Which period it speaks of. */
  basis: AqiBasis;
  /** The standard's own name of the category. */
  category: Scalars['String']['output'];
  /** The standard's colour for the category, #rrggbb. */
  color: Scalars['String']['output'];
  /** The quantity that decides. */
  dominant: Maybe<Quantity>;
  /** US_EPA 0 to 500 and above; EU band 1 to 6; null for WHO. */
  index: Maybe<Scalars['Int']['output']>;
  /** What the category means for people. */
  message: Scalars['String']['output'];
  /** PM2.5 NowCast concentration in µg/m³, where it decides or takes part. */
  nowcast: Maybe<Scalars['Float']['output']>;
  /** When the averaging period ended. */
  periodEnd: Scalars['DateTime']['output'];
  /** When the averaging period began. */
  periodStart: Scalars['DateTime']['output'];
  /** Whose index. */
  standard: AqiStandard;
  /** One for each quantity that takes part. */
  subIndices: Array<SubIndex>;
};

/** Which period an index speaks of. */
export type AqiBasis =
  /** Now, by the standard's own short averaging: NowCast for particles in US_EPA, the hour in EU. */
  | 'CURRENT'
  /** A local calendar day. */
  | 'DAILY';

/** How bad the air must be: the sensor's index of now (`Sensor.aqi`, basis CURRENT) at the end of the reading's period, as it is known when the reading is sent, lies in this category or in a worse one. A sensor without an index does not match. */
export type AqiLevelFilter = {
  /** The standard's own name of the category. US_EPA: Good, Moderate, Unhealthy for Sensitive Groups, Unhealthy, Very Unhealthy, Hazardous. EU: Good, Fair, Moderate, Poor, Very Poor, Extremely Poor. */
  atLeast: Scalars['String']['input'];
  /** Whose index. WHO has none of now. */
  standard?: InputMaybe<AqiStandard>;
};

/** An index, or why there is none. */
export type AqiResult = AirQualityIndex | AqiUnavailable;

/** Whose index. */
export type AqiStandard =
  /** European Air Quality Index 2024: six bands, hourly, the worst pollutant. */
  | 'EU'
  /** US EPA Air Quality Index; breakpoints by the date of the period (2024 revision from 2024-05-06). */
  | 'US_EPA'
  /** WHO global air quality guidelines 2021: the highest target that the local day's mean meets. */
  | 'WHO';

/** Why there is no index. */
export type AqiUnavailable = {
  __typename?: 'AqiUnavailable';
  /** Which period it speaks of. */
  basis: AqiBasis;
  /** Why, in words for people. */
  reason: Scalars['String']['output'];
  /** Whose index. */
  standard: AqiStandard;
};

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

/** One sensing element of an instrument. */
export type Channel = {
  __typename?: 'Channel';
  /** The maker's name of the element: a, b, s1, s2. */
  name: Scalars['String']['output'];
  /** In the unit of the raw value. */
  value: Scalars['Float']['output'];
};

/** One sensing element of an instrument, in the unit of the reading. */
export type ChannelInput = {
  /** The maker's name of the element: a, b, s1, s2. */
  name: Scalars['String']['input'];
  /** In the unit of the reading. */
  value: Scalars['Float']['input'];
};

/** One step between the raw value and the value. */
export type Correction = {
  __typename?: 'Correction';
  /** What was done, by its published name. */
  id: Scalars['String']['output'];
  /** What went into it beside the value. */
  inputs: Array<CorrectionInput>;
  /** Which version of it. */
  version: Scalars['String']['output'];
};

/** A number that went into a correction, its unit in its name. */
export type CorrectionInput = {
  __typename?: 'CorrectionInput';
  /** What it is, with its unit. */
  name: Scalars['String']['output'];
  /** The number itself. */
  value: Scalars['Float']['output'];
};

/** Whether values come as they are measured or are history loaded afterwards. */
export type Delivery =
  /** Lateness is not judged. */
  | 'BACKFILL'
  /** As it is measured; lateness is judged. */
  | 'LIVE';

/** Days of one quantity above its level. */
export type ExceedanceCount = {
  __typename?: 'ExceedanceCount';
  /** Local days whose mean was above it. */
  days: Scalars['Int']['output'];
  /** The 24-hour level. */
  level: Scalars['Float']['output'];
  /** Which quantity. */
  quantity: Quantity;
  /** The unit of the level. */
  unit: Unit;
  /** Local days with at least 75 % of their hours. */
  validDays: Scalars['Int']['output'];
};

/** Days above a level. */
export type Exceedances = {
  __typename?: 'Exceedances';
  /** One for each quantity that has a 24-hour level. */
  byQuantity: Array<ExceedanceCount>;
  /** Whose index. */
  standard: AqiStandard;
  /** The calendar year, in local time. */
  year: Scalars['Int']['output'];
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

export type Mutation = {
  __typename?: 'Mutation';
  /** Takes readings. What is accepted is on disk when this answers; each refused row comes back with its reason. Sensors of networks of other organisations are refused row by row. [Authenticated or API key (ingest), own] */
  reportReadings: ReportReadingsPayload;
};


export type MutationReportReadingsArgs = {
  input: ReportReadingsInput;
};

/** Where a page stands in its list. */
export type PageInfo = {
  __typename?: 'PageInfo';
  /** Ask for the next page with after: endCursor. */
  endCursor: Maybe<Scalars['Cursor']['output']>;
  /** More items follow. */
  hasNextPage: Scalars['Boolean']['output'];
};

/** Where a value comes from, and all that was done to it. */
export type Provenance = {
  __typename?: 'Provenance';
  /** The calibration behind `value`; NONE where the value is as reported. */
  calibration: Scalars['String']['output'];
  /** The instrument's own sensing elements. */
  channels: Array<Channel>;
  /** Every step from the raw value to the value, in order. */
  corrections: Array<Correction>;
  /** Whether it came as it was measured. */
  delivery: Delivery;
  /** The unit that was reported. */
  rawUnit: Unit;
  /** The value that was reported. */
  rawValue: Scalars['Float']['output'];
  /** Set where a recorded value is replayed: when it was really measured. */
  replay: Maybe<Replay>;
  /** Who sent it. */
  reportedBy: Scalars['String']['output'];
  /** Where it comes from, for people. */
  source: Maybe<Scalars['String']['output']>;
  /** How the particle mass was computed, where it was said. */
  variant: Maybe<Variant>;
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

/** One test's verdict. */
export type QualityTest = {
  __typename?: 'QualityTest';
  /** Its verdict. */
  flag: QualityFlag;
  /** Why, with the figures that decided; null where the flag is GOOD. */
  reason: Maybe<Scalars['String']['output']>;
  /** Which test. */
  test: QualityTestName;
};

/** One quality test, in the sense of QARTOD. */
export type QualityTestName =
  /** The instrument's own channels disagree. */
  | 'CHANNELS'
  /** Did not move for too long. */
  | 'FLAT_LINE'
  /** Outside what the instrument or the air can show. */
  | 'RANGE'
  /** Changed faster than the air does. */
  | 'RATE_OF_CHANGE'
  /** What the maker or operator said. */
  | 'SOURCE'
  /** Stands out from the readings before it. */
  | 'SPIKE'
  /** Arrived late, or from slightly ahead of time. */
  | 'TIMELINESS';

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

/** One averaged value of one sensor and quantity. A value, not an entity: its key is sensor, quantity and period. */
export type Reading = {
  __typename?: 'Reading';
  /** When the averaging period ended. */
  periodEnd: Scalars['DateTime']['output'];
  /** When the averaging period began. */
  periodStart: Scalars['DateTime']['output'];
  /** Where the value comes from. */
  provenance: Provenance;
  /** The verdict of all tests. */
  quality: QualityFlag;
  /** What was measured. */
  quantity: Quantity;
  /** When the platform took it. */
  receivedAt: Scalars['DateTime']['output'];
  /** 1, and one more for each time that the value or its flags changed. */
  revision: Scalars['Int']['output'];
  /** The sensor that measured it. */
  sensor: Maybe<Sensor>;
  /** The verdict of each test. */
  tests: Array<QualityTest>;
  /** The unit of the value. */
  unit: Unit;
  /** The mean over the period. */
  value: Scalars['Float']['output'];
};

/** What happened to a reading. */
export type ReadingChange =
  /** It is new. */
  | 'ADDED'
  /** Events were lost: `gap` tells which. */
  | 'GAP'
  /** Its value or its flags changed. */
  | 'REVISED';

/** A page of readings. */
export type ReadingConnection = {
  __typename?: 'ReadingConnection';
  /** The items, each with its cursor. */
  edges: Array<ReadingEdge>;
  /** The items. */
  nodes: Array<Reading>;
  /** Where this page stands. */
  pageInfo: PageInfo;
};

/** A reading and its place in the list. */
export type ReadingEdge = {
  __typename?: 'ReadingEdge';
  /** Its place, for `after`. */
  cursor: Scalars['Cursor']['output'];
  /** The item. */
  node: Reading;
};

/** One event of the live stream. */
export type ReadingEvent = {
  __typename?: 'ReadingEvent';
  /** What happened. */
  change: ReadingChange;
  /** Go on after this event with after: cursor. */
  cursor: Scalars['Cursor']['output'];
  /** What was lost; set for GAP alone. */
  gap: Maybe<Gap>;
  /** Null for GAP. */
  reading: Maybe<Reading>;
};

/** Conditions that must all hold. A condition that is null or left out is not asked; an empty list lets nothing through. */
export type ReadingFilter = {
  /** Only while the air at the sensor is so bad, or worse. */
  aqi?: InputMaybe<AqiLevelFilter>;
  /** Of sensors that stand inside this box, its edges included; a sensor whose position is not known does not match. */
  bbox?: InputMaybe<BoundingBoxInput>;
  /** More than 0, in the quantity's canonical unit. Only readings that differ by that much or more, up or down, from the one that the stream gave last of the same sensor. The stream is shared by all who ask the same: whoever joins it later may get nothing of a sensor until its next large step. It needs exactly one quantity in `quantities`. */
  minChange?: InputMaybe<Scalars['Float']['input']>;
  /** Of sensors in these networks; at most 1,000. */
  networkIds?: InputMaybe<Array<Scalars['ID']['input']>>;
  /** Of these quantities. */
  quantities?: InputMaybe<Array<Quantity>>;
  /** Of these sensors; at most 1,000. */
  sensorIds?: InputMaybe<Array<Scalars['ID']['input']>>;
  /** Of sensors at these sites; at most 1,000. */
  siteIds?: InputMaybe<Array<Scalars['ID']['input']>>;
};

/** One averaged value. */
export type ReadingInput = {
  /** The instrument's own sensing elements. */
  channels?: InputMaybe<Array<ChannelInput>>;
  /** When the averaging period ended. */
  periodEnd: Scalars['DateTime']['input'];
  /** When the averaging period began. */
  periodStart: Scalars['DateTime']['input'];
  /** What was measured. */
  quantity: Quantity;
  /** Set where a recorded value is replayed. */
  replay?: InputMaybe<ReplayInput>;
  /** The sensor that measured it. */
  sensorId: Scalars['ID']['input'];
  /** Where it comes from, for people. */
  source?: InputMaybe<Scalars['String']['input']>;
  /** What the maker or operator says of this value. */
  sourceFlag?: InputMaybe<QualityFlag>;
  /** One of the units that the quantity can have. */
  unit: Unit;
  /** The mean over the period. A missing value is no row. */
  value: Scalars['Float']['input'];
  /** How the particle mass was computed. */
  variant?: InputMaybe<Variant>;
};

/** A row that cannot be a reading. */
export type RefusedReading = {
  __typename?: 'RefusedReading';
  /** UNKNOWN_SENSOR, NOT_YOURS, RETIRED_SENSOR, WRONG_QUANTITY, WRONG_UNIT, NOT_FINITE, MISSING_VALUE, PERIOD_REVERSED, PERIOD_IN_FUTURE, PERIOD_TOO_LONG or MALFORMED. */
  code: Scalars['String']['output'];
  /** The field at fault. */
  field: Scalars['String']['output'];
  /** Its place in the call, from 0. */
  index: Scalars['Int']['output'];
  /** What is wrong, and what to do. */
  message: Scalars['String']['output'];
};

/** The period in which a replayed value was really measured. */
export type Replay = {
  __typename?: 'Replay';
  /** When that period ended. */
  originalPeriodEnd: Scalars['DateTime']['output'];
  /** When that period began. */
  originalPeriodStart: Scalars['DateTime']['output'];
};

/** When a replayed value was really measured. */
export type ReplayInput = {
  /** When that period ended. */
  originalPeriodEnd: Scalars['DateTime']['input'];
  /** When that period began. */
  originalPeriodStart: Scalars['DateTime']['input'];
};

/** Readings to take in one call. */
export type ReportReadingsInput = {
  /** How all rows of this call are delivered. */
  delivery?: InputMaybe<Delivery>;
  /** 1 to 10,000. */
  readings: Array<ReadingInput>;
};

/** What became of the call. */
export type ReportReadingsPayload = ReportedReadings | ReportingOverloaded | TooManyReadings;

/** What became of a call: `accepted` rows are on disk, each other row is in `refused`. */
export type ReportedReadings = {
  __typename?: 'ReportedReadings';
  /** Rows that are on disk. */
  accepted: Scalars['Int']['output'];
  /** Every other row, with its reason. */
  refused: Array<RefusedReading>;
};

/** Too much is waiting; nothing was stored. */
export type ReportingOverloaded = {
  __typename?: 'ReportingOverloaded';
  /** What is wrong, and what to do. */
  message: Scalars['String']['output'];
  /** Send it again after so many seconds. */
  retryAfterSeconds: Scalars['Int']['output'];
};

export type Sensor = {
  __typename?: 'Sensor';
  /** The air quality index, now or `at` an instant; AqiUnavailable says why where there is too little data. */
  aqi: Maybe<AqiResult>;
  id: Scalars['ID']['output'];
  /** The newest reading of each quantity, or of those asked. */
  latest: Maybe<Array<Reading>>;
  /** Single readings, oldest first, page by page: from ≤ periodStart and periodEnd ≤ to. */
  readings: Maybe<ReadingConnection>;
  /** Aggregates by period: from ≤ periodStart and periodEnd ≤ to. At most 100,000 periods, and 100 years. */
  series: Maybe<Series>;
};


export type SensorAqiArgs = {
  at?: InputMaybe<Scalars['DateTime']['input']>;
  basis?: InputMaybe<AqiBasis>;
  standard?: InputMaybe<AqiStandard>;
};


export type SensorLatestArgs = {
  quantities?: InputMaybe<Array<Quantity>>;
};


export type SensorReadingsArgs = {
  after?: InputMaybe<Scalars['Cursor']['input']>;
  asOf?: InputMaybe<Scalars['DateTime']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  from: Scalars['DateTime']['input'];
  quality?: InputMaybe<Array<QualityFlag>>;
  quantity: Quantity;
  to: Scalars['DateTime']['input'];
  version?: InputMaybe<Version>;
};


export type SensorSeriesArgs = {
  aggregates?: InputMaybe<Array<Aggregate>>;
  every: Scalars['Duration']['input'];
  from: Scalars['DateTime']['input'];
  minCoverage?: InputMaybe<Scalars['Float']['input']>;
  quality?: InputMaybe<Array<QualityFlag>>;
  quantity: Quantity;
  timeZone?: InputMaybe<Scalars['String']['input']>;
  to: Scalars['DateTime']['input'];
  version?: InputMaybe<Version>;
};

/** Aggregates by period, as points and as columns: the same numbers twice, ask for one. */
export type Series = {
  __typename?: 'Series';
  /** As they were asked. */
  aggregates: Array<Aggregate>;
  /** One column an aggregate, in the order asked; null where coverage is too small. */
  columns: Array<Array<Maybe<Scalars['Float']['output']>>>;
  /** Observed share of what the reporting interval lets expect, 0 to 1. */
  coverage: Array<Scalars['Float']['output']>;
  /** The length of a period. */
  every: Scalars['Duration']['output'];
  /** Periods with at least one reading, in time order. */
  points: Array<SeriesPoint>;
  /** When each period begins. */
  starts: Array<Scalars['DateTime']['output']>;
  /** The unit of all values but COUNT. */
  unit: Unit;
};

/** One period of a series. */
export type SeriesPoint = {
  __typename?: 'SeriesPoint';
  /** Observed share of what the reporting interval lets expect, 0 to 1. */
  coverage: Scalars['Float']['output'];
  /** When the period begins. */
  periodStart: Scalars['DateTime']['output'];
  /** In the order of the aggregates asked; null where coverage is too small. */
  values: Array<Maybe<Scalars['Float']['output']>>;
};

export type Site = {
  __typename?: 'Site';
  /** Local days of a year whose PM2.5 or PM10 mean was above the standard's 24-hour level. */
  exceedances: Maybe<Exceedances>;
  id: Scalars['ID']['output'];
  /** The newest reading of each quantity at this site, whichever sensor it came from. */
  latest: Maybe<Array<Reading>>;
  /** As a sensor's series, over the pooled readings of the site's sensors. */
  series: Maybe<Series>;
};


export type SiteExceedancesArgs = {
  standard?: InputMaybe<AqiStandard>;
  year: Scalars['Int']['input'];
};


export type SiteLatestArgs = {
  quantities?: InputMaybe<Array<Quantity>>;
};


export type SiteSeriesArgs = {
  aggregates?: InputMaybe<Array<Aggregate>>;
  every: Scalars['Duration']['input'];
  from: Scalars['DateTime']['input'];
  minCoverage?: InputMaybe<Scalars['Float']['input']>;
  quality?: InputMaybe<Array<QualityFlag>>;
  quantity: Quantity;
  timeZone?: InputMaybe<Scalars['String']['input']>;
  to: Scalars['DateTime']['input'];
  version?: InputMaybe<Version>;
};

/** The index of one quantity. */
export type SubIndex = {
  __typename?: 'SubIndex';
  /** NOWCAST_12H, MEAN_8H, MEAN_1H, MAX_1H, MAX_8H or MEAN_24H. */
  averaging: Scalars['String']['output'];
  /** The category of this quantity alone. */
  category: Scalars['String']['output'];
  /** What the index was computed from. */
  concentration: Scalars['Float']['output'];
  /** Observed share of the averaging period's hours, 0 to 1. */
  coverage: Scalars['Float']['output'];
  /** Its own index; null for WHO. */
  index: Maybe<Scalars['Int']['output']>;
  /** Which quantity. */
  quantity: Quantity;
  /** The unit of the concentration. */
  unit: Unit;
};

export type Subscription = {
  __typename?: 'Subscription';
  /** Readings as they are accepted, and revisions of them. Each event carries a cursor to go on from. [Public] */
  readingAdded: ReadingEvent;
};


export type SubscriptionReadingAddedArgs = {
  after?: InputMaybe<Scalars['Cursor']['input']>;
  filter?: InputMaybe<ReadingFilter>;
};

/** More rows than one call may carry; nothing was stored. */
export type TooManyReadings = {
  __typename?: 'TooManyReadings';
  /** Rows that one call may carry. */
  limit: Scalars['Int']['output'];
  /** What is wrong, and what to do. */
  message: Scalars['String']['output'];
  /** Rows that this call carried. */
  received: Scalars['Int']['output'];
};

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
  Site: Site;
};

/** Mapping of federation reference types */
export type FederationReferenceTypes = {
  Sensor:
    ( { __typename: 'Sensor' }
    & GraphQLRecursivePick<FederationTypes['Sensor'], {"id":true}> );
  Site:
    ( { __typename: 'Site' }
    & GraphQLRecursivePick<FederationTypes['Site'], {"id":true}> );
};

/** Mapping of union types */
export type ResolversUnionTypes<_RefType extends Record<string, unknown>> = {
  AqiResult:
    | ( AirQualityIndex )
    | ( AqiUnavailable )
  ;
  ReportReadingsPayload:
    | ( ReportedReadings )
    | ( ReportingOverloaded )
    | ( TooManyReadings )
  ;
};


/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = {
  Aggregate: Aggregate;
  AirQualityIndex: ResolverTypeWrapper<AirQualityIndex>;
  Int: ResolverTypeWrapper<Scalars['Int']['output']>;
  Float: ResolverTypeWrapper<Scalars['Float']['output']>;
  AqiBasis: AqiBasis;
  AqiLevelFilter: AqiLevelFilter;
  AqiResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['AqiResult']>;
  AqiStandard: AqiStandard;
  AqiUnavailable: ResolverTypeWrapper<AqiUnavailable>;
  BoundingBoxInput: BoundingBoxInput;
  Channel: ResolverTypeWrapper<Channel>;
  ChannelInput: ChannelInput;
  Correction: ResolverTypeWrapper<CorrectionModel>;
  CorrectionInput: ResolverTypeWrapper<CorrectionInput>;
  Cursor: ResolverTypeWrapper<Scalars['Cursor']['output']>;
  DateTime: ResolverTypeWrapper<Scalars['DateTime']['output']>;
  Delivery: Delivery;
  Duration: ResolverTypeWrapper<Scalars['Duration']['output']>;
  ExceedanceCount: ResolverTypeWrapper<ExceedanceCount>;
  Exceedances: ResolverTypeWrapper<Exceedances>;
  Gap: ResolverTypeWrapper<Gap>;
  Mutation: ResolverTypeWrapper<Record<PropertyKey, never>>;
  PageInfo: ResolverTypeWrapper<PageInfo>;
  Provenance: ResolverTypeWrapper<ProvenanceModel>;
  QualityFlag: QualityFlag;
  QualityTest: ResolverTypeWrapper<QualityTest>;
  QualityTestName: QualityTestName;
  Quantity: Quantity;
  Reading: ResolverTypeWrapper<ReadingModel>;
  ReadingChange: ReadingChange;
  ReadingConnection: ResolverTypeWrapper<ReadingPage>;
  ReadingEdge: ResolverTypeWrapper<Omit<ReadingEdge, 'node'> & { node: ResolversTypes['Reading'] }>;
  ReadingEvent: ResolverTypeWrapper<SentEvent>;
  ReadingFilter: ReadingFilter;
  ID: ResolverTypeWrapper<Scalars['ID']['output']>;
  ReadingInput: ReadingInput;
  RefusedReading: ResolverTypeWrapper<RefusedReading>;
  Replay: ResolverTypeWrapper<Replay>;
  ReplayInput: ReplayInput;
  ReportReadingsInput: ReportReadingsInput;
  ReportReadingsPayload: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['ReportReadingsPayload']>;
  ReportedReadings: ResolverTypeWrapper<ReportedReadings>;
  ReportingOverloaded: ResolverTypeWrapper<ReportingOverloaded>;
  Sensor: ResolverTypeWrapper<Omit<Sensor, 'aqi' | 'latest' | 'readings' | 'series'> & { aqi?: Maybe<ResolversTypes['AqiResult']>, latest?: Maybe<Array<ResolversTypes['Reading']>>, readings?: Maybe<ResolversTypes['ReadingConnection']>, series?: Maybe<ResolversTypes['Series']> }>;
  Series: ResolverTypeWrapper<SeriesAnswer>;
  SeriesPoint: ResolverTypeWrapper<SeriesPoint>;
  Site: ResolverTypeWrapper<Omit<Site, 'latest' | 'series'> & { latest?: Maybe<Array<ResolversTypes['Reading']>>, series?: Maybe<ResolversTypes['Series']> }>;
  SubIndex: ResolverTypeWrapper<SubIndex>;
  Subscription: ResolverTypeWrapper<Record<PropertyKey, never>>;
  TooManyReadings: ResolverTypeWrapper<TooManyReadings>;
  Unit: Unit;
  Variant: Variant;
  Version: Version;
  String: ResolverTypeWrapper<Scalars['String']['output']>;
  Boolean: ResolverTypeWrapper<Scalars['Boolean']['output']>;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  AirQualityIndex: AirQualityIndex;
  Int: Scalars['Int']['output'];
  Float: Scalars['Float']['output'];
  AqiLevelFilter: AqiLevelFilter;
  AqiResult: ResolversUnionTypes<ResolversParentTypes>['AqiResult'];
  AqiUnavailable: AqiUnavailable;
  BoundingBoxInput: BoundingBoxInput;
  Channel: Channel;
  ChannelInput: ChannelInput;
  Correction: CorrectionModel;
  CorrectionInput: CorrectionInput;
  Cursor: Scalars['Cursor']['output'];
  DateTime: Scalars['DateTime']['output'];
  Duration: Scalars['Duration']['output'];
  ExceedanceCount: ExceedanceCount;
  Exceedances: Exceedances;
  Gap: Gap;
  Mutation: Record<PropertyKey, never>;
  PageInfo: PageInfo;
  Provenance: ProvenanceModel;
  QualityTest: QualityTest;
  Reading: ReadingModel;
  ReadingConnection: ReadingPage;
  ReadingEdge: Omit<ReadingEdge, 'node'> & { node: ResolversParentTypes['Reading'] };
  ReadingEvent: SentEvent;
  ReadingFilter: ReadingFilter;
  ID: Scalars['ID']['output'];
  ReadingInput: ReadingInput;
  RefusedReading: RefusedReading;
  Replay: Replay;
  ReplayInput: ReplayInput;
  ReportReadingsInput: ReportReadingsInput;
  ReportReadingsPayload: ResolversUnionTypes<ResolversParentTypes>['ReportReadingsPayload'];
  ReportedReadings: ReportedReadings;
  ReportingOverloaded: ReportingOverloaded;
  Sensor: Omit<Sensor, 'aqi' | 'latest' | 'readings' | 'series'> & { aqi?: Maybe<ResolversParentTypes['AqiResult']>, latest?: Maybe<Array<ResolversParentTypes['Reading']>>, readings?: Maybe<ResolversParentTypes['ReadingConnection']>, series?: Maybe<ResolversParentTypes['Series']> } | FederationReferenceTypes['Sensor'];
  Series: SeriesAnswer;
  SeriesPoint: SeriesPoint;
  Site: Omit<Site, 'latest' | 'series'> & { latest?: Maybe<Array<ResolversParentTypes['Reading']>>, series?: Maybe<ResolversParentTypes['Series']> } | FederationReferenceTypes['Site'];
  SubIndex: SubIndex;
  Subscription: Record<PropertyKey, never>;
  TooManyReadings: TooManyReadings;
  String: Scalars['String']['output'];
  Boolean: Scalars['Boolean']['output'];
};

export type AccessDirectiveArgs = {
  policy: Scalars['String']['input'];
  sameForAll: Scalars['Boolean']['input'];
};

export type AccessDirectiveResolver<Result, Parent, ContextType = ReadingsContext, Args = AccessDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type AirQualityIndexResolvers<ContextType = ReadingsContext, ParentType extends ResolversParentTypes['AirQualityIndex'] = ResolversParentTypes['AirQualityIndex']> = {
  basis?: Resolver<ResolversTypes['AqiBasis'], ParentType, ContextType>;
  category?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  color?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  dominant?: Resolver<Maybe<ResolversTypes['Quantity']>, ParentType, ContextType>;
  index?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  nowcast?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  periodEnd?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  periodStart?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  standard?: Resolver<ResolversTypes['AqiStandard'], ParentType, ContextType>;
  subIndices?: Resolver<Array<ResolversTypes['SubIndex']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type AqiResultResolvers<ContextType = ReadingsContext, ParentType extends ResolversParentTypes['AqiResult'] = ResolversParentTypes['AqiResult']> = {
  __resolveType: TypeResolveFn<'AirQualityIndex' | 'AqiUnavailable', ParentType, ContextType>;
};

export type AqiUnavailableResolvers<ContextType = ReadingsContext, ParentType extends ResolversParentTypes['AqiUnavailable'] = ResolversParentTypes['AqiUnavailable']> = {
  basis?: Resolver<ResolversTypes['AqiBasis'], ParentType, ContextType>;
  reason?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  standard?: Resolver<ResolversTypes['AqiStandard'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ChannelResolvers<ContextType = ReadingsContext, ParentType extends ResolversParentTypes['Channel'] = ResolversParentTypes['Channel']> = {
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  value?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
};

export type CorrectionResolvers<ContextType = ReadingsContext, ParentType extends ResolversParentTypes['Correction'] = ResolversParentTypes['Correction']> = {
  id?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  inputs?: Resolver<Array<ResolversTypes['CorrectionInput']>, ParentType, ContextType>;
  version?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type CorrectionInputResolvers<ContextType = ReadingsContext, ParentType extends ResolversParentTypes['CorrectionInput'] = ResolversParentTypes['CorrectionInput']> = {
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  value?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
};

export interface CursorScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['Cursor'], any> {
  name: 'Cursor';
}

export interface DateTimeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['DateTime'], any> {
  name: 'DateTime';
}

export interface DurationScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['Duration'], any> {
  name: 'Duration';
}

export type ExceedanceCountResolvers<ContextType = ReadingsContext, ParentType extends ResolversParentTypes['ExceedanceCount'] = ResolversParentTypes['ExceedanceCount']> = {
  days?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  level?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  quantity?: Resolver<ResolversTypes['Quantity'], ParentType, ContextType>;
  unit?: Resolver<ResolversTypes['Unit'], ParentType, ContextType>;
  validDays?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type ExceedancesResolvers<ContextType = ReadingsContext, ParentType extends ResolversParentTypes['Exceedances'] = ResolversParentTypes['Exceedances']> = {
  byQuantity?: Resolver<Array<ResolversTypes['ExceedanceCount']>, ParentType, ContextType>;
  standard?: Resolver<ResolversTypes['AqiStandard'], ParentType, ContextType>;
  year?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type GapResolvers<ContextType = ReadingsContext, ParentType extends ResolversParentTypes['Gap'] = ResolversParentTypes['Gap']> = {
  from?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  reason?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  to?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
};

export type MutationResolvers<ContextType = ReadingsContext, ParentType extends ResolversParentTypes['Mutation'] = ResolversParentTypes['Mutation']> = {
  reportReadings?: Resolver<ResolversTypes['ReportReadingsPayload'], ParentType, ContextType, RequireFields<MutationReportReadingsArgs, 'input'>>;
};

export type PageInfoResolvers<ContextType = ReadingsContext, ParentType extends ResolversParentTypes['PageInfo'] = ResolversParentTypes['PageInfo']> = {
  endCursor?: Resolver<Maybe<ResolversTypes['Cursor']>, ParentType, ContextType>;
  hasNextPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export type ProvenanceResolvers<ContextType = ReadingsContext, ParentType extends ResolversParentTypes['Provenance'] = ResolversParentTypes['Provenance']> = {
  calibration?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  channels?: Resolver<Array<ResolversTypes['Channel']>, ParentType, ContextType>;
  corrections?: Resolver<Array<ResolversTypes['Correction']>, ParentType, ContextType>;
  delivery?: Resolver<ResolversTypes['Delivery'], ParentType, ContextType>;
  rawUnit?: Resolver<ResolversTypes['Unit'], ParentType, ContextType>;
  rawValue?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  replay?: Resolver<Maybe<ResolversTypes['Replay']>, ParentType, ContextType>;
  reportedBy?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  source?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  variant?: Resolver<Maybe<ResolversTypes['Variant']>, ParentType, ContextType>;
};

export type QualityTestResolvers<ContextType = ReadingsContext, ParentType extends ResolversParentTypes['QualityTest'] = ResolversParentTypes['QualityTest']> = {
  flag?: Resolver<ResolversTypes['QualityFlag'], ParentType, ContextType>;
  reason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  test?: Resolver<ResolversTypes['QualityTestName'], ParentType, ContextType>;
};

export type ReadingResolvers<ContextType = ReadingsContext, ParentType extends ResolversParentTypes['Reading'] = ResolversParentTypes['Reading']> = {
  periodEnd?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  periodStart?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  provenance?: Resolver<ResolversTypes['Provenance'], ParentType, ContextType>;
  quality?: Resolver<ResolversTypes['QualityFlag'], ParentType, ContextType>;
  quantity?: Resolver<ResolversTypes['Quantity'], ParentType, ContextType>;
  receivedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  revision?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  sensor?: Resolver<Maybe<ResolversTypes['Sensor']>, ParentType, ContextType>;
  tests?: Resolver<Array<ResolversTypes['QualityTest']>, ParentType, ContextType>;
  unit?: Resolver<ResolversTypes['Unit'], ParentType, ContextType>;
  value?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
};

export type ReadingConnectionResolvers<ContextType = ReadingsContext, ParentType extends ResolversParentTypes['ReadingConnection'] = ResolversParentTypes['ReadingConnection']> = {
  edges?: Resolver<Array<ResolversTypes['ReadingEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['Reading']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type ReadingEdgeResolvers<ContextType = ReadingsContext, ParentType extends ResolversParentTypes['ReadingEdge'] = ResolversParentTypes['ReadingEdge']> = {
  cursor?: Resolver<ResolversTypes['Cursor'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Reading'], ParentType, ContextType>;
};

export type ReadingEventResolvers<ContextType = ReadingsContext, ParentType extends ResolversParentTypes['ReadingEvent'] = ResolversParentTypes['ReadingEvent']> = {
  change?: Resolver<ResolversTypes['ReadingChange'], ParentType, ContextType>;
  cursor?: Resolver<ResolversTypes['Cursor'], ParentType, ContextType>;
  gap?: Resolver<Maybe<ResolversTypes['Gap']>, ParentType, ContextType>;
  reading?: Resolver<Maybe<ResolversTypes['Reading']>, ParentType, ContextType>;
};

export type RefusedReadingResolvers<ContextType = ReadingsContext, ParentType extends ResolversParentTypes['RefusedReading'] = ResolversParentTypes['RefusedReading']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  field?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  index?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type ReplayResolvers<ContextType = ReadingsContext, ParentType extends ResolversParentTypes['Replay'] = ResolversParentTypes['Replay']> = {
  originalPeriodEnd?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  originalPeriodStart?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
};

export type ReportReadingsPayloadResolvers<ContextType = ReadingsContext, ParentType extends ResolversParentTypes['ReportReadingsPayload'] = ResolversParentTypes['ReportReadingsPayload']> = {
  __resolveType: TypeResolveFn<'ReportedReadings' | 'ReportingOverloaded' | 'TooManyReadings', ParentType, ContextType>;
};

export type ReportedReadingsResolvers<ContextType = ReadingsContext, ParentType extends ResolversParentTypes['ReportedReadings'] = ResolversParentTypes['ReportedReadings']> = {
  accepted?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  refused?: Resolver<Array<ResolversTypes['RefusedReading']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ReportingOverloadedResolvers<ContextType = ReadingsContext, ParentType extends ResolversParentTypes['ReportingOverloaded'] = ResolversParentTypes['ReportingOverloaded']> = {
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  retryAfterSeconds?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type SensorResolvers<ContextType = ReadingsContext, ParentType extends ResolversParentTypes['Sensor'] = ResolversParentTypes['Sensor'], FederationReferenceType extends FederationReferenceTypes['Sensor'] = FederationReferenceTypes['Sensor']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Sensor']> | FederationReferenceType, FederationReferenceType, ContextType>;
  aqi?: Resolver<Maybe<ResolversTypes['AqiResult']>, ParentType, ContextType, RequireFields<SensorAqiArgs, 'basis' | 'standard'>>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  latest?: Resolver<Maybe<Array<ResolversTypes['Reading']>>, ParentType, ContextType, Partial<SensorLatestArgs>>;
  readings?: Resolver<Maybe<ResolversTypes['ReadingConnection']>, ParentType, ContextType, RequireFields<SensorReadingsArgs, 'first' | 'from' | 'quality' | 'quantity' | 'to' | 'version'>>;
  series?: Resolver<Maybe<ResolversTypes['Series']>, ParentType, ContextType, RequireFields<SensorSeriesArgs, 'aggregates' | 'every' | 'from' | 'minCoverage' | 'quality' | 'quantity' | 'to' | 'version'>>;
};

export type SeriesResolvers<ContextType = ReadingsContext, ParentType extends ResolversParentTypes['Series'] = ResolversParentTypes['Series']> = {
  aggregates?: Resolver<Array<ResolversTypes['Aggregate']>, ParentType, ContextType>;
  columns?: Resolver<Array<Array<Maybe<ResolversTypes['Float']>>>, ParentType, ContextType>;
  coverage?: Resolver<Array<ResolversTypes['Float']>, ParentType, ContextType>;
  every?: Resolver<ResolversTypes['Duration'], ParentType, ContextType>;
  points?: Resolver<Array<ResolversTypes['SeriesPoint']>, ParentType, ContextType>;
  starts?: Resolver<Array<ResolversTypes['DateTime']>, ParentType, ContextType>;
  unit?: Resolver<ResolversTypes['Unit'], ParentType, ContextType>;
};

export type SeriesPointResolvers<ContextType = ReadingsContext, ParentType extends ResolversParentTypes['SeriesPoint'] = ResolversParentTypes['SeriesPoint']> = {
  coverage?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  periodStart?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  values?: Resolver<Array<Maybe<ResolversTypes['Float']>>, ParentType, ContextType>;
};

export type SiteResolvers<ContextType = ReadingsContext, ParentType extends ResolversParentTypes['Site'] = ResolversParentTypes['Site'], FederationReferenceType extends FederationReferenceTypes['Site'] = FederationReferenceTypes['Site']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Site']> | FederationReferenceType, FederationReferenceType, ContextType>;
  exceedances?: Resolver<Maybe<ResolversTypes['Exceedances']>, ParentType, ContextType, RequireFields<SiteExceedancesArgs, 'standard' | 'year'>>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  latest?: Resolver<Maybe<Array<ResolversTypes['Reading']>>, ParentType, ContextType, Partial<SiteLatestArgs>>;
  series?: Resolver<Maybe<ResolversTypes['Series']>, ParentType, ContextType, RequireFields<SiteSeriesArgs, 'aggregates' | 'every' | 'from' | 'minCoverage' | 'quality' | 'quantity' | 'to' | 'version'>>;
};

export type SubIndexResolvers<ContextType = ReadingsContext, ParentType extends ResolversParentTypes['SubIndex'] = ResolversParentTypes['SubIndex']> = {
  averaging?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  category?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  concentration?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  coverage?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  index?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  quantity?: Resolver<ResolversTypes['Quantity'], ParentType, ContextType>;
  unit?: Resolver<ResolversTypes['Unit'], ParentType, ContextType>;
};

export type SubscriptionResolvers<ContextType = ReadingsContext, ParentType extends ResolversParentTypes['Subscription'] = ResolversParentTypes['Subscription']> = {
  readingAdded?: SubscriptionResolver<ResolversTypes['ReadingEvent'], "readingAdded", ParentType, ContextType, Partial<SubscriptionReadingAddedArgs>>;
};

export type TooManyReadingsResolvers<ContextType = ReadingsContext, ParentType extends ResolversParentTypes['TooManyReadings'] = ResolversParentTypes['TooManyReadings']> = {
  limit?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  received?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type Resolvers<ContextType = ReadingsContext> = {
  AirQualityIndex?: AirQualityIndexResolvers<ContextType>;
  AqiResult?: AqiResultResolvers<ContextType>;
  AqiUnavailable?: AqiUnavailableResolvers<ContextType>;
  Channel?: ChannelResolvers<ContextType>;
  Correction?: CorrectionResolvers<ContextType>;
  CorrectionInput?: CorrectionInputResolvers<ContextType>;
  Cursor?: GraphQLScalarType;
  DateTime?: GraphQLScalarType;
  Duration?: GraphQLScalarType;
  ExceedanceCount?: ExceedanceCountResolvers<ContextType>;
  Exceedances?: ExceedancesResolvers<ContextType>;
  Gap?: GapResolvers<ContextType>;
  Mutation?: MutationResolvers<ContextType>;
  PageInfo?: PageInfoResolvers<ContextType>;
  Provenance?: ProvenanceResolvers<ContextType>;
  QualityTest?: QualityTestResolvers<ContextType>;
  Reading?: ReadingResolvers<ContextType>;
  ReadingConnection?: ReadingConnectionResolvers<ContextType>;
  ReadingEdge?: ReadingEdgeResolvers<ContextType>;
  ReadingEvent?: ReadingEventResolvers<ContextType>;
  RefusedReading?: RefusedReadingResolvers<ContextType>;
  Replay?: ReplayResolvers<ContextType>;
  ReportReadingsPayload?: ReportReadingsPayloadResolvers<ContextType>;
  ReportedReadings?: ReportedReadingsResolvers<ContextType>;
  ReportingOverloaded?: ReportingOverloadedResolvers<ContextType>;
  Sensor?: SensorResolvers<ContextType>;
  Series?: SeriesResolvers<ContextType>;
  SeriesPoint?: SeriesPointResolvers<ContextType>;
  Site?: SiteResolvers<ContextType>;
  SubIndex?: SubIndexResolvers<ContextType>;
  Subscription?: SubscriptionResolvers<ContextType>;
  TooManyReadings?: TooManyReadingsResolvers<ContextType>;
};

export type DirectiveResolvers<ContextType = ReadingsContext> = {
  access?: AccessDirectiveResolver<any, any, ContextType>;
};
