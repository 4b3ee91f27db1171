import { randomUUID } from 'node:crypto';
import { createTrustedDocuments, loadManifests } from '@aqmrg/gateway/access/trusted-documents.ts';
import { startGateway } from '@aqmrg/gateway/index.ts';
import { createGatewayMetrics } from '@aqmrg/gateway/observe/prometheus.ts';
import { openHttpLink } from '@aqmrg/gateway/transport/http-link.ts';
import { createIdentitySigner, createIdentityVerifier } from '@aqmrg/platform/access/internal-identity.ts';
import type { OpenIdentity } from '@aqmrg/platform/access/open-identity.ts';
import { explores } from '@aqmrg/platform/config/posture.ts';
import type { Config } from '@aqmrg/platform/config/schema.ts';
import { openMemoryCache } from '@aqmrg/platform/drivers/memory-cache.ts';
import { createLifecycle, type Lifecycle } from '@aqmrg/platform/lifecycle.ts';
import type { Log } from '@aqmrg/platform/log.ts';
import { mayReadMetrics } from '@aqmrg/platform/observe/may-read-metrics.ts';
import { openMeters } from '@aqmrg/platform/observe/meters.ts';
import { createRegistry } from '@aqmrg/platform/observe/metrics.ts';
import { createPortMetrics } from '@aqmrg/platform/observe/port-metrics.ts';
import { createServerMetrics } from '@aqmrg/platform/observe/server-metrics.ts';
import type { Cache } from '@aqmrg/platform/ports/cache.ts';
import type { SubgraphLink } from '@aqmrg/platform/subgraph/link.ts';
import { buildRooms, roomsHere, type Standing } from './build-rooms.ts';
import { distributedPorts } from './distributed.ts';
import { embeddedPorts } from './embedded.ts';
import { rateLimitsOf, secretOf } from './ground.ts';
import { judgeCredentials } from './judge-credentials.ts';
import type { OpenPorts } from './open-ports.ts';
import { rooms } from './rooms.ts';
import { serveRoom } from './serve-room.ts';
import { type SetupToken, unusedSetupToken } from './setup-token.ts';

export interface Platform {
  /** Where each service of this process listens. */
  readonly addresses: ReadonlyMap<string, string>;
  /** While nobody is Admin, and accounts are kept in this process: what makes the first one. */
  readonly setupToken: SetupToken | undefined;
  /** Drains, then closes in order; resolves with the names of what did not close cleanly. */
  stop(reason: string): Promise<readonly string[]>;
}

interface Start {
  readonly config: Config;
  readonly log: Log;
  readonly lifecycle: Lifecycle;
  readonly onFatal: (error: unknown) => void;
}

const placeOf = (urls: readonly string[], port: number | undefined): Place => ({
  urls,
  port: port ?? Number(new URL(urls[0] as string).port || 80),
});

/** Where each room that stands apart is reached, and where it listens. */
const placesOf = (config: Config): ReadonlyMap<string, Place> =>
  new Map([
    ['auth', placeOf(config.AUTH_URL, config.AUTH_PORT)],
    ['readings', placeOf(config.READINGS_URL, config.READINGS_PORT)],
    ['forecasts', placeOf(config.FORECASTS_URL, config.FORECASTS_PORT)],
    ['correlations', placeOf(config.CORRELATIONS_URL, config.CORRELATIONS_PORT)],
    ['alerts', placeOf(config.ALERTS_URL, config.ALERTS_PORT)],
    ['sensors', placeOf(config.SENSORS_URL, config.SENSORS_PORT)],
    ['exports', placeOf(config.EXPORTS_URL, config.EXPORTS_PORT)],
  ]);

interface Place {
  readonly urls: readonly string[];
  readonly port: number;
}

/** Everything that the servers of this process stand on. */
interface Standings extends Start {
  readonly standing: readonly Standing[];
  readonly links: ReadonlyMap<string, SubgraphLink>;
  readonly places: ReadonlyMap<string, Place>;
  readonly identity: OpenIdentity;
  readonly sign: ReturnType<typeof createIdentitySigner>;
  readonly registry: ReturnType<typeof createRegistry>;
  readonly mountMetrics: ReturnType<typeof createServerMetrics>;
}

/** Where the gateway counts what each caller asked: where the rooms count, if they are here. */
const cacheOf = async (lifecycle: Lifecycle, openPorts: OpenPorts | undefined): Promise<Cache> => {
  if (openPorts) return (await openPorts(['cache'], 'gateway')).cache as Cache;
  const cache = openMemoryCache({});
  lifecycle.onStop('cache', () => cache.close());
  return cache;
};

