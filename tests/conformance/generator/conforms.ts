import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
  isAbstractType,
  isEnumType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';

/**
 * Whether `data` is what the specification lets a response to this operation look like: its names, its types, its nulls. Names
 * stand in the operation's order; where variables decide what stands there, a name may keep the place of its first mention.
 */
export const conforms = (
  schema: GraphQLSchema,
  document: DocumentNode,
  variables: Readonly<Record<string, unknown>>,
  data: unknown,
): string | undefined => {
  const fragments = new Map<string, FragmentDefinitionNode>();
  let operation: OperationDefinitionNode | undefined;
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
    if (definition.kind === Kind.OPERATION_DEFINITION) operation = definition;
  }
  const flags = new Map<string, unknown>();
  for (const { variable, defaultValue } of operation?.variableDefinitions ?? [])
    flags.set(
      variable.name.value,
      variables[variable.name.value] ??
        (defaultValue?.kind === Kind.BOOLEAN ? defaultValue.value : undefined),
    );

  const counts = (node: FieldNode | { readonly directives?: FieldNode['directives'] }): boolean =>
    (node.directives ?? []).every(({ name, arguments: given }) => {
      const value = given?.[0]?.value;
      const flag =
        value?.kind === Kind.VARIABLE
          ? flags.get(value.name.value)
          : value?.kind === Kind.BOOLEAN && value.value;
      return name.value === 'skip' ? flag !== true : flag === true;
    });
  const fits = (type: GraphQLObjectType, condition: string | undefined): boolean => {
    if (condition === undefined || condition === type.name) return true;
    const other = schema.getType(condition);
    return isAbstractType(other) && schema.isSubType(other, type);
  };
  const collect = (
    type: GraphQLObjectType,
    sets: readonly SelectionSetNode[],
    into = new Map<string, FieldNode[]>(),
  ) => {
    for (const set of sets)
      for (const selection of set.selections) {
        if (!counts(selection)) continue;
        if (selection.kind === Kind.FIELD) {
          const name = (selection.alias ?? selection.name).value;
          into.set(name, [...(into.get(name) ?? []), selection]);
          continue;
        }
        const fragment =
          selection.kind === Kind.INLINE_FRAGMENT ? selection : fragments.get(selection.name.value);
        if (fragment && fits(type, fragment.typeCondition?.name.value))
          collect(type, [fragment.selectionSet], into);
      }
    return into;
  };

  const object = (
    type: GraphQLObjectType,
    sets: readonly SelectionSetNode[],
    value: object,
    path: string,
  ): string | undefined => {
    const fields = collect(type, sets);
    const names = Object.keys(value);
    const expected = [...fields.keys()];
    const inOrder =
      flags.size === 0
        ? names.join() === expected.join()
        : names.toSorted().join() === expected.toSorted().join();
    if (!inOrder) return `${path} has ${names.join()} and not ${expected.join()}`;
    for (const [name, nodes] of fields) {
      const asked = nodes[0]?.name.value ?? '';
      const found = (value as Record<string, unknown>)[name];
      if (asked === '__typename' && found !== type.name) return `${path}.${name} is not ${type.name}`;
      const definition = type.getFields()[asked];
      if (!definition) continue;
      const inner = nodes.flatMap((node) => (node.selectionSet ? [node.selectionSet] : []));
      const wrong = fitting(definition.type, inner, found, `${path}.${name}`);
      if (wrong) return wrong;
    }
    return undefined;
  };

  const fitting = (
    type: GraphQLOutputType,
    sets: readonly SelectionSetNode[],
    value: unknown,
    path: string,
  ): string | undefined => {
    if (isNonNullType(type))
      return value === null
        ? `${path} is null`
        : fitting(type.ofType as GraphQLOutputType, sets, value, path);
    if (value === null) return undefined;
    if (isListType(type)) {
      if (!Array.isArray(value)) return `${path} is no list`;
      return value
        .map((one, i) => fitting(type.ofType as GraphQLOutputType, sets, one, `${path}.${i}`))
        .find((wrong) => wrong);
    }
    if (isLeafType(type)) {
      if (isEnumType(type)) return type.getValue(String(value)) ? undefined : `${path} is no ${type.name}`;
      const allowed: Record<string, readonly string[]> = {
        Int: ['number'],
        Float: ['number'],
        Boolean: ['boolean'],
        String: ['string'],
        ID: ['string', 'number'],
      };
      return allowed[type.name]?.includes(typeof value) === false ? `${path} is no ${type.name}` : undefined;
    }
    if (typeof value !== 'object' || Array.isArray(value)) return `${path} is no object`;
    const possible = isObjectType(type) ? [type] : schema.getPossibleTypes(type as never);
    const wrong = possible.map((one) => object(one, sets, value as object, path));
    return wrong.includes(undefined) ? undefined : wrong[0];
  };

  if (data === null || data === undefined || !operation) return undefined;
  const root = schema.getRootType(operation.operation);
  return root ? object(root, [operation.selectionSet], data as object, 'data') : undefined;
};
