import type { Server } from 'node:http';
import type { Identity } from '@aqmrg/platform/access/identity.ts';
import type { RateLimits } from '@aqmrg/platform/access/rate-limit.ts';
import { createApp } from '@aqmrg/platform/http/app.ts';
import { createAddressOf } from '@aqmrg/platform/http/client-address.ts';
import { mountHealth, type ReadyCheck } from '@aqmrg/platform/http/health.ts';
import { serveGraphqlSockets } from '@aqmrg/platform/http/sockets/serve.ts';
import type { Lifecycle } from '@aqmrg/platform/lifecycle.ts';
import type { Log } from '@aqmrg/platform/log.ts';
import type { Cache } from '@aqmrg/platform/ports/cache.ts';
import type { Routes } from '@aqmrg/platform/subgraph/define.ts';
import cors from '@fastify/cors';
import type { FastifyInstance } from 'fastify';
import { credentialIn } from './access/credential.ts';
import { createLimiter, defaultLimits } from './access/limits.ts';
import { createToll } from './access/toll.ts';
import { createTrustedDocuments, type TrustedDocuments } from './access/trusted-documents.ts';
import { createGateway } from './execution/air-gateway.ts';
import { createExecutor } from './execution/executor.ts';
import { passOnDoors, type RemoteDoors } from './http/doors.ts';
import { mountGraphql } from './http/graphql.ts';
import { createJudge } from './http/judging.ts';
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
  /** Mounts the HTTP doors of the rooms in this process; `authenticate` tells who comes. */
  readonly mountDoors: (app: FastifyInstance, authenticate: Parameters<Routes>[1]) => Promise<void>;
  /** Of rooms elsewhere. */
  readonly remoteDoors: readonly RemoteDoors[];
  /** Judges every credential, once: behind the gateway there are callers only. */
  readonly identity: Identity;
  /** What has to be ready beside the subgraphs. */
  readonly checks?: readonly ReadyCheck[];
  /** What each caller may ask in a minute, and where that is counted. Absent: as much as they like. */
  readonly rates?: { readonly cache: Cache; readonly limits: RateLimits };
  /** Addresses and CIDRs of the proxies whose X-Forwarded-For is believed. Default: none. */
  readonly trustedProxies?: readonly string[];
  /** Browsers are then told never to come without TLS. */
  readonly isProduction?: boolean;
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
  readonly maxSocketsPerAddress: number;
  readonly maxSubscriptionsPerSocket: number;
  readonly maxSubscriptionsPerCaller: number;
  readonly drainSpreadMs: number;
}

const usualSockets: SocketLimits = {
  maxSockets: 20_000,
  maxSocketsPerAddress: 1_000,
  maxSubscriptionsPerSocket: 50,
  maxSubscriptionsPerCaller: 1_000,
  drainSpreadMs: 10_000,
};

/** What pages of other origins may read of an answer, beside its body. */
const exposedHeaders = [
  'x-request-id',
  'retry-after',
  'ratelimit-limit',
  'ratelimit-remaining',
  'ratelimit-reset',
  'ratelimit-policy',
  'www-authenticate',
  // of files
  'accept-ranges',
  'content-disposition',
  'content-length',
  'content-range',
  'etag',
  'repr-digest',
  'x-is-replayed',
];

/** The one graph, listening. Resolves with its address. */
export const startGateway = async (options: GatewayOptions): Promise<string> => {
  const { log, lifecycle, identity, rates, metrics = silentMetrics, subgraphTimeoutMs = 10_000 } = options;
  const {
    trustedProxies = [],
    isProduction = false,
    explore = true,
    maxCost = defaultLimits.maxCost,
    requestTimeoutMs = 30_000,
  } = options;
  const { maxSubscriptionsPerSocket, ...socketLimits } = options.sockets ?? usualSockets;
  const trusted = options.trusted ?? createTrustedDocuments('off', []);
  const links = guardLinks(options.links, { deadlineMs: subgraphTimeoutMs, metrics, log });
  const { supergraphSdl, apiSdl } = options.graph ?? {
    supergraphSdl: loadSupergraphSdl(),
    apiSdl: loadApiSdl(),
  };
  const app = createApp(log, { trustedProxies, isProduction });
  const toll = rates && createToll({ ...rates, log });

  await app.register(cors, {
    origin: [...options.corsOrigins],
    methods: ['GET', 'POST'],
    exposedHeaders: [...exposedHeaders],
    maxAge: 86_400,
  });
  const checks = [...links.values()].map((link) => ({ name: link.name, check: link.ready }));
  mountHealth(app, [...checks, ...(options.checks ?? [])], lifecycle.stopping);
  options.mountMetrics?.(app);
  const judge = createJudge(identity, toll);
  await mountPages(app, { apiSdl, explore, judge });
  await options.mountDoors(app, async (request) => ({
    caller: (await judge(request)).caller,
    from: request.from,
  }));
  for (const doors of options.remoteDoors) await passOnDoors(app, doors, { judge, onEnd: identity.onEnd });

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
    identity,
    toll,
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
    addressOf: createAddressOf(trustedProxies),
    authenticate: (params) => identity.authenticate(credentialIn(params)),
    ...(toll ? { admitSocket: toll.takeSocket, onRefused: toll.takeEntry } : {}),
    onEnd: (grant, listener) => identity.onEnd(grant, listener),
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
