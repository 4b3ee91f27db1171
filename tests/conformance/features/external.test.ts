import { expect, it } from 'vitest';
import { feature } from '../kit/feature.ts';
import { oldSubgraph, type Subgraph, subgraph } from '../kit/subgraph.ts';

const sensors = [
  { id: 's1', name: 'Roof', nickname: 'Ruth' },
  { id: 's2', name: 'School', nickname: 'Sue' },
];
const registrySdl =
  'type Query { sensorById(id: ID): Sensor } type Sensor @key(fields: "id") { id: ID! name: String! nickname: String }';
const registry = {
  Query: { sensorById: (_: unknown, { id }: { id: string }) => sensors.find((sensor) => sensor.id === id) },
  Sensor: { __resolveReference: ({ id }: { id: string }) => sensors.find((sensor) => sensor.id === id) },
};
const queries = 'type Query { random: Sensor named: Sensor @provides(fields: "name") }';
const fields = '{ id: ID! @external name: String! @external code: ID }';
const code = ({ id }: { id: string }) => `code ${id}`;
const random = {
  Query: { random: () => ({ id: 's1' }), named: () => ({ id: 's1', name: 'Provided' }) },
  Sensor: { __resolveReference: ({ id }: { id: string }) => ({ id }), code },
};

const extensions: readonly (readonly [string, readonly Subgraph[]])[] = [
  [
    'fed1 external extends',
    [
      oldSubgraph('random', `${queries} type Sensor @key(fields: "id") @extends ${fields}`, random),
      oldSubgraph('registry', registrySdl, registry),
    ],
  ],
  [
    'fed1 external extension',
    [
      oldSubgraph('random', `${queries} extend type Sensor @key(fields: "id") ${fields}`, random),
      oldSubgraph('registry', registrySdl, registry),
    ],
  ],
  [
    'fed2 external extends',
    [
      subgraph('random', `${queries} type Sensor @key(fields: "id") @extends ${fields}`, random),
      subgraph('registry', registrySdl.replace('name: String!', 'name: String! @shareable'), registry),
    ],
  ],
  [
    'fed2 external extension',
    [
      subgraph('random', `${queries} extend type Sensor @key(fields: "id") ${fields}`, random),
      subgraph('registry', registrySdl.replace('name: String!', 'name: String! @shareable'), registry),
    ],
  ],
];

for (const [name, parts] of extensions)
  feature(name, parts, (ask) => {
    it('reads the key of the extended type where it stands', async () => {
      expect(await ask('{ random { id code } }')).toEqual({
        data: { random: { id: 's1', code: 'code s1' } },
      });
    });
    it("asks the type's owner for the rest", async () => {
      expect(await ask('{ random { id code name } sensorById(id: "s2") { id name nickname code } }')).toEqual(
        {
          data: {
            random: { id: 's1', code: 'code s1', name: 'Roof' },
            sensorById: { id: 's2', name: 'School', nickname: 'Sue', code: 'code s2' },
          },
        },
      );
    });
    it('takes an external field from the path that provides it', async () => {
      expect(await ask('{ named { id code name } }')).toEqual({
        data: { named: { id: 's1', code: 'code s1', name: 'Provided' } },
      });
    });
  });

feature(
  'fed1 external extends resolvable',
  [
    oldSubgraph(
      'registry',
      'type Query { sensor: Sensor } type Sensor @key(fields: "id") { id: ID! name: String code: ID }',
      {
        Query: { sensor: () => ({ id: 's1', name: 'Roof', code: 'c1' }) },
        Sensor: { __resolveReference: ({ id }) => ({ id, name: 'Roof', code: 'c1' }) },
      },
    ),
    oldSubgraph(
      'costs',
      `type Query { cheapest: Sensor }
       extend type Sensor @key(fields: "id name") @key(fields: "serial") {
         id: ID @external name: String @external serial: String @external cost: Float! }`,
      {
        Query: { cheapest: () => ({ id: 's1', name: 'Roof', serial: 'QA-1', cost: 12.5 }) },
        Sensor: {
          __resolveReference: ({ id, name }) =>
            id && name ? { id, name, serial: 'QA-1', cost: 12.5 } : null,
        },
      },
    ),
  ],
  (ask) => {
    it('reaches a key that is external everywhere through the key that is known', async () => {
      expect(await ask('{ sensor { id code cost serial name } }')).toEqual({
        data: { sensor: { id: 's1', code: 'c1', cost: 12.5, serial: 'QA-1', name: 'Roof' } },
      });
    });
  },
);
