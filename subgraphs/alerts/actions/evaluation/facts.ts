import type { SensorChanged } from '@aqmrg/schema/events/sensors.ts';
import type { EpochMs, Quantity } from '@aqmrg/schema/events/vocabulary.ts';
import { ofArea, subjectOf } from '../../domain/evaluation/subject.ts';
import { conditionText } from '../../domain/rule/condition-text.ts';
import type { Condition, Rule } from '../../domain/rule/rule.ts';
import type { IncidentFacts } from '../../store/evaluation/judgements.ts';

/** What the data behind an incident are. */
export interface Backing {
  /** Recorded air that is played again. */
  readonly isReplayed: boolean;
  /** All tests passed. */
  readonly isQualified: boolean;
}

const quantityOf = (condition: Condition): Quantity | null => {
  if (condition.kind === 'OFFLINE') return condition.quantity;
  return condition.signal.kind === 'INDEX' ? null : condition.signal.quantity;
};

const ofRule = (rule: Rule, now: EpochMs) => {
  const { condition, telling } = rule;
  const first = telling.escalation[0];
  return {
    organisation: rule.organisation,
    ruleRevision: rule.revision,
    title: rule.name,
    threshold: condition.kind === 'OFFLINE' ? null : condition.threshold.at,
    condition: conditionText(condition, rule.pace),
    escalateAt: first === undefined ? null : now + first.afterMs,
  };
};

const labelsOf = (rule: Rule) => ({
  ruleId: rule.id,
  severity: rule.severity,
  quantity: quantityOf(rule.condition),
});

export const factsOfSensor = (
  rule: Rule,
  sensor: SensorChanged,
  backing: Backing,
  now: EpochMs,
): IncidentFacts => ({
  ...ofRule(rule, now),
  ...backing,
  subject: subjectOf(sensor.sensorId, backing.isReplayed),
  labels: {
    ...labelsOf(rule),
    sensorId: sensor.sensorId,
    siteId: sensor.siteId,
    networkId: sensor.networkId,
    country: sensor.country,
  },
  latitude: sensor.location?.latitude ?? null,
  longitude: sensor.location?.longitude ?? null,
});

const oneOf = <T>(values: readonly (T | null)[]): T | null => {
  const [first = null, ...others] = new Set(values);
  return others.length === 0 ? first : null;
};

const meanOf = (values: readonly number[]): number | null =>
  // to a decimetre: enough to undo binary noise
  values.length === 0
    ? null
    : Number((values.reduce((sum, value) => sum + value, 0) / values.length).toFixed(6));

/** Of an area: what all its sensors have in common, and their middle. */
export const factsOfArea = (
  rule: Rule,
  sensors: readonly SensorChanged[],
  backing: Backing,
  now: EpochMs,
): IncidentFacts => {
  const places = sensors.flatMap(({ location }) => location ?? []);
  return {
    ...ofRule(rule, now),
    ...backing,
    subject: ofArea,
    labels: {
      ...labelsOf(rule),
      sensorId: null,
      siteId: oneOf(sensors.map(({ siteId }) => siteId)),
      networkId: oneOf(sensors.map(({ networkId }) => networkId)),
      country: oneOf(sensors.map(({ country }) => country)),
    },
    latitude: meanOf(places.map(({ latitude }) => latitude)),
    longitude: meanOf(places.map(({ longitude }) => longitude)),
  };
};
