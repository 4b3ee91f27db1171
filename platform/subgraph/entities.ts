import { type DocumentNode, type GraphQLResolveInfo, type GraphQLSchema, isInterfaceType } from 'graphql';
import {
  type EntityType,
  entitiesOf,
  isRepresentation,
  type Representation,
  readRepresentation,
} from './representations.ts';

type ResolveReference = (value: Representation, context: unknown, info: GraphQLResolveInfo) => unknown;

/** Where @apollo/subgraph keeps a type's `__resolveReference`. */
const resolveReferenceOf = ({ extensions }: EntityType): ResolveReference | undefined =>
  (extensions.apollo as { subgraph?: { resolveReference?: ResolveReference } } | undefined)?.subgraph
    ?.resolveReference;

/** The entity with the type's name, by which the union of all entities knows its type. */
const withTypename = (entity: unknown, typename: string): unknown => {
  if (!isRepresentation(entity) || entity.__typename === typename) return entity;
  if ('__typename' in entity) return { ...entity, __typename: typename };
  return Object.defineProperty(entity, '__typename', { value: typename });
};

/**
 * `_entities` answers each representation by itself: one that is malformed, or whose resolver throws, costs its own place and not
 * the list. What a resolver gives at once is answered at once; @apollo/subgraph makes a promise of each.
 */
export const guardEntities = (schema: GraphQLSchema, typeDefs: DocumentNode): GraphQLSchema => {
  const field = schema.getQueryType()?.getFields()._entities;
  const resolveAll = field?.resolve;
  if (!(field && resolveAll)) return schema;
  const entities = entitiesOf(schema, typeDefs);

  const entityOf = (value: unknown, at: number, context: unknown, info: GraphQLResolveInfo): unknown => {
    const found = readRepresentation(entities, value, at);
    if (found instanceof Error) return found;
    const { type, representation } = found;
    if (isInterfaceType(type)) {
      const [entity] = resolveAll(null, { representations: [representation] }, context, info) as unknown[];
      return entity;
    }
    const resolveReference = resolveReferenceOf(type);
    if (resolveReference === undefined) return representation;
    const entity = resolveReference(representation, context, info);
    return entity instanceof Promise
      ? entity.then((late) => withTypename(late, type.name))
      : withTypename(entity, type.name);
  };

  field.resolve = (_source, { representations }: { representations: readonly unknown[] }, context, info) =>
    representations.map((value, at) => {
      try {
        return entityOf(value, at, context, info);
      } catch (error) {
        return error instanceof Error ? error : new Error(String(error));
      }
    });
  return schema;
};
