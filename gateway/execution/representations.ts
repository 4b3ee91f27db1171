import { getResponseName, type QueryPlanFieldNode, type QueryPlanSelectionNode } from '@apollo/query-planner';
import type { GraphQLSchema } from 'graphql';
import { isOfType } from './rewrites.ts';
import { mergeInto, type Tree } from './tree.ts';

/** What of an object a subgraph needs to know it again; null where the object lacks some of it. */
type Represent = (source: Tree) => Tree | null;

/** How the entities of one fetch are represented. */
export interface Representation {
  readonly of: Represent;
  /** Equal for representations that are equal, and for no others. */
  readonly keyOf: (representation: Tree) => string;
  /** A representation as JSON text. */
  readonly textOf: (representation: Tree) => string;
}

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

const matchesType = (schema: GraphQLSchema, condition: string): ((typename: unknown) => boolean) => {
  const known = new Map<unknown, boolean>();
  return (typename) => {
    const answer = known.get(typename);
    if (answer !== undefined) return answer;
    const matching = typeof typename === 'string' && isOfType(schema, typename, condition);
    // what a subgraph sends must not fill the memory
    if (known.size < 1_000) known.set(typename, matching);
    return matching;
  };
};

const addOfType = (schema: GraphQLSchema, condition: string, represent: Represent): Add => {
  const matches = matchesType(schema, condition);
  return (source, target) => {
    if (!matches(source.__typename)) return true;
    const part = represent(source);
    if (part) mergeInto(target, part);
    return true;
  };
};

const isLeaf = (selection: QueryPlanSelectionNode): selection is QueryPlanFieldNode =>
  selection.kind === 'Field' && !selection.selections;

/** A leaf as JSON text. Ids are short and plain: they are quoted without the call into the engine, which costs as much as the rest. */
const leafText = (value: unknown): string =>
  typeof value === 'string' && value.length <= 40 && plain.test(value) ? `"${value}"` : JSON.stringify(value);
const plain = /^[\w .:/-]*$/;

/**
 * Most representations are the leaves of one type: those are read and written by generated code, as objects that have their form
 * from the start. Names go into the code only as JSON strings.
 */
const compilePlain = (
  schema: GraphQLSchema,
  selections: readonly QueryPlanSelectionNode[],
): Representation | undefined => {
  const [only] = selections;
  if (selections.length !== 1 || only?.kind !== 'InlineFragment' || !only.typeCondition) return undefined;
  if (!only.selections.every(isLeaf)) return undefined;
  const names = [...new Set(only.selections.map((leaf) => JSON.stringify(getResponseName(leaf))))];
  const texts = names.map((name) => `${JSON.stringify(`${name}:`)} + leafText(r[${name}])`);
  const code = [
    'return {',
    '  of(source) {',
    `    if (source.__typename !== ${JSON.stringify(only.typeCondition)} && !matches(source.__typename)) return null;`,
    ...names.map((name, i) => `    const v${i} = source[${name}]; if (v${i} === undefined) return null;`),
    `    return { ${names.map((name, i) => `${name}: v${i}`).join(', ')} };`,
    '  },',
    `  textOf: (r) => '{' + ${texts.join(` + ',' + `)} + '}',`,
    '};',
  ];
  const make = new Function('matches', 'leafText', code.join('\n'));
  const { of, textOf } = make(matchesType(schema, only.typeCondition), leafText) as Representation;
  return { of, textOf, keyOf: keyOf(names, textOf) };
};

/** Of a type and one text, which is what most keys are, the text itself will do: names of types hold no NUL. */
const keyOf = (names: readonly string[], textOf: Representation['textOf']): Representation['keyOf'] => {
  const [id, other] = names
    .filter((name) => name !== '"__typename"')
    .map((name) => JSON.parse(name) as string);
  if (id === undefined || other !== undefined) return textOf;
  return (representation) => {
    const value = representation[id];
    return typeof value === 'string' ? `${representation.__typename}\u0000${value}` : textOf(representation);
  };
};

const compileSelections = (
  schema: GraphQLSchema,
  selections: readonly QueryPlanSelectionNode[],
): Represent => {
  const parts = selections.flatMap((selection): Add[] => {
    const inner = selection.selections && compileSelections(schema, selection.selections);
    if (selection.kind === 'Field') return [addField(getResponseName(selection), inner)];
    return selection.typeCondition && inner ? [addOfType(schema, selection.typeCondition, inner)] : [];
  });
  return (source) => {
    const target: Tree = {};
    for (const add of parts) if (!add(source, target)) return null;
    return target;
  };
};

/** Compiles the selection that an entity fetch requires. */
export const compileRepresentation = (
  schema: GraphQLSchema,
  selections: readonly QueryPlanSelectionNode[],
): Representation =>
  compilePlain(schema, selections) ?? {
    of: compileSelections(schema, selections),
    keyOf: JSON.stringify,
    textOf: JSON.stringify,
  };

/** Representations without doubles, and which entities each of them stands for. */
export interface Represented {
  readonly unique: readonly Tree[];
  /** By place in `unique`: what `keyOf` gave. */
  readonly keys: readonly string[];
  /** By place in `unique`: the entities that get its answer. */
  readonly entities: readonly (readonly Tree[])[];
  /** By place in `unique`: the places of those entities among all that were found. */
  readonly places: readonly (readonly number[])[];
}

export const representAll = (
  found: readonly Tree[],
  { of, keyOf }: Pick<Representation, 'of' | 'keyOf'>,
): Represented => {
  const known = new Map<string, number>();
  const unique: Tree[] = [];
  const entities: Tree[][] = [];
  const places: number[][] = [];
  for (let i = 0; i < found.length; i += 1) {
    const entity = found[i] as Tree;
    const representation = of(entity);
    if (!representation?.__typename) continue;
    const key = keyOf(representation);
    const at = known.get(key);
    if (at === undefined) {
      known.set(key, unique.length);
      unique.push(representation);
      entities.push([entity]);
      places.push([i]);
    } else {
      entities[at]?.push(entity);
      places[at]?.push(i);
    }
  }
  return { unique, keys: [...known.keys()], entities, places };
};
