import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { ExportJob } from '../domain/export-job.ts';
import type { ShownFile } from './files.ts';
import type { Problem } from '../domain/problem.ts';
import type { Availability as AvailabilityModel, SensorAvailability as SensorAvailabilityModel } from '../domain/availability.ts';
import type { ExportsContext } from '../context.ts';
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

/** What there is. */
export type Availability = {
  __typename?: 'Availability';
  /** Of all sensors together. */
  rows: Scalars['Float']['output'];
  /** Of sensors that have any, in the order of their ids. */
  sensors: Array<SensorAvailability>;
};

/** Which sensors, quantities and time. What is left out does not narrow it. */
export type AvailabilityInput = {
  /** From this instant on. */
  from: Scalars['DateTime']['input'];
  /** All sensors of these networks. */
  networkIds?: InputMaybe<Array<Scalars['ID']['input']>>;
  /** Of these quantities alone. */
  quantities?: InputMaybe<Array<Quantity>>;
  /** By id, 1,000 at most. */
  sensorIds?: InputMaybe<Array<Scalars['ID']['input']>>;
  /** All sensors of these sites. */
  siteIds?: InputMaybe<Array<Scalars['ID']['input']>>;
  /** Until this instant. */
  to: Scalars['DateTime']['input'];
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

/** Which export to end. */
export type CancelExportInput = {
  /** Of the export. */
  id: Scalars['ID']['input'];
};

/** The export, or why there is none to end. */
export type CancelExportPayload = ExportCancelled | ExportProblems;

/** One export. */
export type Export = {
  __typename?: 'Export';
  /** As it was known then. */
  asOf: Scalars['DateTime']['output'];
  /** What it was thought to become when it was asked for. */
  estimate: ExportEstimate;
  /** When its files go, or went. */
  expiresAt: Maybe<Scalars['DateTime']['output']>;
  /** What can be downloaded: the rows, sensors.csv, manifest.json, datapackage.json and README.md; empty until it is ready. Addresses are good for an hour: ask again for new ones. */
  files: Array<ExportFile>;
  /** When it was ready, had failed or was cancelled. */
  finishedAt: Maybe<Scalars['DateTime']['output']>;
  /** By which it is asked for. */
  id: Scalars['ID']['output'];
  /** Whether any of it is a recording that is played again; null until it is known. */
  isReplayed: Maybe<Scalars['Boolean']['output']>;
  /** 0 to 100. */
  percent: Scalars['Float']['output'];
  /** Why it failed. */
  problems: Array<ExportProblem>;
  /** What was asked for, as it was understood: a JSON object that `requestExport` takes as its input. */
  request: Scalars['String']['output'];
  /** When it was asked for. */
  requestedAt: Scalars['DateTime']['output'];
  /** Written until now. */
  rows: Scalars['Float']['output'];
  /** Until it will be ready, about; null where it does not run. */
  secondsLeft: Maybe<Scalars['Float']['output']>;
  /** How far it is. */
  status: ExportStatus;
  /** In words: what was asked for. */
  title: Scalars['String']['output'];
};

/** How readings are averaged. */
export type ExportAverageInput = {
  /** In this order, a column each. */
  aggregates?: Array<Aggregate>;
  /** PT1M to P1Y. From P1D on, local days of the sensor are counted. */
  every: Scalars['Duration']['input'];
  /** Share of the period that readings must cover, else its values are empty: 0.75 is the field's rule. Rows stay, with their coverage. */
  minCoverage?: Scalars['Float']['input'];
};

/** An export that has ended. */
export type ExportCancelled = {
  __typename?: 'ExportCancelled';
  /** As it is now: what had ended otherwise stays as it ended. */
  export: Export;
};

/** How much is told of each reading. */
export type ExportColumns =
  /** Also how it came to be: raw value, channels, corrections with their versions, each quality test, its source and when it arrived. */
  | 'FULL'
  /** What it is, when, where, how good, and whether it is a recording. */
  | 'STANDARD';

/** How a file is compressed as a whole. Parquet and XLSX are so inside, and take none. */
export type ExportCompression =
  /** gzip: .gz */
  | 'GZIP'
  /** As it is. */
  | 'NONE'
  /** Zstandard: .zst */
  | 'ZSTD';

/** What an export will be, about. */
export type ExportEstimate = {
  __typename?: 'ExportEstimate';
  /** Of all files, as they are downloaded. */
  bytes: Scalars['Float']['output'];
  /** In all files together. */
  rows: Scalars['Float']['output'];
  /** From when its turn comes. */
  seconds: Scalars['Float']['output'];
};

/** What an export will be, or what is wrong with it. */
export type ExportEstimateResult = ExportEstimate | ExportProblems;

/** One file of an export. */
export type ExportFile = {
  __typename?: 'ExportFile';
  /** Its length. */
  bytes: Scalars['Float']['output'];
  /** Such as text/csv. */
  mediaType: Scalars['String']['output'];
  /** Such as readings-2024-05.csv.gz. */
  name: Scalars['String']['output'];
  /** Null where it does not hold rows. */
  rows: Maybe<Scalars['Float']['output']>;
  /** SHA-256, hexadecimal. */
  sha256: Scalars['String']['output'];
  /** Where you download it until `urlExpiresAt`, in ranges too. It is made for you: keep it to yourself. */
  url: Scalars['String']['output'];
  /** Until when the address is good. */
  urlExpiresAt: Scalars['DateTime']['output'];
};

/** How files are written. */
export type ExportFormat =
  /** AirNow-International's AQCSV: one value a row, AQS codes. */
  | 'AQCSV'
  /** Comma-separated, UTF-8, RFC 4180. */
  | 'CSV'
  /** GeoJSON (RFC 7946): a feature a row, a point where the sensor stands. */
  | 'GEOJSON'
  /** A JSON object a line. */
  | 'NDJSON'
  /** Apache Parquet: typed, sorted, zstd inside, with what it is in its footer. */
  | 'PARQUET'
  /** A workbook for spreadsheets; 25,000 rows at most. */
  | 'XLSX';

/** What a row is. */
export type ExportLayout =
  /** A row a value: sensor, quantity, period, value, unit. */
  | 'LONG'
  /** A row a sensor and period: a column a quantity. For CSV, NDJSON, Parquet and XLSX. */
  | 'WIDE';

/** What is wrong with what was asked, and what to do. */
export type ExportProblem = {
  __typename?: 'ExportProblem';
  /** Such as OUT_OF_RANGE. */
  code: Scalars['String']['output'];
  /** The argument or part at fault. */
  field: Scalars['String']['output'];
  /** What to change. */
  next: Scalars['String']['output'];
  /** What is wrong. */
  reason: Scalars['String']['output'];
};

/** All that is wrong with what was asked. */
export type ExportProblems = {
  __typename?: 'ExportProblems';
  /** Each with what to do. */
  problems: Array<ExportProblem>;
};

/** An export that waits for its turn. */
export type ExportRequested = {
  __typename?: 'ExportRequested';
  /** As it is now. */
  export: Export;
};

/** How many files there are of the rows. */
export type ExportSplit =
  /** One for each UTC month. */
  | 'MONTH'
  /** One. */
  | 'WHOLE'
  /** One for each UTC year. */
  | 'YEAR';

/** How far an export is. */
export type ExportStatus =
  /** Somebody ended it; there are no files. */
  | 'CANCELLED'
  /** It was ready, and its files are gone. */
  | 'EXPIRED'
  /** It could not be made: `problems` tell why. */
  | 'FAILED'
  /** It waits for its turn. */
  | 'QUEUED'
  /** Its files can be downloaded, until `expiresAt`. */
  | 'READY'
  /** Its files are being written. */
  | 'RUNNING';

/** What there is of one quantity in one month. */
export type MonthAvailability = {
  __typename?: 'MonthAvailability';
  /** Share of the month that readings cover, by their number or their periods, whichever says more: 0 to 1. Of months that the span cuts, the part inside it counts, and of one that goes on, what is over. */
  coverage: Scalars['Float']['output'];
  /** The month's first instant, on the sensor's own calendar. */
  month: Scalars['DateTime']['output'];
  /** What was measured. */
  quantity: Quantity;
  /** Readings, whatever their quality says. */
  rows: Scalars['Int']['output'];
};

export type Mutation = {
  __typename?: 'Mutation';
  /** Ends an export and takes its files away, whether it is under way or ready. [Authenticated or API key (export), own] */
  cancelExport: CancelExportPayload;
  /** Makes files of readings, in the background. What there is when this answers is what the files hold, however long they take. Follow it by `exportProgressed`, or ask for it by its id. [Authenticated or API key (export), own] */
  requestExport: RequestExportPayload;
};


export type MutationCancelExportArgs = {
  input: CancelExportInput;
};


export type MutationRequestExportArgs = {
  input: RequestExportInput;
};

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
  /**
   * How much there is of each sensor, quantity and month, before anything is exported: rows, and the share of the month that they cover. Months without any are not told. At most 1,000
   * sensors and 20 years. [Public]
   */
  availability: Maybe<Availability>;
  /** One export of yours or of your organisation; null where there is none of this id, or where it is not yours. [Authenticated or API key (export), own] */
  export: Maybe<Export>;
  /** What an export would be, without making it: rows, bytes and seconds, or what is wrong with it. [Authenticated or API key (export), own] */
  exportEstimate: Maybe<ExportEstimateResult>;
  /** The exports of yours and of your organisation, newest first. [Authenticated or API key (export), own] */
  exports: Maybe<Array<Export>>;
};


