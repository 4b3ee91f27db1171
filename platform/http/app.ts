import { randomUUID } from 'node:crypto';
import fastify, {
  type FastifyBaseLogger,
  type FastifyInstance,
  type FastifyReply,
  LogController,
} from 'fastify';
import { AirError } from '../errors/air-error.ts';
import type { ErrorCode } from '../errors/catalogue.ts';
import type { Log } from '../log.ts';
import { traceRequests } from '../observe/http-spans.ts';
import { answerBrokenRequest } from './broken-requests.ts';
import { createAddressOf } from './client-address.ts';
import { endConnectionsOnClose } from './connections.ts';
import { refusalHeaders } from './refusal-headers.ts';
import { securityHeaders } from './security-headers.ts';
import { shownPath } from './shown-path.ts';
import { hearOut } from './unread-body.ts';

const maxBodyBytes = 2 * 1024 * 1024;

/** How long clients may take, so that slow ones do not hold a socket for ever. */
interface Patience {
  readonly headersWithinMs: number;
  /** Headers and body. */
  readonly requestWithinMs: number;
  /** How often Node looks for requests that are late; its own default is half a minute. */
  readonly lookEveryMs: number;
}

const usualPatience: Patience = { headersWithinMs: 10_000, requestWithinMs: 30_000, lookEveryMs: 1_000 };

/** The codes of what Fastify itself refuses. */
const codeByStatus: Readonly<Record<number, ErrorCode>> = {
  400: 'MALFORMED_BODY',
  404: 'NOT_FOUND',
  413: 'BODY_TOO_LARGE',
  // a part of the path that is longer than any name of ours
  414: 'NOT_FOUND',
  415: 'UNSUPPORTED_MEDIA_TYPE',
};

/** Fastify's own errors carry a status; anything else is ours to hide. */
export const asAirError = (error: { statusCode?: number; message?: string }): AirError => {
  if (error instanceof AirError) return error;
  const code = codeByStatus[error.statusCode ?? 500];
  return code
    ? new AirError(code, error.message ?? code, { cause: error })
    : new AirError('INTERNAL', 'Something went wrong on our side.', { cause: error });
};

export interface AppOptions {
  readonly patience?: Patience;
  /** Addresses and CIDRs of the proxies whose X-Forwarded-For is believed. Default: none. */
  readonly trustedProxies?: readonly string[];
  /** Answers then tell browsers never to come without TLS. */
  readonly isProduction?: boolean;
}

declare module 'fastify' {
  interface FastifyRequest {
    /** The client's address, past the proxies that are trusted. */
    readonly from: string;
  }
}

/** An HTTP server whose every error is JSON with a code, and whose every answer names its request. */
export const createApp = (log: Log, options: AppOptions = {}): FastifyInstance => {
  const { patience = usualPatience, trustedProxies = [], isProduction = false } = options;
  const addressOf = createAddressOf(trustedProxies);
  const app = fastify({
    loggerInstance: log as FastifyBaseLogger,
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: maxBodyBytes,
    // a logger of its own for each request would cost more than most of its lines: they name the request themselves
    childLoggerFactory: (logger) => logger,
    requestIdHeader: false,
    genReqId: () => randomUUID(),
    http: { headersTimeout: patience.headersWithinMs, connectionsCheckingInterval: patience.lookEveryMs },
    requestTimeout: patience.requestWithinMs,
    connectionTimeout: 60_000,
    trustProxy: trustedProxies.length > 0 && [...trustedProxies],
    clientErrorHandler: answerBrokenRequest(log),
    forceCloseConnections: 'idle',
    // such as an address that cannot be decoded
    frameworkErrors: (error, request, reply: FastifyReply) => {
      const shown = asAirError(error);
      reply.status(shown.status).send({ error: shown, requestId: request.id });
    },
  });

  endConnectionsOnClose(app);
  traceRequests(app);
  app.decorateRequest('from', {
    getter() {
      return addressOf(this.raw);
    },
  });
  const headers = securityHeaders(isProduction);
  // with callbacks: each request runs them, and a promise costs more than they do
  app.addHook('onRequest', (request, reply, done) => {
    reply.header('x-request-id', request.id).headers(headers);
    done();
  });
  app.addHook('onResponse', (request, reply, done) => {
    if (log.isLevelEnabled('debug')) {
      request.log.debug(
        {
          requestId: request.id,
          method: request.method,
          path: shownPath(request),
          status: reply.statusCode,
          ms: reply.elapsedTime,
        },
        'answered',
      );
    }
    done();
  });

  app.setErrorHandler((error, request, reply) => {
    const shown = asAirError(error as { statusCode?: number });
    if (shown.code === 'INTERNAL')
      request.log.error({ err: error, requestId: request.id }, 'a request failed');
    if (shown.code === 'BODY_TOO_LARGE') hearOut(request, reply);
    return reply
      .status(shown.status)
      .headers(refusalHeaders(shown, request.headers))
      .send({ error: shown, requestId: request.id });
  });
  app.setNotFoundHandler((request, reply) =>
    reply.status(404).send({
      error: new AirError('NOT_FOUND', `There is nothing at ${request.method} ${request.url.split('?')[0]}.`),
      requestId: request.id,
    }),
  );
  return app;
};
