import { readFileSync } from 'node:fs';
import { typeDefsOf } from '@aqmrg/platform/subgraph/executable.ts';
import { composeRooms } from '@aqmrg/run/compose.ts';
import { rooms } from '@aqmrg/run/rooms.ts';
import {
  buildSchema,
  type FieldDefinitionNode,
  isEnumType,
  isInputObjectType,
  isObjectType,
  isSpecifiedScalarType,
  Kind,
  type ObjectTypeDefinitionNode,
  type TypeNode,
} from 'graphql';
import { describe, expect, it } from 'vitest';

const read = (file: string): string =>
  readFileSync(new URL(import.meta.resolve(`@aqmrg/schema/${file}`)), 'utf8');

const rootTypes = ['Query', 'Mutation', 'Subscription'];

const typesOf = (name: string): readonly ObjectTypeDefinitionNode[] => {
  const room = rooms.find((candidate) => candidate.name === name);
  if (!room) throw new Error(`no room ${name}`);
  return typeDefsOf(room).definitions.filter((node) => node.kind === Kind.OBJECT_TYPE_DEFINITION);
};

const isEntity = (type: ObjectTypeDefinitionNode): boolean =>
  (type.directives ?? []).some(({ name }) => name.value === 'key');

const nameOf = (type: TypeNode): string =>
  type.kind === Kind.NAMED_TYPE ? type.name.value : nameOf(type.type);
const isNonNull = ({ type }: FieldDefinitionNode): boolean => type.kind === Kind.NON_NULL_TYPE;

/** The room that answers root queries for an entity owns it. */
const ownerOf = (entity: string): string | undefined =>
  rooms.find(({ name }) =>
    typesOf(name).some(
      (type) => type.name.value === 'Query' && type.fields?.some((field) => nameOf(field.type) === entity),
    ),
  )?.name;

describe('the schemas', () => {
  it('fit together, and the committed graph is the composed one', () => {
    const composed = composeRooms();
    expect(read('supergraph.graphql')).toBe(composed.supergraphSdl);
    expect(read('api.graphql')).toBe(composed.apiSdl);
  });

  it('let every root query field be null, so that a dead subgraph costs its own fields only', () => {
    const strict = rooms.flatMap(({ name }) =>
      typesOf(name)
        .filter((type) => type.name.value === 'Query')
        .flatMap((type) => (type.fields ?? []).filter(isNonNull).map((field) => field.name.value)),
    );
    expect(strict).toEqual([]);
  });

  it("let every field on, and every reference to, another room's entity be null", () => {
    const strict: string[] = [];
    for (const { name } of rooms) {
      const foreign = new Set(
        typesOf(name)
          .filter((type) => isEntity(type) && ownerOf(type.name.value) !== name)
          .map((type) => type.name.value),
      );
      for (const type of typesOf(name)) {
        for (const field of type.fields ?? []) {
          const added = foreign.has(type.name.value) && field.name.value !== 'id';
          const refers = foreign.has(nameOf(field.type));
          if ((added || refers) && isNonNull(field))
            strict.push(`${name}: ${type.name.value}.${field.name.value}`);
        }
      }
    }
    expect(strict).toEqual([]);
  });

  it('describe every type, field and value', () => {
    const api = buildSchema(read('api.graphql'));
    const ours = Object.values(api.getTypeMap()).filter(
      (type) => !type.name.startsWith('__') && !isSpecifiedScalarType(type),
    );
    const members = ours.flatMap((type) => {
      if (isObjectType(type) || isInputObjectType(type)) return Object.values(type.getFields());
      return isEnumType(type) ? type.getValues() : [];
    });
    const types = ours.filter((type) => !rootTypes.includes(type.name));
    const silent = [...types, ...members].filter(({ description }) => !description).map(({ name }) => name);
    expect(silent).toEqual([]);
  });
});
