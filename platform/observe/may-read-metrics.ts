import type { FastifyRequest } from 'fastify';
import { type Caller, hasRole } from '../caller.ts';
import { AirError } from '../errors/air-error.ts';

const loopback = /^(127\.|::1$|::ffff:127\.)/;

/** Set by proxies: then the peer is the proxy, and says nothing about who asks. */
const proxyHeaders = ['forwarded', 'x-forwarded-for', 'x-real-ip', 'via'];

const isFromThisMachine = ({ socket, headers }: FastifyRequest): boolean =>
  loopback.test(socket.remoteAddress ?? '') && proxyHeaders.every((name) => headers[name] === undefined);

/** Who may read the metrics: the Admin, and whoever asks from this machine without a proxy in between. Throws for others. */
export const mayReadMetrics =
  (authenticate: (authorization: string | undefined) => Caller) =>
  (request: FastifyRequest): void => {
    const { authorization } = request.headers;
    if (authorization === undefined && isFromThisMachine(request)) return;
    const caller = authenticate(authorization);
    if (hasRole(caller, 'ADMIN')) return;
    throw caller.kind === 'anonymous'
      ? new AirError('UNAUTHENTICATED', 'Metrics are read with the Admin token, or from the same machine.')
      : new AirError('FORBIDDEN', 'Metrics are for the Admin.');
  };
