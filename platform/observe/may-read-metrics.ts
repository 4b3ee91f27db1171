import { createHash, timingSafeEqual } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import type { Identity } from '../access/identity.ts';
import { hasRole } from '../caller.ts';
import { AirError } from '../errors/air-error.ts';

const loopback = /^(127\.|::1$|::ffff:127\.)/;

/** Set by proxies: then the peer is the proxy, and says nothing about who asks. */
const proxyHeaders = ['forwarded', 'x-forwarded-for', 'x-real-ip', 'via'];

const isFromThisMachine = ({ socket, headers }: FastifyRequest): boolean =>
  loopback.test(socket.remoteAddress ?? '') && proxyHeaders.every((name) => headers[name] === undefined);

const digestOf = (text: string): Buffer => createHash('sha256').update(text).digest();

/**
 * Who may read the metrics: whoever asks from this machine without a proxy in between, whoever has the token that is made for nothing else, and Admins. The first two
 * need nobody who knows of accounts: metrics are read above all when something is wrong. Rejects for others.
 */
export const mayReadMetrics = ({ authenticate }: Pick<Identity, 'authenticate'>, token?: string) => {
  const wanted = token === undefined ? undefined : digestOf(`Bearer ${token}`);
  return async (request: FastifyRequest): Promise<void> => {
    const { authorization } = request.headers;
    if (authorization === undefined && isFromThisMachine(request)) return;
    if (authorization !== undefined && wanted && timingSafeEqual(digestOf(authorization), wanted)) return;
    const { caller } = await authenticate(authorization);
    if (caller.kind === 'user' && hasRole(caller, 'ADMIN')) return;
    throw caller.kind === 'anonymous'
      ? new AirError('UNAUTHENTICATED', "Metrics are read with an Admin's token, or from the same machine.")
      : new AirError('FORBIDDEN', 'Metrics are for Admins.');
  };
};
