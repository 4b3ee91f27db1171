import type { Server } from 'node:http';
import type { Caller } from '@aqmrg/platform/caller.ts';
import { AirError } from '@aqmrg/platform/errors/air-error.ts';
import { createApp } from '@aqmrg/platform/http/app.ts';
import { mountHealth } from '@aqmrg/platform/http/health.ts';
import { serveGraphqlSockets } from '@aqmrg/platform/http/sockets/serve.ts';
import type { Lifecycle } from '@aqmrg/platform/lifecycle.ts';
import type { Log } from '@aqmrg/platform/log.ts';
import type { Routes } from '@aqmrg/platform/subgraph/define.ts';
import type { SubgraphLink } from '@aqmrg/platform/subgraph/link.ts';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';

type Authenticate = (authorization: string | undefined) => Caller;

const answerWithinMs = 10_000;

/** Its clients are gateways, each with the subscriptions of thousands; pages have no business here. */
const sockets = {
  origins: [],
  maxSockets: 20_000,
  maxOperations: 10_000,
  maxSubscriptionsPerCaller: 100_000,
  drainSpreadMs: 1_000,
} as const;

const graphqlBody = z.object({
  query: z.string(),
  operationName: z.string().nullish(),
  variables: z.record(z.string(), z.unknown()).nullish(),
});

const gatewayRequestId = z.uuid();

/** Mounts a room's HTTP doors where they were asked for. */
export const mountRoutes = (
  app: FastifyInstance,
  routes: Routes | undefined,
  authenticate: Authenticate,
): void => routes?.(app, async (request) => authenticate(request.headers.authorization));

interface RoomServer {
  readonly link: SubgraphLink;
  readonly routes: Routes | undefined;
  readonly url: URL;
  readonly host: string;
  readonly authenticate: Authenticate;
  readonly mountMetrics: (app: FastifyInstance) => void;
  readonly log: Log;
  readonly lifecycle: Lifecycle;
}

/** A room on its own port, for a gateway in another process: /graphql over HTTP and WebSocket, its doors, its health. */
export const serveRoom = async (room: RoomServer): Promise<string> => {
  const { link, authenticate, log, lifecycle } = room;
  const app = createApp(log);
  mountHealth(app, [{ name: link.name, check: link.ready }], lifecycle.stopping);
  room.mountMetrics(app);
  // in a scope of its own: body parsers of the doors stay with the doors
  await app.register(async (scope) => mountRoutes(scope, room.routes, authenticate));

  app.post('/graphql', async (request, reply) => {
    const caller = authenticate(request.headers.authorization);
    const body = graphqlBody.safeParse(request.body);
    if (!body.success)
      throw new AirError('BAD_INPUT', 'Send { query, variables, operationName }.', { field: 'query' });
    const left = new AbortController();
    reply.raw.once('close', () => left.abort(new Error('the client left')));
    return link.execute({
      document: body.data.query,
      ...(body.data.operationName ? { operationName: body.data.operationName } : {}),
      variables: body.data.variables ?? {},
      caller,
      // as the gateway named it, so that the two logs can be joined
      requestId: gatewayRequestId.safeParse(request.headers['x-request-id']).data ?? request.id,
      signal: AbortSignal.any([left.signal, AbortSignal.timeout(answerWithinMs)]),
    });
  });

  const endSockets = serveGraphqlSockets({
    server: app.server as Server,
    path: '/graphql',
    log,
    authenticate,
    execute: link.execute,
    subscribe: (request) => link.subscribe(request),
    ...sockets,
  });
  const address = await app.listen({ host: room.host, port: Number(room.url.port || 80) });
  lifecycle.onStop(`${link.name} server`, async () => {
    await endSockets();
    await app.close();
  });
  return address;
};
