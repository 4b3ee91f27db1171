import { expect, it } from 'vitest';
import { feature } from '../kit/feature.ts';
import { subgraph } from '../kit/subgraph.ts';

const refuse = () => {
  throw new Error('nobody should ask this here');
};

feature(
  'nested provides',
  [
    subgraph('all', 'type Sensor @key(fields: "id") { id: ID! }', {
      Sensor: { __resolveReference: (sensor) => sensor },
    }),
    subgraph(
      'groups',
      `type Query { sensors: [Sensor] @shareable @provides(fields: "groups { id name inside { id name } }") }
       type Sensor @key(fields: "id") { id: ID! groups: [Group] @external }
       type Group @key(fields: "id") { id: ID! name: String inside: [Group] @external }`,
      {
        Query: {
          sensors: () => [
            { id: 's1', groups: [{ id: 'g1', name: 'Schools', inside: [{ id: 'g2', name: 'City' }] }] },
          ],
        },
        Sensor: { __resolveReference: refuse },
        Group: { __resolveReference: refuse },
      },
    ),
    subgraph(
      'tree',
      `type Sensor @key(fields: "id") { id: ID! groups: [Group] @shareable }
       type Group @key(fields: "id") { id: ID! inside: [Group] @shareable }`,
      { Sensor: { __resolveReference: refuse }, Group: { __resolveReference: refuse } },
    ),
  ],
  (ask) => {
    it('takes two levels from the subgraph that provides them, and asks nobody else', async () => {
      expect(await ask('{ sensors { id groups { id name } } }')).toEqual({
        data: { sensors: [{ id: 's1', groups: [{ id: 'g1', name: 'Schools' }] }] },
      });
      expect(await ask('{ sensors { id groups { id name inside { id name } } } }')).toEqual({
        data: {
          sensors: [
            { id: 's1', groups: [{ id: 'g1', name: 'Schools', inside: [{ id: 'g2', name: 'City' }] }] },
          ],
        },
      });
    });
  },
);

const crew = [
  { __typename: 'Laser', id: 'l1', name: 'Beam' },
  { __typename: 'Mass', id: 'm1', name: 'Scale' },
];
feature(
  'provides on interface',
  [
    subgraph(
      'stations',
      `type Query { place: Place @shareable station: Station @provides(fields: "devices { ... on Laser { name } }") }
       interface Place { id: ID! } interface Device { id: ID! }
       type Station implements Place @key(fields: "id") { id: ID! devices: [Device] @shareable }
       type Laser implements Device @key(fields: "id") { id: ID! @external name: String @external }
       type Mass implements Device @key(fields: "id") { id: ID! @external }`,
      {
        Query: {
          place: () => ({ __typename: 'Station', id: 't1', devices: crew }),
          station: () => ({
            id: 't1',
            devices: crew.map((device) => ({ ...device, name: `${device.name} provided` })),
          }),
        },
        Station: { __resolveReference: ({ id }) => ({ id, devices: crew }) },
      },
    ),
    subgraph(
      'places',
      `type Query { place: Place @shareable @provides(fields: "devices { id name }") }
       interface Place { id: ID! devices: [Device] } interface Device { id: ID! name: String }
       type Station implements Place { id: ID! @shareable devices: [Device] @external }
       type Laser implements Device { id: ID! @external name: String @external }
       type Mass implements Device { id: ID! @external name: String @external }`,
      { Query: { place: () => ({ __typename: 'Station', id: 't1', devices: crew }) } },
    ),
    subgraph(
      'devices',
      `interface Place { id: ID! devices: [Device] } interface Device { id: ID! name: String }
       type Station implements Place @key(fields: "id") { id: ID! devices: [Device] @shareable }
       type Laser implements Device @key(fields: "id") { id: ID! name: String @shareable age: Int }
       type Mass implements Device @key(fields: "id") { id: ID! name: String @shareable age: Int }`,
      {
        Station: {
          __resolveReference: ({ id }) => ({
            id,
            devices: [
              { ...crew[0], age: 3 },
              { ...crew[1], age: 7 },
            ],
          }),
        },
        Laser: { __resolveReference: ({ id }) => ({ id, name: 'Beam', age: 3 }) },
        Mass: { __resolveReference: ({ id }) => ({ id, name: 'Scale', age: 7 }) },
      },
    ),
  ],
  (ask) => {
    it('takes from an interface what a root field provides on it', async () => {
      expect(await ask('{ place { id devices { id name } } }')).toEqual({
        data: {
          place: {
            id: 't1',
            devices: [
              { id: 'l1', name: 'Beam' },
              { id: 'm1', name: 'Scale' },
            ],
          },
        },
      });
    });
    it('fetches for one type what is not provided', async () => {
      expect(await ask('{ place { devices { id name ... on Mass { age } } } }')).toEqual({
        data: {
          place: {
            devices: [
              { id: 'l1', name: 'Beam' },
              { id: 'm1', name: 'Scale', age: 7 },
            ],
          },
        },
      });
    });
    it('takes what is provided for one type only', async () => {
      expect(await ask('{ station { devices { ... on Laser { name } ... on Mass { age } } } }')).toEqual({
        data: { station: { devices: [{ name: 'Beam provided' }, { age: 7 }] } },
      });
    });
  },
);

