/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
/** Which alert, and what to say. */
export type AcknowledgeAlertInput = {
  /** An alert's id. */
  id: string | number;
  /** For those who come after, to 500 characters. */
  note?: string | null | undefined;
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

/** What happened to an alert. */
export type AlertChange =
  /** Events are missing here: `gap` says which. */
  | 'GAP'
  /** It is new. */
  | 'RAISED'
  /** It is over, or never was. */
  | 'RESOLVED'
  /** It is otherwise than before. */
  | 'UPDATED';

/** By which way somebody is told. */
export type AlertChannel =
  /** An email, with text and HTML. */
  | 'EMAIL'
  /** A Slack incoming webhook. */
  | 'SLACK'
  /** A Telegram bot's message. */
  | 'TELEGRAM'
  /** A signed POST of JSON. */
  | 'WEBHOOK';

/** What became of a message. */
export type AlertDeliveryState =
  /** Tried for three days, or refused for good. */
  | 'DEAD'
  /** Not sent: `fault` says why. */
  | 'DROPPED'
  /** It waits for the end of quiet hours or of a full hour. */
  | 'HELD'
  /** It goes out as soon as may be. */
  | 'QUEUED'
  /** It failed, and is tried again. */
  | 'RETRYING'
  /** The receiver has taken it. */
  | 'SENT';

/** Which alerts. What is left out does not matter. */
export type AlertFilter = {
  /** That went on at this time or later. */
  from?: string | null | undefined;
  /** This bad or worse. */
  minSeverity?: Severity | null | undefined;
  /** Of sensors of these networks. */
  networkIds?: Array<string | number> | null | undefined;
  /** Of one's own organisation alone. */
  own?: boolean | null | undefined;
  /** About these quantities. */
  quantities?: Array<Quantity> | null | undefined;
  /** False: without those of recorded air. */
  replayed?: boolean | null | undefined;
  /** Raised by these rules. */
  ruleIds?: Array<string | number> | null | undefined;
  /** Of these sensors; at most 1,000. */
  sensorIds?: Array<string | number> | null | undefined;
  /** Of sensors at these sites. */
  siteIds?: Array<string | number> | null | undefined;
  /** In these states. */
  states?: Array<AlertState> | null | undefined;
  /** That began before this time. */
  to?: string | null | undefined;
};

/** What alerts are grouped by. */
export type AlertLabel =
  /** Their country. */
  | 'COUNTRY'
  /** Their network. */
  | 'NETWORK'
  /** What is measured. */
  | 'QUANTITY'
  /** Their rule. */
  | 'RULE'
  /** Their sensor. */
  | 'SENSOR'
  /** How bad they are. */
  | 'SEVERITY'
  /** Their site. */
  | 'SITE';

/** Why something cannot be done. */
export type AlertProblemCode =
  /** Nothing is sent to this address: it is not public, or not https. */
  | 'ADDRESS_NOT_ALLOWED'
  /** Somebody else changed it meanwhile: read it again. */
  | 'CHANGED_MEANWHILE'
  /** The receiver did not take it. */
  | 'DELIVERY_FAILED'
  /** Your role does not allow this. */
  | 'FORBIDDEN'
  /** Something is needed here. */
  | 'MISSING'
  /** Not an email address, URL or chat. */
  | 'NOT_AN_ADDRESS'
  /** Not an ISO 8601 duration, or too short or long a one. */
  | 'NOT_A_DURATION'
  /** A template that cannot be read. */
  | 'NOT_A_TEMPLATE'
  /** Not a time, or one that is past. */
  | 'NOT_A_TIME'
  /** IANA does not know this time zone. */
  | 'NOT_A_TIME_ZONE'
  /** The address has not said yet that it wants to be told. */
  | 'NOT_CONFIRMED'
  /** There is none of this id, or it is not yours. */
  | 'NOT_FOUND'
  /** Text with controls, or with what nobody sees, such as marks that turn the direction of what is read. */
  | 'NOT_PLAIN_TEXT'
  /** This has no meaning here. */
  | 'NOT_USED'
  /** Whose would it be? You belong to no organisation. */
  | 'NO_ORGANISATION'
  /** A number that cannot be, or contradicts another. */
  | 'OUT_OF_RANGE'
  /** It is over. */
  | 'OVER'
  /** Longer than is kept. */
  | 'TOO_LONG'
  /** More than is kept. */
  | 'TOO_MANY'
  /** There is none of this id. */
  | 'UNKNOWN_ID';

/** Why somebody was told. */
export type AlertReason =
  /** All of it is over. */
  | 'ALL_CLEAR'
  /** Whether the address wants to be told. */
  | 'CONFIRM'
  /** Nobody has acknowledged it. */
  | 'ESCALATED'
  /** Something new, or more of it. */
  | 'FIRING'
  /** It is still so. */
  | 'REPEATED'
  /** Somebody tried the channel out. */
  | 'TEST'
  /** It never was. */
  | 'WITHDRAWN';

/** Why an alert is over. */
export type AlertResolution =
  /** Nothing was heard any more. */
  | 'NO_DATA'
  /** The air, or the sensor, is well again. */
  | 'RECOVERED'
  /** Its rule was changed, switched off or taken away, or is no longer about its sensor. */
  | 'RULE_CHANGED';

/** Where an alert stands. */
export type AlertState =
  /** It can no longer be judged: its trail says why. */
  | 'ERROR'
  /** It goes on. */
  | 'FIRING'
  /** Nothing is heard any more; or that itself is what it is about. */
  | 'NO_DATA'
  /** It is on the other side of the recovery threshold, but not yet for long enough. */
  | 'RECOVERING'
  /** It is over. */
  | 'RESOLVED'
  /** Late or corrected readings say that it never was. */
  | 'WITHDRAWN';

/** What happened in an alert's life. */
export type AlertStepKind =
  /** Somebody looks after it. */
  | 'ACKNOWLEDGED'
  /** It was not over. */
  | 'AGAIN'
  /** Its messages in the CAP feed have another status, or are no longer shown, or are shown again: an Admin approved or published its rule or took that back, or somebody edited it. */
  | 'CAP_CHANGED'
  /** Nobody had acknowledged it, so others were told. */
  | 'ESCALATED'
  /** It could not be judged. */
  | 'FAILED'
  /** Something is heard again. */
  | 'HEARD'
  /** Somebody was told. */
  | 'NOTIFIED'
  /** It was raised. */
  | 'RAISED'
  /** It begins to be over. */
  | 'RECOVERING'
  /** Late readings say that it was not over. */
  | 'REOPENED'
  /** It is over. */
  | 'RESOLVED'
  /** Late or corrected readings changed its beginning, end or peak. */
  | 'REVISED'
  /** Nothing is heard any more. */
  | 'SILENT'
  /** Nobody is told for a while. */
  | 'SNOOZED'
  /** A silence, an inhibition or a snooze kept it quiet. */
  | 'SUPPRESSED'
  /** It never was. */
  | 'WITHDRAWN';

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

/** How bad the air must be: the sensor's index of now (`Sensor.aqi`, basis CURRENT) at the end of the reading's period, as it is known when the reading is sent, lies in this category or in a worse one. A sensor without an index does not match. */
export type AqiLevelFilter = {
  /** The standard's own name of the category. US_EPA: Good, Moderate, Unhealthy for Sensitive Groups, Unhealthy, Very Unhealthy, Hazardous. EU: Good, Fair, Moderate, Poor, Very Poor, Extremely Poor. */
  atLeast: string;
  /** Whose index. WHO has none of now. */
  standard?: AqiStandard | null | undefined;
};

/** Whose index. */
export type AqiStandard =
  /** European Air Quality Index 2024: six bands, hourly, the worst pollutant. */
  | 'EU'
  /** US EPA Air Quality Index; breakpoints by the date of the period (2024 revision from 2024-05-06). */
  | 'US_EPA'
  /** WHO global air quality guidelines 2021: the highest target that the local day's mean meets. */
  | 'WHO';

/** A question about one outcome and one or two exposures. */
export type AssociationInput = {
  /** One, or two that are adjusted for each other; the answer is about the first. */
  exposures: Array<ExposureInput>;
  /** Local date, included: the first day of a month, or of the series. Default: the first of the series. */
  from?: string | null | undefined;
  /** Of your organisation. */
  healthSeriesId: string | number;
  /** The increment of the first exposure that effects are told for, in its unit. Default 10. */
  increment?: number | null | undefined;
  /** Of `associationModels`. Whichever is asked for, the pre-specified one is told beside it. */
  model?: string | number | null | undefined;
  /** Only days of these months, 1 to 12; lags reach over the others. Default: all. */
  months?: Array<number> | null | undefined;
  /** A column with the role OUTCOME. Default: the first. */
  outcome?: string | null | undefined;
  /** The value that the exposure–response curve is compared with. Default: the median. */
  reference?: number | null | undefined;
  /** Local date, included: the last day of a month, or of the series. Default: the last of the series. */
  to?: string | null | undefined;
};

/** Which sensors, quantities and time. What is left out does not narrow it. */
export type AvailabilityInput = {
  /** From this instant on. */
  from: string;
  /** All sensors of these networks. */
  networkIds?: Array<string | number> | null | undefined;
  /** Of these quantities alone. */
  quantities?: Array<Quantity> | null | undefined;
  /** By id, 1,000 at most. */
  sensorIds?: Array<string | number> | null | undefined;
  /** All sensors of these sites. */
  siteIds?: Array<string | number> | null | undefined;
  /** Until this instant. */
  to: string;
};

/** A box on the map; it crosses the 180th meridian where west > east. */
export type BoundingBoxInput = {
  /** Degrees east of the eastern edge. */
  east: number;
  /** Degrees north of the northern edge. */
  north: number;
  /** Degrees north of the southern edge. */
  south: number;
  /** Degrees east of the western edge. */
  west: number;
};

/** Which export to end. */
export type CancelExportInput = {
  /** Of the export. */
  id: string | number;
};

/** How the hours of a local day become one value. */
export type DailyMetric =
  /** Mean of the day's hours; 18 of 24 must be there. */
  | 'DAILY_MEAN'
  /** The highest hour; 18 of 24 must be there. */
  | 'MAX_1H'
  /** The highest mean of 8 hours in a row among those that end in the day, each of 6 hours at least; 18 of its 24 hours and 18 of these means must be there. */
  | 'MAX_8H';

/** How readings are averaged. */
export type ExportAverageInput = {
  /** In this order, a column each. */
  aggregates?: Array<Aggregate>;
  /** PT1M to P1Y. From P1D on, local days of the sensor are counted. */
  every: string;
  /** Share of the period that readings must cover, else its values are empty: 0.75 is the field's rule. Rows stay, with their coverage. */
  minCoverage?: number;
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

/** A pollutant: measured here, at a site or by sensors, or a column of the health series. */
export type ExposureInput = {
  /** A column of the health series with the role EXPOSURE, instead of all of the above. */
  column?: string | null | undefined;
  /** Default DAILY_MEAN. */
  metric?: DailyMetric | null | undefined;
  /** A pollutant. */
  quantity?: Quantity | null | undefined;
  /** 1 to 20 sensors. A day's value is the mean of those that have one. */
  sensorIds?: Array<string | number> | null | undefined;
  /** All sensors of a site. */
  siteId?: string | number | null | undefined;
};

/** What happened to a forecast. */
export type ForecastChange =
  /** Events were lost: `gap` tells which. */
  | 'GAP'
  /** It was issued, or made anew for the same hour. */
  | 'ISSUED';

/** In which language messages are. */
export type MessageLanguage =
  /** Arabic. */
  | 'AR'
  /** English. */
  | 'EN'
  /** French. */
  | 'FR'
  /** Portuguese. */
  | 'PT'
  /** Swahili. */
  | 'SW';

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

/** What it makes of an alert that nothing is heard. */
export type NoDataPolicy =
  /** It goes on; where there is none, that nothing is heard becomes an alert. */
  | 'ALERT'
  /** It goes on as NO_DATA. */
  | 'KEEP'
  /** It ends. */
  | 'RESOLVE';

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

/** What happened to a reading. */
export type ReadingChange =
  /** It is new. */
  | 'ADDED'
  /** Events were lost: `gap` tells which. */
  | 'GAP'
  /** Its value or its flags changed. */
  | 'REVISED';

/** Conditions that must all hold. A condition that is null or left out is not asked; an empty list lets nothing through. */
export type ReadingFilter = {
  /** Only while the air at the sensor is so bad, or worse. */
  aqi?: AqiLevelFilter | null | undefined;
  /** Of sensors that stand inside this box, its edges included; a sensor whose position is not known does not match. */
  bbox?: BoundingBoxInput | null | undefined;
  /** More than 0, in the quantity's canonical unit. Only readings that differ by that much or more, up or down, from the one that the stream gave last of the same sensor. The stream is shared by all who ask the same: whoever joins it later may get nothing of a sensor until its next large step. It needs exactly one quantity in `quantities`. */
  minChange?: number | null | undefined;
  /** Of sensors in these networks; at most 1,000. */
  networkIds?: Array<string | number> | null | undefined;
  /** Of these quantities. */
  quantities?: Array<Quantity> | null | undefined;
  /** Of these sensors; at most 1,000. */
  sensorIds?: Array<string | number> | null | undefined;
  /** Of sensors at these sites; at most 1,000. */
  siteIds?: Array<string | number> | null | undefined;
};

/** The token to be changed for a new pair. */
export type RefreshInput = {
  /** As signIn or refresh gave it. */
  refreshToken: string;
};

/** Why something was not done. */
export type RefusalReason =
  /** There is an Admin already. */
  | 'ALREADY_SET_UP'
  /** The id is taken. */
  | 'ALREADY_TAKEN'
  /** Nobody would be left who may. */
  | 'LAST_ONE'
  /** There is none of this id, or it is not yours. */
  | 'NOT_FOUND'
  /** Sign-up is closed. */
  | 'SIGN_UP_CLOSED'
  /** The token is wrong, was used, or has expired. */
  | 'TOKEN_NOT_VALID'
  /** The e-mail address or the password is wrong, or the account may not sign in. Which of them is not told. */
  | 'WRONG_CREDENTIALS'
  /** Not yourself. */
  | 'YOURSELF';

/** What to export. What is left out does not narrow it: without sensors, sites, networks and countries it is every sensor. */
export type RequestExportInput = {
  /** As it was known then, of single readings. Default: now. */
  asOf?: string | null | undefined;
  /** Averages in place of single readings. */
  average?: ExportAverageInput | null | undefined;
  /** Of single readings; averages have columns of their own. */
  columns?: ExportColumns;
  /** Default: GZIP, but for Parquet and XLSX. */
  compression?: ExportCompression | null | undefined;
  /** All sensors in these countries: ISO 3166-1 alpha-2. */
  countries?: Array<string> | null | undefined;
  /** How the files are written. */
  format?: ExportFormat;
  /** Periods that begin at this instant or later. */
  from: string;
  /** What a row is. */
  layout?: ExportLayout;
  /** All sensors of these networks. */
  networkIds?: Array<string | number> | null | undefined;
  /** Default: GOOD, UNKNOWN and SUSPECT; of averages GOOD and UNKNOWN. */
  quality?: Array<QualityFlag> | null | undefined;
  /** Of these quantities alone. */
  quantities?: Array<Quantity> | null | undefined;
  /** By id, 10,000 at most. */
  sensorIds?: Array<string | number> | null | undefined;
  /** All sensors of these sites. */
  siteIds?: Array<string | number> | null | undefined;
  /** How many files there are. */
  split?: ExportSplit;
  /** Periods that end at this instant or earlier. */
  to: string;
  /** Which value of a reading is its value. */
  version?: Version;
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

/** Whether a sensor is heard. */
export type SensorStatus =
  /** Nothing newer has come, or nothing at all. */
  | 'OFFLINE'
  /** Its newest reading is at most three reporting intervals old (at least 15 minutes, and one hour to arrive). */
  | 'ONLINE'
  /** Its deployment has ended. */
  | 'RETIRED';

/** Who the first Admin is. */
export type SetUpInput = {
  /** What you will sign in with. */
  email: string;
  /** Name for people. */
  name: string;
  /** 12 to 256 characters; none that is known from leaks or made of your name. */
  password: string;
  /** What the first start printed. */
  token: string;
};

/** CAP 1.2's words for how bad it is. */
export type Severity =
  /** An extraordinary threat. */
  | 'EXTREME'
  /** Little or no threat. */
  | 'MINOR'
  /** A possible threat. */
  | 'MODERATE'
  /** A significant threat. */
  | 'SEVERE';

/** Who signs in. */
export type SignInInput = {
  /** The e-mail address of the account. */
  email: string;
  /** Its password. */
  password: string;
};

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

export type AcknowledgeAlertMutationVariables = Exact<{
  input: AcknowledgeAlertInput;
}>;


export type AcknowledgeAlertMutation = { acknowledgeAlert:
    | { __typename: 'AlertProblems', problems: Array<{ field: string, code: AlertProblemCode, reason: string, next: string }> }
    | { __typename: 'AlertSaved', alert: { id: string, revision: number, acknowledgedAt: string | null, acknowledgedBy: string | null, note: string | null } }
   };

export type AirForecastQueryVariables = Exact<{
  sensorId: string | number;
  quantity?: Quantity | null | undefined;
}>;


export type AirForecastQuery = { sensor: { id: string, name: string, timeZone: string | null, forecast: { issuedAt: string, replayed: boolean, unit: Unit, model: { id: string, version: string | null, kind: ModelKind }, points: Array<{ horizon: string, periodStart: string, periodEnd: string, p10: number, p50: number, p90: number, mean: number }>, days: Array<{ date: string, periodStart: string, periodEnd: string, p10: number, p50: number, p90: number, mean: number, category: string | null, categoryProbabilities: Array<{ category: string, probability: number }> | null }>, fallbacks: Array<{ rung: ModelKind, message: string }>, unavailable: { reason: UnavailableReason, message: string } | null } | null } | null };

export type AirQualityIndexQueryVariables = Exact<{
  sensorId: string | number;
}>;


export type AirQualityIndexQuery = { sensor: { name: string, timeZone: string | null, usNow:
      | { index: number | null, category: string, color: string, message: string, periodStart: string, periodEnd: string, subIndices: Array<{ quantity: Quantity, concentration: number, unit: Unit, averaging: string, coverage: number }> }
      | { reason: string }
     | null, euNow:
      | { index: number | null, category: string, color: string, message: string, periodStart: string, periodEnd: string, subIndices: Array<{ quantity: Quantity, concentration: number, unit: Unit, averaging: string, coverage: number }> }
      | { reason: string }
     | null, whoYesterday:
      | { index: number | null, category: string, color: string, message: string, periodStart: string, periodEnd: string, subIndices: Array<{ quantity: Quantity, concentration: number, unit: Unit, averaging: string, coverage: number }> }
      | { reason: string }
     | null } | null };

type Verdict_AirQualityIndex_Fragment = { index: number | null, category: string, color: string, message: string, periodStart: string, periodEnd: string, subIndices: Array<{ quantity: Quantity, concentration: number, unit: Unit, averaging: string, coverage: number }> };

type Verdict_AqiUnavailable_Fragment = { reason: string };

export type VerdictFragment =
  | Verdict_AirQualityIndex_Fragment
  | Verdict_AqiUnavailable_Fragment
;

export type AlertReceiversQueryVariables = Exact<{ [key: string]: never; }>;


export type AlertReceiversQuery = { alertReceivers: Array<{ id: string, name: string, channel: AlertChannel, address: string, language: MessageLanguage, timeZone: string, isEnabled: boolean, confirmedAt: string | null, unsubscribedAt: string | null, quietHours: { from: string, to: string, exceptFrom: Severity } | null }> | null, alertDeliveries: { nodes: Array<{ id: string, reason: AlertReason, state: AlertDeliveryState, attempts: number, createdAt: string, sentAt: string | null, fault: string | null, receiver: { id: string } | null }> } | null };

export type AlertRulesQueryVariables = Exact<{ [key: string]: never; }>;


export type AlertRulesQuery = { alertRules: Array<{ id: string, revision: number, name: string, severity: Severity, isEnabled: boolean, isPublished: boolean, isApproved: boolean, openAlerts: number, condition: { text: string }, scope: { sensorCount: number }, pace: { for: string, keepFiringFor: string, noDataAfter: string, noData: NoDataPolicy }, telling: { groupBy: Array<AlertLabel>, repeatEvery: string | null, receivers: Array<{ id: string, name: string }> } | null }> | null };

export type AlertQueryVariables = Exact<{
  id: string | number;
  language?: MessageLanguage | null | undefined;
}>;


export type AlertQuery = { alert: { id: string, revision: number, title: string, severity: Severity, state: AlertState, quantity: Quantity | null, condition: string, threshold: number | null, startedAt: string, firedAt: string, resolvedAt: string | null, resolution: AlertResolution | null, peak: number | null, peakAt: string, last: number | null, lastAt: string, isReplayed: boolean, acknowledgedAt: string | null, acknowledgedBy: string | null, note: string | null, snoozedUntil: string | null, sensor: { id: string, name: string, timeZone: string | null } | null, rule: { id: string, name: string } | null, advice: { everyone: string, sensitiveGroups: string }, trail: Array<{ kind: AlertStepKind, at: string, writtenAt: string, by: string | null, details: Array<{ name: string, value: string }> }> } | null };

export type AlertsQueryVariables = Exact<{
  filter?: AlertFilter | null | undefined;
  after?: string | null | undefined;
}>;


export type AlertsQuery = { alerts: { nodes: Array<{ id: string, title: string, severity: Severity, state: AlertState, quantity: Quantity | null, condition: string, startedAt: string, resolvedAt: string | null, peak: number | null, last: number | null, lastAt: string, isReplayed: boolean, acknowledgedAt: string | null, sensor: { id: string, name: string } | null }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } | null };

export type AskAssociationQueryVariables = Exact<{
  input: AssociationInput;
}>;


export type AskAssociationQuery = { association:
    | { problems: Array<{ field: string, code: AnalysisProblemCode, reason: string, next: string }> }
    | { id: string, summary: string, formula: string, firstDay: string, lastDay: string, days: number, daysLeftOut: number, events: number, contentHash: string, estimate: { increment: number, lagFrom: number, lagTo: number, rateRatio: number, low: number, high: number, p: number, pAdjusted: number | null }, lagResponse: Array<{ lag: number, rateRatio: number, low: number, high: number }>, exposureResponse: { reference: number, unit: string | null, points: Array<{ value: number, rateRatio: number, low: number, high: number }> } | null, models: Array<{ id: string, title: string, triedAs: TriedAs, days: number | null, effect: { rateRatio: number, low: number, high: number, pAdjusted: number | null } | null, problem: { reason: string } | null }>, exposures: Array<{ label: string, unit: string | null, method: string, days: number }>, warnings: Array<{ code: WarningCode, message: string }> }
    | { id: string, status: RunStatus, done: number, total: number }
   | null };

export type AvailabilityQueryVariables = Exact<{
  input: AvailabilityInput;
}>;


export type AvailabilityQuery = { availability: { rows: number, sensors: Array<{ rows: number, sensor: { id: string, name: string } | null, months: Array<{ quantity: Quantity, month: string, rows: number, coverage: number }> }> } | null };

export type CancelExportMutationVariables = Exact<{
  input: CancelExportInput;
}>;


export type CancelExportMutation = { cancelExport:
    | { export: { id: string, status: ExportStatus, finishedAt: string | null } }
    | { problems: Array<{ field: string, code: string, reason: string, next: string }> }
   };

export type DailySeriesQueryVariables = Exact<{
  sensorId: string | number;
  from: string;
  to: string;
}>;


export type DailySeriesQuery = { sensor: { name: string, series: { unit: Unit, starts: Array<string>, columns: Array<Array<number | null>>, coverage: Array<number> } | null } | null };

export type EstimateExportQueryVariables = Exact<{
  input: RequestExportInput;
}>;


export type EstimateExportQuery = { exportEstimate:
    | { rows: number, bytes: number, seconds: number }
    | { problems: Array<{ field: string, code: string, reason: string, next: string }> }
   | null };

export type ExportQueryVariables = Exact<{
  id: string | number;
}>;


export type ExportQuery = { export: { id: string, title: string, status: ExportStatus, requestedAt: string, finishedAt: string | null, expiresAt: string | null, request: string, asOf: string, rows: number, percent: number, secondsLeft: number | null, isReplayed: boolean | null, estimate: { rows: number, bytes: number, seconds: number }, files: Array<{ name: string, url: string, urlExpiresAt: string, mediaType: string, bytes: number, sha256: string, rows: number | null }>, problems: Array<{ field: string, code: string, reason: string, next: string }> } | null };

export type ExportsQueryVariables = Exact<{
  first?: number | null | undefined;
}>;


export type ExportsQuery = { exports: Array<{ id: string, title: string, status: ExportStatus, requestedAt: string, finishedAt: string | null, expiresAt: string | null, rows: number, percent: number, problems: Array<{ reason: string, next: string }> }> | null };

export type HealthAtSiteQueryVariables = Exact<{
  siteId: string | number;
}>;


export type HealthAtSiteQuery = { site: { id: string, name: string, healthAssociations: Array<{ id: string, organisation: string, title: string, note: string | null, population: string | null, outcome: string, summary: string, publishedAt: string, estimate: { increment: number, rateRatio: number, low: number, high: number }, lagResponse: Array<{ lag: number, rateRatio: number, low: number, high: number }>, models: Array<{ title: string, effect: { rateRatio: number, low: number, high: number } | null }>, warnings: Array<{ code: WarningCode, message: string }> }> | null } | null };

export type LiveAlertsSubscriptionVariables = Exact<{
  filter?: AlertFilter | null | undefined;
  after?: string | null | undefined;
}>;


export type LiveAlertsSubscription = { alertRaised: { cursor: string, change: AlertChange, alert: { id: string, revision: number, title: string, severity: Severity, state: AlertState, quantity: Quantity | null, condition: string, startedAt: string, resolvedAt: string | null, peak: number | null, last: number | null, isReplayed: boolean, sensor: { id: string, name: string } | null } | null, gap: { from: string | null, to: string | null, reason: string } | null } };

export type LiveExportSubscriptionVariables = Exact<{
  id: string | number;
}>;


export type LiveExportSubscription = { exportProgressed: { id: string, status: ExportStatus, rows: number, percent: number, secondsLeft: number | null, estimate: { rows: number }, files: Array<{ name: string, url: string, urlExpiresAt: string, mediaType: string, bytes: number, sha256: string, rows: number | null }>, problems: Array<{ field: string, code: string, reason: string, next: string }> } };

export type LiveForecastsSubscriptionVariables = Exact<{
  sensorIds?: Array<string | number> | string | number | null | undefined;
  after?: string | null | undefined;
}>;


export type LiveForecastsSubscription = { forecastIssued: { cursor: string, change: ForecastChange, gap: { from: string | null, to: string | null, reason: string } | null, forecast: { issuedAt: string, madeAt: string | null, unit: Unit, sensor: { id: string, name: string } | null, model: { kind: ModelKind }, points: Array<{ horizon: string, periodEnd: string, p10: number, p50: number, p90: number }>, days: Array<{ date: string, p10: number, p50: number, p90: number, category: string | null }> } | null } };

export type LiveReadingsSubscriptionVariables = Exact<{
  filter?: ReadingFilter | null | undefined;
  after?: string | null | undefined;
}>;


export type LiveReadingsSubscription = { readingAdded: { cursor: string, change: ReadingChange, reading: { value: number, unit: Unit, periodEnd: string, quality: QualityFlag, sensor: { name: string, network: { name: string } } | null } | null, gap: { from: string | null, to: string | null, reason: string } | null } };

export type NearestSensorsQueryVariables = Exact<{
  lat: number;
  lon: number;
}>;


export type NearestSensorsQuery = { nearest: Array<{ distanceKm: number, ageSeconds: number | null, sensor: { id: string, name: string, status: SensorStatus, network: { name: string } } }> | null };

export type NewestAirQueryVariables = Exact<{ [key: string]: never; }>;


export type NewestAirQuery = { sensors: { totalCount: number, nodes: Array<{ id: string, name: string, latest: Array<{ value: number, unit: Unit, periodEnd: string, quality: QualityFlag, provenance: { source: string | null, replay: { originalPeriodStart: string } | null } }> | null, aqi:
        | { index: number | null, category: string, color: string }
        | { reason: string }
       | null }> } | null };

export type RefreshSessionMutationVariables = Exact<{
  input: RefreshInput;
}>;


export type RefreshSessionMutation = { refresh:
    | { __typename: 'LockedOut', retryAfterSeconds: number, message: string }
    | { __typename: 'Refused', reason: RefusalReason, message: string }
    | { __typename: 'SignedIn', accessToken: string, accessTokenExpiresAt: string, refreshToken: string }
   };

export type RequestExportMutationVariables = Exact<{
  input: RequestExportInput;
}>;


export type RequestExportMutation = { requestExport:
    | { problems: Array<{ field: string, code: string, reason: string, next: string }> }
    | { export: { id: string, title: string, status: ExportStatus, requestedAt: string, estimate: { rows: number, bytes: number, seconds: number } } }
   };

export type SetUpMutationVariables = Exact<{
  input: SetUpInput;
}>;


export type SetUpMutation = { setUp:
    | { __typename: 'InvalidInput', field: string, message: string }
    | { __typename: 'LockedOut', retryAfterSeconds: number, message: string }
    | { __typename: 'Refused', reason: RefusalReason, message: string }
    | { __typename: 'SignedIn', accessToken: string, accessTokenExpiresAt: string, refreshToken: string, user: { id: string, name: string } }
   };

export type SignInMutationVariables = Exact<{
  input: SignInInput;
}>;


export type SignInMutation = { signIn:
    | { __typename: 'InvalidInput', field: string, message: string }
    | { __typename: 'LockedOut', retryAfterSeconds: number, message: string }
    | { __typename: 'Refused', reason: RefusalReason, message: string }
    | { __typename: 'SignedIn', accessToken: string, accessTokenExpiresAt: string, refreshToken: string, user: { id: string, name: string } }
   };

export class TypedDocumentString<TResult, TVariables>
  extends String
  implements DocumentTypeDecoration<TResult, TVariables>
{
  __apiType?: NonNullable<DocumentTypeDecoration<TResult, TVariables>['__apiType']>;
  private value: string;
  public __meta__?: Record<string, any> | undefined;

  constructor(value: string, __meta__?: Record<string, any> | undefined) {
    super(value);
    this.value = value;
    this.__meta__ = __meta__;
  }

  override toString(): string & DocumentTypeDecoration<TResult, TVariables> {
    return this.value;
  }
}
export const VerdictFragmentDoc = new TypedDocumentString(`
    fragment Verdict on AqiResult {
  ... on AirQualityIndex {
    index
    category
    color
    message
    periodStart
    periodEnd
    subIndices {
      quantity
      concentration
      unit
      averaging
      coverage
    }
  }
  ... on AqiUnavailable {
    reason
  }
}
    `, {"fragmentName":"Verdict"}) as unknown as TypedDocumentString<VerdictFragment, unknown>;
export const AcknowledgeAlertDocument = new TypedDocumentString(`
    mutation AcknowledgeAlert($input: AcknowledgeAlertInput!) {
  acknowledgeAlert(input: $input) {
    __typename
    ... on AlertSaved {
      alert {
        id
        revision
        acknowledgedAt
        acknowledgedBy
        note
      }
    }
    ... on AlertProblems {
      problems {
        field
        code
        reason
        next
      }
    }
  }
}
    `) as unknown as TypedDocumentString<AcknowledgeAlertMutation, AcknowledgeAlertMutationVariables>;
export const AirForecastDocument = new TypedDocumentString(`
    query AirForecast($sensorId: ID!, $quantity: Quantity = PM25) {
  sensor(id: $sensorId) {
    id
    name
    timeZone
    forecast(quantity: $quantity) {
      issuedAt
      replayed
      unit
      model {
        id
        version
        kind
      }
      points {
        horizon
        periodStart
        periodEnd
        p10
        p50
        p90
        mean
      }
      days {
        date
        periodStart
        periodEnd
        p10
        p50
        p90
        mean
        category
        categoryProbabilities {
          category
          probability
        }
      }
      fallbacks {
        rung
        message
      }
      unavailable {
        reason
        message
      }
    }
  }
}
    `) as unknown as TypedDocumentString<AirForecastQuery, AirForecastQueryVariables>;
export const AirQualityIndexDocument = new TypedDocumentString(`
    query AirQualityIndex($sensorId: ID!) {
  sensor(id: $sensorId) {
    name
    timeZone
    usNow: aqi(standard: US_EPA, basis: CURRENT) {
      ...Verdict
    }
    euNow: aqi(standard: EU, basis: CURRENT) {
      ...Verdict
    }
    whoYesterday: aqi(standard: WHO, basis: DAILY) {
      ...Verdict
    }
  }
}
    fragment Verdict on AqiResult {
  ... on AirQualityIndex {
    index
    category
    color
    message
    periodStart
    periodEnd
    subIndices {
      quantity
      concentration
      unit
      averaging
      coverage
    }
  }
  ... on AqiUnavailable {
    reason
  }
}`) as unknown as TypedDocumentString<AirQualityIndexQuery, AirQualityIndexQueryVariables>;
export const AlertReceiversDocument = new TypedDocumentString(`
    query AlertReceivers {
  alertReceivers {
    id
    name
    channel
    address
    language
    timeZone
    quietHours {
      from
      to
      exceptFrom
    }
    isEnabled
    confirmedAt
    unsubscribedAt
  }
  alertDeliveries(first: 20) {
    nodes {
      id
      reason
      state
      attempts
      createdAt
      sentAt
      fault
      receiver {
        id
      }
    }
  }
}
    `) as unknown as TypedDocumentString<AlertReceiversQuery, AlertReceiversQueryVariables>;
export const AlertRulesDocument = new TypedDocumentString(`
    query AlertRules {
  alertRules {
    id
    revision
    name
    severity
    isEnabled
    isPublished
    isApproved
    openAlerts
    condition {
      text
    }
    scope {
      sensorCount
    }
    pace {
      for
      keepFiringFor
      noDataAfter
      noData
    }
    telling {
      receivers {
        id
        name
      }
      groupBy
      repeatEvery
    }
  }
}
    `) as unknown as TypedDocumentString<AlertRulesQuery, AlertRulesQueryVariables>;
export const AlertDocument = new TypedDocumentString(`
    query Alert($id: ID!, $language: MessageLanguage = EN) {
  alert(id: $id) {
    id
    revision
    title
    severity
    state
    quantity
    condition
    threshold
    startedAt
    firedAt
    resolvedAt
    resolution
    peak
    peakAt
    last
    lastAt
    isReplayed
    acknowledgedAt
    acknowledgedBy
    note
    snoozedUntil
    sensor {
      id
      name
      timeZone
    }
    rule {
      id
      name
    }
    advice(language: $language) {
      everyone
      sensitiveGroups
    }
    trail {
      kind
      at
      writtenAt
      by
      details {
        name
        value
      }
    }
  }
}
    `) as unknown as TypedDocumentString<AlertQuery, AlertQueryVariables>;
export const AlertsDocument = new TypedDocumentString(`
    query Alerts($filter: AlertFilter = {states: [FIRING, RECOVERING, NO_DATA], minSeverity: MODERATE}, $after: Cursor) {
  alerts(filter: $filter, first: 50, after: $after) {
    nodes {
      id
      title
      severity
      state
      quantity
      condition
      startedAt
      resolvedAt
      peak
      last
      lastAt
      isReplayed
      acknowledgedAt
      sensor {
        id
        name
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    `) as unknown as TypedDocumentString<AlertsQuery, AlertsQueryVariables>;
export const AskAssociationDocument = new TypedDocumentString(`
    query AskAssociation($input: AssociationInput!) {
  association(input: $input) {
    ... on Association {
      id
      summary
      formula
      firstDay
      lastDay
      days
      daysLeftOut
      events
      estimate {
        increment
        lagFrom
        lagTo
        rateRatio
        low
        high
        p
        pAdjusted
      }
      lagResponse {
        lag
        rateRatio
        low
        high
      }
      exposureResponse {
        reference
        unit
        points {
          value
          rateRatio
          low
          high
        }
      }
      models {
        id
        title
        triedAs
        days
        effect {
          rateRatio
          low
          high
          pAdjusted
        }
        problem {
          reason
        }
      }
      exposures {
        label
        unit
        method
        days
      }
      warnings {
        code
        message
      }
      contentHash
    }
    ... on AssociationRun {
      id
      status
      done
      total
    }
    ... on AnalysisProblems {
      problems {
        field
        code
        reason
        next
      }
    }
  }
}
    `) as unknown as TypedDocumentString<AskAssociationQuery, AskAssociationQueryVariables>;
export const AvailabilityDocument = new TypedDocumentString(`
    query Availability($input: AvailabilityInput!) {
  availability(input: $input) {
    rows
    sensors {
      sensor {
        id
        name
      }
      rows
      months {
        quantity
        month
        rows
        coverage
      }
    }
  }
}
    `) as unknown as TypedDocumentString<AvailabilityQuery, AvailabilityQueryVariables>;
export const CancelExportDocument = new TypedDocumentString(`
    mutation CancelExport($input: CancelExportInput!) {
  cancelExport(input: $input) {
    ... on ExportCancelled {
      export {
        id
        status
        finishedAt
      }
    }
    ... on ExportProblems {
      problems {
        field
        code
        reason
        next
      }
    }
  }
}
    `) as unknown as TypedDocumentString<CancelExportMutation, CancelExportMutationVariables>;
export const DailySeriesDocument = new TypedDocumentString(`
    query DailySeries($sensorId: ID!, $from: DateTime!, $to: DateTime!) {
  sensor(id: $sensorId) {
    name
    series(
      quantity: PM25
      from: $from
      to: $to
      every: "P1D"
      aggregates: [MEAN, P95]
    ) {
      unit
      starts
      columns
      coverage
    }
  }
}
    `) as unknown as TypedDocumentString<DailySeriesQuery, DailySeriesQueryVariables>;
export const EstimateExportDocument = new TypedDocumentString(`
    query EstimateExport($input: RequestExportInput!) {
  exportEstimate(input: $input) {
    ... on ExportEstimate {
      rows
      bytes
      seconds
    }
    ... on ExportProblems {
      problems {
        field
        code
        reason
        next
      }
    }
  }
}
    `) as unknown as TypedDocumentString<EstimateExportQuery, EstimateExportQueryVariables>;
export const ExportDocument = new TypedDocumentString(`
    query Export($id: ID!) {
  export(id: $id) {
    id
    title
    status
    requestedAt
    finishedAt
    expiresAt
    request
    asOf
    estimate {
      rows
      bytes
      seconds
    }
    rows
    percent
    secondsLeft
    isReplayed
    files {
      name
      url
      urlExpiresAt
      mediaType
      bytes
      sha256
      rows
    }
    problems {
      field
      code
      reason
      next
    }
  }
}
    `) as unknown as TypedDocumentString<ExportQuery, ExportQueryVariables>;
export const ExportsDocument = new TypedDocumentString(`
    query Exports($first: Int = 50) {
  exports(first: $first) {
    id
    title
    status
    requestedAt
    finishedAt
    expiresAt
    rows
    percent
    problems {
      reason
      next
    }
  }
}
    `) as unknown as TypedDocumentString<ExportsQuery, ExportsQueryVariables>;
export const HealthAtSiteDocument = new TypedDocumentString(`
    query HealthAtSite($siteId: ID!) {
  site(id: $siteId) {
    id
    name
    healthAssociations {
      id
      organisation
      title
      note
      population
      outcome
      summary
      estimate {
        increment
        rateRatio
        low
        high
      }
      lagResponse {
        lag
        rateRatio
        low
        high
      }
      models {
        title
        effect {
          rateRatio
          low
          high
        }
      }
      warnings {
        code
        message
      }
      publishedAt
    }
  }
}
    `) as unknown as TypedDocumentString<HealthAtSiteQuery, HealthAtSiteQueryVariables>;
export const LiveAlertsDocument = new TypedDocumentString(`
    subscription LiveAlerts($filter: AlertFilter, $after: Cursor) {
  alertRaised(filter: $filter, after: $after) {
    cursor
    change
    alert {
      id
      revision
      title
      severity
      state
      quantity
      condition
      startedAt
      resolvedAt
      peak
      last
      isReplayed
      sensor {
        id
        name
      }
    }
    gap {
      from
      to
      reason
    }
  }
}
    `) as unknown as TypedDocumentString<LiveAlertsSubscription, LiveAlertsSubscriptionVariables>;
export const LiveExportDocument = new TypedDocumentString(`
    subscription LiveExport($id: ID!) {
  exportProgressed(id: $id) {
    id
    status
    rows
    percent
    secondsLeft
    estimate {
      rows
    }
    files {
      name
      url
      urlExpiresAt
      mediaType
      bytes
      sha256
      rows
    }
    problems {
      field
      code
      reason
      next
    }
  }
}
    `) as unknown as TypedDocumentString<LiveExportSubscription, LiveExportSubscriptionVariables>;
export const LiveForecastsDocument = new TypedDocumentString(`
    subscription LiveForecasts($sensorIds: [ID!], $after: Cursor) {
  forecastIssued(sensorIds: $sensorIds, after: $after) {
    cursor
    change
    gap {
      from
      to
      reason
    }
    forecast {
      issuedAt
      madeAt
      unit
      sensor {
        id
        name
      }
      model {
        kind
      }
      points {
        horizon
        periodEnd
        p10
        p50
        p90
      }
      days {
        date
        p10
        p50
        p90
        category
      }
    }
  }
}
    `) as unknown as TypedDocumentString<LiveForecastsSubscription, LiveForecastsSubscriptionVariables>;
export const LiveReadingsDocument = new TypedDocumentString(`
    subscription LiveReadings($filter: ReadingFilter = {quantities: [PM25]}, $after: Cursor) {
  readingAdded(filter: $filter, after: $after) {
    cursor
    change
    reading {
      value
      unit
      periodEnd
      quality
      sensor {
        name
        network {
          name
        }
      }
    }
    gap {
      from
      to
      reason
    }
  }
}
    `) as unknown as TypedDocumentString<LiveReadingsSubscription, LiveReadingsSubscriptionVariables>;
export const NearestSensorsDocument = new TypedDocumentString(`
    query NearestSensors($lat: Float!, $lon: Float!) {
  nearest(lat: $lat, lon: $lon, quantity: PM25, first: 3) {
    distanceKm
    ageSeconds
    sensor {
      id
      name
      status
      network {
        name
      }
    }
  }
}
    `) as unknown as TypedDocumentString<NearestSensorsQuery, NearestSensorsQueryVariables>;
export const NewestAirDocument = new TypedDocumentString(`
    query NewestAir {
  sensors(filter: {kind: REFERENCE, status: ONLINE}, first: 20) {
    totalCount
    nodes {
      id
      name
      latest(quantities: [PM25]) {
        value
        unit
        periodEnd
        quality
        provenance {
          source
          replay {
            originalPeriodStart
          }
        }
      }
      aqi {
        ... on AirQualityIndex {
          index
          category
          color
        }
        ... on AqiUnavailable {
          reason
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<NewestAirQuery, NewestAirQueryVariables>;
export const RefreshSessionDocument = new TypedDocumentString(`
    mutation RefreshSession($input: RefreshInput!) {
  refresh(input: $input) {
    __typename
    ... on SignedIn {
      accessToken
      accessTokenExpiresAt
      refreshToken
    }
    ... on Refused {
      reason
      message
    }
    ... on LockedOut {
      retryAfterSeconds
      message
    }
  }
}
    `) as unknown as TypedDocumentString<RefreshSessionMutation, RefreshSessionMutationVariables>;
export const RequestExportDocument = new TypedDocumentString(`
    mutation RequestExport($input: RequestExportInput!) {
  requestExport(input: $input) {
    ... on ExportRequested {
      export {
        id
        title
        status
        requestedAt
        estimate {
          rows
          bytes
          seconds
        }
      }
    }
    ... on ExportProblems {
      problems {
        field
        code
        reason
        next
      }
    }
  }
}
    `) as unknown as TypedDocumentString<RequestExportMutation, RequestExportMutationVariables>;
export const SetUpDocument = new TypedDocumentString(`
    mutation SetUp($input: SetUpInput!) {
  setUp(input: $input) {
    __typename
    ... on SignedIn {
      accessToken
      accessTokenExpiresAt
      refreshToken
      user {
        id
        name
      }
    }
    ... on InvalidInput {
      field
      message
    }
    ... on Refused {
      reason
      message
    }
    ... on LockedOut {
      retryAfterSeconds
      message
    }
  }
}
    `) as unknown as TypedDocumentString<SetUpMutation, SetUpMutationVariables>;
export const SignInDocument = new TypedDocumentString(`
    mutation SignIn($input: SignInInput!) {
  signIn(input: $input) {
    __typename
    ... on SignedIn {
      accessToken
      accessTokenExpiresAt
      refreshToken
      user {
        id
        name
      }
    }
    ... on InvalidInput {
      field
      message
    }
    ... on Refused {
      reason
      message
    }
    ... on LockedOut {
      retryAfterSeconds
      message
    }
  }
}
    `) as unknown as TypedDocumentString<SignInMutation, SignInMutationVariables>;