import { composeServices } from '@apollo/composition';
import { Supergraph } from '@apollo/federation-internals';
import { type DocumentNode, lexicographicSortSchema, printSchema } from 'graphql';

export interface SubgraphSource {
  readonly name: string;
  readonly url: string;
  readonly typeDefs: DocumentNode;
}

export interface Composed {
  /** What the gateway plans with. */
  readonly supergraphSdl: string;
  /** What clients see. */
  readonly apiSdl: string;
}

/** One graph of all subgraphs, or an error that lists every reason why they do not fit. */
export const compose = (subgraphs: readonly SubgraphSource[]): Composed => {
  const result = composeServices([...subgraphs]);
  if (result.errors) {
    const reasons = result.errors.map((error) => `  ${error.message}`).join('\n');
    throw new Error(`The subgraphs do not fit together:\n${reasons}`);
  }
  return { supergraphSdl: result.supergraphSdl, apiSdl: apiSdlOf(result.supergraphSdl) };
};

/** The client-facing schema of a supergraph: no federation, sorted, so that its diffs are small. */
const apiSdlOf = (supergraphSdl: string): string => {
  const api = Supergraph.build(supergraphSdl).apiSchema().toGraphQLJSSchema();
  return `${printSchema(lexicographicSortSchema(api))}\n`;
};
