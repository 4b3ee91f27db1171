import type { FastifyReply, FastifyRequest } from 'fastify';

/** So much of a body is read and thrown away for the client's sake. */
const maxUnreadBytes = 64 * 1024 * 1024;

/**
 * Lets a client that is still sending end its body and then read why it was refused. Closing at once, as Fastify does, resets the
 * connection, and most clients then tell of a broken network. A body that is far too large, or of unknown length, is not waited for.
 */
export const hearOut = (request: FastifyRequest, reply: FastifyReply): void => {
  const length = Number(request.headers['content-length']);
  if (request.raw.complete || !(length <= maxUnreadBytes)) return;
  reply.removeHeader('connection');
  request.raw.resume();
};
