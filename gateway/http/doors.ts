import { AirError } from '@aqmrg/platform/errors/air-error.ts';
import { traceHeaders } from '@aqmrg/platform/observe/tracing.ts';
import httpProxy from '@fastify/http-proxy';
import type { FastifyInstance } from 'fastify';

/** The largest body that any door takes. A larger one is refused here: its refusal would not find its way back through two servers. */
const maxBodyBytes = 16 * 1024 * 1024;

/** HTTP doors of a room in another process, passed on as they come: bodies are streamed, errors name no address. */
export const passOnDoors = async (
  app: FastifyInstance,
  doors: readonly string[],
  origin: string,
  service: string,
): Promise<void> => {
  for (const prefix of doors) {
    await app.register(httpProxy, {
      upstream: origin,
      prefix,
      rewritePrefix: prefix,
      httpMethods: ['POST', 'GET', 'HEAD'],
      preHandler: (request, _reply, done) => {
        const measured = Number(request.headers['content-length'] ?? 0);
        if (measured <= maxBodyBytes) return done();
        done(
          new AirError('BODY_TOO_LARGE', `A body is at most ${maxBodyBytes} bytes long.`, {
            exceeded: { limit: maxBodyBytes, measured },
          }),
        );
      },
      replyOptions: {
        // `Expect: 100-continue`, which curl sends before a large body, is for the next hop; undici refuses to pass it on
        rewriteRequestHeaders: (_request, { expect: _, ...headers }) => ({ ...headers, ...traceHeaders() }),
        onError: (reply, { error }) => {
          reply.log.warn({ err: error, service, requestId: reply.request.id }, 'door failed');
          const shown = new AirError('SUBGRAPH_UNAVAILABLE', `The ${service} subgraph does not answer.`);
          reply.status(shown.status).send({ error: shown, requestId: reply.request.id });
        },
      },
    });
  }
};
