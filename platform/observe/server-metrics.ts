import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { mountMetrics, type Registry, watch } from './metrics.ts';

/** How many of something are open now. */
const openCount = () => {
  let open = 0;
  const closed = (): void => {
    open -= 1;
  };
  return {
    now: () => open,
    opened(what: { once(event: 'close', listener: () => void): unknown }): void {
      open += 1;
      what.once('close', closed);
    },
  };
};

/**
 * For each HTTP server of a process: counts what is under way on it, and lets it answer /metrics to whom `allow` does not reject. Every
 * server of a process tells the same, for the whole process.
 */
export const createServerMetrics = (
  registry: Registry,
  allow: (request: FastifyRequest) => Promise<void>,
) => {
  const [connections, requests, sockets] = [openCount(), openCount(), openCount()];
  watch(registry, {
    name: 'aqmrg_http_connections',
    help: 'Connections that are open.',
    value: connections.now,
  });
  watch(registry, {
    name: 'aqmrg_http_requests_in_flight',
    help: 'HTTP requests that are not answered yet.',
    value: requests.now,
  });
  watch(registry, {
    name: 'aqmrg_websocket_connections',
    help: 'WebSockets that are open.',
    value: sockets.now,
  });

  return (app: FastifyInstance): void => {
    const { server } = app;
    server.on('connection', connections.opened);
    server.on('request', (_request: IncomingMessage, response: ServerResponse) => requests.opened(response));
    server.on('upgrade', (_request: IncomingMessage, socket: Duplex) => sockets.opened(socket));
    mountMetrics(app, registry, allow);
  };
};
