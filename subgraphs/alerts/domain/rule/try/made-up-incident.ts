import type { Incident } from '@aqmrg/schema/events/alerts.ts';
import type { EpochMs, Quantity } from '@aqmrg/schema/events/vocabulary.ts';
import { conditionText } from '../condition-text.ts';
import type { Condition, RuleDefinition, Signal } from '../rule.ts';

const hourMs = 3_600_000;

/** Made up: the name stands beside it in a notice. */
export const madeUpSensor = { id: 'example-sensor', name: 'Example sensor' } as const;

/** The worst that a signal can be; most have no end. */
const worst = (signal: Signal): number => {
  if (signal.kind === 'FORECAST') return 1;
  return signal.kind === 'INDEX' && signal.standard === 'EU' ? 6 : Number.POSITIVE_INFINITY;
};

/** A tenth beyond the threshold. */
const justBeyond = (condition: Condition): number | null => {
  if (condition.kind === 'OFFLINE') return null;
  const { at, comparison } = condition.threshold;
  const step = Math.max(Math.abs(at) / 10, 0.1);
  const value = comparison === 'ABOVE' ? Math.min(at + step, worst(condition.signal)) : at - step;
  return Number(value.toPrecision(3));
};

const quantityOf = (condition: Condition): Quantity | null => {
  if (condition.kind === 'OFFLINE') return condition.quantity;
  return condition.signal.kind === 'INDEX' ? null : condition.signal.quantity;
};

interface MadeUp {
  readonly ruleId: string;
  readonly organisation: string | null;
  readonly at: EpochMs;
  readonly isOver: boolean;
}

/** An incident as a rule would raise it, with values a little beyond its threshold: two hours long. */
export const madeUpIncident = (
  rule: RuleDefinition,
  { ruleId, organisation, at, isOver }: MadeUp,
): Incident => {
  const { condition, pace, severity } = rule;
  const isOfArea = condition.kind === 'THRESHOLD' && condition.together !== null;
  const value = justBeyond(condition);
  const startedAt = at - 2 * hourMs;
  const firedAt = Math.min(at - hourMs, startedAt + pace.forMs);
  const nothing = {
    organisation,
    acknowledgedAt: null,
    acknowledgedBy: null,
    note: null,
    snoozedUntil: null,
  };
  return {
    ...nothing,
    ...{ id: 'example', revision: 1, ruleRevision: 1, title: rule.name },
    labels: {
      ...{ ruleId, severity, quantity: quantityOf(condition) },
      sensorId: isOfArea ? null : madeUpSensor.id,
      ...{ siteId: null, networkId: null, country: null },
    },
    ...(isOver
      ? { state: 'RESOLVED', resolvedAt: at, resolution: 'RECOVERED' }
      : { state: 'FIRING', resolvedAt: null, resolution: null }),
    ...{ startedAt, firedAt, peak: value, peakAt: at - hourMs },
    last: isOver && condition.kind === 'THRESHOLD' ? condition.threshold.recovery : value,
    lastAt: at,
    threshold: condition.kind === 'THRESHOLD' ? condition.threshold.at : null,
    condition: conditionText(condition, pace),
    ...{ latitude: null, longitude: null, isReplayed: false, isQualified: true },
    ...{ raisedAt: firedAt, changedAt: at },
  };
};