export type QueryAvailabilityArgs = {
  input: AvailabilityInput;
};


export type QueryExportArgs = {
  id: Scalars['ID']['input'];
};


export type QueryExportEstimateArgs = {
  input: RequestExportInput;
};


export type QueryExportsArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
};

/** What to export. What is left out does not narrow it: without sensors, sites, networks and countries it is every sensor. */
export type RequestExportInput = {
  /** As it was known then, of single readings. Default: now. */
  asOf?: InputMaybe<Scalars['DateTime']['input']>;
  /** Averages in place of single readings. */
  average?: InputMaybe<ExportAverageInput>;
  /** Of single readings; averages have columns of their own. */
  columns?: ExportColumns;
  /** Default: GZIP, but for Parquet and XLSX. */
  compression?: InputMaybe<ExportCompression>;
  /** All sensors in these countries: ISO 3166-1 alpha-2. */
  countries?: InputMaybe<Array<Scalars['String']['input']>>;
  /** How the files are written. */
  format?: ExportFormat;
  /** Periods that begin at this instant or later. */
  from: Scalars['DateTime']['input'];
  /** What a row is. */
  layout?: ExportLayout;
  /** All sensors of these networks. */
  networkIds?: InputMaybe<Array<Scalars['ID']['input']>>;
  /** Default: GOOD, UNKNOWN and SUSPECT; of averages GOOD and UNKNOWN. */
  quality?: InputMaybe<Array<QualityFlag>>;
  /** Of these quantities alone. */
  quantities?: InputMaybe<Array<Quantity>>;
  /** By id, 10,000 at most. */
  sensorIds?: InputMaybe<Array<Scalars['ID']['input']>>;
  /** All sensors of these sites. */
  siteIds?: InputMaybe<Array<Scalars['ID']['input']>>;
  /** How many files there are. */
  split?: ExportSplit;
  /** Periods that end at this instant or earlier. */
  to: Scalars['DateTime']['input'];
  /** Which value of a reading is its value. */
  version?: Version;
};

