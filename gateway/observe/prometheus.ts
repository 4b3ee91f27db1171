import { catalogue } from '@aqmrg/platform/errors/catalogue.ts';
import type { Registry } from '@aqmrg/platform/observe/metrics.ts';
import { type Observe, timings } from '@aqmrg/platform/observe/timings.ts';
import { Counter, Gauge } from 'prom-client';
import { protocolCodes } from '../execution/errors.ts';
import type { FetchOutcome, GatewayMetrics, RequestOutcome, RequestPath } from './metrics.ts';

const paths = ['hot', 'apollo', 'socket'] as const satisfies readonly RequestPath[];
const requestOutcomes = ['ok', 'partial', 'refused', 'failed'] as const satisfies readonly RequestOutcome[];
const fetchOutcomes = [
  'ok',
  'errors',
  'unavailable',
  'deadline',
  'broken',
  'aborted',
] as const satisfies readonly FetchOutcome[];

/** From a quarter of a millisecond, which a shared answer takes, to the deadlines: 10 s for a fetch, 30 s for a request. */
const fetchBuckets = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
const requestBuckets = [0.00025, ...fetchBuckets, 30];

/** What became of a subscription that read too slowly. */
const slowPolicies = ['gap', 'conflate', 'close'] as const;
/** Why WebSockets close, as docs/reference/live-protocol.md tells it; a client may send any other number. */
const closeCodes = [
  1000, 1001, 1009, 1012, 1013, 4400, 4401, 4403, 4406, 4408, 4409, 4413, 4429, 4500,
] as const;

const breakerStates = { closed: 0, 'half-open': 1, open: 2 } as const;

type Count = () => void;

/** The same for each of a few known words, looked up once. */
const byWord = <W extends string, T>(words: readonly W[], make: (word: W) => T): Readonly<Record<W, T>> =>
  Object.fromEntries(words.map((word) => [word, make(word)])) as Record<W, T>;

const counts = <W extends string>(
  registry: Registry,
  described: { readonly name: string; readonly help: string; readonly label: string },
  words: readonly W[],
): Readonly<Record<W, Count>> => {
  const { name, help, label } = described;
  const counter = new Counter({ name, help, labelNames: [label], registers: [registry] });
  return byWord(words, (word) => {
    const child = counter.labels(word);
    child.inc(0);
    return () => child.inc();
  });
};

/**
 * The gateway's own metrics, in a registry. Every series stands from the start, so that a first failure shows as a rise; no label is ever
 * a word that a client chose.
 */