const works = [
  { __typename: 'Report', id: 'r1', title: 'Provided' },
  { __typename: 'Map', id: 'm1' },
];
const documents = 'union Work = Report | Map';
feature(
  'provides on union',
  [
    subgraph(
      'works',
      `type Query { works: [Work] @shareable } ${documents} type Report @key(fields: "id") { id: ID! } type Map @key(fields: "id") { id: ID! }`,
      { Query: { works: () => works } },
    ),
    subgraph(
      'titles',
      `type Query { works: [Work] @shareable @provides(fields: "... on Report { title }") } ${documents}
       type Report @key(fields: "id") { id: ID! title: String @external } type Map @key(fields: "id") { id: ID! }`,
      { Query: { works: () => works } },
    ),
    subgraph(
      'library',
      'type Report @key(fields: "id") { id: ID! title: String @shareable } type Map @key(fields: "id") { id: ID! title: String @shareable }',
      {
        Report: { __resolveReference: refuse },
        Map: { __resolveReference: ({ id }) => ({ id, title: 'From the library' }) },
      },
    ),
  ],
  (ask) => {
    it('takes the member that is provided and fetches the other', async () => {
      expect(await ask('{ works { ... on Report { id title } ... on Map { id } } }')).toEqual({
        data: { works: [{ id: 'r1', title: 'Provided' }, { id: 'm1' }] },
      });
      expect(await ask('{ works { ... on Report { id title } ... on Map { id title } } }')).toEqual({
        data: {
          works: [
            { id: 'r1', title: 'Provided' },
            { id: 'm1', title: 'From the library' },
          ],
        },
      });
    });
  },
);

feature(
  'circular reference interface',
  [
    subgraph(
      'devices',
      `type Query { device: Device } interface Device { twin: Device }
       type Sensor implements Device @key(fields: "id") { id: ID! twin: Sensor @provides(fields: "cost") cost: Float @external }`,
      {
        Query: { device: () => ({ __typename: 'Sensor', id: 's1' }) },
        Sensor: { twin: ({ id }) => ({ id: id === 's1' ? 's2' : 's1', cost: 11 }) },
      },
    ),
    subgraph('costs', 'type Sensor @key(fields: "id") { id: ID! cost: Float @shareable }', {
      Sensor: { __resolveReference: ({ id }) => ({ id, cost: 12 }) },
    }),
  ],
  (ask) => {
    it('walks an interface that returns itself, under a type that narrows it', async () => {
      expect(await ask('{ device { twin { ... on Device { twin { __typename } } } } }')).toEqual({
        data: { device: { twin: { twin: { __typename: 'Sensor' } } } },
      });
    });
    it('merges both ways to the same field', async () => {
      expect(
        await ask(
          `{ device { __typename twin { __typename ... on Sensor { id } twin { __typename } }
             ... on Sensor { id cost twin { id cost } } } }`,
        ),
      ).toEqual({
        data: {
          device: {
            __typename: 'Sensor',
            id: 's1',
            cost: 12,
            twin: { __typename: 'Sensor', id: 's2', cost: 11, twin: { __typename: 'Sensor' } },
          },
        },
      });
    });
  },
);
