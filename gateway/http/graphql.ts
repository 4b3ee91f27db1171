import type { ApolloGateway } from '@apollo/gateway';
import { ApolloServer, type ApolloServerPlugin } from '@apollo/server';
import { ApolloServerPluginLandingPageDisabled } from '@apollo/server/plugin/disabled';
import type { Caller } from '@aqmrg/platform/caller.ts';
import { AirError } from '@aqmrg/platform/errors/air-error.ts';
import type { Log } from '@aqmrg/platform/log.ts';
import type { GraphRequest } from '@aqmrg/platform/subgraph/link.ts';
import { fastifyApolloDrainPlugin, fastifyApolloHandler } from '@as-integrations/fastify';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { type ExecutionResult, GraphQLError } from 'graphql';
import type { GatewayContext } from '../access/context.ts';
import { presentFormatted } from '../execution/errors.ts';

const answerWithinMs = 30_000;

export type Authenticate = (authorization: string | undefined) => Caller;

/** Aborts when the client hung up before it was answered, or when the time for the whole request is over. */
const signalOf = (reply: FastifyReply): AbortSignal => {
  const left = new AbortController();
  reply.raw.once('close', () => {
    if (!reply.raw.writableFinished) left.abort(new Error('the client left'));
  });
  return AbortSignal.any([left.signal, AbortSignal.timeout(answerWithinMs)]);
};

const asGraphql = (error: unknown): unknown =>
  error instanceof AirError
    ? new GraphQLError(error.message, {
        originalError: error,
        extensions: { code: error.code, http: { status: error.status } },
      })
    : error;

/** Apollo's gateway would fail on one; the WebSocket at the same address answers it. */
const refuseSubscriptions: ApolloServerPlugin<GatewayContext> = {
  requestDidStart: async () => ({
    didResolveOperation: async ({ operation }) => {
      if (operation?.operation !== 'subscription') return;
      throw new GraphQLError(
        'Subscriptions are answered over WebSocket (graphql-transport-ws) at /graphql.',
        {
          extensions: { code: 'BAD_REQUEST', http: { status: 400 } },
        },
      );
    },
  }),
};

const wantsPage = (request: FastifyRequest): boolean =>
  (request.headers.accept ?? '').includes('text/html') && !request.url.includes('?');

/** GraphQL over HTTP at /graphql: Apollo Server over the gateway. Resolves with how WebSockets ask the same graph. */
export const mountGraphql = async (
  app: FastifyInstance,
  gateway: ApolloGateway,
  authenticate: Authenticate,
  log: Log,
): Promise<{ execute: (request: GraphRequest) => Promise<ExecutionResult>; stop: () => Promise<void> }> => {
  const apollo = new ApolloServer<GatewayContext>({
    gateway,
    introspection: true,
    csrfPrevention: true,
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    logger: log,
    plugins: [
      ApolloServerPluginLandingPageDisabled(),
      fastifyApolloDrainPlugin(app as never),
      refuseSubscriptions,
    ],
    formatError: (formatted, error) => presentFormatted(formatted, error, undefined, log),
  });
  await apollo.start();

  const handler = fastifyApolloHandler(apollo, {
    context: async (request, reply) => {
      try {
        const { authorization } = request.headers;
        return {
          caller: authenticate(authorization),
          authorization,
          requestId: request.id,
          signal: signalOf(reply as unknown as FastifyReply),
          log,
        };
      } catch (error) {
        throw asGraphql(error);
      }
    },
  });
  app.post('/graphql', handler);
  app.get('/graphql', function answer(request, reply) {
    return wantsPage(request) ? reply.redirect('/sandbox') : handler.call(this, request, reply);
  });

  return {
    async execute(request) {
      const { body } = await apollo.executeOperation(
        {
          query: request.document,
          ...(request.operationName ? { operationName: request.operationName } : {}),
          variables: { ...request.variables },
        },
        {
          contextValue: {
            caller: request.caller,
            authorization: request.authorization,
            requestId: request.requestId,
            signal: AbortSignal.any([request.signal, AbortSignal.timeout(answerWithinMs)]),
            log,
          },
        },
      );
      if (body.kind !== 'single') throw new Error('incremental delivery is not offered');
      return body.singleResult as ExecutionResult;
    },
    stop: () => apollo.stop(),
  };
};
