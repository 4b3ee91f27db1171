import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { HealthSeries as HealthSeriesModel } from '../domain/health/health-series.ts';
import type { Problem } from '../domain/problem.ts';
import type { ModelNamed, AssociationRun as AssociationRunModel } from '../domain/run.ts';
import type { ShownAssociation } from './association.ts';
import type { ShownPublished } from './published.ts';
import type { Exposure as ExposureModel, Monitor as MonitorModel } from '../domain/exposure/exposure.ts';
import type { ShownCorrelation } from './correlation.ts';
import type { CorrelationsContext } from '../context.ts';
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

/** What is wrong, where, and what to change. */
export type AnalysisProblem = {
  __typename?: 'AnalysisProblem';
  /** For programs. */
  code: AnalysisProblemCode;
  /** The column, or the path in the input: `exposures.0.siteId`. */
  field: Scalars['String']['output'];
  /** What to change. */
  next: Scalars['String']['output'];
  /** What is wrong. */
  reason: Scalars['String']['output'];
};

/** Why something cannot be had, or was not kept. */
export type AnalysisProblemCode =
  /** No events at all. */
  | 'ALL_ZERO'
  /** It says the same as other terms do. */
  | 'COLLINEAR'
  /** It does not vary. */
  | 'CONSTANT'
  /** A date is missing, comes twice, or not in order. */
  | 'DATES_NOT_DAILY'
  /** The exposure varies on a few of the days alone: the answer would tell of these. */
  | 'FEW_DAYS_DECIDE'
  /** A count that is not whole. */
  | 'FRACTIONAL_COUNT'
  /** A day that has not come yet. */
  | 'FUTURE_DATE'
  /** Fewer than 100 events or 365 days, of the days that are asked about or of those by which they differ from ones that the organisation asked about before: nothing is told of so few. */
  | 'GROUP_TOO_SMALL'
  /** Too many equal values for so many knots. */
  | 'KNOTS_COINCIDE'
  /** The model has more coefficients than days. */
  | 'MORE_COLUMNS_THAN_ROWS'
  /** Fewer than no events. */
  | 'NEGATIVE_COUNT'
  /** Not a date, YYYY-MM-DD. */
  | 'NOT_A_DATE'
  /** A specification cannot be read. */
  | 'NOT_A_SPECIFICATION'
  /** The estimates do not settle. */
  | 'NOT_CONVERGED'
  /** The rows are not CSV. */
  | 'NOT_CSV'
  /** It was begun several times and never came to its end: ask again. */
  | 'NOT_FINISHED'
  /** An infinite value. */
  | 'NOT_FINITE'
  /** There is none of this id, or it is not yours. */
  | 'NOT_FOUND'
  /** The rows are not JSON. */
  | 'NOT_JSON'
  /** Text where a number is needed. */
  | 'NOT_NUMERIC'
  /** There are no readings of it on these days. */
  | 'NO_EXPOSURE'
  /** Whose would it be? You belong to no organisation. */
  | 'NO_ORGANISATION'
  /** A value that its quantity cannot have. */
  | 'OUT_OF_RANGE'
  /** Readings that were recorded at another time and are replayed: they do not belong to these days. */
  | 'REPLAYED_DATA'
  /** A value that stands for a missing one, such as −999. */
  | 'SENTINEL'
  /** No events occur in one of the groups. */
  | 'SEPARATION'
  /** Too few days for what is asked. */
  | 'TOO_FEW_DAYS'
  /** More than is kept, or than is fitted at once: remove something, or ask for a part. */
  | 'TOO_MANY'
  /** Columns are not of one length. */
  | 'UNEQUAL_LENGTHS'
  /** There is no such column, or none of that role. */
  | 'UNKNOWN_COLUMN'
  /** A setting that cannot be, or contradicts another. */
  | 'WRONG_SETTING';

/** Nothing was done: here is why. */
export type AnalysisProblems = {
  __typename?: 'AnalysisProblems';
  /** One or more. */
  problems: Array<AnalysisProblem>;
};

/** What to keep in mind with a result. */
export type AnalysisWarning = {
  __typename?: 'AnalysisWarning';
  /** For programs. */
  code: WarningCode;
  /** In plain words, with the figures that it is about. */
  message: Scalars['String']['output'];
};

/** What was found. Ready for charts: `models` is a forest plot, `lagResponse` and `exposureResponse` are curves. */
export type Association = {
  __typename?: 'Association';
  /** SHA-256 of models, data and settings: the same gives the same. */
  contentHash: Scalars['String']['output'];
  /** Days used. */
  days: Scalars['Int']['output'];
  /** Days asked about that were left out, because something is missing on them or before. */
  daysLeftOut: Scalars['Int']['output'];
  /** Of the model that was asked for. */
  diagnostics: ModelDiagnostics;
  /** Of the model that was asked for. */
  estimate: EffectEstimate;
  /** Events on the days used, at least: rounded down to hundreds, so that two answers do not tell of the days between them. */
  events: Scalars['Int']['output'];
  /** Null where its model could not be fitted. */
  exposureResponse: Maybe<ExposureResponse>;
  /** As they were asked for. */
  exposures: Array<Exposure>;
  /** Local dates of the first and the last day used. */
  firstDay: Scalars['String']['output'];
  /** The model in one line, in words close to R's: no code. */
  formula: Scalars['String']['output'];
  /** When. */
  foundAt: Scalars['DateTime']['output'];
  /** Null where it was removed. */
  healthSeries: Maybe<HealthSeries>;
  /** Of the run that found it. */
  id: Scalars['ID']['output'];
  /** By lag; of one lag or a mean of lags a single point. */
  lagResponse: Array<LagEffect>;
  /** Local date. */
  lastDay: Scalars['String']['output'];
  /** That was asked for. */
  model: AssociationModel;
  /** Every model that was tried, the pre-specified one first. */
  models: Array<TriedModel>;
  /** The outcome's label. */
  outcome: Scalars['String']['output'];
  /** The specification of the model, as `npm run associations` takes it. */
  specification: Scalars['String']['output'];
  /** What was found in a sentence or two: an association, never a cause. */
  summary: Scalars['String']['output'];
  /** Read them before the estimate. */
  warnings: Array<AnalysisWarning>;
};

/** It does not go on. */
export type AssociationCancelled = {
  __typename?: 'AssociationCancelled';
  /** As it is: what had ended stays as it ended. */
  run: AssociationRun;
};

/** A question about one outcome and one or two exposures. */
export type AssociationInput = {
  /** One, or two that are adjusted for each other; the answer is about the first. */
  exposures: Array<ExposureInput>;
  /** Local date, included: the first day of a month, or of the series. Default: the first of the series. */
  from?: InputMaybe<Scalars['String']['input']>;
  /** Of your organisation. */
  healthSeriesId: Scalars['ID']['input'];
  /** The increment of the first exposure that effects are told for, in its unit. Default 10. */
  increment?: InputMaybe<Scalars['Float']['input']>;
  /** Of `associationModels`. Whichever is asked for, the pre-specified one is told beside it. */
  model?: InputMaybe<Scalars['ID']['input']>;
  /** Only days of these months, 1 to 12; lags reach over the others. Default: all. */
  months?: InputMaybe<Array<Scalars['Int']['input']>>;
  /** A column with the role OUTCOME. Default: the first. */
  outcome?: InputMaybe<Scalars['String']['input']>;
  /** The value that the exposure–response curve is compared with. Default: the median. */
  reference?: InputMaybe<Scalars['Float']['input']>;
  /** Local date, included: the last day of a month, or of the series. Default: the last of the series. */
  to?: InputMaybe<Scalars['String']['input']>;
};

/** A model as it was written down, before results were seen. */
export type AssociationModel = {
  __typename?: 'AssociationModel';
  /** As JSON: docs/reference/association-specs.md says what it means. `@exposure` and the like stand for columns. */
  definition: Scalars['String']['output'];
  /** What it is for, and what it assumes. */
  description: Scalars['String']['output'];
  /** Ask for it by this. */
  id: Scalars['ID']['output'];
  /** Whether it is the one that answers where none is asked for. */
  isDefault: Scalars['Boolean']['output'];
  /** Of its definition. */
  sha256: Scalars['String']['output'];
  /** For people. */
  title: Scalars['String']['output'];
  /** A change of a model is a new version. */
  version: Scalars['Int']['output'];
};

