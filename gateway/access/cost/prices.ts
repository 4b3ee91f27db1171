import {
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isInputObjectType,
  isIntrospectionType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  SchemaMetaFieldDef,
  TypeMetaFieldDef,
} from 'graphql';
import type { CostDirectives, ListSize } from './directives.ts';
import { introspectionSizes } from './introspection.ts';

/** What a field of an object type costs, before anything is known of a request. */
export interface FieldPrice {
  /** Of one call. */
  readonly weight: number;
  /** Of each item that is a scalar or enum; object types have weights of their own. */
  readonly leafWeight: number;
  /** Lists in lists: 0 for one item. */
  readonly listLevels: number;
  readonly size: ListSize | undefined;
  /** The object types that an item may be of. */
  readonly items: readonly GraphQLObjectType[];
  readonly arguments: readonly GraphQLArgument[];
}

/** The prices of a schema. */
export interface Prices {
  /** Of one object of this type. */
  ofObject(type: GraphQLObjectType): number;
  /** Undefined for `__typename`, which is free. */
  ofField(type: GraphQLObjectType, name: string): FieldPrice | undefined;
  /** Of an argument or input field that is given, without what is inside. */
  ofInput(input: Input): number;
  /** The fields of an input type, or of the items of its lists, that cost something themselves or hold what does. */
  pricedFields(type: GraphQLInputType): readonly PricedInput[];
}

interface PricedInput {
  readonly name: string;
  readonly type: GraphQLInputType;
  readonly weight: number;
}

interface Input {
  readonly type: GraphQLInputType;
  readonly astNode?: GraphQLArgument['astNode'];
}

/** Apollo's weight of a mutation; here of each of its root fields, because they are done one after the other. */
const mutationWeight = 10;

const listLevelsOf = (type: GraphQLOutputType): number => {
  if (isNonNullType(type)) return listLevelsOf(type.ofType);
  return isListType(type) ? 1 + listLevelsOf(type.ofType) : 0;
};

/** `introspectionWeight` is the price of one object of introspection. */
export const pricesOf = (
  schema: GraphQLSchema,
  { weightOf, listSizeOf }: CostDirectives,
  introspectionWeight: number,
): Prices => {
  const sizes = introspectionSizes(schema);
  const fields = new Map<GraphQLObjectType, Map<string, FieldPrice | undefined>>();
  const inputs = new Map<string, readonly PricedInput[]>();

  const ofObject = (type: GraphQLObjectType): number =>
    isIntrospectionType(type) ? introspectionWeight : Math.max(0, weightOf(type) ?? 1);

  const fieldOf = (type: GraphQLObjectType, name: string): GraphQLField<unknown, unknown> | undefined => {
    if (type === schema.getQueryType()) {
      if (name === SchemaMetaFieldDef.name) return SchemaMetaFieldDef;
      if (name === TypeMetaFieldDef.name) return TypeMetaFieldDef;
    }
    return type.getFields()[name];
  };

  const sizeOf = (type: GraphQLObjectType, field: GraphQLField<unknown, unknown>): ListSize | undefined =>
    sizes.get(`${type.name}.${field.name}`) ??
    listSizeOf(field) ??
    type
      .getInterfaces()
      .map((parent) => parent.getFields()[field.name])
      .map((inherited) => inherited && listSizeOf(inherited))
      .find((size) => size !== undefined);

  const price = (type: GraphQLObjectType, name: string): FieldPrice | undefined => {
    const field = fieldOf(type, name);
    if (!field) return undefined;
    const output = getNamedType(field.type);
    const usual = type === schema.getMutationType() ? mutationWeight : isLeafType(output) ? 0 : 1;
    return {
      weight: isIntrospectionType(output) || isIntrospectionType(type) ? 0 : (weightOf(field) ?? usual),
      leafWeight: isLeafType(output) ? Math.max(0, weightOf(output) ?? 0) : 0,
      listLevels: listLevelsOf(field.type),
      size: sizeOf(type, field),
      items: isAbstractType(output) ? schema.getPossibleTypes(output) : isObjectType(output) ? [output] : [],
      arguments: field.args,
    };
  };

  const ofInput = (input: Input): number => {
    const type = getNamedType(input.type);
    return weightOf(input) ?? (isInputObjectType(type) ? 1 : (weightOf(type) ?? 0));
  };

  const costsInside = (given: GraphQLInputType): boolean => {
    const seen = new Set([getNamedType(given)]);
    for (const type of seen) {
      for (const field of isInputObjectType(type) ? Object.values(type.getFields()) : []) {
        if (ofInput(field) !== 0) return true;
        seen.add(getNamedType(field.type));
      }
    }
    return false;
  };

  const pricedFields = (given: GraphQLInputType): readonly PricedInput[] => {
    const type = getNamedType(given);
    if (!isInputObjectType(type)) return [];
    const known = inputs.get(type.name);
    if (known) return known;
    const made = Object.values(type.getFields())
      .map((field) => ({ name: field.name, type: field.type, weight: ofInput(field) }))
      .filter((field) => field.weight !== 0 || costsInside(field.type));
    inputs.set(type.name, made);
    return made;
  };

  return {
    ofObject,
    ofField(type, name) {
      const known = fields.get(type) ?? new Map<string, FieldPrice | undefined>();
      if (!known.has(name)) fields.set(type, known.set(name, price(type, name)));
      return known.get(name);
    },
    ofInput,
    pricedFields,
  };
};
