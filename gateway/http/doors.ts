import httpProxy from '@fastify/http-proxy';
import type { FastifyInstance } from 'fastify';

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
      replyOptions: {
        onError: (reply, { error }) => {
          reply.log.warn({ err: error, service }, 'door failed');
          reply.status(503).send({
            error: { code: 'SUBGRAPH_UNAVAILABLE', message: `The ${service} subgraph does not answer.` },
          });
        },
      },
    });
  }
};