/** Everybody can read it. */
export type AssociationPublished = {
  __typename?: 'AssociationPublished';
  /** As it is shown. */
  published: PublishedAssociation;
};

/** What was found; or the run that finds it; or why nothing can be. */
export type AssociationResult = AnalysisProblems | Association | AssociationRun;

/** A study on its way, or at its end. */
export type AssociationRun = {
  __typename?: 'AssociationRun';
  /** Once it is DONE. */
  association: Maybe<Association>;
  /** Models fitted, of how many. */
  done: Scalars['Int']['output'];
  /** What the exposures are called. */
  exposureLabels: Array<Scalars['String']['output']>;
  /** Null while it goes on. */
  finishedAt: Maybe<Scalars['DateTime']['output']>;
  /** What it is about. */
  healthSeries: Maybe<HealthSeries>;
  /** Follow it by this. */
  id: Scalars['ID']['output'];
  /** The outcome's label. */
  outcome: Scalars['String']['output'];
  /** Where it FAILED. */
  problems: Array<AnalysisProblem>;
  /** When it was asked. */
  requestedAt: Scalars['DateTime']['output'];
  /** How far it is. */
  status: RunStatus;
  /** All models of it. */
  total: Scalars['Int']['output'];
};

/** It is queued, or was there already. */
export type AssociationStarted = {
  __typename?: 'AssociationStarted';
  /** Follow it by its id. */
  run: AssociationRun;
};

