import { createTrustedDocuments, loadManifests } from '@aqmrg/gateway/access/trusted-documents.ts';
import { startGateway } from '@aqmrg/gateway/index.ts';
import { createGatewayMetrics } from '@aqmrg/gateway/observe/prometheus.ts';
import { openHttpLink } from '@aqmrg/gateway/transport/http-link.ts';
import { authenticateWith } from '@aqmrg/platform/access/authenticate.ts';
import { keptSecret } from '@aqmrg/platform/access/kept-secret.ts';
import { ConfigError } from '@aqmrg/platform/config/read.ts';
import type { Config } from '@aqmrg/platform/config/schema.ts';
import { createLifecycle, type Lifecycle } from '@aqmrg/platform/lifecycle.ts';
import type { Log } from '@aqmrg/platform/log.ts';
import { mayReadMetrics } from '@aqmrg/platform/observe/may-read-metrics.ts';
import { createRegistry } from '@aqmrg/platform/observe/metrics.ts';
import { createPortMetrics } from '@aqmrg/platform/observe/port-metrics.ts';
import { tracedPorts } from '@aqmrg/platform/observe/port-spans.ts';
import { createServerMetrics } from '@aqmrg/platform/observe/server-metrics.ts';
import type {
  PortName,
  Ports,
  RequestContext,
  Room,
  SubgraphDefinition,
} from '@aqmrg/platform/subgraph/define.ts';
import { openLink } from '@aqmrg/platform/subgraph/executable.ts';
import type { SubgraphLink } from '@aqmrg/platform/subgraph/link.ts';
import { embeddedPorts } from './embedded.ts';
import { rooms } from './rooms.ts';
import { mountRoutes, serveRoom } from './serve-room.ts';

export interface Platform {
  /** Where each service of this process listens. */
  readonly addresses: ReadonlyMap<string, string>;
  readonly adminToken: { readonly secret: string; readonly isNew: boolean };
  /** Drains, then closes in order; resolves with the names of what did not close cleanly. */
  stop(reason: string): Promise<readonly string[]>;
}

interface Standing {
  readonly definition: SubgraphDefinition;
  readonly room: Room<RequestContext>;
  readonly link: SubgraphLink;
}

interface Start {
  readonly config: Config;
  readonly log: Log;
  readonly lifecycle: Lifecycle;
  readonly onFatal: (error: unknown) => void;
}

const urlsOf = (config: Config): ReadonlyMap<string, string> =>
  new Map([
    ['readings', config.READINGS_URL],
    ['sensors', config.SENSORS_URL],
  ]);

/** The rooms of this process: all or, for a gateway that stands apart, none. */
const roomsHere = (config: Config): readonly SubgraphDefinition[] => {
  const served: ReadonlySet<string> = new Set(config.SERVE);
  const here = rooms.filter(({ name }) => served.has(name));
  if (here.length > 0 && here.length < rooms.length) {
    const names = rooms.map(({ name }) => name).join(',');
    throw new ConfigError([
      `SERVE=${config.SERVE.join(',')}: the embedded profile keeps all subgraphs in one process; use gateway, or ${names}, or both`,
    ]);
  }
  return here;
};

const buildRooms = async (
  start: Start,
  links: Map<string, SubgraphLink>,
  metered: ReturnType<typeof createPortMetrics>,
): Promise<readonly Standing[]> => {
  const { config, log, lifecycle, onFatal } = start;
  const definitions = roomsHere(config);
  if (definitions.length === 0) return [];
  const open = await embeddedPorts({ dataDir: config.DATA_DIR, lifecycle, log, onFatal });
  const cursorSecret = (await keptSecret(config.DATA_DIR, 'cursor-secret')).secret;
  const reach = (name: string): SubgraphLink => {
    const link = links.get(name);
    if (!link) throw new Error(`nothing serves ${name}`);
    return link;
  };
  // side by side: the ports take most of a start
  return Promise.all(
    definitions.map(async (definition) => {
      const roomLog = log.child({ room: definition.name });
      const opened = (await open(definition.uses)) as Pick<Ports, PortName>;
      const ports = tracedPorts(metered(definition.name, opened));
      const ground = { ...ports, log: roomLog, now: Date.now, replay: config.REPLAY, cursorSecret, reach };
      const room = await definition.build(ground);
      lifecycle.onStop(definition.name, async () => room.stop?.());
      const link = openLink(definition, room, ground);
      links.set(definition.name, link);
      return { definition, room, link };
    }),
  );
};

const open = async (start: Start): Promise<Platform> => {
  const { config, log, lifecycle } = start;
  const urls = urlsOf(config);
  const { secret, isNew } = config.ADMIN_TOKEN
    ? { secret: config.ADMIN_TOKEN, isNew: false }
    : await keptSecret(config.DATA_DIR, 'admin-token');
  const authenticate = authenticateWith(secret);
  const registry = createRegistry();
  const mountMetrics = createServerMetrics(registry, mayReadMetrics(authenticate));

  const links = new Map<string, SubgraphLink>();
  const standing = await buildRooms(start, links, createPortMetrics(registry));
  const elsewhere = rooms.filter(({ name }) => !links.has(name));
  for (const { name } of elsewhere) {
    const link = openHttpLink(name, urls.get(name) as string);
    lifecycle.onStop(`connections to ${name}`, () => link.close());
    links.set(name, link);
  }

  const addresses = new Map<string, string>();
  if (config.SERVE.includes('gateway')) {
    const gateway = await startGateway({
      links,
      subgraphTimeoutMs: config.SUBGRAPH_TIMEOUT_S * 1_000,
      requestTimeoutMs: config.REQUEST_TIMEOUT_S * 1_000,
      maxCost: config.MAX_QUERY_COST,
      explore: (config.EXPLORE ?? (config.NODE_ENV === 'production' ? 'off' : 'on')) === 'on',
      trusted: createTrustedDocuments(config.TRUSTED_DOCUMENTS, loadManifests(config.TRUSTED_DOCUMENTS_FILE)),
      mountDoors: async (app) => {
        for (const { room } of standing) {
          await app.register(async (scope) => mountRoutes(scope, room.routes, authenticate));
        }
      },
      remoteDoors: elsewhere.map(({ name, doors }) => ({
        service: name,
        origin: urls.get(name) as string,
        doors,
      })),
      authenticate,
      mountMetrics,
      metrics: createGatewayMetrics(
        registry,
        rooms.map(({ name }) => name),
      ),
      corsOrigins: config.CORS_ORIGINS,
      sockets: {
        maxSockets: config.MAX_SOCKETS,
        maxSubscriptionsPerSocket: config.MAX_SUBSCRIPTIONS_PER_SOCKET,
        maxSubscriptionsPerCaller: config.MAX_SUBSCRIPTIONS_PER_CALLER,
        drainSpreadMs: config.DRAIN_SPREAD_S * 1_000,
      },
      host: config.HOST,
      port: config.PORT,
      log: log.child({ room: 'gateway' }),
      lifecycle,
    });
    addresses.set('gateway', gateway);
  } else {
    for (const { definition, room, link } of standing) {
      const url = new URL(urls.get(definition.name) as string);
      const server = {
        link,
        routes: room.routes,
        url,
        host: config.HOST,
        authenticate,
        mountMetrics,
        log,
        lifecycle,
      };
      addresses.set(definition.name, await serveRoom(server));
    }
  }
  await Promise.all(standing.map(async ({ room }) => room.begin?.()));
  return { addresses, adminToken: { secret, isNew }, stop: lifecycle.stop };
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
