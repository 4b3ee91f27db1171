import type { ApolloGateway } from '@apollo/gateway';
import { ApolloServer, type ApolloServerPlugin } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginLandingPageDisabled,
} from '@apollo/server/plugin/disabled';
import { AirError } from '@aqmrg/platform/errors/air-error.ts';
import type { Log } from '@aqmrg/platform/log.ts';
import { fastifyApolloDrainPlugin } from '@as-integrations/fastify';
import type { FastifyInstance } from 'fastify';
import { GraphQLError } from 'graphql';
import type { GatewayContext } from '../access/context.ts';
import { stringifyAnswer } from '../execution/ready-text.ts';
import type { Admission } from './admission.ts';
import type { Documents } from './asked.ts';
import { asking } from './asking.ts';
import { namesPlainJson } from './media-type.ts';
import { codeOf, isFaultOfDocument, outcomeOf } from './outcome.ts';
import { beyondEntry } from './paying.ts';
import type { Presenter } from './present.ts';

export interface ApolloOptions {
  readonly app: FastifyInstance;
  readonly gateway: ApolloGateway;
  readonly admission: Admission;
  readonly documents: Documents;
  readonly presenter: Presenter;
  readonly log: Log;
}

type Plugin = ApolloServerPlugin<GatewayContext>;

/** An error that may be shown, in the form from which Apollo Server takes the status. */
export const asGraphql = (error: unknown): unknown =>
  error instanceof AirError
    ? new GraphQLError(error.message, {
        originalError: error,
        extensions: { code: error.code, http: { status: error.status } },
      })
    : error;

const refused = (code: string, message: string): GraphQLError =>
  new GraphQLError(message, { extensions: { code, http: { status: 400 } } });

/** After validation, before anything runs: who may run this, and at what cost. */
const admitting = (admission: Admission): Plugin => ({
  requestDidStart: async () => ({
    async didResolveOperation({ document, operation, request, contextValue }) {
      if (!operation)
        throw refused('OPERATION_RESOLUTION_FAILURE', 'Name the operation to run: operationName.');
      // Apollo's gateway would fail on one
      if (operation.operation === 'subscription')
        throw refused(
          'BAD_REQUEST',
          'Subscriptions are answered over WebSocket (graphql-transport-ws) at /graphql.',
        );
      const { operationName, variables = {} } = request;
      try {
        const price = admission.admit({ document, operationName, variables, caller: contextValue.caller });
        await asking.getStore()?.pay?.(beyondEntry(price));
      } catch (error) {
        throw asGraphql(error);
      }
    },
  }),
});

/** Keeps what is counted of a request, and the status that clients of old understand. */
const concluding: Plugin = {
  requestDidStart: async () => ({
    async willSendResponse({ request, response, operation }) {
      const told = asking.getStore();
      if (!told || response.body.kind !== 'single') return;
      const { data, errors = [] } = response.body.singleResult;
      told.operationName = operation?.name?.value;
      told.outcome = outcomeOf(data !== undefined && data !== null, errors);
      if (
        data === undefined &&
        isFaultOfDocument(errors) &&
        namesPlainJson(request.http?.headers.get('accept'))
      )
        response.http.status = 200;
    },
  }),
};

const apqPrefix = 'apq:';

/** Apollo Server registers a document here only after it was admitted. */
const persistedIn = ({ trusted, persisted }: Documents) => ({
  async get(key: string) {
    const persistedQueryHash = key.slice(apqPrefix.length);
    return trusted.resolve({ persistedQueryHash })?.query ?? persisted.find(persistedQueryHash);
  },
  async set(key: string, text: string) {
    persisted.keep(key.slice(apqPrefix.length), text);
  },
  async delete() {},
});

/** Apollo Server over the gateway: for every document that is not known yet, and for whatever is out of the ordinary. */
export const openApollo = async (options: ApolloOptions): Promise<ApolloServer<GatewayContext>> => {
  const { app, gateway, admission, documents, presenter, log } = options;
  const apollo = new ApolloServer<GatewayContext>({
    gateway,
    // who may ask for the schema is for `admission` to say
    introspection: true,
    csrfPrevention: true,
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    allowBatchedHttpRequests: false,
    persistedQueries: { cache: persistedIn(documents), ttl: null },
    logger: log,
    plugins: [
      ApolloServerPluginLandingPageDisabled(),
      ApolloServerPluginCacheControlDisabled(),
      fastifyApolloDrainPlugin(app as never),
      admitting(admission),
      concluding,
    ],
    formatError(formatted, error) {
      const told = asking.getStore();
      const shown = presenter.one(formatted, error, told);
      if (told) told.code ??= codeOf(shown);
      return shown;
    },
    stringifyResult: stringifyAnswer,
  });
  await apollo.start();
  return apollo;
};
