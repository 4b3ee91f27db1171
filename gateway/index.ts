import type { Server } from 'node:http';
import { createApp } from '@aqmrg/platform/http/app.ts';
import { mountHealth } from '@aqmrg/platform/http/health.ts';
import { serveGraphqlSockets } from '@aqmrg/platform/http/websocket.ts';
import type { Lifecycle } from '@aqmrg/platform/lifecycle.ts';
import type { Log } from '@aqmrg/platform/log.ts';
import cors from '@fastify/cors';
import type { FastifyInstance } from 'fastify';
import { createGateway } from './execution/air-gateway.ts';
import { createExecutor } from './execution/executor.ts';
import { passOnDoors } from './http/doors.ts';
import { type Authenticate, mountGraphql } from './http/graphql.ts';
import { mountPages } from './http/pages.ts';
import { createLive } from './live/subscribe.ts';
import { type GatewayMetrics, silentMetrics } from './observe/metrics.ts';
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
  readonly host: string;
  readonly port: number;
  readonly log: Log;
  readonly lifecycle: Lifecycle;
}

/** The one graph, listening. Resolves with its address. */
export const startGateway = async (options: GatewayOptions): Promise<string> => {
  const { log, lifecycle, authenticate, metrics = silentMetrics, subgraphTimeoutMs = 10_000 } = options;
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
  mountPages(app, apiSdl);
  await options.mountDoors(app);
  for (const { doors, origin, service } of options.remoteDoors)
    await passOnDoors(app, doors, origin, service);

  const supergraph = openSupergraph(supergraphSdl);
  const executor = createExecutor({ supergraph, links, metrics });
  const gateway = createGateway({ supergraphSdl, executor, links, log });
  const graphql = await mountGraphql(app, gateway, authenticate, log);
  const endSockets = serveGraphqlSockets({
    server: app.server as Server,
    path: '/graphql',
    log,
    authenticate,
    execute: graphql.execute,
    subscribe: createLive(supergraph, links, log),
  });

  const address = await app.listen({ host: options.host, port: options.port });
  lifecycle.onStop('gateway', async () => {
    await endSockets();
    await graphql.stop();
    await app.close();
  });
  return address;
};
