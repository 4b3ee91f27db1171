import { ApolloGateway, type GraphQLDataSource } from '@apollo/gateway';
import type { Log } from '@aqmrg/platform/log.ts';
import type { SubgraphLink } from '@aqmrg/platform/subgraph/link.ts';
import { dataSourceFor } from '../transport/data-source.ts';

export type Links = ReadonlyMap<string, SubgraphLink>;

export const dataSourcesOf = (links: Links): Record<string, GraphQLDataSource> =>
  Object.fromEntries([...links].map(([name, link]) => [name, dataSourceFor(link) as GraphQLDataSource]));

/** Apollo's gateway over the committed supergraph, with our links in the place of its HTTP client. */
export const createGateway = (supergraphSdl: string, links: Links, log: Log): ApolloGateway => {
  const sources = dataSourcesOf(links);
  return new ApolloGateway({
    supergraphSdl,
    logger: log,
    buildService: ({ name }) => {
      const source = sources[name];
      if (!source) throw new Error(`The supergraph names a subgraph "${name}" that nothing serves.`);
      return source;
    },
  });
};
