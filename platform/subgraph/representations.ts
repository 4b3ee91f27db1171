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

export type EntityType = GraphQLObjectType | GraphQLInterfaceType;
export type Representation = Readonly<Record<string, unknown>>;
export type Keys = ReadonlyMap<string, readonly SelectionSetNode[]>;

export const isRepresentation = (value: unknown): value is Representation =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The keys of every entity, as the subgraph's own text declares them. */
export const keysOf = (typeDefs: DocumentNode): Keys => {
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

export interface Entity {
  readonly type: EntityType;
  readonly representation: Representation;
}

/** Which entity a representation means, by one of its keys; or what is wrong with it, by its place in the list. */
export const readRepresentation = (
  schema: GraphQLSchema,
  keys: Keys,
  value: unknown,
  at: number,
): Entity | Error => {
  if (!isRepresentation(value)) return badInput(`representations.${at}`, 'A representation is an object.');
  const type = entityTypeOf(schema, value);
  const known = type && keys.get(type.name);
  if (!(type && known)) {
    return badInput(
      `representations.${at}.__typename`,
      'A representation needs the __typename of an entity.',
    );
  }
  let fault: string | undefined;
  for (const key of known) {
    const misfits = keyMisfit(value, type, key);
    if (misfits === undefined) return { type, representation: value };
    fault ??= misfits;
  }
  return badInput(`representations.${at}${fault}`, `A representation of ${type.name} needs one of its keys.`);
};
