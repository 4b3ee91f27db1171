import { inSpan } from '@aqmrg/platform/observe/tracing.ts';
import { boundedCache } from '@aqmrg/platform/subgraph/bounded-cache.ts';
import type { DocumentNode } from 'graphql';
import type { GatewayMetrics } from '../observe/metrics.ts';
import type { OpenSupergraph } from '../supergraph/open.ts';
import type { Links } from '../transport/links.ts';
import { inAskedNames, keptApart } from './apart.ts';
import { compileOperation } from './compile.ts';
import type { Executor, Operation } from './operation.ts';

export interface ExecutorOptions {
  readonly supergraph: OpenSupergraph;
  readonly links: Links;
  readonly metrics: GatewayMetrics;
}

const maxOperations = 1_000;
/** Of all kept documents together: a plan and its functions take about thirty times the memory of the text. */
const maxCharacters = 4_000_000;

/** No document that was prepared holds a NUL, so that no two pairs make the same key. */
const keyOf = (text: string, operationName: string | undefined): string =>
  operationName === undefined ? text : `${text}\u0000${operationName}`;

const compileAsAsked = (
  options: ExecutorOptions,
  document: DocumentNode,
  operationName: string | undefined,
): Operation => {
  const apart = keptApart(document, options.supergraph.supergraphSchema);
  if (!apart) return compileOperation(options, document, operationName);
  return inAskedNames(compileOperation(options, apart, operationName), document);
};

/** Compiles each operation of a supergraph once, and keeps the newest. */
export const createExecutor = (options: ExecutorOptions): Executor => {
  const { metrics } = options;
  const kept = boundedCache<Operation>(maxOperations, {
    weigh: (key) => key.length,
    maxWeight: maxCharacters,
  });
  return {
    known(text, operationName) {
      // it would be taken for a text and a name
      if (text.includes('\u0000')) return undefined;
      const operation = kept.find(keyOf(text, operationName));
      if (operation) metrics.operation('hit');
      return operation;
    },
    prepare(text, operationName, document: DocumentNode) {
      const key = keyOf(text, operationName);
      metrics.operation(kept.find(key) ? 'hit' : 'miss');
      const operation = kept.get(key, () =>
        inSpan('plan', {}, () => compileAsAsked(options, document, operationName)),
      );
      metrics.operationsKept(kept.size);
      return operation;
    },
  };
};
