import { ApolloGateway, type GraphQLDataSource } from '@apollo/gateway';
import type { SubgraphLink } from '@aqmrg/platform/subgraph/link.ts';
import type { DocumentNode, GraphQLError, GraphQLSchema } from 'graphql';
import type { GatewayContext } from '../../../gateway/access/context.ts';

// its usage reports would leave this machine
process.env.APOLLO_TELEMETRY_DISABLED = 'true';

export interface StockAnswer {
  /** Absent where Apollo gave up on the whole response. */
  readonly data?: Record<string, unknown> | null | undefined;
  readonly errors: readonly GraphQLError[];
  /** Values that broke the schema's promise. Apollo tells them as an extension, and only while nothing else failed. */
  readonly misfits: readonly GraphQLError[];
}

/** Apollo's own gateway, as it comes, over the same links. */
export interface Stock {
  readonly apiSchema: GraphQLSchema;
  run(
    text: string,
    document: DocumentNode,
    variables: Record<string, unknown>,
    context: GatewayContext,
  ): Promise<StockAnswer>;
  stop(): Promise<void>;
}

const dataSource = (link: SubgraphLink): GraphQLDataSource => ({
  async process({ request, context }) {
    const answer = await link.execute({
      ...(context as GatewayContext),
      document: request.query ?? '',
      ...(request.operationName ? { operationName: request.operationName } : {}),
      variables: request.variables ?? {},
    });
    return { data: null, ...answer } as never;
  },
});

const quiet = { debug() {}, info() {}, warn() {}, error() {} };

export const openStock = async (
  supergraphSdl: string,
  links: ReadonlyMap<string, SubgraphLink>,
): Promise<Stock> => {
  const gateway = new ApolloGateway({
    supergraphSdl,
    logger: quiet,
    buildService: ({ name }) => dataSource(links.get(name) as SubgraphLink),
  });
  const { schema } = await gateway.load();
  return {
    apiSchema: schema,
    async run(text, document, variables, context) {
      const result = await gateway.executor({
        request: { query: text, variables },
        document,
        source: text,
        queryHash: text,
        operationName: null,
        operation: document.definitions.find((definition) => definition.kind === 'OperationDefinition'),
        context,
        logger: quiet,
        schema,
        // Apollo counts failed paths in here
        metrics: {},
        cache: undefined,
        overallCachePolicy: undefined,
      } as never);
      return {
        data: result.data,
        errors: (result.errors ?? []) as readonly GraphQLError[],
        misfits: (result.extensions?.valueCompletion ?? []) as readonly GraphQLError[],
      };
    },
    stop: () => gateway.stop(),
  };
};
