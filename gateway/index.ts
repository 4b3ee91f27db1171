import type { Server } from 'node:http';
import { createApp } from '@aqmrg/platform/http/app.ts';
import { mountHealth } from '@aqmrg/platform/http/health.ts';
import { serveGraphqlSockets } from '@aqmrg/platform/http/sockets/serve.ts';
import type { Lifecycle } from '@aqmrg/platform/lifecycle.ts';
import type { Log } from '@aqmrg/platform/log.ts';
import cors from '@fastify/cors';
import type { FastifyInstance } from 'fastify';
import { createLimiter, defaultLimits } from './access/limits.ts';
import { createTrustedDocuments, type TrustedDocuments } from './access/trusted-documents.ts';
import { createGateway } from './execution/air-gateway.ts';
import { createExecutor } from './execution/executor.ts';
import { passOnDoors } from './http/doors.ts';
import { mountGraphql } from './http/graphql.ts';
import type { Authenticate } from './http/opening.ts';
import { mountPages } from './http/pages.ts';
import { shareIdentical } from './http/share.ts';
import { createLive } from './live/subscribe.ts';
import { type GatewayMetrics, silentMetrics } from './observe/metrics.ts';
import { countSubscriptions } from './observe/subscriptions.ts';
import { loadApiSdl, loadSupergraphSdl } from './supergraph/load.ts';
import { openSupergraph } from './supergraph/open.ts';
import type { Links } from './transport/links.ts';
import { guardLinks } from './transport/reach.ts';

export interface GatewayOptions {
  /** Another graph than the committed one: for benchmarks and conformance. */
  readonly graph?: { readonly supergraphSdl: string; readonly apiSdl: string };
  /** As they are: this is where they get their deadline, retries, breaker and sharing. */
  readonly links: Links;
  /** Within which a subgraph answers. */
  readonly subgraphTimeoutMs?: number;
  /** Within which a whole request is answered. */
  readonly requestTimeoutMs?: number;
  /** The most that one operation may cost. */
  readonly maxCost?: number;
  /** Whether strangers may ask for the schema, be given hints at it and see the explorer pages. */
  readonly explore?: boolean;
  readonly trusted?: TrustedDocuments;
  /** Mounts the HTTP doors of the rooms in this process. */
  readonly mountDoors: (app: FastifyInstance) => Promise<void>;
  /** Rooms elsewhere, and the paths of their doors. */
  readonly remoteDoors: readonly {
    readonly service: string;
    readonly origin: string;
    readonly doors: readonly string[];
  }[];
  readonly authenticate: Authenticate;
  /** Lets the server answer /metrics. */
  readonly mountMetrics?: (app: FastifyInstance) => void;
  readonly metrics?: GatewayMetrics;
  readonly corsOrigins: readonly string[];
  readonly sockets?: SocketLimits;
  readonly host: string;
  readonly port: number;
  readonly log: Log;
  readonly lifecycle: Lifecycle;
}

/** How many WebSockets and subscriptions there may be, and how slowly clients come back after a restart. */
export interface SocketLimits {
  readonly maxSockets: number;
  readonly maxSubscriptionsPerSocket: number;
  readonly maxSubscriptionsPerCaller: number;
  readonly drainSpreadMs: number;
}

const usualSockets: SocketLimits = {
  maxSockets: 20_000,
  maxSubscriptionsPerSocket: 50,
  maxSubscriptionsPerCaller: 1_000,
  drainSpreadMs: 10_000,
};

/** The one graph, listening. Resolves with its address. */
export const startGateway = async (options: GatewayOptions): Promise<string> => {
  const { log, lifecycle, authenticate, metrics = silentMetrics, subgraphTimeoutMs = 10_000 } = options;
  const { explore = true, maxCost = defaultLimits.maxCost, requestTimeoutMs = 30_000 } = options;
  const { maxSubscriptionsPerSocket, ...socketLimits } = options.sockets ?? usualSockets;
  const trusted = options.trusted ?? createTrustedDocuments('off', []);
  const links = guardLinks(options.links, { deadlineMs: subgraphTimeoutMs, metrics, log });
  const { supergraphSdl, apiSdl } = options.graph ?? {
    supergraphSdl: loadSupergraphSdl(),
    apiSdl: loadApiSdl(),
  };
  const app = createApp(log);

  await app.register(cors, { origin: [...options.corsOrigins], methods: ['GET', 'POST'], maxAge: 86_400 });
  const checks = [...links.values()].map((link) => ({ name: link.name, check: link.ready }));
  mountHealth(app, checks, lifecycle.stopping);
  options.mountMetrics?.(app);
  mountPages(app, { apiSdl, explore, authenticate });
  await options.mountDoors(app);
  for (const { doors, origin, service } of options.remoteDoors)
    await passOnDoors(app, doors, origin, service);

  const supergraph = openSupergraph(supergraphSdl);
  const executor = shareIdentical(createExecutor({ supergraph, links, metrics }), metrics);
  const gateway = createGateway({ supergraphSdl, executor, links, log });
  const limiter = createLimiter(supergraphSdl, { ...defaultLimits, maxCost });
  const graphql = await mountGraphql(app, {
    gateway,
    executor,
    apiSchema: supergraph.apiSchema,
    limiter,
    trusted,
    explore,
    authenticate,
    requestTimeoutMs,
    metrics,
    log,
    stopping: lifecycle.stopping,
  });
  const endSockets = serveGraphqlSockets({
    server: app.server as Server,
    path: '/graphql',
    origins: options.corsOrigins,
    ...socketLimits,
    maxOperations: maxSubscriptionsPerSocket,
    metrics: {
      opened: () => metrics.socket('opened'),
      closed: (code) => metrics.socket('closed', code),
      refused: metrics.refused,
    },
    log,
    authenticate,
    document: graphql.document,
    parse: limiter.parse,
    execute: graphql.execute,
    subscribe: countSubscriptions(
      graphql.admitting(createLive({ supergraph, links, metrics }, log)),
      metrics,
    ),
  });

  const address = await app.listen({ host: options.host, port: options.port });
  lifecycle.onStop('gateway', async () => {
    await endSockets();
    await graphql.stop();
    await app.close();
  });
  void graphql.warm();
  return address;
};
