import type { ApolloServer } from '@apollo/server';
import { AirError } from '@aqmrg/platform/errors/air-error.ts';
import type { Outlet } from '@aqmrg/platform/http/outlet.ts';
import type { Answer } from '@aqmrg/platform/http/sendable.ts';
import { boundedCache } from '@aqmrg/platform/subgraph/bounded-cache.ts';
import type { GraphRequest } from '@aqmrg/platform/subgraph/link.ts';
import { type DocumentNode, type ExecutionResult, GraphQLError, type GraphQLSchema, validate } from 'graphql';
import type { GatewayContext } from '../access/context.ts';
import type { Limiter } from '../access/limits.ts';
import { entry, type Price } from '../access/toll.ts';
import { ReadyText } from '../execution/ready-text.ts';
import { documentAsked, type Parameters } from './asked.ts';
import { type Asking, asking } from './asking.ts';
import type { Edge } from './edge.ts';
import { runKnown } from './known.ts';
import { codeOf, outcomeOf } from './outcome.ts';
import { type Pay, paidAhead } from './paying.ts';

/** Subscriptions that many ask are read and validated once. */
const maxDocuments = 1_000;
const maxCharacters = 2_000_000;

/** What validation has to say of a document. */
class Invalid extends Error {
  readonly faults: readonly GraphQLError[];

  constructor(faults: readonly GraphQLError[]) {
    super(faults[0]?.message);
    this.faults = faults;
  }
}

type Subscribe = (request: GraphRequest, outlet: Outlet) => Promise<Answer>;

export interface SocketOptions {
  readonly edge: Edge;
  readonly apollo: ApolloServer<GatewayContext>;
  readonly limiter: Limiter;
  readonly apiSchema: GraphQLSchema;
}

/** How WebSockets ask the same graph, under the same limits and rules. */
export const createSockets = ({ edge, apollo, limiter, apiSchema }: SocketOptions) => {
  const { executor, admission, documents, presenter, opening, counting, paying } = edge;

  const ofKnown = async (
    request: GraphRequest,
    context: GatewayContext,
    pay: Pay | undefined,
  ): Promise<ExecutionResult | undefined> => {
    const { document: text, operationName, variables = {} } = request;
    const operation = executor.known(text, operationName);
    if (!operation) return undefined;
    const { data, errors } = await runKnown(
      operation,
      { text, operationName, variables },
      context,
      admission,
      pay,
    );
    return {
      ...(data === undefined ? {} : { data: new ReadyText(data) as never }),
      ...(errors.length === 0 ? {} : { errors: presenter.all(errors, context) as never }),
    };
  };

  const byApollo = async (
    request: GraphRequest,
    context: GatewayContext,
    pay: Pay | undefined,
  ): Promise<ExecutionResult> => {
    const { document: query, operationName, variables, caller, requestId } = request;
    await pay?.(entry);
    admission.inspect(query);
    const told: Asking = { requestId, caller, pay, outcome: 'refused' };
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
    const pay = paying.ofSocket(context);
    try {
      documents.trusted.resolve({ query: request.document });
      const result = (await ofKnown(request, context, pay)) ?? (await byApollo(request, context, pay));
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

  /** The document, once it was found to be valid. Throws what is wrong with it. */
  const readValid = (query: string): DocumentNode => {
    const known = valid.find(query);
    if (known) return known;
    const document = limiter.parse(query);
    limiter.checkShape(document);
    const faults = faultsOf(document);
    if (faults.length > 0) throw new Invalid(faults);
    return valid.get(query, () => document);
  };

  /** Subscriptions are paid once, at their start: their cost is that of one event. */
  const admitting =
    (subscribe: Subscribe): Subscribe =>
    async (request, outlet) => {
      const { document: query, operationName, variables = {}, caller } = request;
      const judge = (): Price => {
        documents.trusted.resolve({ query });
        return admission.admit({ document: readValid(query), operationName, variables, caller });
      };
      const pay = paying.ofSocket({ caller, from: request.from });
      try {
        if (pay) await paidAhead(pay, judge);
        else judge();
      } catch (error) {
        if (!(error instanceof Invalid)) throw error;
        return { errors: presenter.all(error.faults, request) as never };
      }
      return subscribe(request, outlet);
    };

  return { execute, admitting, document: (parameters: Parameters) => documentAsked(parameters, documents) };
};