const openGateway = ({ config, log, lifecycle, ...on }: Standings, cache: Cache): Promise<string> => {
  const here: ReadonlySet<string> = new Set(on.standing.map(({ definition }) => definition.name));
  return startGateway({
    links: on.links,
    subgraphTimeoutMs: config.SUBGRAPH_TIMEOUT_S * 1_000,
    requestTimeoutMs: config.REQUEST_TIMEOUT_S * 1_000,
    maxCost: config.MAX_QUERY_COST,
    explore: explores(config),
    trusted: createTrustedDocuments(config.TRUSTED_DOCUMENTS, loadManifests(config.TRUSTED_DOCUMENTS_FILE)),
    mountDoors: async (app, authenticate) => {
      for (const { room } of on.standing)
        await app.register(async (scope) => room.routes?.(scope, authenticate));
    },
    remoteDoors: rooms
      .filter(({ name }) => !here.has(name))
      .map(({ name, doors }) => ({
        service: name,
        origins: on.places.get(name)?.urls as readonly string[],
        doors,
        identify: (caller, from) => on.sign(name, caller, from),
      })),
    identity: on.identity,
    checks: [{ name: 'credentials', check: on.identity.ready }],
    rates: { cache, limits: rateLimitsOf(config) },
    trustedProxies: config.TRUSTED_PROXIES,
    isProduction: config.NODE_ENV === 'production',
    mountMetrics: on.mountMetrics,
    metrics: createGatewayMetrics(
      on.registry,
      rooms.map(({ name }) => name),
    ),
    corsOrigins: config.CORS_ORIGINS,
    sockets: {
      maxSockets: config.MAX_SOCKETS,
      maxSocketsPerAddress: config.MAX_SOCKETS_PER_ADDRESS,
      maxSubscriptionsPerSocket: config.MAX_SUBSCRIPTIONS_PER_SOCKET,
      maxSubscriptionsPerCaller: config.MAX_SUBSCRIPTIONS_PER_CALLER,
      drainSpreadMs: config.DRAIN_SPREAD_S * 1_000,
    },
    host: config.HOST,
    port: config.PORT,
    log: log.child({ room: 'gateway' }),
    lifecycle,
  });
};

const openRooms = async (on: Standings, secret: string): Promise<ReadonlyMap<string, string>> => {
  const { config, log, lifecycle, identity } = on;
  const addresses = new Map<string, string>();
  for (const { definition, room, link } of on.standing) {
    const { name } = definition;
    const server = {
      link,
      routes: room.routes,
      host: config.HOST,
      port: on.places.get(name)?.port as number,
      verify: createIdentityVerifier({ secret, audience: name, now: Date.now }),
      identity,
      isProduction: config.NODE_ENV === 'production',
      mountMetrics: on.mountMetrics,
      log,
      lifecycle,
    };
    addresses.set(name, await serveRoom(server));
  }
  return addresses;
};

/** What stands behind the ports; undefined for a gateway that keeps nothing. */
const portsOf = async ({ config, log, lifecycle, onFatal }: Start): Promise<OpenPorts | undefined> => {
  const here = roomsHere(config);
  if (config.PROFILE === 'embedded') {
    if (here.length === 0) return undefined;
    return embeddedPorts({ dataDir: config.DATA_DIR, lifecycle, log, onFatal });
  }
  const needed = new Set(here.flatMap(({ uses }) => uses));
  if (config.SERVE.includes('gateway')) needed.add('cache');
  return distributedPorts({ config, lifecycle, log, needed });
};

const open = async (start: Start): Promise<Platform> => {
  const { config, log, lifecycle } = start;
  const openPorts = await portsOf(start);
  const registry = createRegistry();
  const links = new Map<string, SubgraphLink>();
  const metered = createPortMetrics(registry);
  const standing = openPorts
    ? await buildRooms({ config, log, lifecycle, openPorts, links, metered, meters: openMeters(registry) })
    : [];

  const places = placesOf(config);
  const isApart = standing.length < rooms.length || !config.SERVE.includes('gateway');
  // one process has nothing to prove to itself
  const secret = isApart
    ? await secretOf(config.INTERNAL_SECRET, config.DATA_DIR, 'internal-secret')
    : randomUUID();
  const sign = createIdentitySigner({ secret, now: Date.now });
  for (const { name } of rooms.filter((room) => !links.has(room.name))) {
    const link = openHttpLink(name, places.get(name)?.urls as readonly string[], {
      identify: (caller, from) => sign(name, caller, from),
    });
    lifecycle.onStop(`connections to ${name}`, () => link.close());
    links.set(name, link);
  }

  const { identity, settle } = judgeCredentials(links, config, log, lifecycle);
  const mountMetrics = createServerMetrics(registry, mayReadMetrics(identity, config.METRICS_TOKEN));
  const on: Standings = { ...start, standing, links, places, identity, sign, registry, mountMetrics };
  // where everything is here, nobody asks a room but this gateway
  const addresses = new Map(isApart ? await openRooms(on, secret) : []);
  if (config.SERVE.includes('gateway')) {
    const { cache } = metered('gateway', { cache: await cacheOf(lifecycle, openPorts) });
    addresses.set('gateway', await openGateway(on, cache));
  }
  await Promise.all(standing.map(async ({ room }) => room.begin?.()));
  await settle(standing.some(({ definition }) => definition.name === 'auth'));
  return { addresses, setupToken: await unusedSetupToken(config, standing, links), stop: lifecycle.stop };
};

/** Starts what SERVE names, in this process. */
export const startPlatform = async (
  config: Config,
  log: Log,
  onFatal: (error: unknown) => void,
): Promise<Platform> => {
  const lifecycle = createLifecycle(log);
  try {
    return await open({ config, log, lifecycle, onFatal });
  } catch (error) {
    await lifecycle.stop('the start failed');
    throw error;
  }
};