/** It is shown no longer. */
export type AssociationWithdrawn = {
  __typename?: 'AssociationWithdrawn';
  /** Which it was. */
  id: Scalars['ID']['output'];
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

/** Which run. */
export type CancelAssociationInput = {
  /** A run's id. */
  id: Scalars['ID']['input'];
};

/** Ended, or why not. */
export type CancelAssociationPayload = AnalysisProblems | AssociationCancelled;

/** How two series go together at each lag. `raw` is told to whoever asks for `raw { nEffective }` and `adjusted { r }` beside it: alone it misleads. */
export type Correlation = {
  __typename?: 'Correlation';
  /** What it was made of. */
  exposure: Exposure;
  /** From 0 on. */
  lags: Array<LagCorrelation>;
  /** Of values or of ranks. */
  method: CorrelationMethod;
  /** The outcome's label. */
  outcome: Scalars['String']['output'];
  /** What was found at the strongest adjusted lag, in a sentence or two. */
  summary: Scalars['String']['output'];
  /** Read them before the figures. */
  warnings: Array<AnalysisWarning>;
};

/** A correlation, and what it is worth. */
export type CorrelationFigures = {
  __typename?: 'CorrelationFigures';
  /** What was taken out. */
  given: Array<Scalars['String']['output']>;
  /** The upper end. */
  high: Scalars['Float']['output'];
  /** 95 % interval, and p: for as many independent days as `nEffective` says. */
  low: Scalars['Float']['output'];
  /** Days that have both. */
  n: Scalars['Int']['output'];
  /** The independent days that these amount to, given their autocorrelation: Bartlett 1946. */
  nEffective: Scalars['Float']['output'];
  /** Two-sided, of no correlation. */
  p: Scalars['Float']['output'];
  /** Adjusted for the lags that were tried: Benjamini and Hochberg 1995. */
  pAdjusted: Scalars['Float']['output'];
  /** −1 to 1. */
  r: Scalars['Float']['output'];
};

/** A question about two series. */
export type CorrelationInput = {
  /** What it is held against. */
  exposure: ExposureInput;
  /** Local date, included: the first day of a month, or of the series. Default: the first of the series. */
  from?: InputMaybe<Scalars['String']['input']>;
  /** Of your organisation. */
  healthSeriesId: Scalars['ID']['input'];
  /** Days by which the exposure comes before, 0 to this; at most 30. */
  lags?: InputMaybe<Scalars['Int']['input']>;
  /** Of values or of ranks. */
  method?: InputMaybe<CorrelationMethod>;
  /** Only days of these months, 1 to 12; lags reach over the others. Default: all. */
  months?: InputMaybe<Array<Scalars['Int']['input']>>;
  /** A column with the role OUTCOME. Default: the first. */
  outcome?: InputMaybe<Scalars['String']['input']>;
  /** Local date, included: the last day of a month, or of the series. Default: the last of the series. */
  to?: InputMaybe<Scalars['String']['input']>;
};

/** How a correlation is made. */
export type CorrelationMethod =
  /** Of the values. */
  | 'PEARSON'
  /** Of their ranks. */
  | 'SPEARMAN';

/** What was found, or why nothing can be. */
export type CorrelationResult = AnalysisProblems | Correlation;

/** How the hours of a local day become one value. */
export type DailyMetric =
  /** Mean of the day's hours; 18 of 24 must be there. */
  | 'DAILY_MEAN'
  /** The highest hour; 18 of 24 must be there. */
  | 'MAX_1H'
  /** The highest mean of 8 hours in a row among those that end in the day, each of 6 hours at least; 18 of its 24 hours and 18 of these means must be there. */
  | 'MAX_8H';

/** An effect of an increment of the exposure on the number of events a day. */
export type EffectEstimate = {
  __typename?: 'EffectEstimate';
  /** The upper end. */
  high: Scalars['Float']['output'];
  /** Of the exposure, in its unit. */
  increment: Scalars['Float']['output'];
  /** The lags, in days, over which the effect is summed: both included. */
  lagFrom: Scalars['Int']['output'];
  /** The last of them. */
  lagTo: Scalars['Int']['output'];
  /** 95 % interval. */
  low: Scalars['Float']['output'];
  /** Two-sided, of no effect. */
  p: Scalars['Float']['output'];
  /** The same, adjusted for all models that are listed: Benjamini and Hochberg 1995. Null of effects that are part of one model. */
  pAdjusted: Maybe<Scalars['Float']['output']>;
  /** (rateRatio − 1) × 100, with its interval. */
  percentChange: Scalars['Float']['output'];
  /** The upper end. */
  percentHigh: Scalars['Float']['output'];
  /** The lower end. */
  percentLow: Scalars['Float']['output'];
  /** Events a day with the increment, over those without. */
  rateRatio: Scalars['Float']['output'];
  /** Of the logarithm of the rate ratio. */
  standardError: Scalars['Float']['output'];
};

/** What an exposure was made of. */
export type Exposure = {
  __typename?: 'Exposure';
  /** Days that have a value, of those asked about. */
  days: Scalars['Int']['output'];
  /** For people. */
  label: Scalars['String']['output'];
  /** Of its days. */
  median: Maybe<Scalars['Float']['output']>;
  /** How days are made of hours, and one value of several monitors. */
  method: Scalars['String']['output'];
  /** Null where it was uploaded. */
  metric: Maybe<DailyMetric>;
  /** Null where it was uploaded. */
  monitors: Maybe<Array<Monitor>>;
  /** One day in twenty is below it. */
  p05: Maybe<Scalars['Float']['output']>;
  /** One day in twenty is above it. */
  p95: Maybe<Scalars['Float']['output']>;
  /** Null where it was uploaded. */
  quantity: Maybe<Quantity>;
  /** A canonical unit, or the words of whoever uploaded it. */
  unit: Maybe<Scalars['String']['output']>;
};

/** A pollutant: measured here, at a site or by sensors, or a column of the health series. */
export type ExposureInput = {
  /** A column of the health series with the role EXPOSURE, instead of all of the above. */
  column?: InputMaybe<Scalars['String']['input']>;
  /** Default DAILY_MEAN. */
  metric?: InputMaybe<DailyMetric>;
  /** A pollutant. */
  quantity?: InputMaybe<Quantity>;
  /** 1 to 20 sensors. A day's value is the mean of those that have one. */
  sensorIds?: InputMaybe<Array<Scalars['ID']['input']>>;
  /** All sensors of a site. */
  siteId?: InputMaybe<Scalars['ID']['input']>;
};

/** Rates at values of the exposure, over that at the reference; from the 1st to the 99th percentile. */
export type ExposureResponse = {
  __typename?: 'ExposureResponse';
  /** The model whose curve it is. */
  formula: Scalars['String']['output'];
  /** By value. */
  points: Array<ResponsePoint>;
  /** Where the rate ratio is 1. */
  reference: Scalars['Float']['output'];
  /** Of values and reference. */
  unit: Maybe<Scalars['String']['output']>;
};

/** A column, without its values. */
export type HealthColumn = {
  __typename?: 'HealthColumn';
  /** The sum of an outcome's counts, rounded down to hundreds. */
  events: Maybe<Scalars['Int']['output']>;
  /** For people. */
  label: Scalars['String']['output'];
  /** Days without a value. */
  missing: Scalars['Int']['output'];
  /** As its header had it. */
  name: Scalars['String']['output'];
  /** What it is. */
  role: HealthColumnRole;
  /** Of an exposure. */
  unit: Maybe<Scalars['String']['output']>;
};

/** A column that is kept. */
export type HealthColumnInput = {
  /** For people: `Deaths of all causes but injuries`. Default: the name. */
  label?: InputMaybe<Scalars['String']['input']>;
  /** As the header has it. */
  name: Scalars['String']['input'];
  /** What it is. */
  role: HealthColumnRole;
  /** Of an exposure: `µg/m³`. */
  unit?: InputMaybe<Scalars['String']['input']>;
};

/** What a column of a health series is. */
export type HealthColumnRole =
  /** A pollutant that was measured elsewhere than here. */
  | 'EXPOSURE'
  /** 1 on public holidays, else 0. */
  | 'HOLIDAY'
  /** Daily mean relative humidity, %. */
  | 'HUMIDITY'
  /** How much influenza there was: 1 in epidemics, else 0, or a count. */
  | 'INFLUENZA'
  /** Counts of events a day: deaths, admissions, visits. */
  | 'OUTCOME'
  /** Daily mean air temperature, °C. */
  | 'TEMPERATURE';

/** What an organisation keeps of a place's health, day by day. Its rows are never shown. */
export type HealthSeries = {
  __typename?: 'HealthSeries';
  /** What it holds. */
  columns: Array<HealthColumn>;
  /** SHA-256 of what was kept. */
  contentHash: Scalars['String']['output'];
  /** From the first to the last. */
  days: Scalars['Int']['output'];
  /** Local dates, both included. */
  firstDay: Scalars['String']['output'];
  /** Refer to it by this. */
  id: Scalars['ID']['output'];
  /** Local date. */
  lastDay: Scalars['String']['output'];
  /** As it was uploaded. */
  name: Scalars['String']['output'];
  /** Who is counted, and how. */
  population: Maybe<Scalars['String']['output']>;
  /** Where the counts come from. */
  source: Maybe<Scalars['String']['output']>;
  /** Its days are local to it. */
  timeZone: Scalars['String']['output'];
  /** When it was kept. */
  uploadedAt: Scalars['DateTime']['output'];
};

/** It is gone. */
export type HealthSeriesRemoved = {
  __typename?: 'HealthSeriesRemoved';
  /** Which it was. */
  id: Scalars['ID']['output'];
};

/** It is kept. */
export type HealthSeriesUploaded = {
  __typename?: 'HealthSeriesUploaded';
  /** As it is kept. */
  healthSeries: HealthSeries;
  /** Whether the same was there before. */
  wasThere: Scalars['Boolean']['output'];
};

/** Two correlations at one lag. */
export type LagCorrelation = {
  __typename?: 'LagCorrelation';
  /** After trend, season, day of week and the weather that there is are taken out of both. */
  adjusted: CorrelationFigures;
  /** Days by which the exposure comes before. */
  lag: Scalars['Int']['output'];
  /** As the series are. Its sign may be that of season or weather alone. */
  raw: CorrelationFigures;
};

/** A point of the lag–response curve. */
export type LagEffect = {
  __typename?: 'LagEffect';
  /** The upper end. */
  cumulativeHigh: Scalars['Float']['output'];
  /** 95 % interval. */
  cumulativeLow: Scalars['Float']['output'];
  /** Summed from lag 0 up to this one. */
  cumulativeRateRatio: Scalars['Float']['output'];
  /** The upper end. */
  high: Scalars['Float']['output'];
  /** Days before. */
  lag: Scalars['Int']['output'];
  /** 95 % interval. */
  low: Scalars['Float']['output'];
  /** Of the increment on that many days before. */
  rateRatio: Scalars['Float']['output'];
};

/** What the residuals say of the model that was asked for. */
export type ModelDiagnostics = {
  __typename?: 'ModelDiagnostics';
  /** Autocorrelation of the deviance residuals at lags 0, 1, … days. */
  acf: Array<Scalars['Float']['output']>;
  /** Pearson's χ² over the residual degrees of freedom: above 1, counts vary more than Poisson's. */
  dispersion: Scalars['Float']['output'];
  /** Terms that could not be told from others, and what each is the same as. */
  dropped: Array<Scalars['String']['output']>;
  /** 2 where residuals of consecutive days have nothing to do with each other. */
  durbinWatson: Scalars['Float']['output'];
  /** p of no autocorrelation up to the last of those lags: Ljung and Box 1978. */
  ljungBoxP: Scalars['Float']['output'];
  /** Partial autocorrelation at lags 1, 2, … */
  pacf: Array<Scalars['Float']['output']>;
  /** Days used less coefficients. */
  residualDegreesOfFreedom: Scalars['Int']['output'];
};

/** A sensor whose readings are part of an exposure. */
export type Monitor = {
  __typename?: 'Monitor';
  /** Days of which it has a value. */
  days: Scalars['Int']['output'];
  /** Null where the registry cannot be asked. */
  sensor: Maybe<Sensor>;
};

export type Mutation = {
  __typename?: 'Mutation';
  /** Ends a run, also in the middle of a fit. [Authenticated, own] */
  cancelAssociation: CancelAssociationPayload;
  /**
   * Shows what a run found, to everybody, at a site whose air it is about: one of its monitors stands there; or the exposure was uploaded, and a sensor of your
   * organisation does. It stays as it is then. [Authenticated, own, as OWNER]
   */
  publishAssociation: PublishAssociationPayload;
  /** Deletes a series and all that was found in it, but not what was published: withdraw that. For whoever uploaded it, and OWNERs. [Authenticated, own] */
  removeHealthSeries: RemoveHealthSeriesPayload;
  /** Begins what `association` asks, and does not wait for it. [Authenticated, own] */
  startAssociation: StartAssociationPayload;
  /**
   * Keeps a daily health series for your organisation. What is longer than 250 kB goes to `POST /v1/health-series`, which takes the same. Nothing is kept where anything in it is at
   * fault; sent twice, it is kept once. [Authenticated, own]
   */
  uploadHealthSeries: UploadHealthSeriesPayload;
  /** Shows it no longer; an Admin withdraws anybody's. [Authenticated, own, as OWNER] */
  withdrawAssociation: WithdrawAssociationPayload;
};


export type MutationCancelAssociationArgs = {
  input: CancelAssociationInput;
};


export type MutationPublishAssociationArgs = {
  input: PublishAssociationInput;
};


export type MutationRemoveHealthSeriesArgs = {
  input: RemoveHealthSeriesInput;
};


export type MutationStartAssociationArgs = {
  input: AssociationInput;
};


export type MutationUploadHealthSeriesArgs = {
  input: UploadHealthSeriesInput;
};


export type MutationWithdrawAssociationArgs = {
  input: WithdrawAssociationInput;
};

/** Where a page stands in its list. */
export type PageInfo = {
  __typename?: 'PageInfo';
  /** Ask for the next page with after: endCursor. */
  endCursor: Maybe<Scalars['Cursor']['output']>;
  /** More items follow. */
  hasNextPage: Scalars['Boolean']['output'];
};

/** What to show, and where. */
export type PublishAssociationInput = {
  /** What readers should know beside the figures. */
  note?: InputMaybe<Scalars['String']['input']>;
  /** Of a run that is DONE. */
  runId: Scalars['ID']['input'];
  /** A site whose air it is about. */
  siteId: Scalars['ID']['input'];
  /** 1 to 200 characters. */
  title: Scalars['String']['input'];
};

/** Shown, or why not. */
export type PublishAssociationPayload = AnalysisProblems | AssociationPublished;

/** What an organisation shows to everybody, as it was found. */
export type PublishedAssociation = {
  __typename?: 'PublishedAssociation';
  /** SHA-256 of models, data and settings. */
  contentHash: Scalars['String']['output'];
  /** Days used. */
  days: Scalars['Int']['output'];
  /** Of the model that was asked for. */
  estimate: EffectEstimate;
  /** Events on those days, at least: rounded down to hundreds. */
  events: Scalars['Int']['output'];
  /** Null where its model could not be fitted. */
  exposureResponse: Maybe<ExposureResponse>;
  /** As they were asked for. */
  exposures: Array<Exposure>;
  /** Local date. */
  firstDay: Scalars['String']['output'];
  /** The model in one line, in words close to R's: no code. */
  formula: Scalars['String']['output'];
  /** Withdraw it by this. */
  id: Scalars['ID']['output'];
  /** By lag. */
  lagResponse: Array<LagEffect>;
  /** Local date. */
  lastDay: Scalars['String']['output'];
  /** That was asked for. */
  model: AssociationModel;
  /** Every model that was tried, the pre-specified one first. */
  models: Array<TriedModel>;
  /** What its organisation says beside. */
  note: Maybe<Scalars['String']['output']>;
  /** The id of the organisation that shows it, and answers for it. */
  organisation: Scalars['String']['output'];
  /** The outcome's label. */
  outcome: Scalars['String']['output'];
  /** Who was counted, and how. */
  population: Maybe<Scalars['String']['output']>;
  /** When. */
  publishedAt: Scalars['DateTime']['output'];
  /** Whose air it is about. */
  site: Maybe<Site>;
  /** In a sentence or two. */
  summary: Scalars['String']['output'];
  /** As its organisation has it. */
  title: Scalars['String']['output'];
  /** Read them before the estimate. */
  warnings: Array<AnalysisWarning>;
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
   * Whether days with more pollution are days with more events, by a pre-specified model and beside it by every other that is tried. Answers with what was found, where that
   * takes no more than a few seconds; else with the run that it is part of: ask again, or follow it by its id. The same question about the same data is answered by what was found
   * before. [Authenticated, own]
   */
  association: Maybe<AssociationResult>;
  /** The models that were written down before anybody looked at results; runs refer to them. [Public] */
  associationModels: Maybe<Array<AssociationModel>>;
  /** One run of your organisation; null where there is none of this id, or where it is not yours. [Authenticated, own] */
  associationRun: Maybe<AssociationRun>;
  /** The runs of your organisation, newest first. [Authenticated, own] */
  associationRuns: Maybe<Array<AssociationRun>>;
  /** How two daily series go together, with the number of independent days that they amount to, and after season and weather are taken out. [Authenticated, own] */
  correlation: Maybe<CorrelationResult>;
  /**
   * The health series of your organisation, newest first: what they hold, never their rows. Empty for whoever belongs to none; nobody sees those of another
   * organisation, Admins neither. [Authenticated, own]
   */
  healthSeries: Maybe<Array<HealthSeries>>;
};


export type QueryAssociationArgs = {
  input: AssociationInput;
};


export type QueryAssociationRunArgs = {
  id: Scalars['ID']['input'];
};


export type QueryAssociationRunsArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  healthSeriesId?: InputMaybe<Scalars['ID']['input']>;
};