/** The export, or what is wrong with it. */
export type RequestExportPayload = ExportProblems | ExportRequested;

export type Sensor = {
  __typename?: 'Sensor';
  id: Scalars['ID']['output'];
};

/** What there is of one sensor. */
export type SensorAvailability = {
  __typename?: 'SensorAvailability';
  /** Oldest first. */
  months: Array<MonthAvailability>;
  /** Of all its quantities. */
  rows: Scalars['Float']['output'];
  /** Which one. */
  sensor: Maybe<Sensor>;
};

export type Subscription = {
  __typename?: 'Subscription';
  /** An export as it is now, each time that it moves on and every few seconds besides, until it has ended. [Authenticated or API key (export), own] */
  exportProgressed: Export;
};


export type SubscriptionExportProgressedArgs = {
  id: Scalars['ID']['input'];
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



/** Mapping of union types */
export type ResolversUnionTypes<_RefType extends Record<string, unknown>> = {
  CancelExportPayload:
    | ( Omit<ExportCancelled, 'export'> & { export: _RefType['Export'] } )
    | ( Omit<ExportProblems, 'problems'> & { problems: Array<_RefType['ExportProblem']> } )
  ;
  ExportEstimateResult:
    | ( ExportEstimate )
    | ( Omit<ExportProblems, 'problems'> & { problems: Array<_RefType['ExportProblem']> } )
  ;
  RequestExportPayload:
    | ( Omit<ExportProblems, 'problems'> & { problems: Array<_RefType['ExportProblem']> } )
    | ( Omit<ExportRequested, 'export'> & { export: _RefType['Export'] } )
  ;
};


/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = {
  Aggregate: Aggregate;
  Availability: ResolverTypeWrapper<AvailabilityModel>;
  Float: ResolverTypeWrapper<Scalars['Float']['output']>;
  AvailabilityInput: AvailabilityInput;
  ID: ResolverTypeWrapper<Scalars['ID']['output']>;
  BoundingBoxInput: BoundingBoxInput;
  CancelExportInput: CancelExportInput;
  CancelExportPayload: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['CancelExportPayload']>;
  Cursor: ResolverTypeWrapper<Scalars['Cursor']['output']>;
  DateTime: ResolverTypeWrapper<Scalars['DateTime']['output']>;
  Duration: ResolverTypeWrapper<Scalars['Duration']['output']>;
  Export: ResolverTypeWrapper<ExportJob>;
  ExportAverageInput: ExportAverageInput;
  ExportCancelled: ResolverTypeWrapper<Omit<ExportCancelled, 'export'> & { export: ResolversTypes['Export'] }>;
  ExportColumns: ExportColumns;
  ExportCompression: ExportCompression;
  ExportEstimate: ResolverTypeWrapper<ExportEstimate>;
  ExportEstimateResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['ExportEstimateResult']>;
  ExportFile: ResolverTypeWrapper<ShownFile>;
  ExportFormat: ExportFormat;
  ExportLayout: ExportLayout;
  ExportProblem: ResolverTypeWrapper<Problem>;
  ExportProblems: ResolverTypeWrapper<Omit<ExportProblems, 'problems'> & { problems: Array<ResolversTypes['ExportProblem']> }>;
  ExportRequested: ResolverTypeWrapper<Omit<ExportRequested, 'export'> & { export: ResolversTypes['Export'] }>;
  ExportSplit: ExportSplit;
  ExportStatus: ExportStatus;
  MonthAvailability: ResolverTypeWrapper<MonthAvailability>;
  Int: ResolverTypeWrapper<Scalars['Int']['output']>;
  Mutation: ResolverTypeWrapper<Record<PropertyKey, never>>;
  PageInfo: ResolverTypeWrapper<PageInfo>;
  QualityFlag: QualityFlag;
  Quantity: Quantity;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  RequestExportInput: RequestExportInput;
  RequestExportPayload: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['RequestExportPayload']>;
  Sensor: ResolverTypeWrapper<Sensor>;
  SensorAvailability: ResolverTypeWrapper<SensorAvailabilityModel>;
  Subscription: ResolverTypeWrapper<Record<PropertyKey, never>>;
  Unit: Unit;
  Variant: Variant;
  Version: Version;
  String: ResolverTypeWrapper<Scalars['String']['output']>;
  Boolean: ResolverTypeWrapper<Scalars['Boolean']['output']>;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  Availability: AvailabilityModel;
  Float: Scalars['Float']['output'];
  AvailabilityInput: AvailabilityInput;
  ID: Scalars['ID']['output'];
  BoundingBoxInput: BoundingBoxInput;
  CancelExportInput: CancelExportInput;
  CancelExportPayload: ResolversUnionTypes<ResolversParentTypes>['CancelExportPayload'];
  Cursor: Scalars['Cursor']['output'];
  DateTime: Scalars['DateTime']['output'];
  Duration: Scalars['Duration']['output'];
  Export: ExportJob;
  ExportAverageInput: ExportAverageInput;
  ExportCancelled: Omit<ExportCancelled, 'export'> & { export: ResolversParentTypes['Export'] };
  ExportEstimate: ExportEstimate;
  ExportEstimateResult: ResolversUnionTypes<ResolversParentTypes>['ExportEstimateResult'];
  ExportFile: ShownFile;
  ExportProblem: Problem;
  ExportProblems: Omit<ExportProblems, 'problems'> & { problems: Array<ResolversParentTypes['ExportProblem']> };
  ExportRequested: Omit<ExportRequested, 'export'> & { export: ResolversParentTypes['Export'] };
  MonthAvailability: MonthAvailability;
  Int: Scalars['Int']['output'];
  Mutation: Record<PropertyKey, never>;
  PageInfo: PageInfo;
  Query: Record<PropertyKey, never>;
  RequestExportInput: RequestExportInput;
  RequestExportPayload: ResolversUnionTypes<ResolversParentTypes>['RequestExportPayload'];
  Sensor: Sensor;
  SensorAvailability: SensorAvailabilityModel;
  Subscription: Record<PropertyKey, never>;
  String: Scalars['String']['output'];
  Boolean: Scalars['Boolean']['output'];
};

export type AccessDirectiveArgs = {
  policy: Scalars['String']['input'];
  sameForAll: Scalars['Boolean']['input'];
};

export type AccessDirectiveResolver<Result, Parent, ContextType = ExportsContext, Args = AccessDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type AvailabilityResolvers<ContextType = ExportsContext, ParentType extends ResolversParentTypes['Availability'] = ResolversParentTypes['Availability']> = {
  rows?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  sensors?: Resolver<Array<ResolversTypes['SensorAvailability']>, ParentType, ContextType>;
};

export type CancelExportPayloadResolvers<ContextType = ExportsContext, ParentType extends ResolversParentTypes['CancelExportPayload'] = ResolversParentTypes['CancelExportPayload']> = {
  __resolveType: TypeResolveFn<'ExportCancelled' | 'ExportProblems', ParentType, ContextType>;
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

export type ExportResolvers<ContextType = ExportsContext, ParentType extends ResolversParentTypes['Export'] = ResolversParentTypes['Export']> = {
  asOf?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  estimate?: Resolver<ResolversTypes['ExportEstimate'], ParentType, ContextType>;
  expiresAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  files?: Resolver<Array<ResolversTypes['ExportFile']>, ParentType, ContextType>;
  finishedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  isReplayed?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
  percent?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  problems?: Resolver<Array<ResolversTypes['ExportProblem']>, ParentType, ContextType>;
  request?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  requestedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  rows?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  secondsLeft?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  status?: Resolver<ResolversTypes['ExportStatus'], ParentType, ContextType>;
  title?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type ExportCancelledResolvers<ContextType = ExportsContext, ParentType extends ResolversParentTypes['ExportCancelled'] = ResolversParentTypes['ExportCancelled']> = {
  export?: Resolver<ResolversTypes['Export'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ExportEstimateResolvers<ContextType = ExportsContext, ParentType extends ResolversParentTypes['ExportEstimate'] = ResolversParentTypes['ExportEstimate']> = {
  bytes?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  rows?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  seconds?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ExportEstimateResultResolvers<ContextType = ExportsContext, ParentType extends ResolversParentTypes['ExportEstimateResult'] = ResolversParentTypes['ExportEstimateResult']> = {
  __resolveType: TypeResolveFn<'ExportEstimate' | 'ExportProblems', ParentType, ContextType>;
};

export type ExportFileResolvers<ContextType = ExportsContext, ParentType extends ResolversParentTypes['ExportFile'] = ResolversParentTypes['ExportFile']> = {
  bytes?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  mediaType?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  rows?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  sha256?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  url?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  urlExpiresAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
};

export type ExportProblemResolvers<ContextType = ExportsContext, ParentType extends ResolversParentTypes['ExportProblem'] = ResolversParentTypes['ExportProblem']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  field?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  next?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  reason?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type ExportProblemsResolvers<ContextType = ExportsContext, ParentType extends ResolversParentTypes['ExportProblems'] = ResolversParentTypes['ExportProblems']> = {
  problems?: Resolver<Array<ResolversTypes['ExportProblem']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ExportRequestedResolvers<ContextType = ExportsContext, ParentType extends ResolversParentTypes['ExportRequested'] = ResolversParentTypes['ExportRequested']> = {
  export?: Resolver<ResolversTypes['Export'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type MonthAvailabilityResolvers<ContextType = ExportsContext, ParentType extends ResolversParentTypes['MonthAvailability'] = ResolversParentTypes['MonthAvailability']> = {
  coverage?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  month?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  quantity?: Resolver<ResolversTypes['Quantity'], ParentType, ContextType>;
  rows?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type MutationResolvers<ContextType = ExportsContext, ParentType extends ResolversParentTypes['Mutation'] = ResolversParentTypes['Mutation']> = {
  cancelExport?: Resolver<ResolversTypes['CancelExportPayload'], ParentType, ContextType, RequireFields<MutationCancelExportArgs, 'input'>>;
  requestExport?: Resolver<ResolversTypes['RequestExportPayload'], ParentType, ContextType, RequireFields<MutationRequestExportArgs, 'input'>>;
};

export type PageInfoResolvers<ContextType = ExportsContext, ParentType extends ResolversParentTypes['PageInfo'] = ResolversParentTypes['PageInfo']> = {
  endCursor?: Resolver<Maybe<ResolversTypes['Cursor']>, ParentType, ContextType>;
  hasNextPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export type QueryResolvers<ContextType = ExportsContext, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  availability?: Resolver<Maybe<ResolversTypes['Availability']>, ParentType, ContextType, RequireFields<QueryAvailabilityArgs, 'input'>>;
  export?: Resolver<Maybe<ResolversTypes['Export']>, ParentType, ContextType, RequireFields<QueryExportArgs, 'id'>>;
  exportEstimate?: Resolver<Maybe<ResolversTypes['ExportEstimateResult']>, ParentType, ContextType, RequireFields<QueryExportEstimateArgs, 'input'>>;
  exports?: Resolver<Maybe<Array<ResolversTypes['Export']>>, ParentType, ContextType, RequireFields<QueryExportsArgs, 'first'>>;
};

export type RequestExportPayloadResolvers<ContextType = ExportsContext, ParentType extends ResolversParentTypes['RequestExportPayload'] = ResolversParentTypes['RequestExportPayload']> = {
  __resolveType: TypeResolveFn<'ExportProblems' | 'ExportRequested', ParentType, ContextType>;
};

export type SensorResolvers<ContextType = ExportsContext, ParentType extends ResolversParentTypes['Sensor'] = ResolversParentTypes['Sensor']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type SensorAvailabilityResolvers<ContextType = ExportsContext, ParentType extends ResolversParentTypes['SensorAvailability'] = ResolversParentTypes['SensorAvailability']> = {
  months?: Resolver<Array<ResolversTypes['MonthAvailability']>, ParentType, ContextType>;
  rows?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  sensor?: Resolver<Maybe<ResolversTypes['Sensor']>, ParentType, ContextType>;
};

export type SubscriptionResolvers<ContextType = ExportsContext, ParentType extends ResolversParentTypes['Subscription'] = ResolversParentTypes['Subscription']> = {
  exportProgressed?: SubscriptionResolver<ResolversTypes['Export'], "exportProgressed", ParentType, ContextType, RequireFields<SubscriptionExportProgressedArgs, 'id'>>;
};

export type Resolvers<ContextType = ExportsContext> = {
  Availability?: AvailabilityResolvers<ContextType>;
  CancelExportPayload?: CancelExportPayloadResolvers<ContextType>;
  Cursor?: GraphQLScalarType;
  DateTime?: GraphQLScalarType;
  Duration?: GraphQLScalarType;
  Export?: ExportResolvers<ContextType>;
  ExportCancelled?: ExportCancelledResolvers<ContextType>;
  ExportEstimate?: ExportEstimateResolvers<ContextType>;
  ExportEstimateResult?: ExportEstimateResultResolvers<ContextType>;
  ExportFile?: ExportFileResolvers<ContextType>;
  ExportProblem?: ExportProblemResolvers<ContextType>;
  ExportProblems?: ExportProblemsResolvers<ContextType>;
  ExportRequested?: ExportRequestedResolvers<ContextType>;
  MonthAvailability?: MonthAvailabilityResolvers<ContextType>;
  Mutation?: MutationResolvers<ContextType>;
  PageInfo?: PageInfoResolvers<ContextType>;
  Query?: QueryResolvers<ContextType>;
  RequestExportPayload?: RequestExportPayloadResolvers<ContextType>;
  Sensor?: SensorResolvers<ContextType>;
  SensorAvailability?: SensorAvailabilityResolvers<ContextType>;
  Subscription?: SubscriptionResolvers<ContextType>;
};

export type DirectiveResolvers<ContextType = ExportsContext> = {
  access?: AccessDirectiveResolver<any, any, ContextType>;
};
