import type { FetchNode } from '@apollo/query-planner';
import type { GraphRequest, SubgraphLink } from '@aqmrg/platform/subgraph/link.ts';
import type { ExecutionResult, GraphQLSchema } from 'graphql';
import type { GatewayContext } from '../access/context.ts';
import { copyOf } from '../transport/copy.ts';
import { type Place, subgraphError, unreachable } from './fetch-errors.ts';
import type { Variables } from './operation.ts';
import { type Askers, type At, askersOf, entityPlaces, sureOf } from './places.ts';
import { compileRepresentation, representAll } from './representations.ts';
import { applyRewrites } from './rewrites.ts';
import type { Run, Step } from './run.ts';
import { isTree, mergeInto, placesAt, type Tree, treesAt } from './tree.ts';

interface FetchAt extends At {
  readonly node: FetchNode;
  readonly link: SubgraphLink;
  readonly schema: GraphQLSchema;
}

interface Given {
  readonly variables: Variables;
  readonly variablesText?: string | undefined;
}

const requestOf = (node: FetchNode, given: Given, context: GatewayContext): GraphRequest => ({
  document: node.operation,
  kind: node.operationKind,
  operationName: node.operationName,
  variables: given.variables,
  variablesText: given.variablesText,
  caller: context.caller,
  from: context.from,
  requestId: context.requestId,
  signal: context.signal,
});

/** Variables as the client sent them, those that this subgraph was promised. */
const variablesOf = (names: readonly string[], given: Variables): Record<string, unknown> => {
  const used: Record<string, unknown> = {};
  for (const name of names) if (given[name] !== undefined) used[name] = given[name];
  return used;
};

/** As text for links that send text: written leaf by leaf, in half the time that the engine takes for objects of any form. */
const withTexts = (variables: Record<string, unknown>, texts: readonly string[]): string => {
  const others = JSON.stringify(variables).slice(0, -1);
  return `${others}${others === '{' ? '' : ','}"representations":[${texts.join()}]}`;
};

const send = async (
  { node, link }: FetchAt,
  given: Given,
  run: Run,
  askers: Askers,
): Promise<ExecutionResult | undefined> => {
  try {
    return await link.execute(requestOf(node, given, run.context));
  } catch (error) {
    for (const asker of askers()) run.errors.push(unreachable(link.name, error, asker));
    return undefined;
  }
};

const report = (
  result: ExecutionResult,
  { link }: FetchAt,
  run: Run,
  askers: Askers,
  within: (path: Place) => readonly Place[],
): void => {
  for (const error of result.errors ?? []) {
    const places = error.path ? within(error.path) : askers();
    for (const place of places) run.errors.push(subgraphError(error, link.name, place));
  }
};

/** Fields of a root type, or of whatever stands at `path`. */
const compileFields = (at: FetchAt): Step => {
  const { node, path, schema } = at;
  const names = node.variableUsages ?? [];
  const sure = sureOf(at);
  return async (run) => {
    const targets = treesAt(run.tree, path);
    const [first, ...others] = targets;
    if (!first) return;
    const askers = (): readonly Place[] => askersOf(at, placesAt(run.tree, path));
    const result = await send(at, { variables: variablesOf(names, run.variables) }, run, askers);
    if (!result) return;
    report(result, at, run, askers, (place) => askers().map((asker) => [...asker, ...sure, ...place]));
    if (!result.data) return;
    applyRewrites(schema, node.outputRewrites, result.data);
    // what is fetched later may differ by place, so no two places may hold the same object
    for (const target of others) mergeInto(target, copyOf(result.data) as Tree);
    mergeInto(first, result.data as Tree);
  };
};

/** Joins entities: says which ones stand at `path`, once each, and merges what the subgraph knows of them. */
const compileEntities = (at: FetchAt, requires: NonNullable<FetchNode['requires']>): Step => {
  const { node, path, schema, link } = at;
  const names = node.variableUsages ?? [];
  const { of, keyOf, textOf } = compileRepresentation(schema, requires);
  // rewritten, they are no longer of the form that is known
  const isWritten = link.isRemote === true && node.inputRewrites === undefined;
  // what has to be written is told apart by that
  const representation = { of, keyOf: isWritten ? textOf : keyOf };
  return async (run) => {
    const asked = representAll(treesAt(run.tree, path), representation);
    if (asked.unique.length === 0) return;
    for (const one of asked.unique) applyRewrites(schema, node.inputRewrites, one);
    const variables = variablesOf(names, run.variables);
    const given = {
      variables: { ...variables, representations: asked.unique },
      variablesText: isWritten ? withTexts(variables, asked.keys) : undefined,
    };
    const { askers, within } = entityPlaces(at, run.tree, asked);
    const result = await send(at, given, run, askers);
    if (!result) return;
    report(result, at, run, askers, within);
    if (!result.data) return;
    const received: unknown = result.data._entities;
    if (!Array.isArray(received) || received.length !== asked.unique.length) {
      const error = new Error(`expected ${asked.unique.length} entities`);
      for (const asker of askers()) run.errors.push(unreachable(link.name, error, asker));
      return;
    }
    for (let i = 0; i < received.length; i += 1) {
      const entity: unknown = received[i];
      if (!isTree(entity)) continue;
      // a null would hide the type that is known
      if (node.outputRewrites || entity.__typename === null)
        entity.__typename ??= asked.entities[i]?.[0]?.__typename;
      applyRewrites(schema, node.outputRewrites, entity);
      const targets = asked.entities[i] ?? [];
      // what is fetched later may differ by place, so no two places may hold the same object
      for (let k = 1; k < targets.length; k += 1) mergeInto(targets[k] as Tree, copyOf(entity));
      if (targets[0]) mergeInto(targets[0], entity);
    }
  };
};

/** One request to one subgraph, and where its answer belongs. */
export const compileFetch = (at: FetchAt): Step =>
  at.node.requires ? compileEntities(at, at.node.requires) : compileFields(at);
