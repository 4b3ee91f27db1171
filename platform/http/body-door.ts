import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { AirError } from '../errors/air-error.ts';
import { refusalHeaders } from './refusal-headers.ts';

/** How long a client whose body was not read to its end may take to read the answer. */
const lingerMs = 1_000;

/** What a body is, without its parameters: `text/csv`. Throws UNSUPPORTED_MEDIA_TYPE where it says that it is not UTF-8. */
export const mediaTypeOf = (request: FastifyRequest): string => {
  const [type = '', ...parameters] = (request.headers['content-type'] ?? '').toLowerCase().split(';');
  const charset = parameters
    .map((parameter) => parameter.trim())
    .find((parameter) => parameter.startsWith('charset='));
  if (charset !== undefined && !/^charset="?utf-?8"?$/.test(charset))
    throw new AirError('UNSUPPORTED_MEDIA_TYPE', 'The body is in another encoding than UTF-8.');
  return type.trim();
};

/** So little that reading it costs less than a new connection. */
const isSmall = ({ headers }: FastifyRequest): boolean =>
  headers['transfer-encoding'] === undefined && Number(headers['content-length'] ?? 0) <= 65_536;

/**
 * Answers while the client is still sending, without reading the rest: were the socket closed at once, unread bytes would
 * reset it and the client would lose the answer.
 */
const answerEarly = (request: FastifyRequest, reply: FastifyReply, error: AirError): void => {
  const body = JSON.stringify({ error, requestId: request.id });
  const response = reply.raw;
  reply.hijack();
  request.raw.pause();
  response.statusCode = error.status;
  // what every answer says stands in the reply, which is no longer asked
  const said = { ...reply.getHeaders(), ...refusalHeaders(error, request.headers) };
  for (const [name, value] of Object.entries(said)) if (value !== undefined) response.setHeader(name, value);
  response.setHeader('content-type', 'application/json; charset=utf-8');
  response.setHeader('content-length', Buffer.byteLength(body));
  response.setHeader('connection', 'close');
  response.write(body);
  const end = (): void => {
    clearTimeout(timer);
    response.end();
    request.raw.destroy();
  };
  const timer = setTimeout(end, lingerMs);
  response.once('close', () => clearTimeout(timer));
};

/** Mounts a door that is posted to, whose handler reads the body itself: after the caller and the headers have been judged. */
export const mountBodyDoor = (
  app: FastifyInstance,
  path: string,
  take: (request: FastifyRequest, reply: FastifyReply) => Promise<unknown>,
): void => {
  app.register(async (door) => {
    door.removeAllContentTypeParsers();
    door.addContentTypeParser('*', (_request, payload, done) => done(null, payload));
    door.post(path, async (request, reply) => {
      try {
        return await take(request, reply);
      } catch (error) {
        if (!(error instanceof AirError) || request.raw.readableEnded) throw error;
        if (!isSmall(request)) return answerEarly(request, reply, error);
        request.raw.resume();
        throw error;
      }
    });
  });
};
