import { type AccessTable, asParent, each, everyone, withScope } from '@aqmrg/platform/subgraph/access.ts';
import { type EventRules, everyEvent } from '@aqmrg/platform/subgraph/event-rules.ts';

/** Readings are public; who reports them needs the right to, and whose sensors they may report the domain decides. */
export const access: AccessTable = {
  Mutation: { reportReadings: withScope('ingest') },
  Subscription: { readingAdded: everyone },
  Sensor: each(everyone, 'id latest readings series aqi'),
  Site: each(everyone, 'id latest series exceedances'),
  ...each(asParent, 'Reading QualityTest Provenance Channel Replay Correction CorrectionInput'),
  ...each(asParent, 'ReadingConnection ReadingEdge Series SeriesPoint ReadingEvent Gap'),
  ...each(asParent, 'AirQualityIndex AqiUnavailable SubIndex Exceedances ExceedanceCount'),
  ...each(asParent, 'ReportedReadings RefusedReading TooManyReadings ReportingOverloaded'),
};

/** Readings are public, each of them. */
export const events: EventRules<unknown> = { readingAdded: everyEvent };
