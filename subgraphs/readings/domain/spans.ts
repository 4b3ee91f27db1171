import type { EpochMs, Quantity } from '@aqmrg/schema/events/vocabulary.ts';
import { quantities } from '@aqmrg/schema/events/vocabulary.ts';
import type { FindSensor } from './decide.ts';
import { dependsOnHumidity } from './derive.ts';
import type { Incoming } from './incoming.ts';
import { contextOf } from './quality/assessable.ts';

/** Readings of one sensor and quantity whose period lies within [from, to]: the series port's Span. */
export interface ReadingSpan {
  readonly sensorId: string;
  readonly quantity: Quantity;
  readonly from: EpochMs;
  readonly to: EpochMs;
}

const merged = (spans: ReadingSpan[]): ReadingSpan[] => {
  const whole: ReadingSpan[] = [];
  for (const span of spans.sort((a, b) => a.from - b.from)) {
    const last = whole.at(-1);
    if (last && span.from <= last.to) whole[whole.length - 1] = { ...last, to: Math.max(last.to, span.to) };
    else whole.push(span);
  }
  return whole;
};

/** How long before a reading of this length its neighbours, and theirs in turn, may start: twice its length at most. */
export const reachOf = (lengthMs: number): number => contextOf(2 * lengthMs);

/**
 * The current rows that a wave can change, and what must be seen to judge them. A report changes its own row and the flags
 * of those that start behind it with it in their context; each is judged by the context before it. Neighbours are at most
 * twice as long as one another, so that the context of twice the report's length, and four times that length, hold them all.
 * A humidity may also change the value of the particles beside each humidity that it changes, and the flags behind them.
 */
export const spansOf = (wave: readonly Incoming[], find: FindSensor): ReadingSpan[] => {
  const series = new Map<string, ReadingSpan[]>();
  const add = (span: ReadingSpan): void => {
    const name = `${span.quantity} ${span.sensorId}`;
    const spans = series.get(name);
    if (spans) spans.push(span);
    else series.set(name, [span]);
  };
  for (const { sensorId, report } of wave) {
    const { quantity, periodStart, periodEnd } = report;
    const sensor = find(sensorId);
    const longest = 4 * (periodEnd - periodStart);
    const reach = reachOf(periodEnd - periodStart);
    const from = periodStart - reach;
    add({ sensorId, quantity, from, to: periodStart + reach + longest });
    if (dependsOnHumidity(sensor, quantity)) {
      add({ sensorId, quantity: 'HUMIDITY', from: periodStart, to: periodEnd });
    }
    if (quantity !== 'HUMIDITY') continue;
    for (const other of quantities) {
      if (!dependsOnHumidity(sensor, other)) continue;
      add({ sensorId, quantity: other, from, to: periodStart + 2 * reach + 2 * longest });
    }
  }
  return [...series.values()].flatMap(merged);
};
