import { Counter, Gauge, type Registry } from 'prom-client';
import { type Observe, timings } from './timings.ts';

interface Described<L extends string> {
  /** `aqmrg_<what>`, with its unit; a counter ends in `_total`. */
  readonly name: string;
  readonly help: string;
  readonly labels: readonly L[];
}

type Labels<L extends string> = Readonly<Record<L, string>>;

/** One value by its labels, all of them set anew at once: what is not among them any more is not told any more. */
export interface Level<L extends string> {
  setAll(values: readonly (readonly [labels: Labels<L>, value: number])[]): void;
}

/** What a room counts of its own, told at /metrics. Ask for each name once. No label may hold what a client sent. */
export interface Meters {
  counter<L extends string>(described: Described<L>): (labels: Labels<L>, by?: number) => void;
  level<L extends string>(described: Described<L>): Level<L>;
  /** Durations in seconds; `buckets` are upper bounds, ascending. */
  timings<L extends string>(
    described: Described<L>,
    buckets: readonly number[],
  ): (labels: Labels<L>) => Observe;
}

export const openMeters = (registry: Registry): Meters => ({
  counter<L extends string>({ name, help, labels }: Described<L>) {
    const counter = new Counter<string>({ name, help, labelNames: [...labels], registers: [registry] });
    return (of: Labels<L>, by = 1) => counter.inc(of, by);
  },
  level<L extends string>({ name, help, labels }: Described<L>) {
    const gauge = new Gauge<string>({ name, help, labelNames: [...labels], registers: [registry] });
    return {
      setAll(values) {
        gauge.reset();
        for (const [of, value] of values) gauge.set(of, value);
      },
    };
  },
  timings: ({ name, help }, buckets) => timings(registry, { name, help, buckets }),
});
