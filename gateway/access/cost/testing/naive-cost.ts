import {
  type DirectiveNode,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  GraphQLIncludeDirective,
  type GraphQLInputType,
  type GraphQLObjectType,
  type GraphQLSchema,
  GraphQLSkipDirective,
  getArgumentValues,
  getDirectiveValues,
  getNamedType,
  getNullableType,
  getVariableValues,
  isAbstractType,
  isInputObjectType,
  isLeafType,
  isListType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
  valueFromASTUntyped,
} from 'graphql';

type Node = { readonly directives?: readonly DirectiveNode[] } | null | undefined;
type Values = { readonly [name: string]: unknown };

const valuesOf = (name: string, node: Node): Values | undefined => {
  const directive = node?.directives?.find((candidate) => candidate.name.value === name);
  return (
    directive &&
    Object.fromEntries(
      (directive.arguments ?? []).map((given) => [given.name.value, valueFromASTUntyped(given.value)]),
    )
  );
};
const weightOf = (node: Node): number | undefined => valuesOf('price', node)?.weight as number | undefined;
const numbers = (values: readonly unknown[]): number[] => values.filter((value) => typeof value === 'number');

/**
 * The specification read aloud: walks the operation as often as it says, with values as graphql-js coerces them. Slow, and to be compared with.
 * The cost is field cost plus type cost; directives are named as in the menagerie.
 */
export const naiveCost = (
  schema: GraphQLSchema,
  document: DocumentNode,
  given: Values,
  assumedListSize: number,
): number => {
  const operation = document.definitions.find(
    ({ kind }) => kind === Kind.OPERATION_DEFINITION,
  ) as OperationDefinitionNode;
  const coerced = getVariableValues(schema, operation.variableDefinitions ?? [], given);
  if (!coerced.coerced) throw new Error(coerced.errors.join());
  const variables = coerced.coerced;
  const defaults = Object.fromEntries(
    (operation.variableDefinitions ?? []).flatMap(({ variable, defaultValue }) =>
      defaultValue ? [[variable.name.value, valueFromASTUntyped(defaultValue)]] : [],
    ),
  );
  /** As the client wrote them: graphql-js adds the defaults of input fields, which nobody asked for. */
  const written = { ...defaults, ...given };

  const inputCost = (value: unknown, type: GraphQLInputType): number => {
    const nullable = getNullableType(type);
    if (isListType(nullable)) {
      const items = Array.isArray(value) ? value : [value];
      return items.reduce((sum, item) => sum + inputCost(item, nullable.ofType), 0);
    }
    if (!isInputObjectType(nullable)) return 0;
    let sum = 0;
    for (const [name, inner] of Object.entries((value ?? {}) as Values)) {
      const field = nullable.getFields()[name];
      if (!field || inner === null || inner === undefined) continue;
      sum += inputWeight(field.type, field.astNode) + inputCost(inner, field.type);
    }
    return sum;
  };
  const inputWeight = (type: GraphQLInputType, node: Node): number => {
    const named = getNamedType(type);
    return weightOf(node) ?? (isInputObjectType(named) ? 1 : (weightOf(named.astNode) ?? 0));
  };

  const selectionCost = (
    set: SelectionSetNode,
    type: GraphQLObjectType,
    sized: { names: string[]; size: number },
  ): number => {
    let sum = 0;
    for (const selection of set.selections) {
      if (getDirectiveValues(GraphQLSkipDirective, selection, variables)?.if === true) continue;
      if (getDirectiveValues(GraphQLIncludeDirective, selection, variables)?.if === false) continue;
      if (selection.kind === Kind.FIELD) {
        sum += fieldCost(selection, type, sized);
        continue;
      }
      const fragment =
        selection.kind === Kind.INLINE_FRAGMENT
          ? selection
          : (document.definitions.find(
              (definition) =>
                definition.kind === Kind.FRAGMENT_DEFINITION &&
                definition.name.value === selection.name.value,
            ) as FragmentDefinitionNode);
      const condition = fragment.typeCondition ? schema.getType(fragment.typeCondition.name.value) : type;
      const applies = condition === type || (isAbstractType(condition) && schema.isSubType(condition, type));
      if (applies) sum += selectionCost(fragment.selectionSet, type, sized);
    }
    return sum;
  };

  const fieldCost = (
    node: FieldNode,
    type: GraphQLObjectType,
    sized: { names: string[]; size: number },
  ): number => {
    const field = type.getFields()[node.name.value];
    if (!field) return 0;
    const output = getNamedType(field.type);

    const usual = type === schema.getMutationType() ? 10 : isLeafType(output) ? 0 : 1;
    let call = weightOf(field.astNode) ?? usual;
    for (const { name, value } of node.arguments ?? []) {
      const argument = field.args.find((candidate) => candidate.name === name.value);
      const plain = valueFromASTUntyped(value, written);
      if (!argument || plain === null || plain === undefined) continue;
      call += inputWeight(argument.type, argument.astNode) + inputCost(plain, argument.type);
    }
    call = Math.max(0, call);

    const listSize =
      valuesOf('care__listSize', field.astNode) ??
      type
        .getInterfaces()
        .map((parent) => valuesOf('care__listSize', parent.getFields()[field.name]?.astNode))
        .find(Boolean);
    const slices = (listSize?.slicingArguments ?? []) as string[];
    const values = getArgumentValues(field, node, variables);
    const asked = numbers(slices.map((name) => values[name])).filter((value) => value >= 0);
    const usualSizes = numbers(
      field.args.filter(({ name }) => slices.includes(name)).map(({ defaultValue }) => defaultValue),
    );
    const size = listSize
      ? asked.length > 0
        ? Math.max(...asked)
        : ((listSize.assumedSize as number | undefined) ?? Math.max(assumedListSize, ...usualSizes))
      : assumedListSize;
    const sizedFields = (listSize?.sizedFields ?? []) as string[];

    const possible = isObjectType(output)
      ? [output]
      : isAbstractType(output)
        ? schema.getPossibleTypes(output)
        : [];
    const set = node.selectionSet;
    const item = set
      ? Math.max(
          ...possible.map(
            (object) =>
              (weightOf(object.astNode) ?? 1) + selectionCost(set, object, { names: sizedFields, size }),
          ),
        )
      : (weightOf(output.astNode) ?? 0);

    let count = 1;
    let outermost = true;
    for (let level = getNullableType(field.type); isListType(level); level = getNullableType(level.ofType)) {
      const own = sizedFields.length > 0 ? assumedListSize : size;
      count *= outermost ? (sized.names.includes(field.name) ? sized.size : own) : assumedListSize;
      outermost = false;
    }
    return call + count * item;
  };

  const root = schema.getRootType(operation.operation) as GraphQLObjectType;
  return (weightOf(root.astNode) ?? 1) + selectionCost(operation.selectionSet, root, { names: [], size: 0 });
};
