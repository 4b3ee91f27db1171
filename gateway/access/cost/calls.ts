import {
  type FieldNode,
  type GraphQLInputType,
  getNamedType,
  getNullableType,
  isInputObjectType,
  isListType,
  isNonNullType,
  Kind,
  type ValueNode,
} from 'graphql';
import type { FieldPrice, Prices } from './prices.ts';
import type { Amount, Tape } from './tape.ts';
import { type Defaults, readVariable } from './variables.ts';

/** Where the walk through a value ends. Variables that nest as deep as this are refused before. */
const deepest = 100;

/** The input fields that a value gives, at the price of each. */
const costOfValue = (value: unknown, type: GraphQLInputType, prices: Prices, levels = deepest): number => {
  if (typeof value !== 'object' || value === null || levels === 0) return 0;
  let sum = 0;
  if (Array.isArray(value)) {
    if (prices.pricedFields(type).length === 0) return 0;
    const nullable = getNullableType(type);
    const item = isListType(nullable) ? nullable.ofType : nullable;
    for (const inner of value) sum += costOfValue(inner, item, prices, levels - 1);
    return sum;
  }
  for (const field of prices.pricedFields(type)) {
    const inner = (value as Record<string, unknown>)[field.name];
    if (inner === null || inner === undefined) continue;
    sum += field.weight + costOfValue(inner, field.type, prices, levels - 1);
  }
  return sum;
};

interface Place {
  readonly type: GraphQLInputType;
  readonly weight: number;
}

/** What a call of a field costs, by what is given to it. */
export const createCalls = (prices: Prices, tape: Tape, defaults: Defaults) => {
  const costOfVariable = (name: string, { type, weight }: Place): Amount => {
    if (prices.pricedFields(type).length === 0 && (weight === 0 || isNonNullType(type))) return weight;
    const read = readVariable(name, defaults);
    return tape.fromVariables((variables) => {
      const given = read(variables);
      return given === null || given === undefined ? 0 : weight + costOfValue(given, type, prices);
    });
  };

  /** As costOfValue, of what is written in the document, where variables may stand anywhere. */
  const costOfLiteral = (value: ValueNode, place: Place): Amount => {
    const { type, weight } = place;
    if (value.kind === Kind.NULL) return 0;
    if (value.kind === Kind.VARIABLE) return costOfVariable(value.name.value, place);
    if (value.kind === Kind.LIST) {
      const nullable = getNullableType(type);
      const item = isListType(nullable) ? nullable.ofType : nullable;
      return tape.sum([
        weight,
        ...value.values.map((inner) => costOfLiteral(inner, { type: item, weight: 0 })),
      ]);
    }
    const named = getNamedType(type);
    if (value.kind !== Kind.OBJECT || !isInputObjectType(named)) return weight;
    const inner = value.fields.map(({ name, value: given }) => {
      const field = named.getFields()[name.value];
      return field ? costOfLiteral(given, { type: field.type, weight: prices.ofInput(field) }) : 0;
    });
    return tape.sum([weight, ...inner]);
  };

  return {
    /** The weight of the field and those of its arguments: together never less than nothing. */
    callOf(field: FieldNode, price: FieldPrice): Amount {
      const given = (field.arguments ?? []).map(({ name, value }) => {
        const argument = price.arguments.find((candidate) => candidate.name === name.value);
        return argument ? costOfLiteral(value, { type: argument.type, weight: prices.ofInput(argument) }) : 0;
      });
      return tape.largest([0, tape.sum([price.weight, ...given])]);
    },
  };
};
