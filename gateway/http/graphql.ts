import type { ApolloGateway } from '@apollo/gateway';
import type { Identity } from '@aqmrg/platform/access/identity.ts';
import { AirError } from '@aqmrg/platform/errors/air-error.ts';
import { asAirError } from '@aqmrg/platform/http/app.ts';
import { refusalHeaders } from '@aqmrg/platform/http/refusal-headers.ts';
import { hearOut } from '@aqmrg/platform/http/unread-body.ts';
import type { Log } from '@aqmrg/platform/log.ts';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { GraphQLSchema } from 'graphql';
import type { Limiter } from '../access/limits.ts';
import type { Toll } from '../access/toll.ts';
import type { TrustedDocuments } from '../access/trusted-documents.ts';
import type { Executor } from '../execution/operation.ts';
import type { GatewayMetrics } from '../observe/metrics.ts';
import { createAdmission } from './admission.ts';
import { openApollo } from './apollo.ts';
import { createApolloPath } from './apollo-path.ts';
import { createCounting } from './counting.ts';
import type { Edge } from './edge.ts';
import { createHotPath } from './hot-path.ts';
import { refusal } from './known.ts';
import { answerType, isUtf8 } from './media-type.ts';
import { createOpening } from './opening.ts';
import { codeOf, outcomeOf } from './outcome.ts';
import { createPaying } from './paying.ts';
import { createPersistedDocuments } from './persisted.ts';
import { createPresenter } from './present.ts';
import { respond } from './respond.ts';
import { createSockets } from './sockets.ts';
import { warm } from './warm.ts';

/** Documents and their variables are short; rows in bulk have doors of their own. */
const maxBodyBytes = 256 * 1024;

export interface GraphqlOptions {
  readonly gateway: ApolloGateway;
  /** The one that the gateway asks too. */
  readonly executor: Executor;
  readonly apiSchema: GraphQLSchema;
  readonly limiter: Limiter;
  readonly trusted: TrustedDocuments;
  /** Whether strangers may ask for the schema and be given hints at it. */
  readonly explore: boolean;
  readonly identity: Identity;
  /** Absent: there are no limits. */
  readonly toll: Toll | undefined;
  readonly requestTimeoutMs: number;
  readonly metrics: GatewayMetrics;
  readonly log: Log;
  readonly stopping: AbortSignal;
}

const edgeOf = (options: GraphqlOptions): Edge => {
  const { executor, limiter, trusted, explore, toll, metrics, log } = options;
  return {
    executor,
    admission: createAdmission(limiter, explore),
    documents: { trusted, persisted: createPersistedDocuments() },
    presenter: createPresenter({ explore, log }),
    opening: createOpening(options),
    counting: createCounting(metrics, log),
    paying: createPaying(toll),
    log,
  };
};

const wantsPage = ({ headers, url }: FastifyRequest): boolean =>
  (headers.accept ?? '').includes('text/html') && !url.includes('?');

/** What can be told of a request by its headers alone. */
const faultOfHeaders = ({ headers }: FastifyRequest): AirError | undefined => {
  if (!isUtf8(headers['content-type']))
    return new AirError('UNSUPPORTED_MEDIA_TYPE', 'Bodies are read as UTF-8 alone.');
  if ((headers['content-encoding'] ?? 'identity') !== 'identity')
    return new AirError('UNSUPPORTED_MEDIA_TYPE', 'Compressed bodies are taken by the bulk doors alone.');
  // Apollo Server looks at this when the answer is there, and whatever was changed for it
  if (answerType(headers.accept) === undefined)
    return new AirError('NOT_ACCEPTABLE', 'Answers are JSON, and never a stream of events.');
  return undefined;
};

/** With the limit and what was sent, where the client told how much that is. */
const asShown = (error: unknown, { headers }: FastifyRequest): AirError => {
  const shown = asAirError(error as { statusCode?: number });
  if (shown.code !== 'BODY_TOO_LARGE') return shown;
  const measured = Number(headers['content-length'] ?? maxBodyBytes + 1);
  return new AirError('BODY_TOO_LARGE', `A GraphQL request is at most ${maxBodyBytes} bytes long.`, {
    exceeded: { limit: maxBodyBytes, measured },
  });
};

/** GraphQL over HTTP at /graphql, and how WebSockets ask the same graph. */
export const mountGraphql = async (app: FastifyInstance, options: GraphqlOptions) => {
  const { gateway, limiter, apiSchema, trusted, explore } = options;
  const edge = edgeOf(options);
  const apollo = await openApollo({ app, gateway, ...edge });
  const hotPath = createHotPath(edge);

  // in a scope of its own: the errors of other doors are not GraphQL's
  await app.register(async (scope) => {
    const apolloPath = createApolloPath(scope, apollo, edge);
    const isSentToPage = (request: FastifyRequest): boolean =>
      explore && request.method === 'GET' && wantsPage(request);
    scope.addHook('onRequest', (request, reply, done) => {
      reply.header('cache-control', 'no-store');
      done(isSentToPage(request) ? undefined : faultOfHeaders(request));
    });
    scope.setErrorHandler(async (error, request, reply) => {
      const refused = asShown(error, request);
      if (refused.code === 'BODY_TOO_LARGE') hearOut(request, reply);
      const shown = await edge.paying.forRefusal(refused, request, reply);
      reply.headers(refusalHeaders(shown, request.headers));
      const errors = edge.presenter.all(refusal(shown).errors, { requestId: request.id });
      edge.counting()({
        path: 'apollo',
        requestId: request.id,
        operationName: undefined,
        outcome: outcomeOf(false, errors),
        code: codeOf(errors[0]),
      });
      return respond(request, reply, { data: undefined, errors });
    });
    scope.post(
      '/graphql',
      { bodyLimit: maxBodyBytes },
      (request, reply) => hotPath(request, reply) ?? apolloPath(request, reply),
    );
    scope.get('/graphql', (request, reply) =>
      isSentToPage(request) ? reply.redirect('/sandbox') : apolloPath(request, reply),
    );
    scope.route({
      method: ['PUT', 'PATCH', 'DELETE'],
      url: '/graphql',
      handler(_request, reply: FastifyReply) {
        reply.header('allow', 'GET, POST');
        throw new AirError('METHOD_NOT_ALLOWED', 'GraphQL is asked by POST, or by GET for queries.');
      },
    });
  });

  return {
    ...createSockets({ edge, apollo, limiter, apiSchema }),
    warm: () => warm({ ...options, documents: trusted.documents }),
    stop: () => apollo.stop(),
  };
};
