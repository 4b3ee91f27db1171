import { expect, it } from 'vitest';
import { feature } from '../kit/feature.ts';
import { subgraph } from '../kit/subgraph.ts';

const nodes: Record<string, object> = {
  s1: { __typename: 'Sensor', id: 's1', name: 'Roof' },
  a1: { __typename: 'Alert', id: 'a1', text: 'too much dust' },
};
feature(
  'corrupted supergraph node id',
  [
    subgraph(
      'registry',
      `type Query { node(id: ID!): Node @shareable sensor(id: ID!): Sensor }
       interface Node { id: ID! }
       type Sensor implements Node @key(fields: "id") { id: ID! name: String! }
       type Alert implements Node @key(fields: "id") { id: ID! @external sensor: Sensor! }`,
      {
        Query: { node: (_, { id }) => nodes[id], sensor: (_, { id }) => nodes[id] },
        Sensor: { __resolveReference: ({ id }) => nodes[id] },
        Alert: { __resolveReference: ({ id }) => ({ id, sensor: nodes.s1 }) },
      },
    ),
    subgraph(
      'alerts',
      `type Query { node(id: ID!): Node @shareable alert(id: ID!): Alert }
       interface Node { id: ID! }
       type Sensor implements Node @key(fields: "id") { id: ID! @external alerts: [Alert!]! }
       type Alert implements Node @key(fields: "id") { id: ID! text: String! }`,
      {
        Query: { node: (_, { id }) => nodes[id], alert: (_, { id }) => nodes[id] },
        Sensor: { __resolveReference: ({ id }) => ({ id, alerts: [nodes.a1] }) },
        Alert: { __resolveReference: ({ id }) => nodes[id] },
      },
    ),
  ],
  (ask) => {
    it('reaches a node by its id, whichever subgraph owns it', async () => {
      expect(
        await ask(
          '{ s: node(id: "s1") { __typename ... on Sensor { id name } } a: node(id: "a1") { ... on Alert { id text } } }',
        ),
      ).toEqual({
        data: {
          s: { __typename: 'Sensor', id: 's1', name: 'Roof' },
          a: { id: 'a1', text: 'too much dust' },
        },
      });
    });
    it('cannot be planned by Apollo where the id is asked on the interface: one type calls it external there', async () => {
      await expect(ask('{ node(id: "s1") { id } }')).rejects.toThrow(
        'Was not able to find any options for id',
      );
    });
    it('gives an empty object where the node is of another type', async () => {
      expect(
        await ask(
          '{ s: node(id: "s1") { ... on Alert { id } } a: node(id: "a1") { __typename ... on Sensor { id } } }',
        ),
      ).toEqual({
        data: { s: {}, a: { __typename: 'Alert' } },
      });
    });
    it('crosses from one to the other and back', async () => {
      expect(
        await ask(
          '{ sensor(id: "s1") { id alerts { id text sensor { name } } } alert(id: "a1") { id sensor { id } } }',
        ),
      ).toEqual({
        data: {
          sensor: { id: 's1', alerts: [{ id: 'a1', text: 'too much dust', sensor: { name: 'Roof' } }] },
          alert: { id: 'a1', sensor: { id: 's1' } },
        },
      });
    });
  },
);

feature(
  'node',
  [
    subgraph(
      'nodes',
      `type Query { sensorNode: Node alertNode: Node } interface Node { id: ID! }
       type Sensor implements Node @key(fields: "id") { id: ID! } type Alert implements Node @key(fields: "id") { id: ID! }`,
      {
        Query: {
          sensorNode: () => ({ __typename: 'Sensor', id: 's1' }),
          alertNode: () => ({ __typename: 'Alert', id: 'a1' }),
        },
      },
    ),
    subgraph(
      'types',
      `interface Node { id: ID! }
       type Sensor implements Node @key(fields: "id") @shareable { id: ID! name: String! height: Float! }
       type Alert implements Node @key(fields: "id") { id: ID! text: String! }`,
      {
        Sensor: { __resolveReference: ({ id }) => ({ id, name: 'Roof', height: 2.5 }) },
        Alert: { __resolveReference: ({ id }) => ({ id, text: 'too much dust' }) },
      },
    ),
  ],
  (ask) => {
    it('fetches what stands behind an interface by the type that came', async () => {
      expect(
        await ask(
          '{ sensorNode { ... on Sensor { id name __typename height } } alertNode { id ... on Sensor { height } ... on Alert { text } } }',
        ),
      ).toEqual({
        data: {
          sensorNode: { id: 's1', name: 'Roof', __typename: 'Sensor', height: 2.5 },
          alertNode: { id: 'a1', text: 'too much dust' },
        },
      });
    });
  },
);
