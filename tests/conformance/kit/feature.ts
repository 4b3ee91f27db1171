import { afterAll, beforeAll, describe } from 'vitest';
import { type Graph, openGraph } from './graph.ts';
import type { Subgraph } from './subgraph.ts';

/** The tests of one federation feature, over a graph of its own. */
export const feature = (
  name: string,
  parts: readonly Subgraph[],
  tests: (ask: Graph['ask'], both: Graph['both']) => void,
): void => {
  describe(name, () => {
    let graph: Graph;
    beforeAll(async () => {
      graph = await openGraph(parts);
    });
    afterAll(() => graph?.stop());
    tests(
      (...asked) => graph.ask(...asked),
      (...asked) => graph.both(...asked),
    );
  });
};
