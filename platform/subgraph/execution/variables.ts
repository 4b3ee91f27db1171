import {
  type GraphQLError,
  type GraphQLInputType,
  type GraphQLSchema,
  getVariableValues,
  isInputType,
  isLeafType,
  isListType,
  isNonNullType,
  typeFromAST,
  type VariableDefinitionNode,
} from 'graphql';
import { miss, type Shortcut } from './leaf.ts';

type Values = { readonly [name: string]: unknown };
type Coerced =
  | { readonly errors: readonly GraphQLError[]; readonly coerced?: never }
  | { readonly errors?: never; readonly coerced: Values };

/** For leaves and lists of them, as they mostly come; undefined for input objects. May throw what parsing throws. */
const shortcutOf = (type: GraphQLInputType): Shortcut | undefined => {
  if (isNonNullType(type)) {
    const some = shortcutOf(type.ofType);
    return some && ((value) => (value === null || value === undefined ? miss : some(value)));
  }
  if (isListType(type)) {
    const item = shortcutOf(type.ofType);
    return (
      item &&
      ((value) => {
        if (value === null) return null;
        if (!Array.isArray(value)) return miss;
        const done = value.map((one) => (one === undefined ? miss : item(one)));
        return done.includes(miss) ? miss : done;
      })
    );
  }
  if (!isLeafType(type)) return undefined;
  return (value) => {
    if (value === null) return null;
    return type.parseValue(value) ?? miss;
  };
};

/**
 * Coerces the variables of one operation. What fits at once needs none of graphql-js's paths and types; whatever does not
 * goes its way, which says what is wrong.
 */
export const compileVariables = (
  schema: GraphQLSchema,
  definitions: readonly VariableDefinitionNode[],
): ((given: Values) => Coerced) => {
  const shortcuts = definitions.map(({ variable, type: node, defaultValue }) => {
    const type = typeFromAST(schema, node as Parameters<typeof typeFromAST>[1]);
    const fits = type && isInputType(type) ? shortcutOf(type) : undefined;
    return { name: variable.name.value, fits, mayMiss: !(type && isNonNullType(type)) && !defaultValue };
  });

  const atOnce = (given: Values): Values | undefined => {
    const coerced: Record<string, unknown> = {};
    for (const { name, fits, mayMiss } of shortcuts) {
      if (!Object.hasOwn(given, name)) {
        if (mayMiss) continue;
        return undefined;
      }
      const value = fits?.(given[name]) ?? miss;
      if (value === miss) return undefined;
      coerced[name] = value;
    }
    return coerced;
  };

  return (given) => {
    try {
      const coerced = atOnce(given);
      if (coerced) return { coerced };
    } catch {
      // told below, with the place
    }
    return getVariableValues(schema, definitions, given, { maxErrors: 50, hideSuggestions: true }) as Coerced;
  };
};
