import type { SubgraphLink } from '@aqmrg/platform/subgraph/link.ts';

/** Every subgraph of the supergraph, by its name. */
export type Links = ReadonlyMap<string, SubgraphLink>;

export type Execute = SubgraphLink['execute'];

/** The same link, its operations answered by `execute`. */
export const withExecute = (link: SubgraphLink, execute: Execute): SubgraphLink => ({
  name: link.name,
  isRemote: link.isRemote,
  execute,
  subscribe: (request) => link.subscribe(request),
  ready: (signal) => link.ready(signal),
});
