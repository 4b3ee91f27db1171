import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { startGateway } from '@aqmrg/gateway/index.ts';
import { createGatewayMetrics } from '@aqmrg/gateway/observe/prometheus.ts';
import { openHttpLink } from '@aqmrg/gateway/transport/http-link.ts';
import { createLifecycle } from '@aqmrg/platform/lifecycle.ts';
import { createLog } from '@aqmrg/platform/log.ts';
import { mayReadMetrics } from '@aqmrg/platform/observe/may-read-metrics.ts';
import { createRegistry } from '@aqmrg/platform/observe/metrics.ts';
import { createServerMetrics } from '@aqmrg/platform/observe/server-metrics.ts';
import { openAccess } from '../gateway/access.ts';
import { openFeed } from './feed.ts';
import type { Ports } from './graph.ts';
import { openRooms } from './open-rooms.ts';

// Our gateway as it is served in production, every protection and metric on: LINKS=http|here PORT=… PORTS=… FOLDER=… node ours.ts
const log = createLog('warn');
const ports = JSON.parse(process.env.PORTS ?? '{}') as Ports;
const read = (file: string): string => readFileSync(join(process.env.FOLDER ?? '.', file), 'utf8');

const { identify, ...access } = await openAccess(log);
const overHttp = () =>
  new Map(
    (['readings', 'sensors'] as const).map((name) => {
      const said = identify && { identify: identify(name) };
      return [name, openHttpLink(name, `http://127.0.0.1:${ports[name]}`, said)];
    }),
  );

const registry = createRegistry();

await startGateway({
  graph: { supergraphSdl: read('supergraph.graphql'), apiSdl: read('api.graphql') },
  links: process.env.LINKS === 'here' ? await openRooms(openFeed()) : overHttp(),
  mountDoors: async () => {},
  remoteDoors: [],
  ...access,
  explore: false,
  mountMetrics: createServerMetrics(registry, mayReadMetrics(access.identity)),
  metrics: createGatewayMetrics(registry, ['readings', 'sensors']),
  corsOrigins: ['https://air.example'],
  // every client comes from one address
  sockets: {
    maxSockets: 20_000,
    maxSocketsPerAddress: 20_000,
    maxSubscriptionsPerSocket: 50,
    maxSubscriptionsPerCaller: 20_000,
    drainSpreadMs: 10_000,
  },
  host: '127.0.0.1',
  port: Number(process.env.PORT),
  log,
  lifecycle: createLifecycle(log),
});
