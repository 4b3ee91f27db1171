import { type Policy, policyOf } from '@aqmrg/platform/subgraph/access.ts';
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

/** Root fields and fields of entities of all rooms: the whole schema is read, so that none can be forgotten here. */
const everyField = (): readonly Asked[] =>
  rooms.flatMap((definition) => {
    const { name: room, access } = definition;
    const document = typeDefsOf(definition);
    const schema = buildASTSchema(
      { ...document, definitions: document.definitions.filter(({ kind }) => kind !== Kind.SCHEMA_EXTENSION) },
      { assumeValidSDL: true },
    );
    return Object.values(schema.getTypeMap())
      .filter(isObjectType)
      .filter((type) => kinds.includes(type.name) || hasKey(type))
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
