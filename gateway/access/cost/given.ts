import { AirError } from '@aqmrg/platform/errors/air-error.ts';
import {
  type ConstValueNode,
  type FieldNode,
  type GraphQLInputType,
  type GraphQLObjectType,
  getNamedType,
  getNullableType,
  isInputObjectType,
  isListType,
  isNonNullType,
  Kind,
  type OperationDefinitionNode,
  type SelectionNode,
  type ValueNode,
  valueFromASTUntyped,
} from 'graphql';
import type { FieldPrice, Prices } from './prices.ts';
import { type Amount, atMost, type Tape } from './tape.ts';

type Variables = Readonly<Record<string, unknown>>;
type Read = (variables: Variables) => unknown;

/** Default values of an operation's variables. */
export type Defaults = ReadonlyMap<string, unknown>;

export const defaultsOf = (operation: OperationDefinitionNode): Defaults =>
  new Map(
    (operation.variableDefinitions ?? []).flatMap(({ variable, defaultValue }) =>
      defaultValue
        ? [[variable.name.value, valueFromASTUntyped(defaultValue as ConstValueNode)] as const]
        : [],
    ),
  );

/** What is given for a variable: undefined where it is left out and has no default. */
const readVariable = (name: string, defaults: Defaults): Read => {
  const usual = defaults.get(name);
  return (variables) => {
    const value = variables[name];
    return value === undefined ? usual : value;
  };
};

/** 1 where a selection is included, 0 where it is left out, by the value of its @skip and @include: who asks for less pays less. */
export const includedOf = (selection: SelectionNode, tape: Tape, defaults: Defaults): Amount => {
  let included: Amount = 1;
  for (const { name, arguments: given } of selection.directives ?? []) {
    if (name.value !== 'skip' && name.value !== 'include') continue;
    const value = given?.find((argument) => argument.name.value === 'if')?.value;
    const excludes = name.value === 'skip';
    if (value?.kind === Kind.BOOLEAN && value.value === excludes) return 0;
    if (value?.kind !== Kind.VARIABLE) continue;
    const read = readVariable(value.name.value, defaults);
    included = tape.product(
      included,
      tape.fromVariables((variables) => (read(variables) === excludes ? 0 : 1)),
    );
  }
  return included;
};

/** A slicing argument: a number, null, or undefined where nothing is given and the schema's default counts. */
const sliceOf = (field: FieldNode, name: string, defaults: Defaults): Read | number | null | undefined => {
  const value = field.arguments?.find((argument) => argument.name.value === name)?.value;
  if (value?.kind === Kind.VARIABLE) return readVariable(value.name.value, defaults);
  if (value?.kind === Kind.NULL) return null;
  return value?.kind === Kind.INT ? Number(value.value) : undefined;
};

const isSize = (value: unknown): value is number => typeof value === 'number' && value >= 0;

/** How long a list is at most: the largest slicing argument; without one, what the schema assumes. */
export const sizeOf = (
  field: FieldNode,
  price: FieldPrice,
  assumedListSize: number,
  tape: Tape,
  defaults: Defaults,
): Amount => {
  const { size } = price;
  if (!size) return assumedListSize;
  const slices = size.slicingArguments.map((name) => ({
    given: sliceOf(field, name, defaults),
    usual: price.arguments.find((argument) => argument.name === name)?.defaultValue,
  }));
  const otherwise =
    size.assumedSize ?? Math.max(assumedListSize, ...slices.map(({ usual }) => (isSize(usual) ? usual : 0)));
  const measure = (variables: Variables): number => {
    let most = -1;
    for (const { given, usual } of slices) {
      const value = typeof given === 'function' ? given(variables) : given;
      const counted = value === undefined ? usual : value;
      if (isSize(counted) && counted > most) most = counted;
    }
    return most < 0 ? otherwise : Math.min(atMost, most);
  };
  return slices.some(({ given }) => typeof given === 'function') ? tape.fromVariables(measure) : measure({});
};

