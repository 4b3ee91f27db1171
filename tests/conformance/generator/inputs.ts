import {
  type GraphQLInputType,
  type GraphQLNamedType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
} from 'graphql';
import type { Draw } from './draw.ts';

const leafValue = (draw: Draw, type: GraphQLNamedType): unknown => {
  if (isEnumType(type)) return draw.pick(type.getValues()).name;
  if (type.name === 'Int') return draw.upTo(5);
  if (type.name === 'Float') return draw.upTo(50) / 4;
  if (type.name === 'Boolean') return draw.chance(50);
  return draw.pick(['', 'x', 'a "b"']);
};

/** A value that the type allows, as a variable carries it. */
export const inputValue = (draw: Draw, type: GraphQLInputType): unknown => {
  if (isNonNullType(type)) {
    const inner = type.ofType as GraphQLInputType;
    return inputValue(draw, inner) ?? inputValue(draw, type);
  }
  if (draw.chance(10)) return null;
  if (isListType(type))
    return Array.from({ length: draw.upTo(2) }, () => inputValue(draw, type.ofType as GraphQLInputType));
  if (!isInputObjectType(type)) return leafValue(draw, type);
  const given = Object.values(type.getFields()).filter(
    (field) => isNonNullType(field.type) || draw.chance(50),
  );
  return Object.fromEntries(given.map((field) => [field.name, inputValue(draw, field.type)]));
};

/** The same value as it stands in a document. */
export const literal = (value: unknown, type: GraphQLInputType): string => {
  if (isNonNullType(type)) return literal(value, type.ofType as GraphQLInputType);
  if (value === null) return 'null';
  if (isListType(type))
    return `[${(value as unknown[]).map((one) => literal(one, type.ofType as GraphQLInputType)).join(', ')}]`;
  if (isEnumType(type)) return String(value);
  if (!isInputObjectType(type)) return JSON.stringify(value);
  const fields = Object.entries(value as object).map(
    ([name, one]) => `${name}: ${literal(one, type.getFields()[name]?.type as GraphQLInputType)}`,
  );
  return `{ ${fields.join(', ')} }`;
};