export type QueryCorrelationArgs = {
  input: CorrelationInput;
};

/** Which series. */
export type RemoveHealthSeriesInput = {
  /** A series' id. */
  id: Scalars['ID']['input'];
};

/** Removed, or why not. */
export type RemoveHealthSeriesPayload = AnalysisProblems | HealthSeriesRemoved;

/** A point of the exposure–response curve. */
export type ResponsePoint = {
  __typename?: 'ResponsePoint';
  /** The upper end. */
  high: Scalars['Float']['output'];
  /** 95 % interval. */
  low: Scalars['Float']['output'];
  /** Over the rate at the reference. */
  rateRatio: Scalars['Float']['output'];
  /** Of the exposure, in its unit. */
  value: Scalars['Float']['output'];
};

/** How far a run is. */
export type RunStatus =
  /** Somebody ended it. Asked again, it begins anew. */
  | 'CANCELLED'
  /** It found something: `association`. */
  | 'DONE'
  /** The data do not bear it: `problems` tell why. */
  | 'FAILED'
  /** It waits for a thread. */
  | 'QUEUED'
  /** Its models are being fitted. */
  | 'RUNNING';

export type Sensor = {
  __typename?: 'Sensor';
  id: Scalars['ID']['output'];
};

export type Site = {
  __typename?: 'Site';
  /** What organisations published of health and the air at this site, newest first, 100 at most; empty where there is nothing. Associations, never causes. [Public] */
  healthAssociations: Maybe<Array<PublishedAssociation>>;
  id: Scalars['ID']['output'];
};

/** Begun, or why not. */
export type StartAssociationPayload = AnalysisProblems | AssociationStarted;

/** Why a model stands in the list of those that were tried. */
export type TriedAs =
  /** The one that was asked for, where that is not the pre-specified one. */
  | 'ASKED_FOR'
  /** Another way to the same question, which shares few of its assumptions. */
  | 'OTHER_DESIGN'
  /** It was written down before, and is the answer. */
  | 'PRE_SPECIFIED'
  /** The same with one choice made otherwise. */
  | 'SENSITIVITY'
  /** One lag by itself. */
  | 'SINGLE_LAG'
  /** One pollutant by itself, of two that were asked for. */
  | 'SINGLE_POLLUTANT';

/** A model that was tried, as a line of a forest plot. */
export type TriedModel = {
  __typename?: 'TriedModel';
  /** Days used, which are not the same for all models: those with longer lags, or of more columns, have fewer. Null where it could not be fitted. */
  days: Maybe<Scalars['Int']['output']>;
  /** Null where it could not be fitted: `problem` tells why. */
  effect: Maybe<EffectEstimate>;
  /** The model in one line, in words close to R's: no code. */
  formula: Scalars['String']['output'];
  /** Of the model or its alternative. */
  id: Scalars['String']['output'];
  /** Why it could not be fitted. */
  problem: Maybe<AnalysisProblem>;
  /** For people. */
  title: Scalars['String']['output'];
  /** Why it was tried. */
  triedAs: TriedAs;
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

/** A daily series, and what its columns are. */
export type UploadHealthSeriesInput = {
  /** The columns that are kept; at least one OUTCOME. Others are left out. */
  columns: Array<HealthColumnInput>;
  /** The rows as CSV with a header: one for each day, in order, none left out; empty cells and NA are missing. This or `json`. */
  csv?: InputMaybe<Scalars['String']['input']>;
  /** The column of dates, YYYY-MM-DD. */
  dateColumn?: InputMaybe<Scalars['String']['input']>;
  /** The rows as a JSON array of objects, null where a value is missing. This or `csv`. */
  json?: InputMaybe<Scalars['String']['input']>;
  /** 1 to 200 characters. */
  name: Scalars['String']['input'];
  /** Who is counted, and how: `Residents of all ages, ICD-10 A00–R99`. */
  population?: InputMaybe<Scalars['String']['input']>;
  /** Where the counts come from, and under which terms. */
  source?: InputMaybe<Scalars['String']['input']>;
  /** Days are local to it: `Africa/Kampala`. */
  timeZone: Scalars['String']['input'];
};

/** Kept, or everything that is wrong with it. */
export type UploadHealthSeriesPayload = AnalysisProblems | HealthSeriesUploaded;

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

/** What to keep in mind with a result. */
export type WarningCode =
  /** This organisation has asked other questions about the same outcome: these figures are not adjusted for them. */
  | 'ASKED_BEFORE'
  /** Always there. */
  | 'ASSOCIATION_NOT_CAUSE'
  /** Humidity, influenza or holidays are missing on more than a fifth of the days, and are not adjusted for. */
  | 'CONFOUNDER_LEFT_OUT'
  /** Other choices of season or weather give another answer. */
  | 'DEPENDS_ON_CHOICES'
  /** Another design gives another answer. */
  | 'DESIGNS_DISAGREE'
  /** The exposure is what was uploaded: nothing is known here of how it was measured. */
  | 'EXPOSURE_NOT_OURS'
  /** Few events for so many coefficients. */
  | 'FEW_EVENTS'
  /** The days amount to few independent ones. */
  | 'FEW_INDEPENDENT_DAYS'
  /** Low-cost monitors: their own errors weaken or bend an association. */
  | 'LOW_COST_MONITORS'
  /** More than a tenth of the days were left out: it says for want of what. */
  | 'MANY_DAYS_MISSING'
  /** Not the same monitors measured all the time. */
  | 'MONITORS_CHANGED'
  /** The interval holds no effect. */
  | 'NO_EFFECT_WITHIN_INTERVAL'
  /** There is no temperature to take out. */
  | 'NO_WEATHER'
  /** One exposure for all people of a place. */
  | 'ONE_EXPOSURE_FOR_ALL'
  /** Counts vary more than Poisson's; intervals allow for it. */
  | 'OVERDISPERSED'
  /** What the model leaves of one day tells something of the next. */
  | 'RESIDUALS_AUTOCORRELATED'
  /** More than one model was tried. */
  | 'SEVERAL_TRIED'
  /** Raw and adjusted correlations have different signs. */
  | 'SIGN_CHANGES'
  /** A term could not be told from others and was left out. */
  | 'TERMS_DROPPED';

/** What to show no longer. */
export type WithdrawAssociationInput = {
  /** Of what was published. */
  id: Scalars['ID']['input'];
};

/** Withdrawn, or why not. */
export type WithdrawAssociationPayload = AnalysisProblems | AssociationWithdrawn;



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
  Site: Site;
};