export const createGatewayMetrics = (registry: Registry, services: readonly string[]): GatewayMetrics => {
  const requestTimings = timings<'path' | 'outcome'>(registry, {
    name: 'aqmrg_gateway_request_duration_seconds',
    help: 'GraphQL requests by the path they took and how they ended.',
    buckets: requestBuckets,
  });
  const requests = byWord(paths, (path) =>
    byWord(requestOutcomes, (outcome) => requestTimings({ path, outcome })),
  );
  const fetchTimings = timings<'service' | 'outcome'>(registry, {
    name: 'aqmrg_gateway_fetch_duration_seconds',
    help: 'Requests to subgraphs, with their retries, by how they ended.',
    buckets: fetchBuckets,
  });
  const fetches: Readonly<Record<string, Readonly<Record<FetchOutcome, Observe>>>> = byWord(
    services,
    (service) => byWord(fetchOutcomes, (outcome) => fetchTimings({ service, outcome })),
  );
  const operations = counts(
    registry,
    {
      name: 'aqmrg_gateway_operations_total',
      help: 'Operations by whether their plan was kept.',
      label: 'cache',
    },
    ['hit', 'miss'],
  );
  const executions = counts(
    registry,
    {
      name: 'aqmrg_gateway_executions_total',
      help: "Operations by what ran them: compiled steps, or Apollo's executor.",
      label: 'by',
    },
    ['compiled', 'apollo'],
  );
  const retries: Readonly<Record<string, Count>> = counts(
    registry,
    {
      name: 'aqmrg_gateway_fetch_retries_total',
      help: 'Further attempts at a subgraph after one that failed.',
      label: 'service',
    },
    services,
  );
  const shared = counts(
    registry,
    {
      name: 'aqmrg_gateway_shared_total',
      help: 'Answers that an identical request under way had already asked for.',
      label: 'what',
    },
    ['operation', 'fetch'],
  );
  const refusals: Readonly<Record<string, Count>> = counts(
    registry,
    {
      name: 'aqmrg_gateway_refused_total',
      help: 'Requests that a limit or rule refused, by the code that they were told.',
      label: 'code',
    },
    [...Object.keys(catalogue), ...protocolCodes, 'OTHER'],
  );
  const breakers = new Gauge({
    name: 'aqmrg_gateway_breaker_state',
    help: "A subgraph's circuit breaker: 0 closed, 1 half-open, 2 open.",
    labelNames: ['service'],
    registers: [registry],
  });
  for (const service of services) breakers.labels(service).set(breakerStates.closed);

  const slow = counts(
    registry,
    {
      name: 'aqmrg_gateway_slow_subscriptions_total',
      help: 'Subscriptions that read too slowly, by what became of them.',
      label: 'policy',
    },
    slowPolicies,
  );
  const resumed: Readonly<Record<string, Count>> = counts(
    registry,
    {
      name: 'aqmrg_gateway_upstreams_resumed_total',
      help: 'Streams of subgraphs that broke and were taken up again.',
      label: 'service',
    },
    services,
  );
  const upstreams = new Gauge({
    name: 'aqmrg_gateway_upstreams',
    help: 'Streams of subgraphs that are open, each shared by all who ask the same.',
    labelNames: ['service'],
    registers: [registry],
  });
  for (const service of services) upstreams.labels(service).set(0);
  const sockets = new Gauge({
    name: 'aqmrg_gateway_sockets',
    help: 'WebSockets of clients that are open.',
    registers: [registry],
  });
  const closes: Readonly<Record<string, Count>> = counts(
    registry,
    {
      name: 'aqmrg_gateway_socket_closes_total',
      help: 'WebSockets of clients that closed, by their code.',
      label: 'code',
    },
    [...closeCodes.map(String), 'OTHER'],
  );

  const kept = new Gauge({
    name: 'aqmrg_gateway_operations_kept',
    help: 'Operations whose plan is kept.',
    registers: [registry],
  });
  const subscriptions = new Gauge({
    name: 'aqmrg_gateway_subscriptions',
    help: 'Subscriptions that are open.',
    registers: [registry],
  });
  const events = new Counter({
    name: 'aqmrg_gateway_events_total',
    help: 'Events, each counted for every subscription that it went to.',
    registers: [registry],
  });

  return {
    request: (path, outcome, seconds) => requests[path][outcome](seconds),
    operation: (cache) => operations[cache](),
    operationsKept: (count) => kept.set(count),
    execution: (by) => executions[by](),
    fetch: (service, outcome, seconds) => fetches[service]?.[outcome](seconds),
    retry: (service) => retries[service]?.(),
    breaker(service, state) {
      if (services.includes(service)) breakers.labels(service).set(breakerStates[state]);
    },
    shared: (what) => shared[what](),
    subscription: (what) => (what === 'opened' ? subscriptions.inc() : subscriptions.dec()),
    events: (count) => events.inc(count),
    upstream(service, what) {
      if (!services.includes(service)) return;
      if (what === 'resumed') resumed[service]?.();
      else upstreams.labels(service).inc(what === 'opened' ? 1 : -1);
    },
    slow: (policy) => slow[policy](),
    socket(what: 'opened' | 'closed', code?: number) {
      sockets.inc(what === 'opened' ? 1 : -1);
      if (what === 'closed') (closes[String(code)] ?? closes.OTHER)?.();
    },
    refused: (code) => (Object.hasOwn(refusals, code) ? refusals[code] : refusals.OTHER)?.(),
  };
};
