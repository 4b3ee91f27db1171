import type { Server } from 'node:http';
import { type createIdentityVerifier, identityHeader } from '@aqmrg/platform/access/internal-identity.ts';
import type { OpenIdentity } from '@aqmrg/platform/access/open-identity.ts';
import { AirError } from '@aqmrg/platform/errors/air-error.ts';
import { createApp } from '@aqmrg/platform/http/app.ts';
import { mountHealth } from '@aqmrg/platform/http/health.ts';
import { serveGraphqlSockets } from '@aqmrg/platform/http/sockets/serve.ts';
import type { Lifecycle } from '@aqmrg/platform/lifecycle.ts';
import type { Log } from '@aqmrg/platform/log.ts';
import type { Routes, Visitor } from '@aqmrg/platform/subgraph/define.ts';
import type { SubgraphLink } from '@aqmrg/platform/subgraph/link.ts';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';

type Verify = ReturnType<typeof createIdentityVerifier>;
type Authenticate = Parameters<Routes>[1];

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

const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

const gatewayRequestId = z.uuid();

/** What a gateway says of who asks: one header, or none. */
const identityOf = ({ headers }: FastifyRequest): string | undefined => headers[identityHeader]?.toString();

/** Whoever comes to a door by themselves, with a credential of their own. */
const byThemselves =
  ({ authenticate }: Pick<OpenIdentity, 'authenticate'>): Authenticate =>
  async ({ headers, from }) => ({ caller: (await authenticate(headers.authorization)).caller, from });

interface RoomServer {
  readonly link: SubgraphLink;
  readonly routes: Routes | undefined;
  readonly host: string;
  readonly port: number;
  /** Believes gateways. */
  readonly verify: Verify;
  /** Judges those who come to a door of this room without a gateway. */
  readonly identity: OpenIdentity;
  readonly isProduction: boolean;
  readonly mountMetrics: (app: FastifyInstance) => void;
  readonly log: Log;
  readonly lifecycle: Lifecycle;
}

/**
 * A room on its own port, for a gateway in another process: /graphql over HTTP and WebSocket, its doors, its health. Its graph answers
 * nobody but gateways, which say who asks and sign it.
 */
export const serveRoom = async (room: RoomServer): Promise<string> => {
  const { link, verify, identity, log, lifecycle } = room;
  const app = createApp(log, { isProduction: room.isProduction });
  const checks = [
    { name: link.name, check: link.ready },
    { name: 'credentials', check: identity.ready },
  ];
  mountHealth(app, checks, lifecycle.stopping);
  room.mountMetrics(app);
  // in a scope of its own: body parsers of the doors stay with the doors
  const alone = byThemselves(identity);
  const visitors = new WeakMap<FastifyRequest, Visitor>();
  await app.register(async (scope) =>
    room.routes?.(scope, async (request) => {
      const said = identityOf(request);
      if (said === undefined) return alone(request);
      // believed once; whether it still holds while a body comes, the gateway that said it watches
      const visitor = visitors.get(request) ?? verify(said);
      visitors.set(request, visitor);
      return visitor;
    }),
  );

  app.post('/graphql', async (request, reply) => {
    const { caller, from } = verify(identityOf(request));
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
      from,
      // as the gateway named it, so that the two logs can be joined
      requestId: gatewayRequestId.safeParse(request.headers['x-request-id']).data ?? request.id,
      signal: AbortSignal.any([left.signal, AbortSignal.timeout(answerWithinMs)]),
    });
  });

  const endSockets = serveGraphqlSockets({
    server: app.server as Server,
    path: '/graphql',
    log,
    // each of a gateway's subscriptions has a socket of its own, for as long as its clients' grants last
    authenticate: (params) => ({ ...verify(textOf(params?.identity)), expiresAt: null }),
    execute: link.execute,
    subscribe: (request) => link.subscribe(request),
    ...sockets,
  });
  const address = await app.listen({ host: room.host, port: room.port });
  lifecycle.onStop(`${link.name} server`, async () => {
    await endSockets();
    await app.close();
  });
  return address;
};
