import { getResponseName, type QueryPlanSelectionNode } from '@apollo/query-planner';
import type { GraphQLSchema } from 'graphql';
import { isOfType } from './rewrites.ts';
import { mergeInto, type Tree } from './tree.ts';

/** What of an object a subgraph needs to know it again; null where the object lacks some of it. */
export type Represent = (source: Tree) => Tree | null;

type Add = (source: Tree, target: Tree) => boolean;

const ofEach = (value: unknown, represent: Represent): unknown => {
  if (Array.isArray(value)) return value.map((element) => ofEach(element, represent));
  return value === null ? null : represent(value as Tree);
};

const addField = (name: string, represent: Represent | undefined): Add =>
  represent
    ? (source, target) => {
        const value = source[name];
        if (value === undefined) return false;
        target[name] = ofEach(value, represent);
        return true;
      }
    : (source, target) => {
        const value = source[name];
        if (value === undefined) return false;
        target[name] = value;
        return true;
      };

const addOfType = (schema: GraphQLSchema, condition: string, represent: Represent): Add => {
  const known = new Map<unknown, boolean>();
  const matches = (typename: unknown): boolean => {
    const answer = known.get(typename);
    if (answer !== undefined) return answer;
    const matching = typeof typename === 'string' && isOfType(schema, typename, condition);
    // what a subgraph sends must not fill the memory
    if (known.size < 1_000) known.set(typename, matching);
    return matching;
  };
  return (source, target) => {
    if (!matches(source.__typename)) return true;
    const part = represent(source);
    if (part) mergeInto(target, part);
    return true;
  };
};

/** Compiles the selection that an entity fetch requires. */
export const compileRepresentation = (
  schema: GraphQLSchema,
  selections: readonly QueryPlanSelectionNode[],
): Represent => {
  const parts = selections.flatMap((selection): Add[] => {
    const inner = selection.selections && compileRepresentation(schema, selection.selections);
    if (selection.kind === 'Field') return [addField(getResponseName(selection), inner)];
    return selection.typeCondition && inner ? [addOfType(schema, selection.typeCondition, inner)] : [];
  });
  return (source) => {
    const target: Tree = {};
    for (const add of parts) if (!add(source, target)) return null;
    return target;
  };
};

/** Representations without doubles, and which entities each of them stands for. */
export interface Represented {
  readonly unique: readonly Tree[];
  /** Each of `unique` as JSON text. */
  readonly texts: readonly string[];
  /** By place in `unique`: the entities that get its answer. */
  readonly entities: readonly (readonly Tree[])[];
  /** By place in `unique`: the places of those entities among all that were found. */
  readonly places: readonly (readonly number[])[];
}

export const representAll = (found: readonly Tree[], represent: Represent): Represented => {
  const known = new Map<string, number>();
  const unique: Tree[] = [];
  const texts: string[] = [];
  const entities: Tree[][] = [];
  const places: number[][] = [];
  for (let i = 0; i < found.length; i += 1) {
    const entity = found[i] as Tree;
    const representation = represent(entity);
    if (!representation?.__typename) continue;
    const text = JSON.stringify(representation);
    const at = known.get(text);
    if (at === undefined) {
      known.set(text, unique.length);
      texts.push(text);
      unique.push(representation);
      entities.push([entity]);
      places.push([i]);
    } else {
      entities[at]?.push(entity);
      places[at]?.push(i);
    }
  }
  return { unique, texts, entities, places };
};
