import type { GraphQLDataSource } from '@apollo/gateway';
import { AirError } from '@aqmrg/platform/errors/air-error.ts';
import type { SubgraphLink } from '@aqmrg/platform/subgraph/link.ts';
import type { GatewayContext } from '../access/context.ts';
import type { Links } from './links.ts';

type DataSource = GraphQLDataSource<GatewayContext>;
type ProcessOptions = Parameters<DataSource['process']>[0];
type Response = Awaited<ReturnType<DataSource['process']>>;

const unreachable = (name: string, error: unknown) => {
  const shown =
    error instanceof AirError
      ? error
      : new AirError('SUBGRAPH_UNAVAILABLE', `The ${name} subgraph does not answer.`, { cause: error });
  const { message, ...extensions } = shown.toJSON();
  return { data: null, errors: [{ message, extensions: { ...extensions, service: name } }] };
};

/** A subgraph link in the shape that Apollo's executor asks. An unreachable subgraph costs its own fields only. */
export const dataSourceFor = (link: SubgraphLink): DataSource => ({
  async process(options: ProcessOptions): Promise<Response> {
    const { request } = options;
    const context = options.context as GatewayContext;
    try {
      const result = await link.execute({
        document: request.query ?? '',
        ...(request.operationName ? { operationName: request.operationName } : {}),
        variables: request.variables ?? {},
        caller: context.caller,
        from: context.from,
        requestId: context.requestId,
        signal: context.signal,
      });
      // errors travel as plain data: Apollo's executor adds its own paths and names to them
      return {
        data: result.data ?? null,
        ...(result.errors ? { errors: result.errors.map((error) => JSON.parse(JSON.stringify(error))) } : {}),
      } as Response;
    } catch (error) {
      return unreachable(link.name, error) as unknown as Response;
    }
  },
});

export const dataSourcesOf = (links: Links): Record<string, GraphQLDataSource> =>
  Object.fromEntries([...links].map(([name, link]) => [name, dataSourceFor(link) as GraphQLDataSource]));
