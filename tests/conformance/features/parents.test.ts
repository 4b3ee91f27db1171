import { expect, it } from 'vitest';
import { feature } from '../kit/feature.ts';
import { subgraph } from '../kit/subgraph.ts';

const sites = [
  { id: 's1', serial: 'QA-1', name: 'Roof' },
  { id: 's2', serial: 'QA-2', name: 'School' },
];
const by =
  <Row>(rows: readonly Row[], key: keyof Row) =>
  (reference: Row) =>
    rows.find((row) => row[key] === reference[key]) ?? null;

feature(
  'parent entity call',
  [
    subgraph(
      'registry',
      `type Query { sensors: [Sensor!]! }
       type Sensor @key(fields: "id") @key(fields: "id serial") { id: ID! serial: ID! site: Site @shareable }
       type Site @key(fields: "id") { id: ID! name: String! @shareable }`,
      {
        Query: { sensors: () => sites },
        Sensor: { site: ({ id }) => ({ id: `site-${id}`, name: 'from registry' }) },
      },
    ),
    subgraph(
      'weather',
      `type Sensor @key(fields: "id serial") { id: ID! serial: ID! site: Site @shareable }
       type Site { wind: Wind }
       type Wind { knots: Int }`,
      {
        Sensor: {
          __resolveReference: (sensor) => ({ ...sensor, site: { wind: { knots: sensor.id.length } } }),
        },
      },
    ),
  ],
  (ask) => {
    it('goes back to the parent for a child that has no key of its own', async () => {
      expect(await ask('{ sensors { id site { id wind { knots } name } } }')).toEqual({
        data: {
          sensors: [
            { id: 's1', site: { id: 'site-s1', wind: { knots: 2 }, name: 'from registry' } },
            { id: 's2', site: { id: 'site-s2', wind: { knots: 2 }, name: 'from registry' } },
          ],
        },
      });
    });
  },
);

feature(
  'parent entity call complex',
  [
    subgraph(
      'details',
      `type Sensor @key(fields: "id") { id: ID @external site: Site @shareable } type Site { details: String }`,
      { Sensor: { __resolveReference: ({ id }) => ({ id, site: { details: `details of ${id}` } }) } },
    ),
    subgraph(
      'places',
      `type Sensor @key(fields: "id") { id: ID @external site: Site @shareable } type Site { id: ID @shareable }`,
      { Sensor: { __resolveReference: ({ id }) => ({ id, site: { id: `place-${id}` } }) } },
    ),
    subgraph('names', 'type Site @key(fields: "id") { id: ID name: String }', {
      Site: { __resolveReference: ({ id }) => ({ id, name: `name of ${id}` }) },
    }),
    subgraph(
      'registry',
      'type Query { sensor(id: ID!): Sensor } type Sensor @key(fields: "id") { id: ID name: String }',
      {
        Query: { sensor: (_, { id }) => ({ id, name: `sensor ${id}` }) },
      },
    ),
  ],
  (ask) => {
    it('gathers one child from three subgraphs, two of them through its parent', async () => {
      expect(
        await ask('query ($id: ID!) { sensor(id: $id) { id name site { id name details } } }', { id: '1' }),
      ).toEqual({
        data: {
          sensor: {
            id: '1',
            name: 'sensor 1',
            site: { id: 'place-1', name: 'name of place-1', details: 'details of 1' },
          },
        },
      });
    });
  },
);

feature(
  'child type mismatch',
  [
    subgraph('drafts', 'type Sensor { id: ID @shareable } type Query { drafts: [Sensor!]! }', {
      Query: { drafts: () => [{ id: 's1' }] },
    }),
    subgraph(
      'registry',
      `union Device = Sensor | Monitor
       type Sensor @key(fields: "id") { id: ID! name: String near: [Device!]! }
       type Monitor { id: ID name: String @shareable near: [Device!]! }
       type Query { devices: [Device!]! }`,
      {
        Query: {
          devices: () => [
            { __typename: 'Sensor', ...sites[0] },
            { __typename: 'Monitor', id: 'm1', name: 'Tower' },
          ],
        },
        Sensor: {
          __resolveReference: by(sites, 'id'),
          near: () => [
            { __typename: 'Monitor', id: 'm1', name: 'Tower' },
            { __typename: 'Sensor', ...sites[1] },
          ],
        },
        Monitor: { near: () => [{ __typename: 'Sensor', ...sites[0] }] },
      },
    ),
  ],
  (ask) => {
    it('keeps fields apart that have the same name and types that may not be merged', async () => {
      const each = '... on Sensor { id name } ... on Monitor { id name }';
      const answer = await ask(
        `{ drafts { id name } devices { ... on Sensor { id name near { ${each} } } ... on Monitor { id name near { ${each} } } } }`,
      );
      expect(answer).toEqual({
        data: {
          drafts: [{ id: 's1', name: 'Roof' }],
          devices: [
            {
              id: 's1',
              name: 'Roof',
              near: [
                { id: 'm1', name: 'Tower' },
                { id: 's2', name: 'School' },
              ],
            },
            { id: 'm1', name: 'Tower', near: [{ id: 's1', name: 'Roof' }] },
          ],
        },
      });
    });
  },
);