/** Mapping of federation reference types */
export type FederationReferenceTypes = {
  Site:
    ( { __typename: 'Site' }
    & GraphQLRecursivePick<FederationTypes['Site'], {"id":true}> );
};

/** Mapping of union types */
export type ResolversUnionTypes<_RefType extends Record<string, unknown>> = {
  AssociationResult:
    | ( Omit<AnalysisProblems, 'problems'> & { problems: Array<_RefType['AnalysisProblem']> } )
    | ( ShownAssociation )
    | ( AssociationRunModel )
  ;
  CancelAssociationPayload:
    | ( Omit<AnalysisProblems, 'problems'> & { problems: Array<_RefType['AnalysisProblem']> } )
    | ( Omit<AssociationCancelled, 'run'> & { run: _RefType['AssociationRun'] } )
  ;
  CorrelationResult:
    | ( Omit<AnalysisProblems, 'problems'> & { problems: Array<_RefType['AnalysisProblem']> } )
    | ( ShownCorrelation )
  ;
  PublishAssociationPayload:
    | ( Omit<AnalysisProblems, 'problems'> & { problems: Array<_RefType['AnalysisProblem']> } )
    | ( Omit<AssociationPublished, 'published'> & { published: _RefType['PublishedAssociation'] } )
  ;
  RemoveHealthSeriesPayload:
    | ( Omit<AnalysisProblems, 'problems'> & { problems: Array<_RefType['AnalysisProblem']> } )
    | ( HealthSeriesRemoved )
  ;
  StartAssociationPayload:
    | ( Omit<AnalysisProblems, 'problems'> & { problems: Array<_RefType['AnalysisProblem']> } )
    | ( Omit<AssociationStarted, 'run'> & { run: _RefType['AssociationRun'] } )
  ;
  UploadHealthSeriesPayload:
    | ( Omit<AnalysisProblems, 'problems'> & { problems: Array<_RefType['AnalysisProblem']> } )
    | ( Omit<HealthSeriesUploaded, 'healthSeries'> & { healthSeries: _RefType['HealthSeries'] } )
  ;
  WithdrawAssociationPayload:
    | ( Omit<AnalysisProblems, 'problems'> & { problems: Array<_RefType['AnalysisProblem']> } )
    | ( AssociationWithdrawn )
  ;
};


/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = {
  Aggregate: Aggregate;
  AnalysisProblem: ResolverTypeWrapper<Problem>;
  AnalysisProblemCode: AnalysisProblemCode;
  AnalysisProblems: ResolverTypeWrapper<Omit<AnalysisProblems, 'problems'> & { problems: Array<ResolversTypes['AnalysisProblem']> }>;
  AnalysisWarning: ResolverTypeWrapper<AnalysisWarning>;
  Association: ResolverTypeWrapper<ShownAssociation>;
  Int: ResolverTypeWrapper<Scalars['Int']['output']>;
  ID: ResolverTypeWrapper<Scalars['ID']['output']>;
  AssociationCancelled: ResolverTypeWrapper<Omit<AssociationCancelled, 'run'> & { run: ResolversTypes['AssociationRun'] }>;
  AssociationInput: AssociationInput;
  Float: ResolverTypeWrapper<Scalars['Float']['output']>;
  AssociationModel: ResolverTypeWrapper<ModelNamed>;
  AssociationPublished: ResolverTypeWrapper<Omit<AssociationPublished, 'published'> & { published: ResolversTypes['PublishedAssociation'] }>;
  AssociationResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['AssociationResult']>;
  AssociationRun: ResolverTypeWrapper<AssociationRunModel>;
  AssociationStarted: ResolverTypeWrapper<Omit<AssociationStarted, 'run'> & { run: ResolversTypes['AssociationRun'] }>;
  AssociationWithdrawn: ResolverTypeWrapper<AssociationWithdrawn>;
  BoundingBoxInput: BoundingBoxInput;
  CancelAssociationInput: CancelAssociationInput;
  CancelAssociationPayload: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['CancelAssociationPayload']>;
  Correlation: ResolverTypeWrapper<ShownCorrelation>;
  CorrelationFigures: ResolverTypeWrapper<CorrelationFigures>;
  CorrelationInput: CorrelationInput;
  CorrelationMethod: CorrelationMethod;
  CorrelationResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['CorrelationResult']>;
  Cursor: ResolverTypeWrapper<Scalars['Cursor']['output']>;
  DailyMetric: DailyMetric;
  DateTime: ResolverTypeWrapper<Scalars['DateTime']['output']>;
  Duration: ResolverTypeWrapper<Scalars['Duration']['output']>;
  EffectEstimate: ResolverTypeWrapper<EffectEstimate>;
  Exposure: ResolverTypeWrapper<ExposureModel>;
  ExposureInput: ExposureInput;
  ExposureResponse: ResolverTypeWrapper<ExposureResponse>;
  HealthColumn: ResolverTypeWrapper<HealthColumn>;
  HealthColumnInput: HealthColumnInput;
  HealthColumnRole: HealthColumnRole;
  HealthSeries: ResolverTypeWrapper<HealthSeriesModel>;
  HealthSeriesRemoved: ResolverTypeWrapper<HealthSeriesRemoved>;
  HealthSeriesUploaded: ResolverTypeWrapper<Omit<HealthSeriesUploaded, 'healthSeries'> & { healthSeries: ResolversTypes['HealthSeries'] }>;
  LagCorrelation: ResolverTypeWrapper<LagCorrelation>;
  LagEffect: ResolverTypeWrapper<LagEffect>;
  ModelDiagnostics: ResolverTypeWrapper<ModelDiagnostics>;
  Monitor: ResolverTypeWrapper<MonitorModel>;
  Mutation: ResolverTypeWrapper<Record<PropertyKey, never>>;
  PageInfo: ResolverTypeWrapper<PageInfo>;
  PublishAssociationInput: PublishAssociationInput;
  PublishAssociationPayload: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['PublishAssociationPayload']>;
  PublishedAssociation: ResolverTypeWrapper<ShownPublished>;
  QualityFlag: QualityFlag;
  Quantity: Quantity;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  RemoveHealthSeriesInput: RemoveHealthSeriesInput;
  RemoveHealthSeriesPayload: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['RemoveHealthSeriesPayload']>;
  ResponsePoint: ResolverTypeWrapper<ResponsePoint>;
  RunStatus: RunStatus;
  Sensor: ResolverTypeWrapper<Sensor>;
  Site: ResolverTypeWrapper<Omit<Site, 'healthAssociations'> & { healthAssociations?: Maybe<Array<ResolversTypes['PublishedAssociation']>> }>;
  StartAssociationPayload: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['StartAssociationPayload']>;
  TriedAs: TriedAs;
  TriedModel: ResolverTypeWrapper<Omit<TriedModel, 'problem'> & { problem?: Maybe<ResolversTypes['AnalysisProblem']> }>;
  Unit: Unit;
  UploadHealthSeriesInput: UploadHealthSeriesInput;
  UploadHealthSeriesPayload: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['UploadHealthSeriesPayload']>;
  Variant: Variant;
  Version: Version;
  WarningCode: WarningCode;
  WithdrawAssociationInput: WithdrawAssociationInput;
  WithdrawAssociationPayload: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['WithdrawAssociationPayload']>;
  String: ResolverTypeWrapper<Scalars['String']['output']>;
  Boolean: ResolverTypeWrapper<Scalars['Boolean']['output']>;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  AnalysisProblem: Problem;
  AnalysisProblems: Omit<AnalysisProblems, 'problems'> & { problems: Array<ResolversParentTypes['AnalysisProblem']> };
  AnalysisWarning: AnalysisWarning;
  Association: ShownAssociation;
  Int: Scalars['Int']['output'];
  ID: Scalars['ID']['output'];
  AssociationCancelled: Omit<AssociationCancelled, 'run'> & { run: ResolversParentTypes['AssociationRun'] };
  AssociationInput: AssociationInput;
  Float: Scalars['Float']['output'];
  AssociationModel: ModelNamed;
  AssociationPublished: Omit<AssociationPublished, 'published'> & { published: ResolversParentTypes['PublishedAssociation'] };
  AssociationResult: ResolversUnionTypes<ResolversParentTypes>['AssociationResult'];
  AssociationRun: AssociationRunModel;
  AssociationStarted: Omit<AssociationStarted, 'run'> & { run: ResolversParentTypes['AssociationRun'] };
  AssociationWithdrawn: AssociationWithdrawn;
  BoundingBoxInput: BoundingBoxInput;
  CancelAssociationInput: CancelAssociationInput;
  CancelAssociationPayload: ResolversUnionTypes<ResolversParentTypes>['CancelAssociationPayload'];
  Correlation: ShownCorrelation;
  CorrelationFigures: CorrelationFigures;
  CorrelationInput: CorrelationInput;
  CorrelationResult: ResolversUnionTypes<ResolversParentTypes>['CorrelationResult'];
  Cursor: Scalars['Cursor']['output'];
  DateTime: Scalars['DateTime']['output'];
  Duration: Scalars['Duration']['output'];
  EffectEstimate: EffectEstimate;
  Exposure: ExposureModel;
  ExposureInput: ExposureInput;
  ExposureResponse: ExposureResponse;
  HealthColumn: HealthColumn;
  HealthColumnInput: HealthColumnInput;
  HealthSeries: HealthSeriesModel;
  HealthSeriesRemoved: HealthSeriesRemoved;
  HealthSeriesUploaded: Omit<HealthSeriesUploaded, 'healthSeries'> & { healthSeries: ResolversParentTypes['HealthSeries'] };
  LagCorrelation: LagCorrelation;
  LagEffect: LagEffect;
  ModelDiagnostics: ModelDiagnostics;
  Monitor: MonitorModel;
  Mutation: Record<PropertyKey, never>;
  PageInfo: PageInfo;
  PublishAssociationInput: PublishAssociationInput;
  PublishAssociationPayload: ResolversUnionTypes<ResolversParentTypes>['PublishAssociationPayload'];
  PublishedAssociation: ShownPublished;
  Query: Record<PropertyKey, never>;
  RemoveHealthSeriesInput: RemoveHealthSeriesInput;
  RemoveHealthSeriesPayload: ResolversUnionTypes<ResolversParentTypes>['RemoveHealthSeriesPayload'];
  ResponsePoint: ResponsePoint;
  Sensor: Sensor;
  Site: Omit<Site, 'healthAssociations'> & { healthAssociations?: Maybe<Array<ResolversParentTypes['PublishedAssociation']>> } | FederationReferenceTypes['Site'];
  StartAssociationPayload: ResolversUnionTypes<ResolversParentTypes>['StartAssociationPayload'];
  TriedModel: Omit<TriedModel, 'problem'> & { problem?: Maybe<ResolversParentTypes['AnalysisProblem']> };
  UploadHealthSeriesInput: UploadHealthSeriesInput;
  UploadHealthSeriesPayload: ResolversUnionTypes<ResolversParentTypes>['UploadHealthSeriesPayload'];
  WithdrawAssociationInput: WithdrawAssociationInput;
  WithdrawAssociationPayload: ResolversUnionTypes<ResolversParentTypes>['WithdrawAssociationPayload'];
  String: Scalars['String']['output'];
  Boolean: Scalars['Boolean']['output'];
};

