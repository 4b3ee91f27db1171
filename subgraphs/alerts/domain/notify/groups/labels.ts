import type { Incident } from '@aqmrg/schema/events/alerts.ts';
import type { LabelName } from '../../rule/rule.ts';

const places = {
  RULE: 'ruleId',
  SEVERITY: 'severity',
  SENSOR: 'sensorId',
  SITE: 'siteId',
  NETWORK: 'networkId',
  QUANTITY: 'quantity',
  COUNTRY: 'country',
} as const satisfies Record<LabelName, keyof Incident['labels']>;

/** A label's value; empty where an incident has none, so that all those are equal. */
export const labelOf = ({ labels }: Pick<Incident, 'labels'>, name: LabelName): string =>
  labels[places[name]] ?? '';
