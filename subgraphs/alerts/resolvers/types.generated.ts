import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { Incident as IncidentModel } from '@aqmrg/schema/events/alerts.ts';
import type { AlertPage, AlertPlace } from './incidents/page.ts';
import type { SentEvent } from './incidents/live.ts';
import type { IncidentStep } from '../domain/incident/incident.ts';
import type { Rule as RuleModel, Pace as PaceModel } from '../domain/rule/rule.ts';
import type { ShownCondition, ShownTelling, ShownEscalation } from './rules/shown.ts';
import type { Scope as ScopeModel } from '../domain/rule/scope.ts';
import type { Receiver as ReceiverModel, QuietHours as QuietHoursModel } from '../domain/notify/receiver.ts';
import type { Silence as SilenceModel, Weekly as WeeklyModel, Inhibition as InhibitionModel } from '../domain/notify/silence.ts';
import type { Delivery as DeliveryModel } from '../domain/notify/notice.ts';
import type { DeliveryPage, DeliveryPlace } from './receivers/page.ts';
import type { AlertsContext } from '../context.ts';
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

/** Which alert, and what to say. */
export type AcknowledgeAlertInput = {
  /** An alert's id. */
  id: Scalars['ID']['input'];
  /** For those who come after, to 500 characters. */
  note?: InputMaybe<Scalars['String']['input']>;
};

/** Done, or why not. */
export type AcknowledgeAlertPayload = AlertProblems | AlertSaved;

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

/** One thing that happened, from when it began to when it was over. */
export type Alert = {
  __typename?: 'Alert';
  /** When somebody said that they look after it. */
  acknowledgedAt: Maybe<Scalars['DateTime']['output']>;
  /** Who: an account's id, for members of its organisation. */
  acknowledgedBy: Maybe<Scalars['ID']['output']>;
  /** What to do, for each group of people, in the language that is asked for. */
  advice: AlertAdvice;
  /** When anything of it changed last. */
  changedAt: Scalars['DateTime']['output'];
  /** What it was held against, in words. */
  condition: Scalars['String']['output'];
  /** When that had held for long enough. */
  firedAt: Scalars['DateTime']['output'];
  /** Its id; it stays the same when late readings change it. */
  id: Scalars['ID']['output'];
  /** Whether it is of recorded air that is played again: nothing of it is real now. */
  isReplayed: Scalars['Boolean']['output'];
  /** The newest value. */
  last: Maybe<Scalars['Float']['output']>;
  /** When that was. */
  lastAt: Scalars['DateTime']['output'];
  /** What they said, for members of its organisation. */
  note: Maybe<Scalars['String']['output']>;
  /** The value farthest beyond the threshold. */
  peak: Maybe<Scalars['Float']['output']>;
  /** When that was. */
  peakAt: Scalars['DateTime']['output'];
  /** What is measured; null where it is about none, or several. */
  quantity: Maybe<Quantity>;
  /** When it became known here. */
  raisedAt: Scalars['DateTime']['output'];
  /** Why it is over. */
  resolution: Maybe<AlertResolution>;
  /** Null while it goes on. */
  resolvedAt: Maybe<Scalars['DateTime']['output']>;
  /** Counts its changes. */
  revision: Scalars['Int']['output'];
  /** Its rule; null where that is gone, or not for you. */
  rule: Maybe<AlertRule>;
  /** Its sensor; null for an area. */
  sensor: Maybe<Sensor>;
  /** How bad it is. */
  severity: Severity;
  /** Its site. */
  site: Maybe<Site>;
  /** Until then nobody is told. */
  snoozedUntil: Maybe<Scalars['DateTime']['output']>;
  /** The end of the first reading that was beyond the threshold. */
  startedAt: Scalars['DateTime']['output'];
  /** Where it stands. */
  state: AlertState;
  /** In the unit of `condition`. */
  threshold: Maybe<Scalars['Float']['output']>;
  /** The name of its rule when it was raised. */
  title: Scalars['String']['output'];
  /** All that happened to it, oldest first, 500 steps at most. Who and to whom, for members of its organisation. */
  trail: Array<AlertStep>;
};


/** One thing that happened, from when it began to when it was over. */
export type AlertAdviceArgs = {
  language?: InputMaybe<MessageLanguage>;
};

/** What to do, in the sense of EPA's cautionary statements. */
export type AlertAdvice = {
  __typename?: 'AlertAdvice';
  /** For everybody. */
  everyone: Scalars['String']['output'];
  /** For people with heart or lung disease, older adults, children and pregnant women. */
  sensitiveGroups: Scalars['String']['output'];
};

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

/** A circle on the map. */
export type AlertCircleInput = {
  /** Degrees north of its middle. */
  latitude: Scalars['Float']['input'];
  /** Degrees east of its middle. */
  longitude: Scalars['Float']['input'];
  /** Up to 1,000 km. */
  radiusKm: Scalars['Float']['input'];
};

/** On which side of the threshold it is bad. */
export type AlertComparison =
  /** At or above it. */
  | 'ABOVE'
  /** At or below it. */
  | 'BELOW';

/** What a rule watches. */
export type AlertCondition = {
  __typename?: 'AlertCondition';
  /** On which side it is bad. */
  comparison: Maybe<AlertComparison>;
  /** What a forecast is of. */
  horizon: Maybe<ForecastHorizon>;
  /** What the mean of a forecast is held against. */
  level: Maybe<Scalars['Float']['output']>;
  /** How much of the window must be covered, 0 to 1. */
  minCoverage: Maybe<Scalars['Float']['output']>;
  /** What is measured. */
  quantity: Maybe<Quantity>;
  /** Where it is over. */
  recovery: Maybe<Scalars['Float']['output']>;
  /** What is watched. */
  signal: AlertSignal;
  /** Whose index. */
  standard: Maybe<AqiStandard>;
  /** Which tests. */
  tests: Maybe<Array<QualityTestName>>;
  /** The whole of it in words. */
  text: Scalars['String']['output'];
  /** From where on it is bad. */
  threshold: Maybe<Scalars['Float']['output']>;
  /** Sensors judged together. */
  together: Maybe<AlertTogether>;
  /** Of `threshold` and `recovery`, as people write it; null for counts, scores and shares. */
  unit: Maybe<Scalars['String']['output']>;
  /** Over how long. */
  window: Maybe<Scalars['Duration']['output']>;
};

/** What a rule watches: `signal`, and of the rest what it needs. */
export type AlertConditionInput = {
  /** Of AQI, instead of the threshold: that category or a worse one, by its name: `Unhealthy`. */
  category?: InputMaybe<Scalars['String']['input']>;
  /** Default ABOVE. */
  comparison?: InputMaybe<AlertComparison>;
  /** What a forecast is of; default D1. */
  horizon?: InputMaybe<ForecastHorizon>;
  /** What the mean of a forecast is held against, in the quantity's canonical unit. */
  level?: InputMaybe<Scalars['Float']['input']>;
  /** How much of the window must be covered, 0.1 to 1. Default 0.75. */
  minCoverage?: InputMaybe<Scalars['Float']['input']>;
  /** What is measured. AQI needs none; OFFLINE takes one, or none for the sensor as a whole. */
  quantity?: InputMaybe<Quantity>;
  /** Where it is over; on the other side of the threshold, or equal to it. Default: a tenth of the threshold back; of AQI equal to it. */
  recovery?: InputMaybe<Scalars['Float']['input']>;
  /** What is watched. */
  signal: AlertSignal;
  /** Whose index: US_EPA (default) or EU. */
  standard?: InputMaybe<AqiStandard>;
  /** Which tests; default CHANNELS. */
  tests?: InputMaybe<Array<QualityTestName>>;
  /** From where on it is bad, in the quantity's canonical unit; for RATE_OF_CHANGE per hour. */
  threshold?: InputMaybe<Scalars['Float']['input']>;
  /** Judge sensors together, by their full hours. For VALUE (the mean of the hour), ROLLING_MEAN in full hours, NOWCAST and AQI. */
  together?: InputMaybe<AlertTogetherInput>;
  /** Over how long. ROLLING_MEAN: 2 minutes to 24 hours. RATE_OF_CHANGE and QUALITY: to 24 hours. ANOMALY: 2 to 28 days, default P7D. */
  window?: InputMaybe<Scalars['Duration']['input']>;
};

/** A page of alerts. */
export type AlertConnection = {
  __typename?: 'AlertConnection';
  /** Alerts with their places. */
  edges: Array<AlertEdge>;
  /** The same without their places. */
  nodes: Array<Alert>;
  /** Where the page stands. */
  pageInfo: PageInfo;
};

/** A line of the delivery log: one message to one receiver. */
export type AlertDelivery = {
  __typename?: 'AlertDelivery';
  /** About which alerts. */
  alertIds: Array<Scalars['ID']['output']>;
  /** How often it was tried. */
  attempts: Scalars['Int']['output'];
  /** When it was decided. */
  createdAt: Scalars['DateTime']['output'];
  /** What went wrong the last time. */
  fault: Maybe<Scalars['String']['output']>;
  /** The event's id, as the receiver has it. */
  id: Scalars['ID']['output'];
  /** Whether it is of recorded air. */
  isReplayed: Scalars['Boolean']['output'];
  /** When it is tried next. */
  nextAt: Maybe<Scalars['DateTime']['output']>;
  /** Why. */
  reason: AlertReason;
  /** To whom; null where they are gone. */
  receiver: Maybe<AlertReceiver>;
  /** When it was taken. */
  sentAt: Maybe<Scalars['DateTime']['output']>;
  /** What became of it. */
  state: AlertDeliveryState;
};

/** A page of the delivery log. */
export type AlertDeliveryConnection = {
  __typename?: 'AlertDeliveryConnection';
  /** Messages with their places. */
  edges: Array<AlertDeliveryEdge>;
  /** The same without their places. */
  nodes: Array<AlertDelivery>;
  /** Where the page stands. */
  pageInfo: PageInfo;
};

/** A message and its place. */
export type AlertDeliveryEdge = {
  __typename?: 'AlertDeliveryEdge';
  /** Its place in the list. */
  cursor: Scalars['Cursor']['output'];
  /** The message. */
  node: AlertDelivery;
};

/** Which messages. What is left out does not matter. */
export type AlertDeliveryFilter = {
  /** About this alert. */
  alertId?: InputMaybe<Scalars['ID']['input']>;
  /** To this receiver. */
  receiverId?: InputMaybe<Scalars['ID']['input']>;
  /** In these states. */
  states?: InputMaybe<Array<AlertDeliveryState>>;
};

/** It waits to be sent. */
export type AlertDeliveryRetried = {
  __typename?: 'AlertDeliveryRetried';
  /** As the delivery log has it. */
  delivery: AlertDelivery;
};

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

/** A figure or a word of a step. */
export type AlertDetail = {
  __typename?: 'AlertDetail';
  /** What it is: value, reason, receiver. */
  name: Scalars['String']['output'];
  /** What it is worth. */
  value: Scalars['String']['output'];
};

/** What a rule would have raised and sent. */
export type AlertDryRun = {
  __typename?: 'AlertDryRun';
  /** How many that are in all. */
  alertCount: Scalars['Int']['output'];
  /** What would have been raised, oldest first, 1,000 at most. */
  alerts: Array<DryRunAlert>;
  /** Share of the time for which something was known, 0 to 1. */
  coverage: Scalars['Float']['output'];
  /** How many messages each receiver would have got, before quiet hours and caps. */
  messageCount: Scalars['Int']['output'];
  /** Readings, hours or forecasts that were judged. */
  sampleCount: Scalars['Int']['output'];
  /** Sensors that were looked at. */
  sensorCount: Scalars['Int']['output'];
};

/** An alert and its place. */
export type AlertEdge = {
  __typename?: 'AlertEdge';
  /** Its place in the list. */
  cursor: Scalars['Cursor']['output'];
  /** The alert. */
  node: Alert;
};

/** Who is told where nobody acknowledges. */
export type AlertEscalation = {
  __typename?: 'AlertEscalation';
  /** So long after it fired. */
  after: Scalars['Duration']['output'];
  /** These. */
  receivers: Array<AlertReceiver>;
};

/** Who is told where nobody acknowledges. */
export type AlertEscalationInput = {
  /** So long after it fired: 1 minute to P7D. */
  after: Scalars['Duration']['input'];
  /** Receivers' ids. */
  receiverIds: Array<Scalars['ID']['input']>;
};

/** Something that happened to an alert, or a gap. */
export type AlertEvent = {
  __typename?: 'AlertEvent';
  /** As it was then; null for a gap. */
  alert: Maybe<Alert>;
  /** What happened. */
  change: AlertChange;
  /** Go on behind it by this. */
  cursor: Scalars['Cursor']['output'];
  /** What is missing. */
  gap: Maybe<Gap>;
};

