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

export const isRepresentation = (value: unknown): value is Representation =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Gives the path of the first part that is not there or is of another type; undefined where all fits. */
type Misfit = (value: unknown) => string | undefined;

export interface Entity {
  readonly type: EntityType;
  /** One a key. */
  readonly keys: readonly Misfit[];
}

/** What a subgraph can be asked for, by name. */
export type Entities = ReadonlyMap<string, Entity>;

const misfitOf = (type: GraphQLOutputType, below: SelectionSetNode | undefined): Misfit => {
  if (isNonNullType(type)) {
    const inner = misfitOf(type.ofType, below);
    return (value) => (value === null ? '' : inner(value));
  }
  if (isListType(type)) {
    const item = misfitOf(type.ofType, below);
    return (value) => {
      if (value === null) return undefined;
      if (!Array.isArray(value)) return '';
      const faults = value.map((one, at) => ({ at, fault: item(one) }));
      const first = faults.find(({ fault }) => fault !== undefined);
      return first && `.${first.at}${first.fault}`;
    };
  }
  if (isLeafType(type)) {
    return (value) => {
      try {
        return value === null || type.parseValue(value) !== undefined ? undefined : '';
      } catch {
        return '';
      }
    };
  }
  const parts = below && (isObjectType(type) || isInterfaceType(type)) ? keyMisfitOf(type, below) : undefined;
  return (value) => {
    if (value === null) return undefined;
    return isRepresentation(value) ? parts?.(value) : '';
  };
};

const keyMisfitOf = (type: EntityType, key: SelectionSetNode): Misfit => {
  const parts = key.selections.flatMap((selection) => {
    const field = selection.kind === 'Field' ? type.getFields()[selection.name.value] : undefined;
    if (selection.kind !== 'Field' || field === undefined) return [];
    return [{ name: field.name, misfit: misfitOf(field.type, selection.selectionSet) }];
  });
  return (value) => {
    for (const { name, misfit } of parts) {
      const part = (value as Representation)[name];
      const fault = part === undefined ? '' : misfit(part);
      if (fault !== undefined) return `.${name}${fault}`;
    }
    return undefined;
  };
};

/** Every entity and its keys, as the subgraph's own text declares them. */
export const entitiesOf = (schema: GraphQLSchema, typeDefs: DocumentNode): Entities => {
  const entities = new Map<string, Entity>();
  for (const node of typeDefs.definitions) {
    if (!('name' in node && node.name && 'directives' in node)) continue;
    const type = schema.getType(node.name.value);
    if (!(isObjectType(type) || isInterfaceType(type))) continue;
    for (const directive of node.directives ?? []) {
      const fields = directive.arguments?.find(({ name }) => name.value === 'fields')?.value;
      if (directive.name.value !== 'key' || fields?.kind !== 'StringValue') continue;
      const operation = parse(`{ ${fields.value} }`).definitions[0];
      if (operation?.kind !== 'OperationDefinition') continue;
      const key = keyMisfitOf(type, operation.selectionSet);
      entities.set(type.name, { type, keys: [...(entities.get(type.name)?.keys ?? []), key] });
    }
  }
  return entities;
};

/** Which entity a representation means, by one of its keys; or what is wrong with it, by its place in the list. */
export const readRepresentation = (
  entities: Entities,
  value: unknown,
  at: number,
): { readonly type: EntityType; readonly representation: Representation } | Error => {
  if (!isRepresentation(value)) return badInput(`representations.${at}`, 'A representation is an object.');
  const entity = typeof value.__typename === 'string' ? entities.get(value.__typename) : undefined;
  if (entity === undefined) {
    return badInput(
      `representations.${at}.__typename`,
      'A representation needs the __typename of an entity.',
    );
  }
  let fault: string | undefined;
  for (const misfit of entity.keys) {
    const misfits = misfit(value);
    if (misfits === undefined) return { type: entity.type, representation: value };
    fault ??= misfits;
  }
  const name = entity.type.name;
  return badInput(`representations.${at}${fault}`, `A representation of ${name} needs one of its keys.`);
};
