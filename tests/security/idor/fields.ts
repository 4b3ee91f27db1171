import { asParent, type Policy, policyOf } from '@aqmrg/platform/subgraph/access.ts';
import type { SubgraphDefinition } from '@aqmrg/platform/subgraph/define.ts';
import { typeDefsOf } from '@aqmrg/platform/subgraph/executable.ts';
import { rooms } from '@aqmrg/run/rooms.ts';
import {
  buildASTSchema,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLSchema,
  isObjectType,
  Kind,
  parse,
} from 'graphql';

/** A field that can be reached from outside by itself, and who may ask it. */
export interface Asked {
  readonly room: string;
  /** The schema of the room alone. */
  readonly schema: GraphQLSchema;
  readonly type: GraphQLObjectType;
  readonly field: GraphQLField<unknown, unknown>;
  readonly at: string;
  readonly policy: Policy;
}

const kinds = ['Query', 'Mutation', 'Subscription'];

const hasKey = ({ astNode, extensionASTNodes }: GraphQLObjectType): boolean =>
  [astNode, ...extensionASTNodes].some((node) => node?.directives?.some(({ name }) => name.value === 'key'));
/** Whether its fields can be asked without another one before them. */
const isReached = (type: GraphQLObjectType): boolean => kinds.includes(type.name) || hasKey(type);

const schemaOf = (definition: SubgraphDefinition): GraphQLSchema => {
  const document = typeDefsOf(definition);
  const definitions = document.definitions.filter(({ kind }) => kind !== Kind.SCHEMA_EXTENSION);
  return buildASTSchema({ ...document, definitions }, { assumeValidSDL: true });
};
const typesOf = (schema: GraphQLSchema): readonly GraphQLObjectType[] =>
  Object.values(schema.getTypeMap()).filter(isObjectType);

/** Root fields and fields of entities of all rooms: the whole schema is read, so that none can be forgotten here. */
const everyField = (): readonly Asked[] =>
  rooms.flatMap((definition) => {
    const { name: room, access } = definition;
    const schema = schemaOf(definition);
    return typesOf(schema)
      .filter(isReached)
      .flatMap((type) =>
        Object.values(type.getFields()).map((field): Asked => {
          const at = `${type.name}.${field.name}`;
          const policy = policyOf(access, type.name, field.name);
          if (policy === undefined) throw new Error(`${room}: ${at} has no rule.`);
          return { room, schema, type, field, at, policy };
        }),
      );
  });

export const fields = everyField();
export const rootFields = (kind: 'Query' | 'Mutation' | 'Subscription'): readonly Asked[] =>
  fields.filter(({ type }) => type.name === kind);
export const entityFields = fields.filter(({ type }) => !kinds.includes(type.name));

/** The one of this name: `Query.users`. */
export const fieldAt = (wanted: string): Asked => {
  const asked = fields.find(({ at }) => at === wanted);
  if (asked === undefined) throw new Error(`${wanted} is gone.`);
  return asked;
};

/** Fields that are reached through another one and have a policy of their own all the same: nobody asks them here by themselves. */
export const exceptionsIn = (definition: SubgraphDefinition): readonly string[] =>
  typesOf(schemaOf(definition))
    .filter((type) => !isReached(type) && !type.name.startsWith('__'))
    .flatMap((type) => Object.keys(type.getFields()).map((field) => [type.name, field] as const))
    .filter(([type, field]) => (policyOf(definition.access, type, field) ?? asParent) !== asParent)
    .map((names) => names.join('.'));

/** How many fields there are, counted another way. */
export const countOfFields = (): number =>
  rooms.reduce((sum, { schema }) => {
    for (const node of parse(schema).definitions) {
      if (node.kind !== Kind.OBJECT_TYPE_DEFINITION && node.kind !== Kind.OBJECT_TYPE_EXTENSION) continue;
      const isOurs =
        kinds.includes(node.name.value) || node.directives?.some(({ name }) => name.value === 'key');
      if (isOurs) sum += node.fields?.length ?? 0;
    }
    return sum;
  }, 0);