/** Which alerts. What is left out does not matter. */
export type AlertFilter = {
  /** That went on at this time or later. */
  from?: InputMaybe<Scalars['DateTime']['input']>;
  /** This bad or worse. */
  minSeverity?: InputMaybe<Severity>;
  /** Of sensors of these networks. */
  networkIds?: InputMaybe<Array<Scalars['ID']['input']>>;
  /** Of one's own organisation alone. */
  own?: InputMaybe<Scalars['Boolean']['input']>;
  /** About these quantities. */
  quantities?: InputMaybe<Array<Quantity>>;
  /** False: without those of recorded air. */
  replayed?: InputMaybe<Scalars['Boolean']['input']>;
  /** Raised by these rules. */
  ruleIds?: InputMaybe<Array<Scalars['ID']['input']>>;
  /** Of these sensors; at most 1,000. */
  sensorIds?: InputMaybe<Array<Scalars['ID']['input']>>;
  /** Of sensors at these sites. */
  siteIds?: InputMaybe<Array<Scalars['ID']['input']>>;
  /** In these states. */
  states?: InputMaybe<Array<AlertState>>;
  /** That began before this time. */
  to?: InputMaybe<Scalars['DateTime']['input']>;
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

/** Alerts that every list names which is not null. */
export type AlertMatcher = {
  __typename?: 'AlertMatcher';
  /** Of sensors of these networks. */
  networkIds: Maybe<Array<Scalars['ID']['output']>>;
  /** Raised by these rules. */
  ruleIds: Maybe<Array<Scalars['ID']['output']>>;
  /** Of these sensors. */
  sensorIds: Maybe<Array<Scalars['ID']['output']>>;
  /** This bad. */
  severities: Maybe<Array<Severity>>;
  /** Of sensors at these sites. */
  siteIds: Maybe<Array<Scalars['ID']['output']>>;
};

/** Alerts that every list names which is given. */
export type AlertMatcherInput = {
  /** Of sensors of these networks. */
  networkIds?: InputMaybe<Array<Scalars['ID']['input']>>;
  /** Raised by these rules. */
  ruleIds?: InputMaybe<Array<Scalars['ID']['input']>>;
  /** Of these sensors. */
  sensorIds?: InputMaybe<Array<Scalars['ID']['input']>>;
  /** This bad. */
  severities?: InputMaybe<Array<Severity>>;
  /** Of sensors at these sites. */
  siteIds?: InputMaybe<Array<Scalars['ID']['input']>>;
};

/** A message as it would be sent. */
export type AlertMessagePreview = {
  __typename?: 'AlertMessagePreview';
  /** The same when it is over. */
  allClear: Scalars['String']['output'];
  /** The same for email programs. */
  html: Scalars['String']['output'];
  /** For chats. */
  short: Scalars['String']['output'];
  /** Its line. */
  subject: Scalars['String']['output'];
  /** Its text. */
  text: Scalars['String']['output'];
};

/** How a condition becomes an alert. */
export type AlertPace = {
  __typename?: 'AlertPace';
  /** How long it must hold. */
  for: Scalars['Duration']['output'];
  /** How long it must be over. */
  keepFiringFor: Scalars['Duration']['output'];
  /** What that makes of an alert. */
  noData: NoDataPolicy;
  /** Without a reading for so long nothing is known. */
  noDataAfter: Scalars['Duration']['output'];
};

/** How a condition becomes an alert. */
export type AlertPaceInput = {
  /** How long it must hold; to P2D. Default none. */
  for?: InputMaybe<Scalars['Duration']['input']>;
  /** How long it must be over; to P2D. Default none. */
  keepFiringFor?: InputMaybe<Scalars['Duration']['input']>;
  /** What that makes of an alert. Default KEEP; OFFLINE is always ALERT. */
  noData?: InputMaybe<NoDataPolicy>;
  /** Without a reading for so long nothing is known: 5 minutes to 30 days. Default PT3H. */
  noDataAfter?: InputMaybe<Scalars['Duration']['input']>;
};

/** What is wrong, where, and what to change. */
export type AlertProblem = {
  __typename?: 'AlertProblem';
  /** For programs. */
  code: AlertProblemCode;
  /** The path in the input: `condition.threshold`. */
  field: Scalars['String']['output'];
  /** What to change. */
  next: Scalars['String']['output'];
  /** What is wrong. */
  reason: Scalars['String']['output'];
};

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

/** Nothing was done: here is why. */
export type AlertProblems = {
  __typename?: 'AlertProblems';
  /** One or more. */
  problems: Array<AlertProblem>;
};

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

/** Somebody, or a program, that is told. */
export type AlertReceiver = {
  __typename?: 'AlertReceiver';
  /** The address; of Slack its host alone, since the rest is a secret. */
  address: Scalars['String']['output'];
  /** Messages an hour at most. */
  capPerHour: Scalars['Int']['output'];
  /** By which way. */
  channel: AlertChannel;
  /** When the address said that it wants to be told; other channels are not asked. */
  confirmedAt: Maybe<Scalars['DateTime']['output']>;
  /** When it was made. */
  createdAt: Scalars['DateTime']['output'];
  /** Who made it: an account's id. */
  createdBy: Scalars['ID']['output'];
  /** Refer to it by this. */
  id: Scalars['ID']['output'];
  /** Whether it is told at all. */
  isEnabled: Scalars['Boolean']['output'];
  /** In which language. */
  language: MessageLanguage;
  /** For people. */
  name: Scalars['String']['output'];
  /** When nothing but the worst is told. */
  quietHours: Maybe<QuietHours>;
  /** Whether it takes what is replayed. */
  takesReplays: Scalars['Boolean']['output'];
  /** IANA name. */
  timeZone: Scalars['String']['output'];
  /** When it said that it no longer wants to be told. */
  unsubscribedAt: Maybe<Scalars['DateTime']['output']>;
};

/** It is there. */
export type AlertReceiverCreated = {
  __typename?: 'AlertReceiverCreated';
  /** The receiver. */
  receiver: AlertReceiver;
  /** Of a webhook: what its messages are signed with. Shown this once. */
  signingSecret: Maybe<Scalars['String']['output']>;
};

/** It is gone. */
export type AlertReceiverDeleted = {
  __typename?: 'AlertReceiverDeleted';
  /** Which it was. */
  id: Scalars['ID']['output'];
};

/** The receiver as it is now. */
export type AlertReceiverSaved = {
  __typename?: 'AlertReceiverSaved';
  /** The receiver. */
  receiver: AlertReceiver;
};

/** Why an alert is over. */
export type AlertResolution =
  /** Nothing was heard any more. */
  | 'NO_DATA'
  /** The air, or the sensor, is well again. */
  | 'RECOVERED'
  /** Its rule was changed, switched off or taken away, or is no longer about its sensor. */
  | 'RULE_CHANGED';

/** What somebody wants to know of. */
export type AlertRule = {
  __typename?: 'AlertRule';
  /** When it was changed last. */
  changedAt: Scalars['DateTime']['output'];
  /** What it watches. */
  condition: AlertCondition;
  /** When it was made. */
  createdAt: Scalars['DateTime']['output'];
  /** Who made it: an account's id, for members of its organisation. */
  createdBy: Maybe<Scalars['ID']['output']>;
  /** Why it is there. */
  description: Maybe<Scalars['String']['output']>;
  /** Refer to it by this. */
  id: Scalars['ID']['output'];
  /** Whether CAP may call what it raises Actual. */
  isApproved: Scalars['Boolean']['output'];
  /** Whether it is judged. */
  isEnabled: Scalars['Boolean']['output'];
  /** Whether it is the house's own, and nobody's in particular. */
  isHouseRule: Scalars['Boolean']['output'];
  /** Whether everybody sees what it raises. */
  isPublished: Scalars['Boolean']['output'];
  /** For people. */
  name: Scalars['String']['output'];
  /** Its alerts that are open. */
  openAlerts: Scalars['Int']['output'];
  /** How the condition becomes an alert. */
  pace: AlertPace;
  /** Counts changes; an update names the one it was made from. */
  revision: Scalars['Int']['output'];
  /** Which sensors. */
  scope: AlertScope;
  /** How bad it is. */
  severity: Severity;
  /** Who is told, for members of its organisation. */
  telling: Maybe<AlertTelling>;
  /** Words of its own. */
  wording: AlertWording;
};

/** It is gone. */
export type AlertRuleDeleted = {
  __typename?: 'AlertRuleDeleted';
  /** Which it was. */
  id: Scalars['ID']['output'];
};

/** The rule as it is now. */
export type AlertRuleSaved = {
  __typename?: 'AlertRuleSaved';
  /** The rule. */
  rule: AlertRule;
};

/** The alert as it is now. */
export type AlertSaved = {
  __typename?: 'AlertSaved';
  /** The alert. */
  alert: Alert;
};

/** Which sensors: those that every list names which is not null. */
export type AlertScope = {
  __typename?: 'AlertScope';
  /** Within this area, in words. */
  area: Maybe<Scalars['String']['output']>;
  /** ISO 3166-1 alpha-2. */
  countries: Maybe<Array<Scalars['String']['output']>>;
  /** Of these kinds. */
  kinds: Maybe<Array<SensorKind>>;
  /** Of these networks. */
  networkIds: Maybe<Array<Scalars['ID']['output']>>;
  /** How many sensors that are now. */
  sensorCount: Scalars['Int']['output'];
  /** These. */
  sensorIds: Maybe<Array<Scalars['ID']['output']>>;
  /** At these sites. */
  siteIds: Maybe<Array<Scalars['ID']['output']>>;
  /** With one of these tags. */
  tags: Maybe<Array<Scalars['String']['output']>>;
};

/** Which sensors: those that every list names which is given. Nothing: every sensor. */
export type AlertScopeInput = {
  /** In this box. This or `circle`. */
  box?: InputMaybe<BoundingBoxInput>;
  /** In this circle. */
  circle?: InputMaybe<AlertCircleInput>;
  /** ISO 3166-1 alpha-2. */
  countries?: InputMaybe<Array<Scalars['String']['input']>>;
  /** Of these kinds. */
  kinds?: InputMaybe<Array<SensorKind>>;
  /** Of these networks; at most 50. */
  networkIds?: InputMaybe<Array<Scalars['ID']['input']>>;
  /** These; at most 1,000. */
  sensorIds?: InputMaybe<Array<Scalars['ID']['input']>>;
  /** At these sites; at most 200. */
  siteIds?: InputMaybe<Array<Scalars['ID']['input']>>;
  /** With one of these tags. */
  tags?: InputMaybe<Array<Scalars['String']['input']>>;
};

/** What is watched. */
export type AlertSignal =
  /** How unusual the newest hour is: its modified z-score (Iglewicz and Hoaglin 1993) against the hours of `window`; 3.5 is their threshold. */
  | 'ANOMALY'
  /** The index of `standard`: US_EPA's index, or the EU's band 1 to 6. `category` may stand for the threshold. */
  | 'AQI'
  /** The probability, 0 to 1, that the mean of `horizon` is at least `level`, by the newest forecast. */
  | 'FORECAST'
  /** EPA's NowCast of PM2.5 or PM10. */
  | 'NOWCAST'
  /** Nothing is heard: of the sensor, or of `quantity`, for `pace.noDataAfter`. */
  | 'OFFLINE'
  /** How many readings of `window` one of `tests` has flagged SUSPECT or FAIL. CHANNELS: the instrument's channels disagree. */
  | 'QUALITY'
  /** The change per hour over `window`. */
  | 'RATE_OF_CHANGE'
  /** The mean over `window`, of which `minCoverage` must be covered. */
  | 'ROLLING_MEAN'
  /** A reading by itself. */
  | 'VALUE';

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

/** A line of an alert's trail. */
export type AlertStep = {
  __typename?: 'AlertStep';
  /** The instant of the air that it is about. */
  at: Scalars['DateTime']['output'];
  /** Who did it: an account's id, where somebody did and you may know. */
  by: Maybe<Scalars['ID']['output']>;
  /** Its figures and words. */
  details: Array<AlertDetail>;
  /** What happened. */
  kind: AlertStepKind;
  /** When it was written. */
  writtenAt: Scalars['DateTime']['output'];
};

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

/** Who is told, and how often. */
export type AlertTelling = {
  __typename?: 'AlertTelling';
  /** Who is told where nobody acknowledges. */
  escalation: Array<AlertEscalation>;
  /** Alerts that are equal in these come in one message. */
  groupBy: Array<AlertLabel>;
  /** How long a group that was told of waits with what changed. */
  groupInterval: Scalars['Duration']['output'];
  /** How long a new group waits for more of its kind. */
  groupWait: Scalars['Duration']['output'];
  /** These. */
  receivers: Array<AlertReceiver>;
  /** After how long a group that has not changed is told of again. */
  repeatEvery: Maybe<Scalars['Duration']['output']>;
  /** Whether they hear that it is over. */
  tellsAllClear: Scalars['Boolean']['output'];
};

/** Who is told, and how often. */
export type AlertTellingInput = {
  /** Who is told where nobody acknowledges; at most 5. */
  escalation?: InputMaybe<Array<AlertEscalationInput>>;
  /** Alerts that are equal in these come in one message. Default: each by itself. */
  groupBy?: InputMaybe<Array<AlertLabel>>;
  /** How long a group that was told of waits with what changed, PT1S to P1D. Default PT5M. */
  groupInterval?: InputMaybe<Scalars['Duration']['input']>;
  /** How long a new group waits for more of its kind, to PT1H. Default: not at all, or 30 seconds with `groupBy`. */
  groupWait?: InputMaybe<Scalars['Duration']['input']>;
  /** Receivers' ids; at most 50. None: it is seen here alone. */
  receiverIds?: InputMaybe<Array<Scalars['ID']['input']>>;
  /** After how long a group that has not changed is told of again, PT1H to P7D. Default never. */
  repeatEvery?: InputMaybe<Scalars['Duration']['input']>;
  /** Whether they hear that it is over. Default yes. */
  tellsAllClear?: InputMaybe<Scalars['Boolean']['input']>;
};

/** Sensors judged together, hour by hour. */
export type AlertTogether = {
  __typename?: 'AlertTogether';
  /** Of fewer sensors with good readings nothing is said. */
  minSensors: Scalars['Int']['output'];
  /** So many must breach it at once. */
  sensors: Scalars['Int']['output'];
  /** And such a share of those with good readings, 0 to 1. */
  share: Maybe<Scalars['Float']['output']>;
};

/** Sensors judged together. */
export type AlertTogetherInput = {
  /** Of fewer sensors with good readings nothing is said. Default: `sensors`. */
  minSensors?: InputMaybe<Scalars['Int']['input']>;
  /** So many must breach it at once, 1 or more. */
  sensors: Scalars['Int']['input'];
  /** And such a share of those with good readings, 0 to 1. */
  share?: InputMaybe<Scalars['Float']['input']>;
};

/** Words of one's own, in Liquid; null: ours, in the receiver's language. */
export type AlertWording = {
  __typename?: 'AlertWording';
  /** The text. */
  body: Maybe<Scalars['String']['output']>;
  /** A line. */
  subject: Maybe<Scalars['String']['output']>;
};

/** Words of one's own, in Liquid. `docs/how-to/alert.md` lists what they can say. */
export type AlertWordingInput = {
  /** The text, to 4,000 characters. */
  body?: InputMaybe<Scalars['String']['input']>;
  /** A line, to 200 characters. */
  subject?: InputMaybe<Scalars['String']['input']>;
};

/** Which rule, and whether. */
export type ApproveAlertRuleInput = {
  /** A rule's id. */
  id: Scalars['ID']['input'];
  /** Whether CAP may call what it raises Actual. */
  isApproved: Scalars['Boolean']['input'];
  /** The revision that was looked at. */
  revision: Scalars['Int']['input'];
};

/** Done, or why not. */
export type ApproveAlertRulePayload = AlertProblems | AlertRuleSaved;

/** Whose index. */
export type AqiStandard =
  /** European Air Quality Index 2024: six bands, hourly, the worst pollutant. */
  | 'EU'
  /** US EPA Air Quality Index; breakpoints by the date of the period (2024 revision from 2024-05-06). */
  | 'US_EPA'
  /** WHO global air quality guidelines 2021: the highest target that the local day's mean meets. */
  | 'WHO';

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

/** What became of it. */
export type ChannelTested = {
  __typename?: 'ChannelTested';
  /** As the delivery log has it. */
  delivery: AlertDelivery;
};

/** Somebody, or a program, to be told. */
export type CreateAlertReceiverInput = {
  /** EMAIL: the address. WEBHOOK and SLACK: an https URL. TELEGRAM: the chat's id, or `@channel`. */
  address: Scalars['String']['input'];
  /** TELEGRAM: the bot's token. Kept sealed, and never shown. */
  botToken?: InputMaybe<Scalars['String']['input']>;
  /** Messages an hour at most, 1 to 1,000. Default 30; of a webhook 1,000. */
  capPerHour?: InputMaybe<Scalars['Int']['input']>;
  /** By which way. */
  channel: AlertChannel;
  /** Default EN. */
  language?: InputMaybe<MessageLanguage>;
  /** For people, to 120 characters. */
  name: Scalars['String']['input'];
  /** When nothing but the worst is told. */
  quietHours?: InputMaybe<QuietHoursInput>;
  /** Whether it takes what is replayed, marked as such. Default no. */
  takesReplays?: InputMaybe<Scalars['Boolean']['input']>;
  /** IANA name: times in messages and quiet hours are local to it. Default UTC. */
  timeZone?: InputMaybe<Scalars['String']['input']>;
};

/** Made, or why not. */
export type CreateAlertReceiverPayload = AlertProblems | AlertReceiverCreated;

/** A rule to be. */
export type CreateAlertRuleInput = {
  /** What it watches. */
  condition: AlertConditionInput;
  /** Why it is there, to 1,000 characters. */
  description?: InputMaybe<Scalars['String']['input']>;
  /** Whether it is judged. Default yes. */
  isEnabled?: InputMaybe<Scalars['Boolean']['input']>;
  /** For people, to 120 characters. */
  name: Scalars['String']['input'];
  /** How the condition becomes an alert. */
  pace?: InputMaybe<AlertPaceInput>;
  /** Which sensors. Default: every one. */
  scope?: InputMaybe<AlertScopeInput>;
  /** How bad it is. */
  severity: Severity;
  /** Who is told. */
  telling?: InputMaybe<AlertTellingInput>;
  /** Words of its own. */
  wording?: InputMaybe<AlertWordingInput>;
};

/** Made, or why not. */
export type CreateAlertRulePayload = AlertProblems | AlertRuleSaved;

/** What keeps what quiet. */
export type CreateInhibitionInput = {
  /** that are equal to it in these labels. */
  equal: Array<AlertLabel>;
  /** While one of these is open, */
  source: AlertMatcherInput;
  /** nobody is told of these */
  target: AlertMatcherInput;
};

/** Made, or why not. */
export type CreateInhibitionPayload = AlertProblems | InhibitionCreated;

/** Which receiver. */
export type DeleteAlertReceiverInput = {
  /** A receiver's id. */
  id: Scalars['ID']['input'];
};

/** Gone, or why not. */
export type DeleteAlertReceiverPayload = AlertProblems | AlertReceiverDeleted;

/** Which rule. */
export type DeleteAlertRuleInput = {
  /** A rule's id. */
  id: Scalars['ID']['input'];
};

/** Gone, or why not. */
export type DeleteAlertRulePayload = AlertProblems | AlertRuleDeleted;

/** Which inhibition. */
export type DeleteInhibitionInput = {
  /** An inhibition's id. */
  id: Scalars['ID']['input'];
};

/** Gone, or why not. */
export type DeleteInhibitionPayload = AlertProblems | InhibitionDeleted;

/** What would have been raised. */
export type DryRunAlert = {
  __typename?: 'DryRunAlert';
  /** When that had held for long enough. */
  firedAt: Scalars['DateTime']['output'];
  /** Whether it was one of hearing nothing. */
  isNoData: Scalars['Boolean']['output'];
  /** The value farthest beyond the threshold. */
  peak: Maybe<Scalars['Float']['output']>;
  /** Why it was over. */
  resolution: Maybe<AlertResolution>;
  /** Null where it went on to the end. */
  resolvedAt: Maybe<Scalars['DateTime']['output']>;
  /** Its sensor; null for an area. */
  sensor: Maybe<Sensor>;
  /** The end of the first reading beyond the threshold. */
  startedAt: Scalars['DateTime']['output'];
};

/** A rule, and over what. */
export type DryRunAlertRuleInput = {
  /** From this time on. */
  from: Scalars['DateTime']['input'];
  /** A rule to be. */
  rule?: InputMaybe<CreateAlertRuleInput>;
  /** A rule that is there. This or `rule`. */
  ruleId?: InputMaybe<Scalars['ID']['input']>;
  /** Of those in its scope, these; at most 20. Default: the first 20. */
  sensorIds?: InputMaybe<Array<Scalars['ID']['input']>>;
  /** To this time; at most 400 days later. */
  to: Scalars['DateTime']['input'];
};

/** What would have been, or why nothing can be said. */
export type DryRunAlertRuleResult = AlertDryRun | AlertProblems;

/** Which silence. */
export type EndSilenceInput = {
  /** A silence's id. */
  id: Scalars['ID']['input'];
};

/** Ended, or why not. */
export type EndSilencePayload = AlertProblems | SilenceSaved;

/** What a forecast is of. */
export type ForecastHorizon =
  /** Tomorrow, local. */
  | 'D1'
  /** The day after tomorrow. */
  | 'D2'
  /** The third day. */
  | 'D3'
  /** The hour that ends 4 hours ahead. */
  | 'PT4H'
  /** The hour that ends 24 hours ahead. */
  | 'PT24H'
  /** The hour that ends 72 hours ahead. */
  | 'PT72H';

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

/** While an alert that matches `source` is open, nobody is told of others that match `target` and are equal to it in `equal`. */
export type Inhibition = {
  __typename?: 'Inhibition';
  /** When it was made. */
  createdAt: Scalars['DateTime']['output'];
  /** Who made it: an account's id. */
  createdBy: Scalars['ID']['output'];
  /** What they must have in common. */
  equal: Array<AlertLabel>;
  /** Refer to it by this. */
  id: Scalars['ID']['output'];
  /** What keeps quiet. */
  source: AlertMatcher;
  /** What is kept quiet. */
  target: AlertMatcher;
};

/** It holds. */
export type InhibitionCreated = {
  __typename?: 'InhibitionCreated';
  /** The inhibition. */
  inhibition: Inhibition;
};

/** It is gone. */
export type InhibitionDeleted = {
  __typename?: 'InhibitionDeleted';
  /** Which it was. */
  id: Scalars['ID']['output'];
};

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

export type Mutation = {
  __typename?: 'Mutation';
  /** Says that somebody looks after an alert: it escalates no further. [Authenticated, own] */
  acknowledgeAlert: AcknowledgeAlertPayload;
  /** Lets what a rule raises go out as CAP's Actual, or no longer: until then it is a Draft. [Admin] */
  approveAlertRule: ApproveAlertRulePayload;
  /** Adds somebody, or a program, that rules can tell. An email address is asked first whether it wants to be. [Authenticated, own] */
  createAlertReceiver: CreateAlertReceiverPayload;
  /** Makes a rule of your organisation. It is judged from its next reading on. [Authenticated, own] */
  createAlertRule: CreateAlertRulePayload;
  /** Keeps alerts quiet while others are open that say as much. [Authenticated, own] */
  createInhibition: CreateInhibitionPayload;
  /** Takes a receiver away, out of every rule. What waits for it is dropped. [Authenticated, own] */
  deleteAlertReceiver: DeleteAlertReceiverPayload;
  /** Takes a rule away. Its open incidents end as RULE_CHANGED; what happened stays. [Authenticated, own] */
  deleteAlertRule: DeleteAlertRulePayload;
  /** Takes an inhibition away. [Authenticated, own] */
  deleteInhibition: DeleteInhibitionPayload;
  /** Ends a silence now. [Authenticated, own] */
  endSilence: EndSilencePayload;
  /** Shows what a rule raises to everybody, or no longer. [Admin] */
  publishAlertRule: PublishAlertRulePayload;
  /** Sends what was given up once more. [Authenticated, own] */
  retryAlertDelivery: RetryAlertDeliveryPayload;
  /** Makes a new signing secret for a webhook, shown this once; for a day both sign. [Authenticated, own] */
  rotateReceiverSecret: RotateReceiverSecretPayload;
  /** Tells nobody of alerts that match, for a while or in a window that comes every week. They go on being seen here. [Authenticated, own] */
  silence: SilencePayload;
  /** Tells nobody more of an alert until then, unless it is over. [Authenticated, own] */
  snoozeAlert: SnoozeAlertPayload;
  /** Sends a message that says that it is a test, and answers with what became of it within 8 seconds; what takes longer stands in the delivery log. [Authenticated, own] */
  testChannel: TestChannelPayload;
  /** Changes what is given of a receiver; its channel stays. [Authenticated, own] */
  updateAlertReceiver: UpdateAlertReceiverPayload;
  /**
   * Puts another definition in the place of a rule's. Where condition, scope or pace change, its open incidents end as RULE_CHANGED. What an Admin approved
   * or published has to be approved and published again, unless nothing but `telling` or `isEnabled` changed, or an Admin changes it. [Authenticated, own]
   */
  updateAlertRule: UpdateAlertRulePayload;
};


export type MutationAcknowledgeAlertArgs = {
  input: AcknowledgeAlertInput;
};


export type MutationApproveAlertRuleArgs = {
  input: ApproveAlertRuleInput;
};


export type MutationCreateAlertReceiverArgs = {
  input: CreateAlertReceiverInput;
};


export type MutationCreateAlertRuleArgs = {
  input: CreateAlertRuleInput;
};


export type MutationCreateInhibitionArgs = {
  input: CreateInhibitionInput;
};


export type MutationDeleteAlertReceiverArgs = {
  input: DeleteAlertReceiverInput;
};


export type MutationDeleteAlertRuleArgs = {
  input: DeleteAlertRuleInput;
};


export type MutationDeleteInhibitionArgs = {
  input: DeleteInhibitionInput;
};


export type MutationEndSilenceArgs = {
  input: EndSilenceInput;
};


export type MutationPublishAlertRuleArgs = {
  input: PublishAlertRuleInput;
};


export type MutationRetryAlertDeliveryArgs = {
  input: RetryAlertDeliveryInput;
};


export type MutationRotateReceiverSecretArgs = {
  input: RotateReceiverSecretInput;
};


export type MutationSilenceArgs = {
  input: SilenceInput;
};


export type MutationSnoozeAlertArgs = {
  input: SnoozeAlertInput;
};


export type MutationTestChannelArgs = {
  input: TestChannelInput;
};


export type MutationUpdateAlertReceiverArgs = {
  input: UpdateAlertReceiverInput;
};


export type MutationUpdateAlertRuleArgs = {
  input: UpdateAlertRuleInput;
};

/** What it makes of an alert that nothing is heard. */
export type NoDataPolicy =
  /** It goes on; where there is none, that nothing is heard becomes an alert. */
  | 'ALERT'
  /** It goes on as NO_DATA. */
  | 'KEEP'
  /** It ends. */
  | 'RESOLVE';

/** Where a page stands in its list. */
export type PageInfo = {
  __typename?: 'PageInfo';
  /** Ask for the next page with after: endCursor. */
  endCursor: Maybe<Scalars['Cursor']['output']>;
  /** More items follow. */
  hasNextPage: Scalars['Boolean']['output'];
};

/** Which rule's words. */
export type PreviewAlertMessageInput = {
  /** Default EN. */
  language?: InputMaybe<MessageLanguage>;
  /** A rule to be. */
  rule?: InputMaybe<CreateAlertRuleInput>;
  /** A rule that is there. This or `rule`. */
  ruleId?: InputMaybe<Scalars['ID']['input']>;
  /** IANA name. Default UTC. */
  timeZone?: InputMaybe<Scalars['String']['input']>;
};

/** The words, or why there are none. */
export type PreviewAlertMessageResult = AlertMessagePreview | AlertProblems;

/** Which rule, and whether. */
export type PublishAlertRuleInput = {
  /** A rule's id. */
  id: Scalars['ID']['input'];
  /** Whether everybody sees what it raises. */
  isPublished: Scalars['Boolean']['input'];
};

/** Done, or why not. */
export type PublishAlertRulePayload = AlertProblems | AlertRuleSaved;

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

export type Query = {
  __typename?: 'Query';
  /** One of them; null where there is none of this id, or where it is not for you. [Public, own] */
  alert: Maybe<Alert>;
  /** The delivery log of your organisation, newest first: each message, and what became of it. [Authenticated, own] */
  alertDeliveries: Maybe<AlertDeliveryConnection>;
  /** Who your organisation tells, by their names. [Authenticated, own] */
  alertReceivers: Maybe<Array<AlertReceiver>>;
  /** One of these rules; null where there is none of this id, or where it is not yours. [Authenticated, own] */
  alertRule: Maybe<AlertRule>;
  /** The rules of your organisation, and the house's own that are published, by their names. [Authenticated, own] */
  alertRules: Maybe<Array<AlertRule>>;
  /** What happened, newest first: everybody sees what rules raised that an Admin published, members of an organisation what its own raised besides. [Public, own] */
  alerts: Maybe<AlertConnection>;
  /**
   * What a rule would have raised and sent, over readings that are kept: of rules that are there, or of one that is yet to be. At most 20 sensors and 400 days; nobody is
   * told. [Authenticated, own]
   */
  dryRunAlertRule: Maybe<DryRunAlertRuleResult>;
  /** Which incidents keep which others quiet, in your organisation. [Authenticated, own] */
  inhibitions: Maybe<Array<Inhibition>>;
  /** The words of a message in each language, about a made-up incident of this rule. [Authenticated, own] */
  previewAlertMessage: Maybe<PreviewAlertMessageResult>;
  /** Silences and maintenance windows of your organisation that hold now or will, the next to begin first. [Authenticated, own] */
  silences: Maybe<Array<Silence>>;
};


export type QueryAlertArgs = {
  id: Scalars['ID']['input'];
};


export type QueryAlertDeliveriesArgs = {
  after?: InputMaybe<Scalars['Cursor']['input']>;
  filter?: InputMaybe<AlertDeliveryFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
};


export type QueryAlertRuleArgs = {
  id: Scalars['ID']['input'];
};


export type QueryAlertsArgs = {
  after?: InputMaybe<Scalars['Cursor']['input']>;
  filter?: InputMaybe<AlertFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
};


export type QueryDryRunAlertRuleArgs = {
  input: DryRunAlertRuleInput;
};


export type QueryPreviewAlertMessageArgs = {
  input: PreviewAlertMessageInput;
};


export type QuerySilencesArgs = {
  over?: InputMaybe<Scalars['Boolean']['input']>;
};

/** Nothing but the worst is told in them; the rest waits until they are over. */
export type QuietHours = {
  __typename?: 'QuietHours';
  /** This and worse come all the same. */
  exceptFrom: Severity;
  /** Local time, `22:00`. */
  from: Scalars['String']['output'];
  /** Local time; where it is not after `from`, on the next day. */
  to: Scalars['String']['output'];
};

/** Nothing but the worst is told in them; the rest waits until they are over. */
export type QuietHoursInput = {
  /** This and worse come all the same. Default EXTREME. */
  exceptFrom?: InputMaybe<Severity>;
  /** Local time, `22:00`. */
  from: Scalars['String']['input'];
  /** Local time; where it is not after `from`, on the next day. */
  to: Scalars['String']['input'];
};

/** Both sign from now on. */
export type ReceiverSecretRotated = {
  __typename?: 'ReceiverSecretRotated';
  /** Until then the old one signs as well. */
  oldUntil: Scalars['DateTime']['output'];
  /** Shown this once. */
  signingSecret: Scalars['String']['output'];
};

/** Which message. */
export type RetryAlertDeliveryInput = {
  /** A delivery's id. */
  id: Scalars['ID']['input'];
};

/** It waits to be sent, or why not. */
export type RetryAlertDeliveryPayload = AlertDeliveryRetried | AlertProblems;

/** Which webhook. */
export type RotateReceiverSecretInput = {
  /** A receiver's id. */
  id: Scalars['ID']['input'];
};

/** Made, or why not. */
export type RotateReceiverSecretPayload = AlertProblems | ReceiverSecretRotated;

export type Sensor = {
  __typename?: 'Sensor';
  /** What happened at this sensor, newest first, as far as you may see it. Those of an area are not here. [Public, own] */
  alerts: Maybe<AlertConnection>;
  id: Scalars['ID']['output'];
};


export type SensorAlertsArgs = {
  after?: InputMaybe<Scalars['Cursor']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};

/** Reference monitors are certified instruments; low-cost sensors need correction. */
export type SensorKind =
  /** Cheap enough to be many; to be corrected. */
  | 'LOW_COST'
  /** A certified or regulatory instrument. */
  | 'REFERENCE'
  /** Nobody said. */
  | 'UNKNOWN';

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

/** Nobody is told of what matches while it holds. */
export type Silence = {
  __typename?: 'Silence';
  /** Why. */
  comment: Scalars['String']['output'];
  /** When it was made. */
  createdAt: Scalars['DateTime']['output'];
  /** Who made it: an account's id. */
  createdBy: Scalars['ID']['output'];
  /** When it ends. */
  endsAt: Scalars['DateTime']['output'];
  /** Whether it holds now. */
  holdsNow: Scalars['Boolean']['output'];
  /** Refer to it by this. */
  id: Scalars['ID']['output'];
  /** Which alerts. */
  matcher: AlertMatcher;
  /** When it begins. */
  startsAt: Scalars['DateTime']['output'];
  /** A maintenance window that comes every week between the two. */
  weekly: Maybe<WeeklyWindow>;
};

/** What is to be quiet, and when. */
export type SilenceInput = {
  /** Why, to 500 characters. */
  comment: Scalars['String']['input'];
  /** At most 90 days after its beginning; with `weekly` two years. */
  endsAt: Scalars['DateTime']['input'];
  /** Which alerts. */
  matcher: AlertMatcherInput;
  /** Default: now. */
  startsAt?: InputMaybe<Scalars['DateTime']['input']>;
  /** A maintenance window that comes every week between the two. */
  weekly?: InputMaybe<WeeklyWindowInput>;
};

/** Made, or why not. */
export type SilencePayload = AlertProblems | SilenceSaved;

/** The silence as it is now. */
export type SilenceSaved = {
  __typename?: 'SilenceSaved';
  /** The silence. */
  silence: Silence;
};

export type Site = {
  __typename?: 'Site';
  id: Scalars['ID']['output'];
};

/** Which alert, and until when. */
export type SnoozeAlertInput = {
  /** An alert's id. */
  id: Scalars['ID']['input'];
  /** At most a week ahead. */
  until: Scalars['DateTime']['input'];
};

/** Done, or why not. */
export type SnoozeAlertPayload = AlertProblems | AlertSaved;

export type Subscription = {
  __typename?: 'Subscription';
  /**
   * Alerts as they are raised, change and end, each as it was when it was told: it is for everybody where its rule was published then, whatever `alerts` shows now. With the cursor
   * of the last event it goes on behind it; where the log reaches no longer back so far, a GAP
   * says so. [Public, own]
   */
  alertRaised: AlertEvent;
};


export type SubscriptionAlertRaisedArgs = {
  after?: InputMaybe<Scalars['Cursor']['input']>;
  filter?: InputMaybe<AlertFilter>;
};

/** Which channel to try. */
export type TestChannelInput = {
  /** A receiver's id. */
  receiverId: Scalars['ID']['input'];
};

/** Sent, or why not. */
export type TestChannelPayload = AlertProblems | ChannelTested;

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

/** What is to be otherwise; null takes quiet hours away. */
export type UpdateAlertReceiverInput = {
  /** Another address of the same channel. A new email address is asked anew. */
  address?: InputMaybe<Scalars['String']['input']>;
  /** TELEGRAM: another bot's token. */
  botToken?: InputMaybe<Scalars['String']['input']>;
  /** Messages an hour at most. */
  capPerHour?: InputMaybe<Scalars['Int']['input']>;
  /** Which receiver. */
  id: Scalars['ID']['input'];
  /** Whether it is told at all. */
  isEnabled?: InputMaybe<Scalars['Boolean']['input']>;
  /** In which language. */
  language?: InputMaybe<MessageLanguage>;
  /** For people. */
  name?: InputMaybe<Scalars['String']['input']>;
  /** When nothing but the worst is told. */
  quietHours?: InputMaybe<QuietHoursInput>;
  /** Whether it takes what is replayed. */
  takesReplays?: InputMaybe<Scalars['Boolean']['input']>;
  /** IANA name. */
  timeZone?: InputMaybe<Scalars['String']['input']>;
};

/** Changed, or why not. */
export type UpdateAlertReceiverPayload = AlertProblems | AlertReceiverSaved;

/** A definition in the place of another: what is left out becomes the default again. */
export type UpdateAlertRuleInput = {
  /** Which rule. */
  id: Scalars['ID']['input'];
  /** The revision that it was made from. */
  revision: Scalars['Int']['input'];
  /** What it is to be. */
  rule: CreateAlertRuleInput;
};

/** Changed, or why not. */
export type UpdateAlertRulePayload = AlertProblems | AlertRuleSaved;

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

/** Every week at the same local times. */
export type WeeklyWindow = {
  __typename?: 'WeeklyWindow';
  /** Local time, `22:00`. */
  from: Scalars['String']['output'];
  /** IANA name. */
  timeZone: Scalars['String']['output'];
  /** Local time; where it is not after `from`, on the next day. */
  to: Scalars['String']['output'];
  /** 1 is Monday. */
  weekdays: Array<Scalars['Int']['output']>;
};

/** Every week at the same local times. */
export type WeeklyWindowInput = {
  /** Local time, `22:00`. */
  from: Scalars['String']['input'];
  /** IANA name. */
  timeZone: Scalars['String']['input'];
  /** Local time; where it is not after `from`, on the next day. */
  to: Scalars['String']['input'];
  /** 1 is Monday. */
  weekdays: Array<Scalars['Int']['input']>;
};



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

/** Mapping of union types */
export type ResolversUnionTypes<_RefType extends Record<string, unknown>> = {
  AcknowledgeAlertPayload:
    | ( AlertProblems )
    | ( Omit<AlertSaved, 'alert'> & { alert: _RefType['Alert'] } )
  ;
  ApproveAlertRulePayload:
    | ( AlertProblems )
    | ( Omit<AlertRuleSaved, 'rule'> & { rule: _RefType['AlertRule'] } )
  ;
  CreateAlertReceiverPayload:
    | ( AlertProblems )
    | ( Omit<AlertReceiverCreated, 'receiver'> & { receiver: _RefType['AlertReceiver'] } )
  ;
  CreateAlertRulePayload:
    | ( AlertProblems )
    | ( Omit<AlertRuleSaved, 'rule'> & { rule: _RefType['AlertRule'] } )
  ;
  CreateInhibitionPayload:
    | ( AlertProblems )
    | ( Omit<InhibitionCreated, 'inhibition'> & { inhibition: _RefType['Inhibition'] } )
  ;
  DeleteAlertReceiverPayload:
    | ( AlertProblems )
    | ( AlertReceiverDeleted )
  ;
  DeleteAlertRulePayload:
    | ( AlertProblems )
    | ( AlertRuleDeleted )
  ;
  DeleteInhibitionPayload:
    | ( AlertProblems )
    | ( InhibitionDeleted )
  ;
  DryRunAlertRuleResult:
    | ( Omit<AlertDryRun, 'alerts'> & { alerts: Array<_RefType['DryRunAlert']> } )
    | ( AlertProblems )
  ;
  EndSilencePayload:
    | ( AlertProblems )
    | ( Omit<SilenceSaved, 'silence'> & { silence: _RefType['Silence'] } )
  ;
  PreviewAlertMessageResult:
    | ( AlertMessagePreview )
    | ( AlertProblems )
  ;
  PublishAlertRulePayload:
    | ( AlertProblems )
    | ( Omit<AlertRuleSaved, 'rule'> & { rule: _RefType['AlertRule'] } )
  ;
  RetryAlertDeliveryPayload:
    | ( Omit<AlertDeliveryRetried, 'delivery'> & { delivery: _RefType['AlertDelivery'] } )
    | ( AlertProblems )
  ;
  RotateReceiverSecretPayload:
    | ( AlertProblems )
    | ( ReceiverSecretRotated )
  ;
  SilencePayload:
    | ( AlertProblems )
    | ( Omit<SilenceSaved, 'silence'> & { silence: _RefType['Silence'] } )
  ;
  SnoozeAlertPayload:
    | ( AlertProblems )
    | ( Omit<AlertSaved, 'alert'> & { alert: _RefType['Alert'] } )
  ;
  TestChannelPayload:
    | ( AlertProblems )
    | ( Omit<ChannelTested, 'delivery'> & { delivery: _RefType['AlertDelivery'] } )
  ;
  UpdateAlertReceiverPayload:
    | ( AlertProblems )
    | ( Omit<AlertReceiverSaved, 'receiver'> & { receiver: _RefType['AlertReceiver'] } )
  ;
  UpdateAlertRulePayload:
    | ( AlertProblems )
    | ( Omit<AlertRuleSaved, 'rule'> & { rule: _RefType['AlertRule'] } )
  ;
};


/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = {
  AcknowledgeAlertInput: AcknowledgeAlertInput;
  ID: ResolverTypeWrapper<Scalars['ID']['output']>;
  AcknowledgeAlertPayload: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['AcknowledgeAlertPayload']>;
  Aggregate: Aggregate;
  Alert: ResolverTypeWrapper<IncidentModel>;
  Float: ResolverTypeWrapper<Scalars['Float']['output']>;
  Int: ResolverTypeWrapper<Scalars['Int']['output']>;
  AlertAdvice: ResolverTypeWrapper<AlertAdvice>;
  AlertChange: AlertChange;
  AlertChannel: AlertChannel;
  AlertCircleInput: AlertCircleInput;
  AlertComparison: AlertComparison;
  AlertCondition: ResolverTypeWrapper<ShownCondition>;
  AlertConditionInput: AlertConditionInput;
  AlertConnection: ResolverTypeWrapper<AlertPage>;
  AlertDelivery: ResolverTypeWrapper<DeliveryModel>;
  AlertDeliveryConnection: ResolverTypeWrapper<DeliveryPage>;
  AlertDeliveryEdge: ResolverTypeWrapper<DeliveryPlace>;
  AlertDeliveryFilter: AlertDeliveryFilter;
  AlertDeliveryRetried: ResolverTypeWrapper<Omit<AlertDeliveryRetried, 'delivery'> & { delivery: ResolversTypes['AlertDelivery'] }>;
  AlertDeliveryState: AlertDeliveryState;
  AlertDetail: ResolverTypeWrapper<AlertDetail>;
  AlertDryRun: ResolverTypeWrapper<Omit<AlertDryRun, 'alerts'> & { alerts: Array<ResolversTypes['DryRunAlert']> }>;
  AlertEdge: ResolverTypeWrapper<AlertPlace>;
  AlertEscalation: ResolverTypeWrapper<ShownEscalation>;
  AlertEscalationInput: AlertEscalationInput;
  AlertEvent: ResolverTypeWrapper<SentEvent>;
  AlertFilter: AlertFilter;
  AlertLabel: AlertLabel;
  AlertMatcher: ResolverTypeWrapper<AlertMatcher>;
  AlertMatcherInput: AlertMatcherInput;
  AlertMessagePreview: ResolverTypeWrapper<AlertMessagePreview>;
  AlertPace: ResolverTypeWrapper<PaceModel>;
  AlertPaceInput: AlertPaceInput;
  AlertProblem: ResolverTypeWrapper<AlertProblem>;
  AlertProblemCode: AlertProblemCode;
  AlertProblems: ResolverTypeWrapper<AlertProblems>;
  AlertReason: AlertReason;
  AlertReceiver: ResolverTypeWrapper<ReceiverModel>;
  AlertReceiverCreated: ResolverTypeWrapper<Omit<AlertReceiverCreated, 'receiver'> & { receiver: ResolversTypes['AlertReceiver'] }>;
  AlertReceiverDeleted: ResolverTypeWrapper<AlertReceiverDeleted>;
  AlertReceiverSaved: ResolverTypeWrapper<Omit<AlertReceiverSaved, 'receiver'> & { receiver: ResolversTypes['AlertReceiver'] }>;
  AlertResolution: AlertResolution;
  AlertRule: ResolverTypeWrapper<RuleModel>;
  AlertRuleDeleted: ResolverTypeWrapper<AlertRuleDeleted>;
  AlertRuleSaved: ResolverTypeWrapper<Omit<AlertRuleSaved, 'rule'> & { rule: ResolversTypes['AlertRule'] }>;
  AlertSaved: ResolverTypeWrapper<Omit<AlertSaved, 'alert'> & { alert: ResolversTypes['Alert'] }>;
  AlertScope: ResolverTypeWrapper<ScopeModel>;
  AlertScopeInput: AlertScopeInput;
  AlertSignal: AlertSignal;
  AlertState: AlertState;
  AlertStep: ResolverTypeWrapper<IncidentStep>;
  AlertStepKind: AlertStepKind;
  AlertTelling: ResolverTypeWrapper<ShownTelling>;
  AlertTellingInput: AlertTellingInput;
  AlertTogether: ResolverTypeWrapper<AlertTogether>;
  AlertTogetherInput: AlertTogetherInput;
  AlertWording: ResolverTypeWrapper<AlertWording>;
  AlertWordingInput: AlertWordingInput;
  ApproveAlertRuleInput: ApproveAlertRuleInput;
  ApproveAlertRulePayload: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['ApproveAlertRulePayload']>;
  AqiStandard: AqiStandard;
  BoundingBoxInput: BoundingBoxInput;
  ChannelTested: ResolverTypeWrapper<Omit<ChannelTested, 'delivery'> & { delivery: ResolversTypes['AlertDelivery'] }>;
  CreateAlertReceiverInput: CreateAlertReceiverInput;
  CreateAlertReceiverPayload: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['CreateAlertReceiverPayload']>;
  CreateAlertRuleInput: CreateAlertRuleInput;
  CreateAlertRulePayload: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['CreateAlertRulePayload']>;
  CreateInhibitionInput: CreateInhibitionInput;
  CreateInhibitionPayload: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['CreateInhibitionPayload']>;
  Cursor: ResolverTypeWrapper<Scalars['Cursor']['output']>;
  DateTime: ResolverTypeWrapper<Scalars['DateTime']['output']>;
  DeleteAlertReceiverInput: DeleteAlertReceiverInput;
  DeleteAlertReceiverPayload: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['DeleteAlertReceiverPayload']>;
  DeleteAlertRuleInput: DeleteAlertRuleInput;
  DeleteAlertRulePayload: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['DeleteAlertRulePayload']>;
  DeleteInhibitionInput: DeleteInhibitionInput;
  DeleteInhibitionPayload: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['DeleteInhibitionPayload']>;
  DryRunAlert: ResolverTypeWrapper<Omit<DryRunAlert, 'sensor'> & { sensor?: Maybe<ResolversTypes['Sensor']> }>;
  DryRunAlertRuleInput: DryRunAlertRuleInput;
  DryRunAlertRuleResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['DryRunAlertRuleResult']>;
  Duration: ResolverTypeWrapper<Scalars['Duration']['output']>;
  EndSilenceInput: EndSilenceInput;
  EndSilencePayload: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['EndSilencePayload']>;
  ForecastHorizon: ForecastHorizon;
  Gap: ResolverTypeWrapper<Gap>;
  Inhibition: ResolverTypeWrapper<InhibitionModel>;
  InhibitionCreated: ResolverTypeWrapper<Omit<InhibitionCreated, 'inhibition'> & { inhibition: ResolversTypes['Inhibition'] }>;
  InhibitionDeleted: ResolverTypeWrapper<InhibitionDeleted>;
  MessageLanguage: MessageLanguage;
  Mutation: ResolverTypeWrapper<Record<PropertyKey, never>>;
  NoDataPolicy: NoDataPolicy;
  PageInfo: ResolverTypeWrapper<PageInfo>;
  PreviewAlertMessageInput: PreviewAlertMessageInput;
  PreviewAlertMessageResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['PreviewAlertMessageResult']>;
  PublishAlertRuleInput: PublishAlertRuleInput;
  PublishAlertRulePayload: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['PublishAlertRulePayload']>;
  QualityFlag: QualityFlag;
  QualityTestName: QualityTestName;
  Quantity: Quantity;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  QuietHours: ResolverTypeWrapper<QuietHoursModel>;
  QuietHoursInput: QuietHoursInput;
  ReceiverSecretRotated: ResolverTypeWrapper<ReceiverSecretRotated>;
  RetryAlertDeliveryInput: RetryAlertDeliveryInput;
  RetryAlertDeliveryPayload: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['RetryAlertDeliveryPayload']>;
  RotateReceiverSecretInput: RotateReceiverSecretInput;
  RotateReceiverSecretPayload: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['RotateReceiverSecretPayload']>;
  Sensor: ResolverTypeWrapper<Omit<Sensor, 'alerts'> & { alerts?: Maybe<ResolversTypes['AlertConnection']> }>;
  SensorKind: SensorKind;
  Severity: Severity;
  Silence: ResolverTypeWrapper<SilenceModel>;
  SilenceInput: SilenceInput;
  SilencePayload: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['SilencePayload']>;
  SilenceSaved: ResolverTypeWrapper<Omit<SilenceSaved, 'silence'> & { silence: ResolversTypes['Silence'] }>;
  Site: ResolverTypeWrapper<Site>;
  SnoozeAlertInput: SnoozeAlertInput;
  SnoozeAlertPayload: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['SnoozeAlertPayload']>;
  Subscription: ResolverTypeWrapper<Record<PropertyKey, never>>;
  TestChannelInput: TestChannelInput;
  TestChannelPayload: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['TestChannelPayload']>;
  Unit: Unit;
  UpdateAlertReceiverInput: UpdateAlertReceiverInput;
  UpdateAlertReceiverPayload: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['UpdateAlertReceiverPayload']>;
  UpdateAlertRuleInput: UpdateAlertRuleInput;
  UpdateAlertRulePayload: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['UpdateAlertRulePayload']>;
  Variant: Variant;
  Version: Version;
  WeeklyWindow: ResolverTypeWrapper<WeeklyModel>;
  WeeklyWindowInput: WeeklyWindowInput;
  String: ResolverTypeWrapper<Scalars['String']['output']>;
  Boolean: ResolverTypeWrapper<Scalars['Boolean']['output']>;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  AcknowledgeAlertInput: AcknowledgeAlertInput;
  ID: Scalars['ID']['output'];
  AcknowledgeAlertPayload: ResolversUnionTypes<ResolversParentTypes>['AcknowledgeAlertPayload'];
  Alert: IncidentModel;
  Float: Scalars['Float']['output'];
  Int: Scalars['Int']['output'];
  AlertAdvice: AlertAdvice;
  AlertCircleInput: AlertCircleInput;
  AlertCondition: ShownCondition;
  AlertConditionInput: AlertConditionInput;
  AlertConnection: AlertPage;
  AlertDelivery: DeliveryModel;
  AlertDeliveryConnection: DeliveryPage;
  AlertDeliveryEdge: DeliveryPlace;
  AlertDeliveryFilter: AlertDeliveryFilter;
  AlertDeliveryRetried: Omit<AlertDeliveryRetried, 'delivery'> & { delivery: ResolversParentTypes['AlertDelivery'] };
  AlertDetail: AlertDetail;
  AlertDryRun: Omit<AlertDryRun, 'alerts'> & { alerts: Array<ResolversParentTypes['DryRunAlert']> };
  AlertEdge: AlertPlace;
  AlertEscalation: ShownEscalation;
  AlertEscalationInput: AlertEscalationInput;
  AlertEvent: SentEvent;
  AlertFilter: AlertFilter;
  AlertMatcher: AlertMatcher;
  AlertMatcherInput: AlertMatcherInput;
  AlertMessagePreview: AlertMessagePreview;
  AlertPace: PaceModel;
  AlertPaceInput: AlertPaceInput;
  AlertProblem: AlertProblem;
  AlertProblems: AlertProblems;
  AlertReceiver: ReceiverModel;
  AlertReceiverCreated: Omit<AlertReceiverCreated, 'receiver'> & { receiver: ResolversParentTypes['AlertReceiver'] };
  AlertReceiverDeleted: AlertReceiverDeleted;
  AlertReceiverSaved: Omit<AlertReceiverSaved, 'receiver'> & { receiver: ResolversParentTypes['AlertReceiver'] };
  AlertRule: RuleModel;
  AlertRuleDeleted: AlertRuleDeleted;
  AlertRuleSaved: Omit<AlertRuleSaved, 'rule'> & { rule: ResolversParentTypes['AlertRule'] };
  AlertSaved: Omit<AlertSaved, 'alert'> & { alert: ResolversParentTypes['Alert'] };
  AlertScope: ScopeModel;
  AlertScopeInput: AlertScopeInput;
  AlertStep: IncidentStep;
  AlertTelling: ShownTelling;
  AlertTellingInput: AlertTellingInput;
  AlertTogether: AlertTogether;
  AlertTogetherInput: AlertTogetherInput;
  AlertWording: AlertWording;
  AlertWordingInput: AlertWordingInput;
  ApproveAlertRuleInput: ApproveAlertRuleInput;
  ApproveAlertRulePayload: ResolversUnionTypes<ResolversParentTypes>['ApproveAlertRulePayload'];
  BoundingBoxInput: BoundingBoxInput;
  ChannelTested: Omit<ChannelTested, 'delivery'> & { delivery: ResolversParentTypes['AlertDelivery'] };
  CreateAlertReceiverInput: CreateAlertReceiverInput;
  CreateAlertReceiverPayload: ResolversUnionTypes<ResolversParentTypes>['CreateAlertReceiverPayload'];
  CreateAlertRuleInput: CreateAlertRuleInput;
  CreateAlertRulePayload: ResolversUnionTypes<ResolversParentTypes>['CreateAlertRulePayload'];
  CreateInhibitionInput: CreateInhibitionInput;
  CreateInhibitionPayload: ResolversUnionTypes<ResolversParentTypes>['CreateInhibitionPayload'];
  Cursor: Scalars['Cursor']['output'];
  DateTime: Scalars['DateTime']['output'];
  DeleteAlertReceiverInput: DeleteAlertReceiverInput;
  DeleteAlertReceiverPayload: ResolversUnionTypes<ResolversParentTypes>['DeleteAlertReceiverPayload'];
  DeleteAlertRuleInput: DeleteAlertRuleInput;
  DeleteAlertRulePayload: ResolversUnionTypes<ResolversParentTypes>['DeleteAlertRulePayload'];
  DeleteInhibitionInput: DeleteInhibitionInput;
  DeleteInhibitionPayload: ResolversUnionTypes<ResolversParentTypes>['DeleteInhibitionPayload'];
  DryRunAlert: Omit<DryRunAlert, 'sensor'> & { sensor?: Maybe<ResolversParentTypes['Sensor']> };
  DryRunAlertRuleInput: DryRunAlertRuleInput;
  DryRunAlertRuleResult: ResolversUnionTypes<ResolversParentTypes>['DryRunAlertRuleResult'];
  Duration: Scalars['Duration']['output'];
  EndSilenceInput: EndSilenceInput;
  EndSilencePayload: ResolversUnionTypes<ResolversParentTypes>['EndSilencePayload'];
  Gap: Gap;
  Inhibition: InhibitionModel;
  InhibitionCreated: Omit<InhibitionCreated, 'inhibition'> & { inhibition: ResolversParentTypes['Inhibition'] };
  InhibitionDeleted: InhibitionDeleted;
  Mutation: Record<PropertyKey, never>;
  PageInfo: PageInfo;
  PreviewAlertMessageInput: PreviewAlertMessageInput;
  PreviewAlertMessageResult: ResolversUnionTypes<ResolversParentTypes>['PreviewAlertMessageResult'];
  PublishAlertRuleInput: PublishAlertRuleInput;
  PublishAlertRulePayload: ResolversUnionTypes<ResolversParentTypes>['PublishAlertRulePayload'];
  Query: Record<PropertyKey, never>;
  QuietHours: QuietHoursModel;
  QuietHoursInput: QuietHoursInput;
  ReceiverSecretRotated: ReceiverSecretRotated;
  RetryAlertDeliveryInput: RetryAlertDeliveryInput;
  RetryAlertDeliveryPayload: ResolversUnionTypes<ResolversParentTypes>['RetryAlertDeliveryPayload'];
  RotateReceiverSecretInput: RotateReceiverSecretInput;
  RotateReceiverSecretPayload: ResolversUnionTypes<ResolversParentTypes>['RotateReceiverSecretPayload'];
  Sensor: Omit<Sensor, 'alerts'> & { alerts?: Maybe<ResolversParentTypes['AlertConnection']> } | FederationReferenceTypes['Sensor'];
  Silence: SilenceModel;
  SilenceInput: SilenceInput;
  SilencePayload: ResolversUnionTypes<ResolversParentTypes>['SilencePayload'];
  SilenceSaved: Omit<SilenceSaved, 'silence'> & { silence: ResolversParentTypes['Silence'] };
  Site: Site;
  SnoozeAlertInput: SnoozeAlertInput;
  SnoozeAlertPayload: ResolversUnionTypes<ResolversParentTypes>['SnoozeAlertPayload'];
  Subscription: Record<PropertyKey, never>;
  TestChannelInput: TestChannelInput;
  TestChannelPayload: ResolversUnionTypes<ResolversParentTypes>['TestChannelPayload'];
  UpdateAlertReceiverInput: UpdateAlertReceiverInput;
  UpdateAlertReceiverPayload: ResolversUnionTypes<ResolversParentTypes>['UpdateAlertReceiverPayload'];
  UpdateAlertRuleInput: UpdateAlertRuleInput;
  UpdateAlertRulePayload: ResolversUnionTypes<ResolversParentTypes>['UpdateAlertRulePayload'];
  WeeklyWindow: WeeklyModel;
  WeeklyWindowInput: WeeklyWindowInput;
  String: Scalars['String']['output'];
  Boolean: Scalars['Boolean']['output'];
};

export type AccessDirectiveArgs = {
  policy: Scalars['String']['input'];
  sameForAll: Scalars['Boolean']['input'];
};

export type AccessDirectiveResolver<Result, Parent, ContextType = AlertsContext, Args = AccessDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type AcknowledgeAlertPayloadResolvers<ContextType = AlertsContext, ParentType extends ResolversParentTypes['AcknowledgeAlertPayload'] = ResolversParentTypes['AcknowledgeAlertPayload']> = {
  __resolveType: TypeResolveFn<'AlertProblems' | 'AlertSaved', ParentType, ContextType>;
};

export type AlertResolvers<ContextType = AlertsContext, ParentType extends ResolversParentTypes['Alert'] = ResolversParentTypes['Alert']> = {
  acknowledgedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  acknowledgedBy?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  advice?: Resolver<ResolversTypes['AlertAdvice'], ParentType, ContextType, RequireFields<AlertAdviceArgs, 'language'>>;
  changedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  condition?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  firedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  isReplayed?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  last?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  lastAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  note?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  peak?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  peakAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  quantity?: Resolver<Maybe<ResolversTypes['Quantity']>, ParentType, ContextType>;
  raisedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  resolution?: Resolver<Maybe<ResolversTypes['AlertResolution']>, ParentType, ContextType>;
  resolvedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  revision?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  rule?: Resolver<Maybe<ResolversTypes['AlertRule']>, ParentType, ContextType>;
  sensor?: Resolver<Maybe<ResolversTypes['Sensor']>, ParentType, ContextType>;
  severity?: Resolver<ResolversTypes['Severity'], ParentType, ContextType>;
  site?: Resolver<Maybe<ResolversTypes['Site']>, ParentType, ContextType>;
  snoozedUntil?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  startedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  state?: Resolver<ResolversTypes['AlertState'], ParentType, ContextType>;
  threshold?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  title?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  trail?: Resolver<Array<ResolversTypes['AlertStep']>, ParentType, ContextType>;
};

export type AlertAdviceResolvers<ContextType = AlertsContext, ParentType extends ResolversParentTypes['AlertAdvice'] = ResolversParentTypes['AlertAdvice']> = {
  everyone?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  sensitiveGroups?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type AlertConditionResolvers<ContextType = AlertsContext, ParentType extends ResolversParentTypes['AlertCondition'] = ResolversParentTypes['AlertCondition']> = {
  comparison?: Resolver<Maybe<ResolversTypes['AlertComparison']>, ParentType, ContextType>;
  horizon?: Resolver<Maybe<ResolversTypes['ForecastHorizon']>, ParentType, ContextType>;
  level?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  minCoverage?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  quantity?: Resolver<Maybe<ResolversTypes['Quantity']>, ParentType, ContextType>;
  recovery?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  signal?: Resolver<ResolversTypes['AlertSignal'], ParentType, ContextType>;
  standard?: Resolver<Maybe<ResolversTypes['AqiStandard']>, ParentType, ContextType>;
  tests?: Resolver<Maybe<Array<ResolversTypes['QualityTestName']>>, ParentType, ContextType>;
  text?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  threshold?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  together?: Resolver<Maybe<ResolversTypes['AlertTogether']>, ParentType, ContextType>;
  unit?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  window?: Resolver<Maybe<ResolversTypes['Duration']>, ParentType, ContextType>;
};

export type AlertConnectionResolvers<ContextType = AlertsContext, ParentType extends ResolversParentTypes['AlertConnection'] = ResolversParentTypes['AlertConnection']> = {
  edges?: Resolver<Array<ResolversTypes['AlertEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['Alert']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type AlertDeliveryResolvers<ContextType = AlertsContext, ParentType extends ResolversParentTypes['AlertDelivery'] = ResolversParentTypes['AlertDelivery']> = {
  alertIds?: Resolver<Array<ResolversTypes['ID']>, ParentType, ContextType>;
  attempts?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  fault?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  isReplayed?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  nextAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  reason?: Resolver<ResolversTypes['AlertReason'], ParentType, ContextType>;
  receiver?: Resolver<Maybe<ResolversTypes['AlertReceiver']>, ParentType, ContextType>;
  sentAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  state?: Resolver<ResolversTypes['AlertDeliveryState'], ParentType, ContextType>;
};

export type AlertDeliveryConnectionResolvers<ContextType = AlertsContext, ParentType extends ResolversParentTypes['AlertDeliveryConnection'] = ResolversParentTypes['AlertDeliveryConnection']> = {
  edges?: Resolver<Array<ResolversTypes['AlertDeliveryEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['AlertDelivery']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type AlertDeliveryEdgeResolvers<ContextType = AlertsContext, ParentType extends ResolversParentTypes['AlertDeliveryEdge'] = ResolversParentTypes['AlertDeliveryEdge']> = {
  cursor?: Resolver<ResolversTypes['Cursor'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['AlertDelivery'], ParentType, ContextType>;
};

export type AlertDeliveryRetriedResolvers<ContextType = AlertsContext, ParentType extends ResolversParentTypes['AlertDeliveryRetried'] = ResolversParentTypes['AlertDeliveryRetried']> = {
  delivery?: Resolver<ResolversTypes['AlertDelivery'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type AlertDetailResolvers<ContextType = AlertsContext, ParentType extends ResolversParentTypes['AlertDetail'] = ResolversParentTypes['AlertDetail']> = {
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  value?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type AlertDryRunResolvers<ContextType = AlertsContext, ParentType extends ResolversParentTypes['AlertDryRun'] = ResolversParentTypes['AlertDryRun']> = {
  alertCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  alerts?: Resolver<Array<ResolversTypes['DryRunAlert']>, ParentType, ContextType>;
  coverage?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  messageCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  sampleCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  sensorCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type AlertEdgeResolvers<ContextType = AlertsContext, ParentType extends ResolversParentTypes['AlertEdge'] = ResolversParentTypes['AlertEdge']> = {
  cursor?: Resolver<ResolversTypes['Cursor'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Alert'], ParentType, ContextType>;
};

export type AlertEscalationResolvers<ContextType = AlertsContext, ParentType extends ResolversParentTypes['AlertEscalation'] = ResolversParentTypes['AlertEscalation']> = {
  after?: Resolver<ResolversTypes['Duration'], ParentType, ContextType>;
  receivers?: Resolver<Array<ResolversTypes['AlertReceiver']>, ParentType, ContextType>;
};

export type AlertEventResolvers<ContextType = AlertsContext, ParentType extends ResolversParentTypes['AlertEvent'] = ResolversParentTypes['AlertEvent']> = {
  alert?: Resolver<Maybe<ResolversTypes['Alert']>, ParentType, ContextType>;
  change?: Resolver<ResolversTypes['AlertChange'], ParentType, ContextType>;
  cursor?: Resolver<ResolversTypes['Cursor'], ParentType, ContextType>;
  gap?: Resolver<Maybe<ResolversTypes['Gap']>, ParentType, ContextType>;
};

export type AlertMatcherResolvers<ContextType = AlertsContext, ParentType extends ResolversParentTypes['AlertMatcher'] = ResolversParentTypes['AlertMatcher']> = {
  networkIds?: Resolver<Maybe<Array<ResolversTypes['ID']>>, ParentType, ContextType>;
  ruleIds?: Resolver<Maybe<Array<ResolversTypes['ID']>>, ParentType, ContextType>;
  sensorIds?: Resolver<Maybe<Array<ResolversTypes['ID']>>, ParentType, ContextType>;
  severities?: Resolver<Maybe<Array<ResolversTypes['Severity']>>, ParentType, ContextType>;
  siteIds?: Resolver<Maybe<Array<ResolversTypes['ID']>>, ParentType, ContextType>;
};

export type AlertMessagePreviewResolvers<ContextType = AlertsContext, ParentType extends ResolversParentTypes['AlertMessagePreview'] = ResolversParentTypes['AlertMessagePreview']> = {
  allClear?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  html?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  short?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  subject?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  text?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type AlertPaceResolvers<ContextType = AlertsContext, ParentType extends ResolversParentTypes['AlertPace'] = ResolversParentTypes['AlertPace']> = {
  for?: Resolver<ResolversTypes['Duration'], ParentType, ContextType>;
  keepFiringFor?: Resolver<ResolversTypes['Duration'], ParentType, ContextType>;
  noData?: Resolver<ResolversTypes['NoDataPolicy'], ParentType, ContextType>;
  noDataAfter?: Resolver<ResolversTypes['Duration'], ParentType, ContextType>;
};

export type AlertProblemResolvers<ContextType = AlertsContext, ParentType extends ResolversParentTypes['AlertProblem'] = ResolversParentTypes['AlertProblem']> = {
  code?: Resolver<ResolversTypes['AlertProblemCode'], ParentType, ContextType>;
  field?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  next?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  reason?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type AlertProblemsResolvers<ContextType = AlertsContext, ParentType extends ResolversParentTypes['AlertProblems'] = ResolversParentTypes['AlertProblems']> = {
  problems?: Resolver<Array<ResolversTypes['AlertProblem']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type AlertReceiverResolvers<ContextType = AlertsContext, ParentType extends ResolversParentTypes['AlertReceiver'] = ResolversParentTypes['AlertReceiver']> = {
  address?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  capPerHour?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  channel?: Resolver<ResolversTypes['AlertChannel'], ParentType, ContextType>;
  confirmedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  createdBy?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  isEnabled?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  language?: Resolver<ResolversTypes['MessageLanguage'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  quietHours?: Resolver<Maybe<ResolversTypes['QuietHours']>, ParentType, ContextType>;
  takesReplays?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  timeZone?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  unsubscribedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
};

export type AlertReceiverCreatedResolvers<ContextType = AlertsContext, ParentType extends ResolversParentTypes['AlertReceiverCreated'] = ResolversParentTypes['AlertReceiverCreated']> = {
  receiver?: Resolver<ResolversTypes['AlertReceiver'], ParentType, ContextType>;
  signingSecret?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type AlertReceiverDeletedResolvers<ContextType = AlertsContext, ParentType extends ResolversParentTypes['AlertReceiverDeleted'] = ResolversParentTypes['AlertReceiverDeleted']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type AlertReceiverSavedResolvers<ContextType = AlertsContext, ParentType extends ResolversParentTypes['AlertReceiverSaved'] = ResolversParentTypes['AlertReceiverSaved']> = {
  receiver?: Resolver<ResolversTypes['AlertReceiver'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type AlertRuleResolvers<ContextType = AlertsContext, ParentType extends ResolversParentTypes['AlertRule'] = ResolversParentTypes['AlertRule']> = {
  changedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  condition?: Resolver<ResolversTypes['AlertCondition'], ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  createdBy?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  description?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  isApproved?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  isEnabled?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  isHouseRule?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  isPublished?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  openAlerts?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  pace?: Resolver<ResolversTypes['AlertPace'], ParentType, ContextType>;
  revision?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  scope?: Resolver<ResolversTypes['AlertScope'], ParentType, ContextType>;
  severity?: Resolver<ResolversTypes['Severity'], ParentType, ContextType>;
  telling?: Resolver<Maybe<ResolversTypes['AlertTelling']>, ParentType, ContextType>;
  wording?: Resolver<ResolversTypes['AlertWording'], ParentType, ContextType>;
};

export type AlertRuleDeletedResolvers<ContextType = AlertsContext, ParentType extends ResolversParentTypes['AlertRuleDeleted'] = ResolversParentTypes['AlertRuleDeleted']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type AlertRuleSavedResolvers<ContextType = AlertsContext, ParentType extends ResolversParentTypes['AlertRuleSaved'] = ResolversParentTypes['AlertRuleSaved']> = {
  rule?: Resolver<ResolversTypes['AlertRule'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type AlertSavedResolvers<ContextType = AlertsContext, ParentType extends ResolversParentTypes['AlertSaved'] = ResolversParentTypes['AlertSaved']> = {
  alert?: Resolver<ResolversTypes['Alert'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type AlertScopeResolvers<ContextType = AlertsContext, ParentType extends ResolversParentTypes['AlertScope'] = ResolversParentTypes['AlertScope']> = {
  area?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  countries?: Resolver<Maybe<Array<ResolversTypes['String']>>, ParentType, ContextType>;
  kinds?: Resolver<Maybe<Array<ResolversTypes['SensorKind']>>, ParentType, ContextType>;
  networkIds?: Resolver<Maybe<Array<ResolversTypes['ID']>>, ParentType, ContextType>;
  sensorCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  sensorIds?: Resolver<Maybe<Array<ResolversTypes['ID']>>, ParentType, ContextType>;
  siteIds?: Resolver<Maybe<Array<ResolversTypes['ID']>>, ParentType, ContextType>;
  tags?: Resolver<Maybe<Array<ResolversTypes['String']>>, ParentType, ContextType>;
};

export type AlertStepResolvers<ContextType = AlertsContext, ParentType extends ResolversParentTypes['AlertStep'] = ResolversParentTypes['AlertStep']> = {
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  by?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  details?: Resolver<Array<ResolversTypes['AlertDetail']>, ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['AlertStepKind'], ParentType, ContextType>;
  writtenAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
};

export type AlertTellingResolvers<ContextType = AlertsContext, ParentType extends ResolversParentTypes['AlertTelling'] = ResolversParentTypes['AlertTelling']> = {
  escalation?: Resolver<Array<ResolversTypes['AlertEscalation']>, ParentType, ContextType>;
  groupBy?: Resolver<Array<ResolversTypes['AlertLabel']>, ParentType, ContextType>;
  groupInterval?: Resolver<ResolversTypes['Duration'], ParentType, ContextType>;
  groupWait?: Resolver<ResolversTypes['Duration'], ParentType, ContextType>;
  receivers?: Resolver<Array<ResolversTypes['AlertReceiver']>, ParentType, ContextType>;
  repeatEvery?: Resolver<Maybe<ResolversTypes['Duration']>, ParentType, ContextType>;
  tellsAllClear?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export type AlertTogetherResolvers<ContextType = AlertsContext, ParentType extends ResolversParentTypes['AlertTogether'] = ResolversParentTypes['AlertTogether']> = {
  minSensors?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  sensors?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  share?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
};

export type AlertWordingResolvers<ContextType = AlertsContext, ParentType extends ResolversParentTypes['AlertWording'] = ResolversParentTypes['AlertWording']> = {
  body?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  subject?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type ApproveAlertRulePayloadResolvers<ContextType = AlertsContext, ParentType extends ResolversParentTypes['ApproveAlertRulePayload'] = ResolversParentTypes['ApproveAlertRulePayload']> = {
  __resolveType: TypeResolveFn<'AlertProblems' | 'AlertRuleSaved', ParentType, ContextType>;
};

export type ChannelTestedResolvers<ContextType = AlertsContext, ParentType extends ResolversParentTypes['ChannelTested'] = ResolversParentTypes['ChannelTested']> = {
  delivery?: Resolver<ResolversTypes['AlertDelivery'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type CreateAlertReceiverPayloadResolvers<ContextType = AlertsContext, ParentType extends ResolversParentTypes['CreateAlertReceiverPayload'] = ResolversParentTypes['CreateAlertReceiverPayload']> = {
  __resolveType: TypeResolveFn<'AlertProblems' | 'AlertReceiverCreated', ParentType, ContextType>;
};

export type CreateAlertRulePayloadResolvers<ContextType = AlertsContext, ParentType extends ResolversParentTypes['CreateAlertRulePayload'] = ResolversParentTypes['CreateAlertRulePayload']> = {
  __resolveType: TypeResolveFn<'AlertProblems' | 'AlertRuleSaved', ParentType, ContextType>;
};

export type CreateInhibitionPayloadResolvers<ContextType = AlertsContext, ParentType extends ResolversParentTypes['CreateInhibitionPayload'] = ResolversParentTypes['CreateInhibitionPayload']> = {
  __resolveType: TypeResolveFn<'AlertProblems' | 'InhibitionCreated', ParentType, ContextType>;
};

export interface CursorScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['Cursor'], any> {
  name: 'Cursor';
}

export interface DateTimeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['DateTime'], any> {
  name: 'DateTime';
}

export type DeleteAlertReceiverPayloadResolvers<ContextType = AlertsContext, ParentType extends ResolversParentTypes['DeleteAlertReceiverPayload'] = ResolversParentTypes['DeleteAlertReceiverPayload']> = {
  __resolveType: TypeResolveFn<'AlertProblems' | 'AlertReceiverDeleted', ParentType, ContextType>;
};

export type DeleteAlertRulePayloadResolvers<ContextType = AlertsContext, ParentType extends ResolversParentTypes['DeleteAlertRulePayload'] = ResolversParentTypes['DeleteAlertRulePayload']> = {
  __resolveType: TypeResolveFn<'AlertProblems' | 'AlertRuleDeleted', ParentType, ContextType>;
};

export type DeleteInhibitionPayloadResolvers<ContextType = AlertsContext, ParentType extends ResolversParentTypes['DeleteInhibitionPayload'] = ResolversParentTypes['DeleteInhibitionPayload']> = {
  __resolveType: TypeResolveFn<'AlertProblems' | 'InhibitionDeleted', ParentType, ContextType>;
};

export type DryRunAlertResolvers<ContextType = AlertsContext, ParentType extends ResolversParentTypes['DryRunAlert'] = ResolversParentTypes['DryRunAlert']> = {
  firedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  isNoData?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  peak?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  resolution?: Resolver<Maybe<ResolversTypes['AlertResolution']>, ParentType, ContextType>;
  resolvedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  sensor?: Resolver<Maybe<ResolversTypes['Sensor']>, ParentType, ContextType>;
  startedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
};

export type DryRunAlertRuleResultResolvers<ContextType = AlertsContext, ParentType extends ResolversParentTypes['DryRunAlertRuleResult'] = ResolversParentTypes['DryRunAlertRuleResult']> = {
  __resolveType: TypeResolveFn<'AlertDryRun' | 'AlertProblems', ParentType, ContextType>;
};

export interface DurationScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['Duration'], any> {
  name: 'Duration';
}

export type EndSilencePayloadResolvers<ContextType = AlertsContext, ParentType extends ResolversParentTypes['EndSilencePayload'] = ResolversParentTypes['EndSilencePayload']> = {
  __resolveType: TypeResolveFn<'AlertProblems' | 'SilenceSaved', ParentType, ContextType>;
};

export type GapResolvers<ContextType = AlertsContext, ParentType extends ResolversParentTypes['Gap'] = ResolversParentTypes['Gap']> = {
  from?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  reason?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  to?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
};

export type InhibitionResolvers<ContextType = AlertsContext, ParentType extends ResolversParentTypes['Inhibition'] = ResolversParentTypes['Inhibition']> = {
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  createdBy?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  equal?: Resolver<Array<ResolversTypes['AlertLabel']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  source?: Resolver<ResolversTypes['AlertMatcher'], ParentType, ContextType>;
  target?: Resolver<ResolversTypes['AlertMatcher'], ParentType, ContextType>;
};

export type InhibitionCreatedResolvers<ContextType = AlertsContext, ParentType extends ResolversParentTypes['InhibitionCreated'] = ResolversParentTypes['InhibitionCreated']> = {
  inhibition?: Resolver<ResolversTypes['Inhibition'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type InhibitionDeletedResolvers<ContextType = AlertsContext, ParentType extends ResolversParentTypes['InhibitionDeleted'] = ResolversParentTypes['InhibitionDeleted']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type MutationResolvers<ContextType = AlertsContext, ParentType extends ResolversParentTypes['Mutation'] = ResolversParentTypes['Mutation']> = {
  acknowledgeAlert?: Resolver<ResolversTypes['AcknowledgeAlertPayload'], ParentType, ContextType, RequireFields<MutationAcknowledgeAlertArgs, 'input'>>;
  approveAlertRule?: Resolver<ResolversTypes['ApproveAlertRulePayload'], ParentType, ContextType, RequireFields<MutationApproveAlertRuleArgs, 'input'>>;
  createAlertReceiver?: Resolver<ResolversTypes['CreateAlertReceiverPayload'], ParentType, ContextType, RequireFields<MutationCreateAlertReceiverArgs, 'input'>>;
  createAlertRule?: Resolver<ResolversTypes['CreateAlertRulePayload'], ParentType, ContextType, RequireFields<MutationCreateAlertRuleArgs, 'input'>>;
  createInhibition?: Resolver<ResolversTypes['CreateInhibitionPayload'], ParentType, ContextType, RequireFields<MutationCreateInhibitionArgs, 'input'>>;
  deleteAlertReceiver?: Resolver<ResolversTypes['DeleteAlertReceiverPayload'], ParentType, ContextType, RequireFields<MutationDeleteAlertReceiverArgs, 'input'>>;
  deleteAlertRule?: Resolver<ResolversTypes['DeleteAlertRulePayload'], ParentType, ContextType, RequireFields<MutationDeleteAlertRuleArgs, 'input'>>;
  deleteInhibition?: Resolver<ResolversTypes['DeleteInhibitionPayload'], ParentType, ContextType, RequireFields<MutationDeleteInhibitionArgs, 'input'>>;
  endSilence?: Resolver<ResolversTypes['EndSilencePayload'], ParentType, ContextType, RequireFields<MutationEndSilenceArgs, 'input'>>;
  publishAlertRule?: Resolver<ResolversTypes['PublishAlertRulePayload'], ParentType, ContextType, RequireFields<MutationPublishAlertRuleArgs, 'input'>>;
  retryAlertDelivery?: Resolver<ResolversTypes['RetryAlertDeliveryPayload'], ParentType, ContextType, RequireFields<MutationRetryAlertDeliveryArgs, 'input'>>;
  rotateReceiverSecret?: Resolver<ResolversTypes['RotateReceiverSecretPayload'], ParentType, ContextType, RequireFields<MutationRotateReceiverSecretArgs, 'input'>>;
  silence?: Resolver<ResolversTypes['SilencePayload'], ParentType, ContextType, RequireFields<MutationSilenceArgs, 'input'>>;
  snoozeAlert?: Resolver<ResolversTypes['SnoozeAlertPayload'], ParentType, ContextType, RequireFields<MutationSnoozeAlertArgs, 'input'>>;
  testChannel?: Resolver<ResolversTypes['TestChannelPayload'], ParentType, ContextType, RequireFields<MutationTestChannelArgs, 'input'>>;
  updateAlertReceiver?: Resolver<ResolversTypes['UpdateAlertReceiverPayload'], ParentType, ContextType, RequireFields<MutationUpdateAlertReceiverArgs, 'input'>>;
  updateAlertRule?: Resolver<ResolversTypes['UpdateAlertRulePayload'], ParentType, ContextType, RequireFields<MutationUpdateAlertRuleArgs, 'input'>>;
};

export type PageInfoResolvers<ContextType = AlertsContext, ParentType extends ResolversParentTypes['PageInfo'] = ResolversParentTypes['PageInfo']> = {
  endCursor?: Resolver<Maybe<ResolversTypes['Cursor']>, ParentType, ContextType>;
  hasNextPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export type PreviewAlertMessageResultResolvers<ContextType = AlertsContext, ParentType extends ResolversParentTypes['PreviewAlertMessageResult'] = ResolversParentTypes['PreviewAlertMessageResult']> = {
  __resolveType: TypeResolveFn<'AlertMessagePreview' | 'AlertProblems', ParentType, ContextType>;
};

export type PublishAlertRulePayloadResolvers<ContextType = AlertsContext, ParentType extends ResolversParentTypes['PublishAlertRulePayload'] = ResolversParentTypes['PublishAlertRulePayload']> = {
  __resolveType: TypeResolveFn<'AlertProblems' | 'AlertRuleSaved', ParentType, ContextType>;
};

export type QueryResolvers<ContextType = AlertsContext, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  alert?: Resolver<Maybe<ResolversTypes['Alert']>, ParentType, ContextType, RequireFields<QueryAlertArgs, 'id'>>;
  alertDeliveries?: Resolver<Maybe<ResolversTypes['AlertDeliveryConnection']>, ParentType, ContextType, RequireFields<QueryAlertDeliveriesArgs, 'first'>>;
  alertReceivers?: Resolver<Maybe<Array<ResolversTypes['AlertReceiver']>>, ParentType, ContextType>;
  alertRule?: Resolver<Maybe<ResolversTypes['AlertRule']>, ParentType, ContextType, RequireFields<QueryAlertRuleArgs, 'id'>>;
  alertRules?: Resolver<Maybe<Array<ResolversTypes['AlertRule']>>, ParentType, ContextType>;
  alerts?: Resolver<Maybe<ResolversTypes['AlertConnection']>, ParentType, ContextType, RequireFields<QueryAlertsArgs, 'first'>>;
  dryRunAlertRule?: Resolver<Maybe<ResolversTypes['DryRunAlertRuleResult']>, ParentType, ContextType, RequireFields<QueryDryRunAlertRuleArgs, 'input'>>;
  inhibitions?: Resolver<Maybe<Array<ResolversTypes['Inhibition']>>, ParentType, ContextType>;
  previewAlertMessage?: Resolver<Maybe<ResolversTypes['PreviewAlertMessageResult']>, ParentType, ContextType, RequireFields<QueryPreviewAlertMessageArgs, 'input'>>;
  silences?: Resolver<Maybe<Array<ResolversTypes['Silence']>>, ParentType, ContextType, RequireFields<QuerySilencesArgs, 'over'>>;
};

export type QuietHoursResolvers<ContextType = AlertsContext, ParentType extends ResolversParentTypes['QuietHours'] = ResolversParentTypes['QuietHours']> = {
  exceptFrom?: Resolver<ResolversTypes['Severity'], ParentType, ContextType>;
  from?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  to?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type ReceiverSecretRotatedResolvers<ContextType = AlertsContext, ParentType extends ResolversParentTypes['ReceiverSecretRotated'] = ResolversParentTypes['ReceiverSecretRotated']> = {
  oldUntil?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  signingSecret?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type RetryAlertDeliveryPayloadResolvers<ContextType = AlertsContext, ParentType extends ResolversParentTypes['RetryAlertDeliveryPayload'] = ResolversParentTypes['RetryAlertDeliveryPayload']> = {
  __resolveType: TypeResolveFn<'AlertDeliveryRetried' | 'AlertProblems', ParentType, ContextType>;
};

export type RotateReceiverSecretPayloadResolvers<ContextType = AlertsContext, ParentType extends ResolversParentTypes['RotateReceiverSecretPayload'] = ResolversParentTypes['RotateReceiverSecretPayload']> = {
  __resolveType: TypeResolveFn<'AlertProblems' | 'ReceiverSecretRotated', ParentType, ContextType>;
};

export type SensorResolvers<ContextType = AlertsContext, ParentType extends ResolversParentTypes['Sensor'] = ResolversParentTypes['Sensor'], FederationReferenceType extends FederationReferenceTypes['Sensor'] = FederationReferenceTypes['Sensor']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Sensor']> | FederationReferenceType, FederationReferenceType, ContextType>;
  alerts?: Resolver<Maybe<ResolversTypes['AlertConnection']>, ParentType, ContextType, RequireFields<SensorAlertsArgs, 'first'>>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type SilenceResolvers<ContextType = AlertsContext, ParentType extends ResolversParentTypes['Silence'] = ResolversParentTypes['Silence']> = {
  comment?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  createdBy?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  endsAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  holdsNow?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  matcher?: Resolver<ResolversTypes['AlertMatcher'], ParentType, ContextType>;
  startsAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  weekly?: Resolver<Maybe<ResolversTypes['WeeklyWindow']>, ParentType, ContextType>;
};

export type SilencePayloadResolvers<ContextType = AlertsContext, ParentType extends ResolversParentTypes['SilencePayload'] = ResolversParentTypes['SilencePayload']> = {
  __resolveType: TypeResolveFn<'AlertProblems' | 'SilenceSaved', ParentType, ContextType>;
};

export type SilenceSavedResolvers<ContextType = AlertsContext, ParentType extends ResolversParentTypes['SilenceSaved'] = ResolversParentTypes['SilenceSaved']> = {
  silence?: Resolver<ResolversTypes['Silence'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type SiteResolvers<ContextType = AlertsContext, ParentType extends ResolversParentTypes['Site'] = ResolversParentTypes['Site']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type SnoozeAlertPayloadResolvers<ContextType = AlertsContext, ParentType extends ResolversParentTypes['SnoozeAlertPayload'] = ResolversParentTypes['SnoozeAlertPayload']> = {
  __resolveType: TypeResolveFn<'AlertProblems' | 'AlertSaved', ParentType, ContextType>;
};

export type SubscriptionResolvers<ContextType = AlertsContext, ParentType extends ResolversParentTypes['Subscription'] = ResolversParentTypes['Subscription']> = {
  alertRaised?: SubscriptionResolver<ResolversTypes['AlertEvent'], "alertRaised", ParentType, ContextType, Partial<SubscriptionAlertRaisedArgs>>;
};

export type TestChannelPayloadResolvers<ContextType = AlertsContext, ParentType extends ResolversParentTypes['TestChannelPayload'] = ResolversParentTypes['TestChannelPayload']> = {
  __resolveType: TypeResolveFn<'AlertProblems' | 'ChannelTested', ParentType, ContextType>;
};

export type UpdateAlertReceiverPayloadResolvers<ContextType = AlertsContext, ParentType extends ResolversParentTypes['UpdateAlertReceiverPayload'] = ResolversParentTypes['UpdateAlertReceiverPayload']> = {
  __resolveType: TypeResolveFn<'AlertProblems' | 'AlertReceiverSaved', ParentType, ContextType>;
};

export type UpdateAlertRulePayloadResolvers<ContextType = AlertsContext, ParentType extends ResolversParentTypes['UpdateAlertRulePayload'] = ResolversParentTypes['UpdateAlertRulePayload']> = {
  __resolveType: TypeResolveFn<'AlertProblems' | 'AlertRuleSaved', ParentType, ContextType>;
};

export type WeeklyWindowResolvers<ContextType = AlertsContext, ParentType extends ResolversParentTypes['WeeklyWindow'] = ResolversParentTypes['WeeklyWindow']> = {
  from?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  timeZone?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  to?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  weekdays?: Resolver<Array<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type Resolvers<ContextType = AlertsContext> = {
  AcknowledgeAlertPayload?: AcknowledgeAlertPayloadResolvers<ContextType>;
  Alert?: AlertResolvers<ContextType>;
  AlertAdvice?: AlertAdviceResolvers<ContextType>;
  AlertCondition?: AlertConditionResolvers<ContextType>;
  AlertConnection?: AlertConnectionResolvers<ContextType>;
  AlertDelivery?: AlertDeliveryResolvers<ContextType>;
  AlertDeliveryConnection?: AlertDeliveryConnectionResolvers<ContextType>;
  AlertDeliveryEdge?: AlertDeliveryEdgeResolvers<ContextType>;
  AlertDeliveryRetried?: AlertDeliveryRetriedResolvers<ContextType>;
  AlertDetail?: AlertDetailResolvers<ContextType>;
  AlertDryRun?: AlertDryRunResolvers<ContextType>;
  AlertEdge?: AlertEdgeResolvers<ContextType>;
  AlertEscalation?: AlertEscalationResolvers<ContextType>;
  AlertEvent?: AlertEventResolvers<ContextType>;
  AlertMatcher?: AlertMatcherResolvers<ContextType>;
  AlertMessagePreview?: AlertMessagePreviewResolvers<ContextType>;
  AlertPace?: AlertPaceResolvers<ContextType>;
  AlertProblem?: AlertProblemResolvers<ContextType>;
  AlertProblems?: AlertProblemsResolvers<ContextType>;
  AlertReceiver?: AlertReceiverResolvers<ContextType>;
  AlertReceiverCreated?: AlertReceiverCreatedResolvers<ContextType>;
  AlertReceiverDeleted?: AlertReceiverDeletedResolvers<ContextType>;
  AlertReceiverSaved?: AlertReceiverSavedResolvers<ContextType>;
  AlertRule?: AlertRuleResolvers<ContextType>;
  AlertRuleDeleted?: AlertRuleDeletedResolvers<ContextType>;
  AlertRuleSaved?: AlertRuleSavedResolvers<ContextType>;
  AlertSaved?: AlertSavedResolvers<ContextType>;
  AlertScope?: AlertScopeResolvers<ContextType>;
  AlertStep?: AlertStepResolvers<ContextType>;
  AlertTelling?: AlertTellingResolvers<ContextType>;
  AlertTogether?: AlertTogetherResolvers<ContextType>;
  AlertWording?: AlertWordingResolvers<ContextType>;
  ApproveAlertRulePayload?: ApproveAlertRulePayloadResolvers<ContextType>;
  ChannelTested?: ChannelTestedResolvers<ContextType>;
  CreateAlertReceiverPayload?: CreateAlertReceiverPayloadResolvers<ContextType>;
  CreateAlertRulePayload?: CreateAlertRulePayloadResolvers<ContextType>;
  CreateInhibitionPayload?: CreateInhibitionPayloadResolvers<ContextType>;
  Cursor?: GraphQLScalarType;
  DateTime?: GraphQLScalarType;
  DeleteAlertReceiverPayload?: DeleteAlertReceiverPayloadResolvers<ContextType>;
  DeleteAlertRulePayload?: DeleteAlertRulePayloadResolvers<ContextType>;
  DeleteInhibitionPayload?: DeleteInhibitionPayloadResolvers<ContextType>;
  DryRunAlert?: DryRunAlertResolvers<ContextType>;
  DryRunAlertRuleResult?: DryRunAlertRuleResultResolvers<ContextType>;
  Duration?: GraphQLScalarType;
  EndSilencePayload?: EndSilencePayloadResolvers<ContextType>;
  Gap?: GapResolvers<ContextType>;
  Inhibition?: InhibitionResolvers<ContextType>;
  InhibitionCreated?: InhibitionCreatedResolvers<ContextType>;
  InhibitionDeleted?: InhibitionDeletedResolvers<ContextType>;
  Mutation?: MutationResolvers<ContextType>;
  PageInfo?: PageInfoResolvers<ContextType>;
  PreviewAlertMessageResult?: PreviewAlertMessageResultResolvers<ContextType>;
  PublishAlertRulePayload?: PublishAlertRulePayloadResolvers<ContextType>;
  Query?: QueryResolvers<ContextType>;
  QuietHours?: QuietHoursResolvers<ContextType>;
  ReceiverSecretRotated?: ReceiverSecretRotatedResolvers<ContextType>;
  RetryAlertDeliveryPayload?: RetryAlertDeliveryPayloadResolvers<ContextType>;
  RotateReceiverSecretPayload?: RotateReceiverSecretPayloadResolvers<ContextType>;
  Sensor?: SensorResolvers<ContextType>;
  Silence?: SilenceResolvers<ContextType>;
  SilencePayload?: SilencePayloadResolvers<ContextType>;
  SilenceSaved?: SilenceSavedResolvers<ContextType>;
  Site?: SiteResolvers<ContextType>;
  SnoozeAlertPayload?: SnoozeAlertPayloadResolvers<ContextType>;
  Subscription?: SubscriptionResolvers<ContextType>;
  TestChannelPayload?: TestChannelPayloadResolvers<ContextType>;
  UpdateAlertReceiverPayload?: UpdateAlertReceiverPayloadResolvers<ContextType>;
  UpdateAlertRulePayload?: UpdateAlertRulePayloadResolvers<ContextType>;
  WeeklyWindow?: WeeklyWindowResolvers<ContextType>;
};

export type DirectiveResolvers<ContextType = AlertsContext> = {
  access?: AccessDirectiveResolver<any, any, ContextType>;
};
