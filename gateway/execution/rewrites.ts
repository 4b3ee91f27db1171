import type { FetchDataRewrite } from '@apollo/query-planner';
import { type GraphQLSchema, isAbstractType, isInterfaceType, isObjectType } from 'graphql';
import { isTree, type Tree } from './tree.ts';

const onType = '... on ';

/** Whether an object whose `__typename` is `typename` is a `condition`. */
export const isOfType = (schema: GraphQLSchema, typename: string, condition: string): boolean => {
  if (typename === condition) return true;
  const type = schema.getType(typename);
  const abstract = schema.getType(condition);
  if (!isAbstractType(abstract) || !(isObjectType(type) || isInterfaceType(type))) return false;
  return schema.isSubType(abstract, type);
};

const applyAt = (
  schema: GraphQLSchema,
  path: readonly string[],
  value: unknown,
  change: (tree: Tree) => void,
): void => {
  if (Array.isArray(value)) for (const element of value) applyAt(schema, path, element, change);
  if (!isTree(value)) return;
  const [step, ...rest] = path;
  if (step === undefined) change(value);
  else if (!step.startsWith(onType)) applyAt(schema, rest, value[step], change);
  else if (
    typeof value.__typename !== 'string' ||
    isOfType(schema, value.__typename, step.slice(onType.length))
  )
    applyAt(schema, rest, value, change);
};

const changeOf =
  (rewrite: FetchDataRewrite, name: string) =>
  (tree: Tree): void => {
    if (rewrite.kind === 'ValueSetter') tree[name] = rewrite.setValueTo;
    else if (tree[name]) {
      tree[rewrite.renameKeyTo] = tree[name];
      tree[name] = undefined;
    }
  };

/** Changes that the planner asks of what goes to a subgraph or comes from it: a constant set, or a name changed, at a path. */
export const applyRewrites = (
  schema: GraphQLSchema,
  rewrites: readonly FetchDataRewrite[] | undefined,
  value: unknown,
): void => {
  for (const rewrite of rewrites ?? []) {
    const name = rewrite.path.at(-1);
    if (name !== undefined) applyAt(schema, rewrite.path.slice(0, -1), value, changeOf(rewrite, name));
  }
};
