import { type Schema, Supergraph } from '@apollo/federation-internals';
import { QueryPlanner } from '@apollo/query-planner';
import type { GraphQLSchema } from 'graphql';
import { withoutIdleKeys } from './mend-keys.ts';

/** A composed graph, ready to plan with. */
export interface OpenSupergraph {
  /** What clients see, in Apollo's own form, which the planner and its executor speak. */
  readonly api: Schema;
  /** The same in graphql-js' form. */
  readonly apiSchema: GraphQLSchema;
  /** With everything that only subgraphs see. */
  readonly supergraphSchema: GraphQLSchema;
  readonly planner: QueryPlanner;
}

export const openSupergraph = (supergraphSdl: string): OpenSupergraph => {
  const supergraph = Supergraph.build(withoutIdleKeys(supergraphSdl));
  const api = supergraph.apiSchema();
  return {
    api,
    apiSchema: api.toGraphQLJSSchema(),
    supergraphSchema: supergraph.schema.toGraphQLJSSchema(),
    planner: new QueryPlanner(supergraph),
  };
};
