import { durationText } from '@aqmrg/platform/air-quality/duration.ts';
import { conditionText, unitOf } from '../../domain/rule/condition-text.ts';
import type { Condition, Signal, Threshold } from '../../domain/rule/rule.ts';
import type { AlertConditionResolvers } from '../types.generated.ts';

const thresholdOf = (condition: Condition): Threshold | null =>
  condition.kind === 'THRESHOLD' ? condition.threshold : null;
const signalOf = (condition: Condition): Signal | null =>
  condition.kind === 'THRESHOLD' ? condition.signal : null;

const quantityOf = (condition: Condition) => {
  if (condition.kind === 'OFFLINE') return condition.quantity;
  return condition.signal.kind === 'INDEX' ? null : condition.signal.quantity;
};

const windowOf = (condition: Condition): string | null => {
  const signal = signalOf(condition);
  return signal !== null && 'windowMs' in signal ? durationText(signal.windowMs) : null;
};

export const conditionType: AlertConditionResolvers = {
  text: ({ condition, pace }) => conditionText(condition, pace),
  signal: ({ condition }) => {
    const kind = signalOf(condition)?.kind ?? 'OFFLINE';
    return kind === 'INDEX' ? 'AQI' : kind;
  },
  quantity: ({ condition }) => quantityOf(condition),
  comparison: ({ condition }) => thresholdOf(condition)?.comparison ?? null,
  threshold: ({ condition }) => thresholdOf(condition)?.at ?? null,
  recovery: ({ condition }) => thresholdOf(condition)?.recovery ?? null,
  unit: ({ condition }) => {
    const signal = signalOf(condition);
    return signal === null ? null : unitOf(signal);
  },
  window: ({ condition }) => windowOf(condition),
  minCoverage: ({ condition }) => {
    const signal = signalOf(condition);
    return signal?.kind === 'ROLLING_MEAN' ? signal.minCoverage : null;
  },
  standard: ({ condition }) => {
    const signal = signalOf(condition);
    return signal?.kind === 'INDEX' ? signal.standard : null;
  },
  tests: ({ condition }) => {
    const signal = signalOf(condition);
    return signal?.kind === 'QUALITY' ? [...signal.tests] : null;
  },
  horizon: ({ condition }) => {
    const signal = signalOf(condition);
    return signal?.kind === 'FORECAST' ? signal.head : null;
  },
  level: ({ condition }) => {
    const signal = signalOf(condition);
    return signal?.kind === 'FORECAST' ? signal.level : null;
  },
  together: ({ condition }) => (condition.kind === 'THRESHOLD' ? condition.together : null),
};
