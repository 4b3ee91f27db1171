import { readFileSync } from 'node:fs';
import { ApolloGateway } from '@apollo/gateway';
import { asParent, policyOf } from '@aqmrg/platform/subgraph/access.ts';
import { accessPage } from '@aqmrg/run/access-page.ts';
import { accessPageUrl, composeRooms } from '@aqmrg/run/compose.ts';
import { rooms } from '@aqmrg/run/rooms.ts';
import { buildSchema, type GraphQLSchema, isObjectType, Kind, parse } from 'graphql';
import { describe, expect, it } from 'vitest';

const { supergraphSdl, apiSdl } = composeRooms();

/** Root fields and fields of entities and plain types, as each room writes them, with what its table says. */
const fields = rooms.flatMap(({ name: room, schema, access }) =>
  parse(schema).definitions.flatMap((type) =>
    type.kind === Kind.OBJECT_TYPE_DEFINITION
      ? (type.fields ?? []).map((field) => ({
          room,
          isRoot: ['Query', 'Mutation', 'Subscription'].includes(type.name.value),
          at: `${type.name.value}.${field.name.value}`,
          description: field.description?.value ?? '',
          policy: policyOf(access, type.name.value, field.name.value),
        }))
      : [],
  ),
);

const accessOf = (schema: GraphQLSchema): ReadonlyMap<string, readonly string[]> =>
  new Map(
    Object.values(schema.getTypeMap())
      .filter(isObjectType)
      .flatMap((type) =>
        Object.values(type.getFields()).map((field) => [
          `${type.name}.${field.name}`,
          (field.astNode?.directives ?? [])
            .filter(({ name }) => name.value === 'access')
            .map(({ arguments: given = [] }) =>
              given.map(({ value }) => ('value' in value ? String(value.value) : '')).join(': '),
            ),
        ]),
      ),
  );

describe('the access tables', () => {
  it('name every field of every room', () => {
    expect(fields.length).toBeGreaterThan(100);
    expect(fields.filter(({ policy }) => policy === undefined).map(({ at }) => at)).toEqual([]);
  });

  it('stand in the descriptions of root fields, in brackets at their end', () => {
    const wrong = fields
      .filter(({ isRoot }) => isRoot)
      .filter(({ description, policy }) => !description.endsWith(`. [${policy?.words}]`))
      .map(({ at, policy }) => `${at} is for: ${policy?.words}`);
    expect(wrong).toEqual([]);
  });

  it('are the committed page of the reference', () => {
    expect(readFileSync(accessPageUrl, 'utf8')).toBe(accessPage(rooms));
  });

  it('have no door without its line in the page', () => {
    const [first] = rooms;
    if (first === undefined) throw new Error('There is no room.');
    expect(() => accessPage([{ ...first, doors: ['/v1/secrets'] }])).toThrow('/v1/secrets: who may come in?');
  });

  it('reach the gateway: each field with a policy of its own says it in the supergraph', () => {
    const said = accessOf(buildSchema(supergraphSdl, { assumeValid: true }));
    const expected = fields.filter(({ policy }) => policy !== asParent);
    expect(expected.length).toBeGreaterThan(50);
    const silent = expected.filter(
      ({ at, policy }) => !said.get(at)?.includes(`${policy?.words}: ${policy?.isSameForAll}`),
    );
    expect(silent.map(({ at }) => at)).toEqual([]);
  });

  it('are nothing that clients see', () => {
    expect(apiSdl).not.toContain('@access');
    expect(apiSdl).not.toContain('accessNews');
  });

  it('keep nobody from loading the graph: Apollo’s gateway takes it as it is', async () => {
    const gateway = new ApolloGateway({ supergraphSdl });
    const { schema } = await gateway.load();
    expect(Object.keys(schema.getQueryType()?.getFields() ?? {})).toContain('sensors');
    await gateway.stop();
  });
});