export type AccessDirectiveArgs = {
  policy: Scalars['String']['input'];
  sameForAll: Scalars['Boolean']['input'];
};

export type AccessDirectiveResolver<Result, Parent, ContextType = CorrelationsContext, Args = AccessDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type AnalysisProblemResolvers<ContextType = CorrelationsContext, ParentType extends ResolversParentTypes['AnalysisProblem'] = ResolversParentTypes['AnalysisProblem']> = {
  code?: Resolver<ResolversTypes['AnalysisProblemCode'], ParentType, ContextType>;
  field?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  next?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  reason?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type AnalysisProblemsResolvers<ContextType = CorrelationsContext, ParentType extends ResolversParentTypes['AnalysisProblems'] = ResolversParentTypes['AnalysisProblems']> = {
  problems?: Resolver<Array<ResolversTypes['AnalysisProblem']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type AnalysisWarningResolvers<ContextType = CorrelationsContext, ParentType extends ResolversParentTypes['AnalysisWarning'] = ResolversParentTypes['AnalysisWarning']> = {
  code?: Resolver<ResolversTypes['WarningCode'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type AssociationResolvers<ContextType = CorrelationsContext, ParentType extends ResolversParentTypes['Association'] = ResolversParentTypes['Association']> = {
  contentHash?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  days?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  daysLeftOut?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  diagnostics?: Resolver<ResolversTypes['ModelDiagnostics'], ParentType, ContextType>;
  estimate?: Resolver<ResolversTypes['EffectEstimate'], ParentType, ContextType>;
  events?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  exposureResponse?: Resolver<Maybe<ResolversTypes['ExposureResponse']>, ParentType, ContextType>;
  exposures?: Resolver<Array<ResolversTypes['Exposure']>, ParentType, ContextType>;
  firstDay?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  formula?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  foundAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  healthSeries?: Resolver<Maybe<ResolversTypes['HealthSeries']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  lagResponse?: Resolver<Array<ResolversTypes['LagEffect']>, ParentType, ContextType>;
  lastDay?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  model?: Resolver<ResolversTypes['AssociationModel'], ParentType, ContextType>;
  models?: Resolver<Array<ResolversTypes['TriedModel']>, ParentType, ContextType>;
  outcome?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  specification?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  summary?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  warnings?: Resolver<Array<ResolversTypes['AnalysisWarning']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type AssociationCancelledResolvers<ContextType = CorrelationsContext, ParentType extends ResolversParentTypes['AssociationCancelled'] = ResolversParentTypes['AssociationCancelled']> = {
  run?: Resolver<ResolversTypes['AssociationRun'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type AssociationModelResolvers<ContextType = CorrelationsContext, ParentType extends ResolversParentTypes['AssociationModel'] = ResolversParentTypes['AssociationModel']> = {
  definition?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  description?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  isDefault?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  sha256?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  title?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  version?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type AssociationPublishedResolvers<ContextType = CorrelationsContext, ParentType extends ResolversParentTypes['AssociationPublished'] = ResolversParentTypes['AssociationPublished']> = {
  published?: Resolver<ResolversTypes['PublishedAssociation'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type AssociationResultResolvers<ContextType = CorrelationsContext, ParentType extends ResolversParentTypes['AssociationResult'] = ResolversParentTypes['AssociationResult']> = {
  __resolveType: TypeResolveFn<'AnalysisProblems' | 'Association' | 'AssociationRun', ParentType, ContextType>;
};

export type AssociationRunResolvers<ContextType = CorrelationsContext, ParentType extends ResolversParentTypes['AssociationRun'] = ResolversParentTypes['AssociationRun']> = {
  association?: Resolver<Maybe<ResolversTypes['Association']>, ParentType, ContextType>;
  done?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  exposureLabels?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  finishedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  healthSeries?: Resolver<Maybe<ResolversTypes['HealthSeries']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  outcome?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  problems?: Resolver<Array<ResolversTypes['AnalysisProblem']>, ParentType, ContextType>;
  requestedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['RunStatus'], ParentType, ContextType>;
  total?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type AssociationStartedResolvers<ContextType = CorrelationsContext, ParentType extends ResolversParentTypes['AssociationStarted'] = ResolversParentTypes['AssociationStarted']> = {
  run?: Resolver<ResolversTypes['AssociationRun'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type AssociationWithdrawnResolvers<ContextType = CorrelationsContext, ParentType extends ResolversParentTypes['AssociationWithdrawn'] = ResolversParentTypes['AssociationWithdrawn']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type CancelAssociationPayloadResolvers<ContextType = CorrelationsContext, ParentType extends ResolversParentTypes['CancelAssociationPayload'] = ResolversParentTypes['CancelAssociationPayload']> = {
  __resolveType: TypeResolveFn<'AnalysisProblems' | 'AssociationCancelled', ParentType, ContextType>;
};

export type CorrelationResolvers<ContextType = CorrelationsContext, ParentType extends ResolversParentTypes['Correlation'] = ResolversParentTypes['Correlation']> = {
  exposure?: Resolver<ResolversTypes['Exposure'], ParentType, ContextType>;
  lags?: Resolver<Array<ResolversTypes['LagCorrelation']>, ParentType, ContextType>;
  method?: Resolver<ResolversTypes['CorrelationMethod'], ParentType, ContextType>;
  outcome?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  summary?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  warnings?: Resolver<Array<ResolversTypes['AnalysisWarning']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type CorrelationFiguresResolvers<ContextType = CorrelationsContext, ParentType extends ResolversParentTypes['CorrelationFigures'] = ResolversParentTypes['CorrelationFigures']> = {
  given?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  high?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  low?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  n?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  nEffective?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  p?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  pAdjusted?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  r?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
};

export type CorrelationResultResolvers<ContextType = CorrelationsContext, ParentType extends ResolversParentTypes['CorrelationResult'] = ResolversParentTypes['CorrelationResult']> = {
  __resolveType: TypeResolveFn<'AnalysisProblems' | 'Correlation', ParentType, ContextType>;
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

export type EffectEstimateResolvers<ContextType = CorrelationsContext, ParentType extends ResolversParentTypes['EffectEstimate'] = ResolversParentTypes['EffectEstimate']> = {
  high?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  increment?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  lagFrom?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  lagTo?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  low?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  p?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  pAdjusted?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  percentChange?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  percentHigh?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  percentLow?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  rateRatio?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  standardError?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
};

export type ExposureResolvers<ContextType = CorrelationsContext, ParentType extends ResolversParentTypes['Exposure'] = ResolversParentTypes['Exposure']> = {
  days?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  label?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  median?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  method?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  metric?: Resolver<Maybe<ResolversTypes['DailyMetric']>, ParentType, ContextType>;
  monitors?: Resolver<Maybe<Array<ResolversTypes['Monitor']>>, ParentType, ContextType>;
  p05?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  p95?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  quantity?: Resolver<Maybe<ResolversTypes['Quantity']>, ParentType, ContextType>;
  unit?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type ExposureResponseResolvers<ContextType = CorrelationsContext, ParentType extends ResolversParentTypes['ExposureResponse'] = ResolversParentTypes['ExposureResponse']> = {
  formula?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  points?: Resolver<Array<ResolversTypes['ResponsePoint']>, ParentType, ContextType>;
  reference?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  unit?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type HealthColumnResolvers<ContextType = CorrelationsContext, ParentType extends ResolversParentTypes['HealthColumn'] = ResolversParentTypes['HealthColumn']> = {
  events?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  label?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  missing?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  role?: Resolver<ResolversTypes['HealthColumnRole'], ParentType, ContextType>;
  unit?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type HealthSeriesResolvers<ContextType = CorrelationsContext, ParentType extends ResolversParentTypes['HealthSeries'] = ResolversParentTypes['HealthSeries']> = {
  columns?: Resolver<Array<ResolversTypes['HealthColumn']>, ParentType, ContextType>;
  contentHash?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  days?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  firstDay?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  lastDay?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  population?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  source?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  timeZone?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  uploadedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
};

export type HealthSeriesRemovedResolvers<ContextType = CorrelationsContext, ParentType extends ResolversParentTypes['HealthSeriesRemoved'] = ResolversParentTypes['HealthSeriesRemoved']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type HealthSeriesUploadedResolvers<ContextType = CorrelationsContext, ParentType extends ResolversParentTypes['HealthSeriesUploaded'] = ResolversParentTypes['HealthSeriesUploaded']> = {
  healthSeries?: Resolver<ResolversTypes['HealthSeries'], ParentType, ContextType>;
  wasThere?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type LagCorrelationResolvers<ContextType = CorrelationsContext, ParentType extends ResolversParentTypes['LagCorrelation'] = ResolversParentTypes['LagCorrelation']> = {
  adjusted?: Resolver<ResolversTypes['CorrelationFigures'], ParentType, ContextType>;
  lag?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  raw?: Resolver<ResolversTypes['CorrelationFigures'], ParentType, ContextType>;
};

export type LagEffectResolvers<ContextType = CorrelationsContext, ParentType extends ResolversParentTypes['LagEffect'] = ResolversParentTypes['LagEffect']> = {
  cumulativeHigh?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  cumulativeLow?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  cumulativeRateRatio?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  high?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  lag?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  low?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  rateRatio?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
};

export type ModelDiagnosticsResolvers<ContextType = CorrelationsContext, ParentType extends ResolversParentTypes['ModelDiagnostics'] = ResolversParentTypes['ModelDiagnostics']> = {
  acf?: Resolver<Array<ResolversTypes['Float']>, ParentType, ContextType>;
  dispersion?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  dropped?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  durbinWatson?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  ljungBoxP?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  pacf?: Resolver<Array<ResolversTypes['Float']>, ParentType, ContextType>;
  residualDegreesOfFreedom?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type MonitorResolvers<ContextType = CorrelationsContext, ParentType extends ResolversParentTypes['Monitor'] = ResolversParentTypes['Monitor']> = {
  days?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  sensor?: Resolver<Maybe<ResolversTypes['Sensor']>, ParentType, ContextType>;
};

export type MutationResolvers<ContextType = CorrelationsContext, ParentType extends ResolversParentTypes['Mutation'] = ResolversParentTypes['Mutation']> = {
  cancelAssociation?: Resolver<ResolversTypes['CancelAssociationPayload'], ParentType, ContextType, RequireFields<MutationCancelAssociationArgs, 'input'>>;
  publishAssociation?: Resolver<ResolversTypes['PublishAssociationPayload'], ParentType, ContextType, RequireFields<MutationPublishAssociationArgs, 'input'>>;
  removeHealthSeries?: Resolver<ResolversTypes['RemoveHealthSeriesPayload'], ParentType, ContextType, RequireFields<MutationRemoveHealthSeriesArgs, 'input'>>;
  startAssociation?: Resolver<ResolversTypes['StartAssociationPayload'], ParentType, ContextType, RequireFields<MutationStartAssociationArgs, 'input'>>;
  uploadHealthSeries?: Resolver<ResolversTypes['UploadHealthSeriesPayload'], ParentType, ContextType, RequireFields<MutationUploadHealthSeriesArgs, 'input'>>;
  withdrawAssociation?: Resolver<ResolversTypes['WithdrawAssociationPayload'], ParentType, ContextType, RequireFields<MutationWithdrawAssociationArgs, 'input'>>;
};

export type PageInfoResolvers<ContextType = CorrelationsContext, ParentType extends ResolversParentTypes['PageInfo'] = ResolversParentTypes['PageInfo']> = {
  endCursor?: Resolver<Maybe<ResolversTypes['Cursor']>, ParentType, ContextType>;
  hasNextPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export type PublishAssociationPayloadResolvers<ContextType = CorrelationsContext, ParentType extends ResolversParentTypes['PublishAssociationPayload'] = ResolversParentTypes['PublishAssociationPayload']> = {
  __resolveType: TypeResolveFn<'AnalysisProblems' | 'AssociationPublished', ParentType, ContextType>;
};

export type PublishedAssociationResolvers<ContextType = CorrelationsContext, ParentType extends ResolversParentTypes['PublishedAssociation'] = ResolversParentTypes['PublishedAssociation']> = {
  contentHash?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  days?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  estimate?: Resolver<ResolversTypes['EffectEstimate'], ParentType, ContextType>;
  events?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  exposureResponse?: Resolver<Maybe<ResolversTypes['ExposureResponse']>, ParentType, ContextType>;
  exposures?: Resolver<Array<ResolversTypes['Exposure']>, ParentType, ContextType>;
  firstDay?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  formula?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  lagResponse?: Resolver<Array<ResolversTypes['LagEffect']>, ParentType, ContextType>;
  lastDay?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  model?: Resolver<ResolversTypes['AssociationModel'], ParentType, ContextType>;
  models?: Resolver<Array<ResolversTypes['TriedModel']>, ParentType, ContextType>;
  note?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  organisation?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  outcome?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  population?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  publishedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  site?: Resolver<Maybe<ResolversTypes['Site']>, ParentType, ContextType>;
  summary?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  title?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  warnings?: Resolver<Array<ResolversTypes['AnalysisWarning']>, ParentType, ContextType>;
};

export type QueryResolvers<ContextType = CorrelationsContext, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  association?: Resolver<Maybe<ResolversTypes['AssociationResult']>, ParentType, ContextType, RequireFields<QueryAssociationArgs, 'input'>>;
  associationModels?: Resolver<Maybe<Array<ResolversTypes['AssociationModel']>>, ParentType, ContextType>;
  associationRun?: Resolver<Maybe<ResolversTypes['AssociationRun']>, ParentType, ContextType, RequireFields<QueryAssociationRunArgs, 'id'>>;
  associationRuns?: Resolver<Maybe<Array<ResolversTypes['AssociationRun']>>, ParentType, ContextType, RequireFields<QueryAssociationRunsArgs, 'first'>>;
  correlation?: Resolver<Maybe<ResolversTypes['CorrelationResult']>, ParentType, ContextType, RequireFields<QueryCorrelationArgs, 'input'>>;
  healthSeries?: Resolver<Maybe<Array<ResolversTypes['HealthSeries']>>, ParentType, ContextType>;
};

export type RemoveHealthSeriesPayloadResolvers<ContextType = CorrelationsContext, ParentType extends ResolversParentTypes['RemoveHealthSeriesPayload'] = ResolversParentTypes['RemoveHealthSeriesPayload']> = {
  __resolveType: TypeResolveFn<'AnalysisProblems' | 'HealthSeriesRemoved', ParentType, ContextType>;
};

export type ResponsePointResolvers<ContextType = CorrelationsContext, ParentType extends ResolversParentTypes['ResponsePoint'] = ResolversParentTypes['ResponsePoint']> = {
  high?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  low?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  rateRatio?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  value?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
};

export type SensorResolvers<ContextType = CorrelationsContext, ParentType extends ResolversParentTypes['Sensor'] = ResolversParentTypes['Sensor']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type SiteResolvers<ContextType = CorrelationsContext, ParentType extends ResolversParentTypes['Site'] = ResolversParentTypes['Site'], FederationReferenceType extends FederationReferenceTypes['Site'] = FederationReferenceTypes['Site']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Site']> | FederationReferenceType, FederationReferenceType, ContextType>;
  healthAssociations?: Resolver<Maybe<Array<ResolversTypes['PublishedAssociation']>>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type StartAssociationPayloadResolvers<ContextType = CorrelationsContext, ParentType extends ResolversParentTypes['StartAssociationPayload'] = ResolversParentTypes['StartAssociationPayload']> = {
  __resolveType: TypeResolveFn<'AnalysisProblems' | 'AssociationStarted', ParentType, ContextType>;
};

export type TriedModelResolvers<ContextType = CorrelationsContext, ParentType extends ResolversParentTypes['TriedModel'] = ResolversParentTypes['TriedModel']> = {
  days?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  effect?: Resolver<Maybe<ResolversTypes['EffectEstimate']>, ParentType, ContextType>;
  formula?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  problem?: Resolver<Maybe<ResolversTypes['AnalysisProblem']>, ParentType, ContextType>;
  title?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  triedAs?: Resolver<ResolversTypes['TriedAs'], ParentType, ContextType>;
};

export type UploadHealthSeriesPayloadResolvers<ContextType = CorrelationsContext, ParentType extends ResolversParentTypes['UploadHealthSeriesPayload'] = ResolversParentTypes['UploadHealthSeriesPayload']> = {
  __resolveType: TypeResolveFn<'AnalysisProblems' | 'HealthSeriesUploaded', ParentType, ContextType>;
};

export type WithdrawAssociationPayloadResolvers<ContextType = CorrelationsContext, ParentType extends ResolversParentTypes['WithdrawAssociationPayload'] = ResolversParentTypes['WithdrawAssociationPayload']> = {
  __resolveType: TypeResolveFn<'AnalysisProblems' | 'AssociationWithdrawn', ParentType, ContextType>;
};

export type Resolvers<ContextType = CorrelationsContext> = {
  AnalysisProblem?: AnalysisProblemResolvers<ContextType>;
  AnalysisProblems?: AnalysisProblemsResolvers<ContextType>;
  AnalysisWarning?: AnalysisWarningResolvers<ContextType>;
  Association?: AssociationResolvers<ContextType>;
  AssociationCancelled?: AssociationCancelledResolvers<ContextType>;
  AssociationModel?: AssociationModelResolvers<ContextType>;
  AssociationPublished?: AssociationPublishedResolvers<ContextType>;
  AssociationResult?: AssociationResultResolvers<ContextType>;
  AssociationRun?: AssociationRunResolvers<ContextType>;
  AssociationStarted?: AssociationStartedResolvers<ContextType>;
  AssociationWithdrawn?: AssociationWithdrawnResolvers<ContextType>;
  CancelAssociationPayload?: CancelAssociationPayloadResolvers<ContextType>;
  Correlation?: CorrelationResolvers<ContextType>;
  CorrelationFigures?: CorrelationFiguresResolvers<ContextType>;
  CorrelationResult?: CorrelationResultResolvers<ContextType>;
  Cursor?: GraphQLScalarType;
  DateTime?: GraphQLScalarType;
  Duration?: GraphQLScalarType;
  EffectEstimate?: EffectEstimateResolvers<ContextType>;
  Exposure?: ExposureResolvers<ContextType>;
  ExposureResponse?: ExposureResponseResolvers<ContextType>;
  HealthColumn?: HealthColumnResolvers<ContextType>;
  HealthSeries?: HealthSeriesResolvers<ContextType>;
  HealthSeriesRemoved?: HealthSeriesRemovedResolvers<ContextType>;
  HealthSeriesUploaded?: HealthSeriesUploadedResolvers<ContextType>;
  LagCorrelation?: LagCorrelationResolvers<ContextType>;
  LagEffect?: LagEffectResolvers<ContextType>;
  ModelDiagnostics?: ModelDiagnosticsResolvers<ContextType>;
  Monitor?: MonitorResolvers<ContextType>;
  Mutation?: MutationResolvers<ContextType>;
  PageInfo?: PageInfoResolvers<ContextType>;
  PublishAssociationPayload?: PublishAssociationPayloadResolvers<ContextType>;
  PublishedAssociation?: PublishedAssociationResolvers<ContextType>;
  Query?: QueryResolvers<ContextType>;
  RemoveHealthSeriesPayload?: RemoveHealthSeriesPayloadResolvers<ContextType>;
  ResponsePoint?: ResponsePointResolvers<ContextType>;
  Sensor?: SensorResolvers<ContextType>;
  Site?: SiteResolvers<ContextType>;
  StartAssociationPayload?: StartAssociationPayloadResolvers<ContextType>;
  TriedModel?: TriedModelResolvers<ContextType>;
  UploadHealthSeriesPayload?: UploadHealthSeriesPayloadResolvers<ContextType>;
  WithdrawAssociationPayload?: WithdrawAssociationPayloadResolvers<ContextType>;
};

export type DirectiveResolvers<ContextType = CorrelationsContext> = {
  access?: AccessDirectiveResolver<any, any, ContextType>;
};
