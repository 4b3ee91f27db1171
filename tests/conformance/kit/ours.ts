import type { SubgraphLink } from '@aqmrg/platform/subgraph/link.ts';
import type { DocumentNode } from 'graphql';
import type { GatewayContext } from '../../../gateway/access/context.ts';
import { createExecutor } from '../../../gateway/execution/executor.ts';
import type { Answer } from '../../../gateway/execution/operation.ts';
import { silentMetrics } from '../../../gateway/observe/metrics.ts';
import { openSupergraph } from '../../../gateway/supergraph/open.ts';

/** Our executor over the same links. */
export interface Ours {
  run(
    text: string,
    document: DocumentNode,
    variables: Record<string, unknown>,
    context: GatewayContext,
  ): Promise<Answer & { readonly by: 'compiled' | 'apollo' }>;
}

export const openOurs = (supergraphSdl: string, links: ReadonlyMap<string, SubgraphLink>): Ours => {
  const executor = createExecutor({
    supergraph: openSupergraph(supergraphSdl),
    links,
    metrics: silentMetrics,
  });
  return {
    async run(text, document, variables, context) {
      const operation = executor.prepare(text, undefined, document);
      return { ...(await operation.run(variables, context)), by: operation.by };
    },
  };
};
