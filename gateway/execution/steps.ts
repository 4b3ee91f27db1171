import type { PlanNode, QueryPlan } from '@apollo/query-planner';
import type { GraphQLSchema } from 'graphql';
import type { Links } from '../transport/links.ts';
import { compileFetch } from './fetch.ts';
import type { Step } from './run.ts';
import type { TreePath } from './tree.ts';

/** A plan that holds something for which there is no compiled form: Apollo's executor runs it. */
export class Unusual extends Error {}

interface StepsOptions {
  readonly schema: GraphQLSchema;
  readonly links: Links;
  /** Where each answer begins in the tree: nowhere but at its root, unless several answers are made together. */
  readonly base?: TreePath;
}

const inSequence =
  (steps: readonly Step[]): Step =>
  async (run) => {
    for (const step of steps) await step(run);
  };

const sideBySide =
  (steps: readonly Step[]): Step =>
  async (run) => {
    await Promise.all(steps.map((step) => step(run)));
  };

const nothing: Step = async () => {};

const compileNode = (node: PlanNode, path: TreePath, options: StepsOptions): Step => {
  const { base = [] } = options;
  switch (node.kind) {
    case 'Sequence':
      return inSequence(node.nodes.map((child) => compileNode(child, path, options)));
    case 'Parallel':
      return sideBySide(node.nodes.map((child) => compileNode(child, path, options)));
    case 'Condition': {
      const yes = node.ifClause ? compileNode(node.ifClause, path, options) : nothing;
      const no = node.elseClause ? compileNode(node.elseClause, path, options) : nothing;
      return (run) => (run.coerced[node.condition] === true ? yes(run) : no(run));
    }
    case 'Flatten':
      if (path.length > base.length) throw new Unusual('a path in a path');
      return compileNode(node.node, [...base, ...node.path.map(String)], options);
    case 'Fetch': {
      if (node.contextRewrites?.length) throw new Unusual('@fromContext');
      const link = options.links.get(node.serviceName);
      if (!link)
        throw new Error(`The supergraph names a subgraph "${node.serviceName}" that nothing serves.`);
      return compileFetch({ node, path, base: base.length, link, schema: options.schema });
    }
    case 'Defer':
      throw new Unusual('@defer');
    default:
      throw new Unusual((node satisfies never as PlanNode).kind);
  }
};

/** Compiles what comes after an event. */
export const compileRest = (rest: PlanNode | undefined, options: StepsOptions): Step =>
  rest ? compileNode(rest, options.base ?? [], options) : nothing;

/** Compiles a plan; throws Unusual for one that is left to Apollo's executor. */
export const compileSteps = ({ node }: QueryPlan, options: StepsOptions): Step => {
  if (node?.kind === 'Subscription') throw new Unusual('a subscription');
  return compileRest(node, options);
};
