import { type GraphQLSchema, isEnumType } from 'graphql';
import type { Place } from './fetch-errors.ts';

interface Schemas {
  readonly apiSchema: GraphQLSchema;
  readonly supergraphSchema: GraphQLSchema;
}

const known = new WeakMap<GraphQLSchema, ReadonlySet<string>>();

/** Names of types and enum values that subgraphs speak of and clients do not see. */
const hiddenNames = ({ apiSchema, supergraphSchema }: Schemas): ReadonlySet<string> => {
  const found = known.get(supergraphSchema);
  if (found) return found;
  const hidden = new Set<string>();
  for (const type of Object.values(supergraphSchema.getTypeMap())) {
    const shown = apiSchema.getType(type.name);
    if (!shown) hidden.add(type.name);
    if (isEnumType(type))
      for (const { name } of type.getValues())
        if (!isEnumType(shown) || !shown.getValue(name)) hidden.add(name);
  }
  known.set(supergraphSchema, hidden);
  return hidden;
};

const at = (value: unknown, path: Place): unknown => {
  let here = value;
  for (const step of path) here = (here as Record<string | number, unknown> | null | undefined)?.[step];
  return here;
};

/**
 * Whether a value that did not fit is an `@inaccessible` one, in a place that may be null. A client cannot know that it exists,
 * so it gets null and no error; where null is not allowed, an error tells why the parent is gone.
 */
export const isHidden = (
  schemas: Schemas,
  tree: unknown,
  data: unknown,
  path: Place | undefined,
): boolean => {
  if (!path?.length || at(data, path) !== null) return false;
  const value = at(tree, path);
  const name = typeof value === 'string' ? value : (value as { __typename?: unknown } | null)?.__typename;
  return typeof name === 'string' && hiddenNames(schemas).has(name);
};
