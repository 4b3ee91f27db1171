import { buildOperationContext, executeQueryPlan, type GraphQLDataSource } from '@apollo/gateway';
import type { QueryPlan } from '@apollo/query-planner';
import { type DocumentNode, type ExecutionResult, GraphQLError, OperationTypeNode } from 'graphql';
import type { GatewayContext } from '../access/context.ts';
import type { OpenSupergraph } from '../supergraph/open.ts';
import { dataSourcesOf } from '../transport/data-source.ts';
import type { Links } from '../transport/links.ts';
import { isHidden } from './hidden.ts';
import type { Variables } from './operation.ts';
import type { Tree } from './tree.ts';

/** Name of the one subgraph of a plan that only shapes a tree which is there already. */
const gathered = '#gathered';

const shapingOnly: QueryPlan = {
  kind: 'QueryPlan',
  node: {
    kind: 'Fetch',
    serviceName: gathered,
    operation: '',
    operationName: undefined,
    operationKind: OperationTypeNode.QUERY,
  },
};

/** Apollo's own executor, for what is unusual: it runs a whole plan, or shapes what the compiled steps gathered. */
export interface ApolloExecution {
  /** `sources` stand beside the subgraphs, for plans that name them. */
  run(
    plan: QueryPlan,
    variables: Variables,
    context: GatewayContext,
    sources?: Readonly<Record<string, GraphQLDataSource>>,
  ): Promise<ExecutionResult>;
  /** The operation's shape of a tree: nulls propagated, misfits told. Asks no subgraph. */
  shape(tree: Tree, variables: Variables, context: GatewayContext): Promise<ExecutionResult>;
}

/** Apollo tells of misfits in an extension and leaves `errors` empty; the specification wants them in `errors`. */
const withMisfits = (result: Awaited<ReturnType<typeof executeQueryPlan>>): ExecutionResult => {
  const misfits = (result.extensions?.valueCompletion ?? []) as readonly GraphQLError[];
  const errors = [...(result.errors ?? []), ...misfits];
  return { data: (result.data as ExecutionResult['data']) ?? null, ...(errors.length > 0 ? { errors } : {}) };
};

export const apolloExecution = (
  supergraph: OpenSupergraph,
  links: Links,
  document: DocumentNode,
  operationName: string | undefined,
): ApolloExecution => {
  const { api, apiSchema, supergraphSchema } = supergraph;
  const operation = buildOperationContext({
    schema: apiSchema,
    operationDocument: document,
    ...(operationName === undefined ? {} : { operationName }),
  });
  const execute = async (
    plan: QueryPlan,
    sources: Record<string, GraphQLDataSource>,
    variables: Variables,
    context: GatewayContext,
  ): Promise<ExecutionResult> => {
    const requestContext = { request: { variables }, context, metrics: {}, logger: context.log } as never;
    return withMisfits(
      await executeQueryPlan(plan, sources, requestContext, operation, supergraphSchema, api),
    );
  };
  return {
    run: (plan, variables, context, sources = {}) =>
      execute(plan, { ...dataSourcesOf(links), ...sources }, variables, context),
    async shape(tree, variables, context) {
      const sources = { [gathered]: { process: async () => ({ data: tree }) } };
      const { data, errors } = await execute(shapingOnly, sources, variables, context);
      const told = errors?.filter(({ path }) => !isHidden(supergraph, tree, data, path));
      return { data: data ?? null, ...(told?.length ? { errors: told } : {}) };
    },
  };
};

/** What Apollo's executor says when it cannot go on, as an error of the whole answer. */
export const asGraphqlError = (error: unknown): GraphQLError =>
  error instanceof GraphQLError
    ? error
    : new GraphQLError('Something went wrong on our side.', {
        originalError: error instanceof Error ? error : new Error(String(error)),
      });
