import {
  type DocumentNode,
  type GraphQLInterfaceType,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
  isInterfaceType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  parse,
  type SelectionSetNode,
} from 'graphql';
import { badInput } from '../errors/air-error.ts';

type EntityType = GraphQLObjectType | GraphQLInterfaceType;
type Representation = Readonly<Record<string, unknown>>;
type Keys = ReadonlyMap<string, readonly SelectionSetNode[]>;

const isRepresentation = (value: unknown): value is Representation =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The keys of every entity, as the subgraph's own text declares them. */
const keysOf = (typeDefs: DocumentNode): Keys => {
  const keys = new Map<string, SelectionSetNode[]>();
  for (const node of typeDefs.definitions) {
    if (!('name' in node && node.name && 'directives' in node)) continue;
    for (const directive of node.directives ?? []) {
      const fields = directive.arguments?.find(({ name }) => name.value === 'fields')?.value;
      if (directive.name.value !== 'key' || fields?.kind !== 'StringValue') continue;
      const operation = parse(`{ ${fields.value} }`).definitions[0];
      if (operation?.kind !== 'OperationDefinition') continue;
      keys.set(node.name.value, [...(keys.get(node.name.value) ?? []), operation.selectionSet]);
    }
  }
  return keys;
};

/** Path of the first part that is not there or is of another type; undefined where all fits. */
const misfit = (value: unknown, type: GraphQLOutputType, below?: SelectionSetNode): string | undefined => {
  if (isNonNullType(type)) return value === null ? '' : misfit(value, type.ofType, below);
  if (value === null) return undefined;
  if (isListType(type)) {
    if (!Array.isArray(value)) return '';
    const faults = value.map((item, at) => ({ at, fault: misfit(item, type.ofType, below) }));
    const first = faults.find(({ fault }) => fault !== undefined);
    return first && `.${first.at}${first.fault}`;
  }
  if (isLeafType(type)) {
    try {
      return type.parseValue(value) === undefined ? '' : undefined;
    } catch {
      return '';
    }
  }
  if (!isRepresentation(value)) return '';
  return below && (isObjectType(type) || isInterfaceType(type)) ? keyMisfit(value, type, below) : undefined;
};

const keyMisfit = (value: Representation, type: EntityType, key: SelectionSetNode): string | undefined => {
  for (const selection of key.selections) {
    if (selection.kind !== 'Field' || selection.name.value === '__typename') continue;
    const name = selection.name.value;
    const field = type.getFields()[name];
    if (field === undefined) continue;
    const fault = value[name] === undefined ? '' : misfit(value[name], field.type, selection.selectionSet);
    if (fault !== undefined) return `.${name}${fault}`;
  }
  return undefined;
};

const entityTypeOf = (schema: GraphQLSchema, value: Representation): EntityType | undefined => {
  const type = typeof value.__typename === 'string' ? schema.getType(value.__typename) : undefined;
  return isObjectType(type) || isInterfaceType(type) ? type : undefined;
};

/** What is wrong with a representation, by its place in the list; undefined where it names an entity and one of its keys. */
const faultOf = (schema: GraphQLSchema, keys: Keys, value: unknown, at: number): Error | undefined => {
  if (!isRepresentation(value)) return badInput(`representations.${at}`, 'A representation is an object.');
  const type = entityTypeOf(schema, value);
  const known = type && keys.get(type.name);
  if (!(type && known)) {
    return badInput(
      `representations.${at}.__typename`,
      'A representation needs the __typename of an entity.',
    );
  }
  const faults = known.map((key) => keyMisfit(value, type, key));
  if (faults.includes(undefined)) return undefined;
  return badInput(
    `representations.${at}${faults[0]}`,
    `A representation of ${type.name} needs one of its keys.`,
  );
};

/** `_entities` answers each representation by itself: one that is malformed costs its own place, not the list. */
export const guardEntities = (schema: GraphQLSchema, typeDefs: DocumentNode): GraphQLSchema => {
  const field = schema.getQueryType()?.getFields()._entities;
  const resolve = field?.resolve;
  if (!(field && resolve)) return schema;
  const keys = keysOf(typeDefs);
  field.resolve = (source, { representations }: { representations: readonly unknown[] }, context, info) =>
    representations.map((value, at) => {
      const fault = faultOf(schema, keys, value, at);
      if (fault) return fault;
      const [entity] = resolve(source, { representations: [value] }, context, info) as unknown[];
      return entity;
    });
  return schema;
};
