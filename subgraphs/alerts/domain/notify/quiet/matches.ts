import type { Incident } from '@aqmrg/schema/events/alerts.ts';
import type { Matcher } from '../silence.ts';

const isIn = (list: readonly string[] | null, value: string | null): boolean =>
  list === null || (value !== null && list.includes(value));

/** Whether every list names the incident which is not null. */
export const matches = (matcher: Matcher, { labels }: Pick<Incident, 'labels'>): boolean =>
  isIn(matcher.ruleIds, labels.ruleId) &&
  isIn(matcher.sensorIds, labels.sensorId) &&
  isIn(matcher.siteIds, labels.siteId) &&
  isIn(matcher.networkIds, labels.networkId) &&
  isIn(matcher.severities, labels.severity);
