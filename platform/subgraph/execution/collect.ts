import {
  type FieldNode,
  type FragmentDefinitionNode,
  GraphQLIncludeDirective,
  type GraphQLObjectType,
  type GraphQLSchema,
  GraphQLSkipDirective,
  getDirectiveValues,
  isAbstractType,
  type NamedTypeNode,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';

type Fragments = Readonly<Record<string, FragmentDefinitionNode>>;

/** What decides which fields are asked: the document, and the variables of its `@skip` and `@include`. */
export interface Asked {
  readonly schema: GraphQLSchema;
  readonly operation: OperationDefinitionNode;
  readonly fragments: Fragments;
  readonly conditions: { readonly [variable: string]: unknown };
}

const isIncluded = (node: SelectionNode, conditions: Asked['conditions']): boolean =>
  !node.directives?.length ||
  (getDirectiveValues(GraphQLSkipDirective, node, conditions)?.if !== true &&
    getDirectiveValues(GraphQLIncludeDirective, node, conditions)?.if !== false);

const matches = (
  schema: GraphQLSchema,
  condition: NamedTypeNode | undefined,
  type: GraphQLObjectType,
): boolean => {
  if (condition === undefined || condition.name.value === type.name) return true;
  const wanted = schema.getType(condition.name.value);
  return isAbstractType(wanted) && schema.isSubType(wanted, type);
};

/** Fields of one object type by the name that they have in the answer, in its order. */
export const collectFields = (
  { schema, fragments, conditions }: Asked,
  type: GraphQLObjectType,
  sets: readonly SelectionSetNode[],
): ReadonlyMap<string, readonly FieldNode[]> => {
  const found = new Map<string, FieldNode[]>();
  const spread = new Set<string>();
  const collect = ({ selections }: SelectionSetNode): void => {
    for (const selection of selections) {
      if (!isIncluded(selection, conditions)) continue;
      if (selection.kind === 'Field') {
        const name = (selection.alias ?? selection.name).value;
        const same = found.get(name);
        if (same) same.push(selection);
        else found.set(name, [selection]);
        continue;
      }
      if (selection.kind === 'InlineFragment') {
        if (matches(schema, selection.typeCondition, type)) collect(selection.selectionSet);
        continue;
      }
      const fragment = fragments[selection.name.value];
      if (fragment === undefined || spread.has(selection.name.value)) continue;
      spread.add(selection.name.value);
      if (matches(schema, fragment.typeCondition, type)) collect(fragment.selectionSet);
    }
  };
  for (const set of sets) collect(set);
  return found;
};

/** Variables that decide which fields are asked. */
export const conditionsOf = (operation: OperationDefinitionNode, fragments: Fragments): readonly string[] => {
  const names = new Set<string>();
  const look = ({ selections }: SelectionSetNode): void => {
    for (const selection of selections) {
      for (const { name, arguments: given } of selection.directives ?? []) {
        if (name.value !== 'skip' && name.value !== 'include') continue;
        for (const { value } of given ?? []) if (value.kind === 'Variable') names.add(value.name.value);
      }
      if ('selectionSet' in selection && selection.selectionSet) look(selection.selectionSet);
    }
  };
  look(operation.selectionSet);
  for (const { selectionSet } of Object.values(fragments)) look(selectionSet);
  return [...names];
};
