import { Counter, Gauge, type Registry } from 'prom-client';
import type { Consumer } from '../ports/event-log.ts';
import { type PortCall, type PortWatch, watchedPorts } from './port-calls.ts';
import { type Observe, timings } from './timings.ts';

const buckets = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];
/** A log that hangs must not hang the metrics as well. */
const lagWithinMs = 1_000;

type CallLabels = 'room' | 'call' | 'topic' | 'outcome';

const soon = async (lag: Promise<number>): Promise<number | undefined> => {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), lagWithinMs);
  });
  try {
    return await Promise.race([lag.catch(() => undefined), late]);
  } finally {
    clearTimeout(timer);
  }
};

/** How far each consumer is behind: asked when somebody asks for the metrics. */
const watchLag = (registry: Registry) => {
  const consumers = new Map<string, { readonly topic: string; readonly group: string; consumer: Consumer }>();
  new Gauge({
    name: 'aqmrg_log_consumer_lag_records',
    help: 'Records of the event log that a consumer has not dealt with yet.',
    labelNames: ['topic', 'group'],
    registers: [registry],
    async collect() {
      this.reset();
      await Promise.all(
        [...consumers.values()].map(async ({ topic, group, consumer }) => {
          const lag = await soon(consumer.lag());
          if (lag !== undefined) this.set({ topic, group }, lag);
        }),
      );
    },
  });
  return (what: { readonly topic: string; readonly group: string }, consumer: Consumer): void =>
    void consumers.set(`${what.topic} ${what.group}`, { ...what, consumer });
};

/** What the rooms ask of the series store, the event log and the cache, and the gateway of the cache. */
export const createPortMetrics = (registry: Registry) => {
  const calls = timings<CallLabels>(registry, {
    name: 'aqmrg_port_call_duration_seconds',
    help: 'Calls of the series store, the event log and the cache; log.consume is the handling of one batch.',
    buckets,
  });
  const items = new Counter({
    name: 'aqmrg_port_items_total',
    help: 'Sensors, groups, rows, records or keys that calls of ports were about and that went well.',
    labelNames: ['room', 'call', 'topic'],
    registers: [registry],
  });
  const deadLetters = new Counter({
    name: 'aqmrg_log_dead_letters_total',
    help: 'Records that a consumer gave up.',
    labelNames: ['topic', 'group'],
    registers: [registry],
  });
  const consumes = watchLag(registry);

  return <T extends object>(room: string, ports: T): T => {
    const known = new Map<
      string,
      { readonly ok: Observe; readonly failed: Observe; add(items: number): void }
    >();
    const metersOf = ({ name, topic }: PortCall) => {
      // the cache is asked at every request: its calls have no topic, and make no text
      const key = topic === undefined ? name : `${name} ${topic}`;
      const made = known.get(key);
      if (made) return made;
      const labels = { room, call: name, topic: topic ?? '' };
      const child = items.labels(labels);
      const meters = {
        ok: calls({ ...labels, outcome: 'ok' }),
        failed: calls({ ...labels, outcome: 'failed' }),
        add: (count: number) => child.inc(count),
      };
      known.set(key, meters);
      return meters;
    };
    const watch: PortWatch = {
      async around(call, work) {
        const meters = metersOf(call);
        const began = performance.now();
        const seconds = (): number => (performance.now() - began) / 1_000;
        try {
          const result = await work();
          meters.ok(seconds());
          meters.add(call.items);
          return result;
        } catch (error) {
          meters.failed(seconds());
          throw error;
        }
      },
      consumes(what, consumer) {
        deadLetters.labels(what).inc(0);
        consumes(what, consumer);
      },
      setAside: (what) => deadLetters.labels(what).inc(),
    };
    return watchedPorts(ports, watch);
  };
};
