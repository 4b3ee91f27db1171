import { type FieldNode, type GraphQLField, getArgumentValues, type ValueNode } from 'graphql';
import type { Run } from './run.ts';

type Arguments = Record<string, unknown>;

const usesVariables = (value: ValueNode): boolean => {
  switch (value.kind) {
    case 'Variable':
      return true;
    case 'ListValue':
      return value.values.some(usesVariables);
    case 'ObjectValue':
      return value.fields.some((field) => usesVariables(field.value));
    default:
      return false;
  }
};

const isFlat = (values: Arguments): boolean =>
  Object.values(values).every((value) => typeof value !== 'object' || value === null);

/** Computed once where nothing can change it, else once a run: the same field of a hundred entities has the same arguments. */
export const compileArguments = (
  field: GraphQLField<unknown, unknown>,
  node: FieldNode,
): ((run: Run) => Arguments) => {
  if (field.args.length === 0) return () => ({});
  const isConstant = !node.arguments?.some(({ value }) => usesVariables(value));
  let constant: Arguments | undefined;
  const key = {};
  return (run) => {
    let values = constant ?? run.arguments.get(key);
    if (values === undefined) {
      values = getArgumentValues(field, node, run.variables);
      run.arguments.set(key, values);
      // objects could be changed by a resolver, and be met by the next request
      if (isConstant && isFlat(values)) constant = values;
    }
    return { ...values };
  };
};
