import type { ApolloServer } from '@apollo/server';
import { AirError } from '@aqmrg/platform/errors/air-error.ts';
import type { Outlet } from '@aqmrg/platform/http/outlet.ts';
import type { Answer } from '@aqmrg/platform/http/sendable.ts';
import { boundedCache } from '@aqmrg/platform/subgraph/bounded-cache.ts';
import type { GraphRequest } from '@aqmrg/platform/subgraph/link.ts';
import { type DocumentNode, type ExecutionResult, GraphQLError, type GraphQLSchema, validate } from 'graphql';
import type { GatewayContext } from '../access/context.ts';
import type { Limiter } from '../access/limits.ts';
import { ReadyText } from '../execution/ready-text.ts';
import { documentAsked, type Parameters } from './asked.ts';
import { type Asking, asking } from './asking.ts';
import type { Edge } from './edge.ts';
import { runKnown } from './known.ts';
import { codeOf, outcomeOf } from './outcome.ts';

/** Subscriptions that many ask are read and validated once. */
const maxDocuments = 1_000;
const maxCharacters = 2_000_000;

type Subscribe = (request: GraphRequest, outlet: Outlet) => Promise<Answer>;

export interface SocketOptions {
  readonly edge: Edge;
  readonly apollo: ApolloServer<GatewayContext>;
  readonly limiter: Limiter;
  readonly apiSchema: GraphQLSchema;
}

/** How WebSockets ask the same graph, under the same limits and rules. */
export const createSockets = ({ edge, apollo, limiter, apiSchema }: SocketOptions) => {
  const { executor, admission, documents, presenter, opening, counting } = edge;

  const ofKnown = async (
    request: GraphRequest,
    context: GatewayContext,
  ): Promise<ExecutionResult | undefined> => {
    const { document: text, operationName, variables = {} } = request;
    const operation = executor.known(text, operationName);
    if (!operation) return undefined;
    const { data, errors } = await runKnown(
      operation,
      { text, operationName, variables },
      context,
      admission,
    );
    return {
      ...(data === undefined ? {} : { data: new ReadyText(data) as never }),
      ...(errors.length === 0 ? {} : { errors: presenter.all(errors, context) as never }),
    };
  };

  const byApollo = async (request: GraphRequest, context: GatewayContext): Promise<ExecutionResult> => {
    const { document: query, operationName, variables, caller, requestId } = request;
    admission.inspect(query);
    const told: Asking = { requestId, caller, outcome: 'refused' };
    const { body } = await asking.run(told, () =>
      apollo.executeOperation(
        { query, ...(operationName === undefined ? {} : { operationName }), variables: { ...variables } },
        { contextValue: context },
      ),
    );
    if (body.kind !== 'single') throw new Error('incremental delivery is not offered');
    return body.singleResult as ExecutionResult;
  };

  const execute = async (request: GraphRequest): Promise<ExecutionResult> => {
    const ended = counting();
    const { context, end } = opening.ofSocket(request);
    const told = {
      path: 'socket',
      requestId: request.requestId,
      operationName: request.operationName,
    } as const;
    try {
      documents.trusted.resolve({ query: request.document });
      const result = (await ofKnown(request, context)) ?? (await byApollo(request, context));
      const { data, errors = [] } = result;
      ended({
        ...told,
        outcome: outcomeOf(data !== undefined && data !== null, errors),
        code: codeOf(errors[0]),
      });
      return result;
    } catch (error) {
      const code = error instanceof AirError ? error.code : 'INTERNAL';
      ended({ ...told, outcome: code === 'INTERNAL' ? 'failed' : 'refused', code });
      throw error;
    } finally {
      end();
    }
  };

  /** Faults of a valid document are thrown; those of an invalid one are returned, as validation tells them. */
  const faultsOf = (document: DocumentNode): readonly GraphQLError[] =>
    validate(apiSchema, document).map(
      ({ message, nodes }) =>
        new GraphQLError(message, {
          nodes: nodes ?? null,
          extensions: { code: 'GRAPHQL_VALIDATION_FAILED' },
        }),
    );

  const valid = boundedCache<DocumentNode>(maxDocuments, {
    weigh: (text) => text.length,
    maxWeight: maxCharacters,
  });

  const admitting =
    (subscribe: Subscribe): Subscribe =>
    async (request, outlet) => {
      const { document: query, operationName, variables = {}, caller } = request;
      documents.trusted.resolve({ query });
      let document = valid.find(query);
      if (!document) {
        const read = limiter.parse(query);
        limiter.checkShape(read);
        const faults = faultsOf(read);
        if (faults.length > 0) return { errors: presenter.all(faults, request) as never };
        document = valid.get(query, () => read);
      }
      admission.admit({ document, operationName, variables, caller });
      return subscribe(request, outlet);
    };

  return { execute, admitting, document: (parameters: Parameters) => documentAsked(parameters, documents) };
};
