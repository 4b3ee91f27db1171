import type { FastifyInstance, FastifyRequest } from 'fastify';
import { collectDefaultMetrics, Gauge, Registry } from 'prom-client';

export type { Registry };

/** Gauges that carry the ending of a counter, each the sum of one that stays: `promtool check metrics` refuses them. */
const misnamed = [
  'nodejs_active_handles_total',
  'nodejs_active_requests_total',
  'nodejs_active_resources_total',
];

/** What one process counts: begins with its memory, processor time, event loop and garbage. */
export const createRegistry = (): Registry => {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  for (const name of misnamed) registry.removeSingleMetric(name);
  return registry;
};

interface Watched {
  readonly name: string;
  readonly help: string;
  readonly value: () => number;
}

/** A number that is looked up when somebody asks for the metrics, and costs nothing else. */
export const watch = (registry: Registry, { name, help, value }: Watched): void => {
  new Gauge({
    name,
    help,
    registers: [registry],
    collect() {
      this.set(value());
    },
  });
};

/** `GET /metrics`, in Prometheus' text format. `allow` rejects for whoever may not read it. */
export const mountMetrics = (
  app: FastifyInstance,
  registry: Registry,
  allow: (request: FastifyRequest) => Promise<void>,
): void => {
  app.get('/metrics', async (request, reply) => {
    await allow(request);
    return reply
      .type(registry.contentType)
      .header('cache-control', 'no-store')
      .send(await registry.metrics());
  });
};
