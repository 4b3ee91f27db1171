import { AirError } from '@aqmrg/platform/errors/air-error.ts';
import { type FieldNode, type GraphQLObjectType, Kind } from 'graphql';
import type { FieldPrice } from './prices.ts';
import { type Amount, atMost, type Tape, type Variables } from './tape.ts';
import { type Defaults, type Read, readVariable } from './variables.ts';

/** A slicing argument as it is given: a number or null by the document, a variable's value by the request, undefined where it is left out. */
type Slice = Read | number | null | undefined;

const sliceOf = (field: FieldNode, name: string, defaults: Defaults): Slice => {
  const value = field.arguments?.find((argument) => argument.name.value === name)?.value;
  if (value?.kind === Kind.VARIABLE) return readVariable(value.name.value, defaults);
  if (value?.kind === Kind.NULL) return null;
  return value?.kind === Kind.INT ? Number(value.value) : undefined;
};

const valueIn = (slice: Slice, variables: Variables): unknown =>
  typeof slice === 'function' ? slice(variables) : slice;

/** Negative sizes are refused by whoever answers; here they say nothing. */
const isSize = (value: unknown): value is number => typeof value === 'number' && value >= 0;

/** How long a list is at most: as the largest slicing argument says, the schema's defaults included; else as the schema assumes. */
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
      const value = valueIn(given, variables);
      const counted = value === undefined ? usual : value;
      if (isSize(counted) && counted > most) most = counted;
    }
    return most < 0 ? otherwise : Math.min(atMost, most);
  };
  return slices.some(({ given }) => typeof given === 'function') ? tape.fromVariables(measure) : measure({});
};

/** Throws where a field wants exactly one slicing argument and gets none, or several. Undefined where it wants no such thing. */
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
    const given = slices.filter((slice) => (valueIn(slice, variables) ?? undefined) !== undefined).length;
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