/** Throws where a field asks for exactly one slicing argument and gets none, or several. Undefined where that cannot be. */
export const requirementOf = (
  type: GraphQLObjectType,
  field: FieldNode,
  { size, arguments: args }: FieldPrice,
  defaults: Defaults,
): ((variables: Variables) => void) | undefined => {
  if (!size?.requireOneSlicingArgument || size.slicingArguments.length === 0) return undefined;
  const names = size.slicingArguments;
  const slices = names.map((name) => sliceOf(field, name, defaults));
  const hasDefault = args.some(({ name, defaultValue }) => names.includes(name) && isSize(defaultValue));
  return (variables) => {
    let given = 0;
    for (const slice of slices)
      if (((typeof slice === 'function' ? slice(variables) : slice) ?? undefined) !== undefined) given += 1;
    if (given === 1 || (given === 0 && hasDefault)) return;
    const which = `${type.name}.${field.name.value}`;
    throw new AirError(
      'BAD_INPUT',
      `${which} needs exactly one of: ${names.join(', ')}; ${given} are given.`,
      {
        field: names[0] as string,
      },
    );
  };
};

/** The fields that a value gives, at the price of each. It goes no deeper than variables may. */
const costOfValue = (value: unknown, type: GraphQLInputType, prices: Prices, levels: number): number => {
  if (value === null || value === undefined || levels === 0 || prices.isFree(type)) return 0;
  const nullable = getNullableType(type);
  if (isListType(nullable) && Array.isArray(value)) {
    let sum = 0;
    for (const item of value) sum += costOfValue(item, nullable.ofType, prices, levels - 1);
    return sum;
  }
  const named = getNamedType(type);
  if (!isInputObjectType(named) || typeof value !== 'object') return 0;
  let sum = 0;
  for (const field of Object.values(named.getFields())) {
    const inner = (value as Record<string, unknown>)[field.name];
    if (inner === null || inner === undefined) continue;
    sum += prices.ofInput(field) + costOfValue(inner, field.type, prices, levels - 1);
  }
  return sum;
};

const most = 100;

/** As costOfValue, of what is written in the document; variables stand in it anywhere. */
const costOfLiteral = (
  value: ValueNode,
  input: { readonly type: GraphQLInputType; readonly weight: number },
  prices: Prices,
  tape: Tape,
  defaults: Defaults,
): Amount => {
  const { type, weight } = input;
  if (value.kind === Kind.NULL) return 0;
  if (value.kind === Kind.VARIABLE) {
    if (prices.isFree(type) && (weight === 0 || isNonNullType(type))) return weight;
    const read = readVariable(value.name.value, defaults);
    return tape.fromVariables((variables) => {
      const given = read(variables);
      return given === null || given === undefined ? 0 : weight + costOfValue(given, type, prices, most);
    });
  }
  if (prices.isFree(type)) return weight;
  const nullable = getNullableType(type);
  if (value.kind === Kind.LIST) {
    const item = isListType(nullable) ? nullable.ofType : nullable;
    return tape.sum([
      weight,
      ...value.values.map((inner) => costOfLiteral(inner, { type: item, weight: 0 }, prices, tape, defaults)),
    ]);
  }
  const named = getNamedType(type);
  if (value.kind !== Kind.OBJECT || !isInputObjectType(named)) return weight;
  const fields = named.getFields();
  return tape.sum([
    weight,
    ...value.fields.map((inner) => {
      const field = fields[inner.name.value];
      return field
        ? costOfLiteral(
            inner.value,
            { type: field.type, weight: prices.ofInput(field) },
            prices,
            tape,
            defaults,
          )
        : 0;
    }),
  ]);
};

/** One call of a field: its weight and those of all that is given to it; never less than nothing. */
export const callOf = (
  field: FieldNode,
  price: FieldPrice,
  prices: Prices,
  tape: Tape,
  defaults: Defaults,
): Amount => {
  const given = (field.arguments ?? []).map(({ name, value }) => {
    const argument = price.arguments.find((candidate) => candidate.name === name.value);
    return argument
      ? costOfLiteral(
          value,
          { type: argument.type, weight: prices.ofInput(argument) },
          prices,
          tape,
          defaults,
        )
      : 0;
  });
  return tape.largest([0, tape.sum([price.weight, ...given])]);
};
