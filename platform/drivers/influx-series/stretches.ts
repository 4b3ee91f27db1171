import type { Quantity } from '@aqmrg/schema/events/vocabulary.ts';
import type { Span } from '../../ports/series.ts';
import { mostTags } from './flux.ts';

/** Sensors whose spans are about the same, and are read at once. [from, to), epoch ms. */
export interface Stretch {
  readonly quantity: Quantity;
  readonly sensorIds: readonly string[];
  readonly from: number;
  readonly to: number;
}

interface Grain {
  /** Spans of several sensors that begin and end in the same grains are read at once, ms. */
  readonly grainMs: number;
  /** Spans of one sensor that are nearer than this become one, ms. */
  readonly gapMs: number;
}

interface Reach {
  readonly from: number;
  readonly to: number;
}

const joined = (a: Reach, b: Reach): Reach => ({ from: Math.min(a.from, b.from), to: Math.max(a.to, b.to) });

/** Neighbouring spans of one sensor. */
const merged = (spans: readonly Span[], gapMs: number): Reach[] => {
  const whole: Reach[] = [];
  for (const { from, to } of spans.toSorted((a, b) => a.from - b.from)) {
    const last = whole.at(-1);
    if (last && from - last.to <= gapMs) whole[whole.length - 1] = joined(last, { from, to });
    else whole.push({ from, to });
  }
  return whole;
};

/** The fewest queries that see every instant of the spans, and not much else. */
export const stretchesOf = (spans: readonly Span[], { grainMs, gapMs }: Grain): Stretch[] => {
  const together = new Map<string, { quantity: Quantity; reach: Reach; sensorIds: string[] }>();
  for (const ofSeries of Map.groupBy(spans, ({ sensorId, quantity }) => `${quantity} ${sensorId}`).values()) {
    const { sensorId, quantity } = ofSeries[0] as Span;
    for (const reach of merged(ofSeries, gapMs)) {
      const name = `${quantity} ${Math.floor(reach.from / grainMs)} ${Math.floor(reach.to / grainMs)}`;
      const stretch = together.get(name);
      if (stretch) {
        stretch.sensorIds.push(sensorId);
        stretch.reach = joined(stretch.reach, reach);
      } else together.set(name, { quantity, reach, sensorIds: [sensorId] });
    }
  }
  return [...together.values()].flatMap(({ quantity, reach: { from, to }, sensorIds }) =>
    slicesOf(sensorIds, mostTags).map((some) => ({ quantity, from, to: to + 1, sensorIds: some })),
  );
};

/** Cut into pieces of at most so many. */
export const slicesOf = <T>(list: readonly T[], most: number): (readonly T[])[] =>
  Array.from({ length: Math.ceil(list.length / most) }, (_, n) => list.slice(n * most, (n + 1) * most));
