import {
  type DirectiveNode,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLObjectType,
  type GraphQLSchema,
  isAbstractType,
  Kind,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';

/** `@include(if: $name)`, or `@skip(if: $name)` where `negated`. */
export interface Condition {
  readonly variable: string;
  readonly negated: boolean;
}

/** A selection set that counts when all of `when` hold. */
export interface Selected {
  readonly set: SelectionSetNode;
  readonly when: readonly Condition[];
}

/** One name of the response, gathered from wherever the operation asks for it. */
export interface SelectedField {
  readonly responseName: string;
  readonly name: string;
  /** Stands in the response when all conditions of one of these hold. Holds an empty list: always. */
  readonly whenAny: readonly (readonly Condition[])[];
  readonly selected: readonly Selected[];
}

export type Fragments = ReadonlyMap<string, FragmentDefinitionNode>;

export const fragmentsOf = (document: DocumentNode): Fragments =>
  new Map(
    document.definitions.flatMap((definition) =>
      definition.kind === Kind.FRAGMENT_DEFINITION ? [[definition.name.value, definition] as const] : [],
    ),
  );

/** What `@skip` and `@include` ask; `never` where a literal says so. */
const conditionsOf = (directives: readonly DirectiveNode[] | undefined): Condition[] | 'never' => {
  const conditions: Condition[] = [];
  for (const { name, arguments: given } of directives ?? []) {
    const negated = name.value === 'skip';
    if (!negated && name.value !== 'include') continue;
    const value = given?.[0]?.value;
    if (value?.kind === Kind.VARIABLE) conditions.push({ variable: value.name.value, negated });
    else if (value?.kind === Kind.BOOLEAN && value.value === negated) return 'never';
  }
  return conditions;
};

interface Gathered {
  readonly name: string;
  readonly whenAny: (readonly Condition[])[];
  readonly nodes: { readonly node: FieldNode; readonly when: readonly Condition[] }[];
}

/** The fields of one object type, in the order of the operation; fragments that do not fit the type are left out. */
export const fieldsOf = (
  schema: GraphQLSchema,
  fragments: Fragments,
  type: GraphQLObjectType,
  selected: readonly Selected[],
): readonly SelectedField[] => {
  const fields = new Map<string, Gathered>();

  const fits = (condition: string | undefined): boolean => {
    if (condition === undefined || condition === type.name) return true;
    const abstract = schema.getType(condition);
    return isAbstractType(abstract) && schema.isSubType(abstract, type);
  };

  const gather = (set: SelectionSetNode, outer: readonly Condition[]): void => {
    for (const selection of set.selections) gatherOne(selection, outer);
  };
  const gatherOne = (selection: SelectionNode, outer: readonly Condition[]): void => {
    const own = conditionsOf(selection.directives);
    if (own === 'never') return;
    const when = [...outer, ...own];
    if (selection.kind === Kind.FIELD) {
      const responseName = selection.alias?.value ?? selection.name.value;
      const field = fields.get(responseName) ?? { name: selection.name.value, whenAny: [], nodes: [] };
      fields.set(responseName, field);
      field.whenAny.push(when);
      field.nodes.push({ node: selection, when });
      return;
    }
    const fragment =
      selection.kind === Kind.INLINE_FRAGMENT ? selection : fragments.get(selection.name.value);
    if (fragment && fits(fragment.typeCondition?.name.value)) gather(fragment.selectionSet, when);
  };

  for (const { set, when } of selected) gather(set, when);
  return [...fields].map(([responseName, { name, whenAny, nodes }]) => ({
    responseName,
    name,
    whenAny: whenAny.some((when) => when.length === 0) ? [[]] : whenAny,
    selected: nodes.flatMap(({ node, when }) =>
      // where the field stands by this node alone, its conditions hold already
      node.selectionSet ? [{ set: node.selectionSet, when: nodes.length === 1 ? [] : when }] : [],
    ),
  }));
};
