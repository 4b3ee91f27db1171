import { describe, expect, it } from 'vitest';
import { feature } from './kit/feature.ts';
import { subgraph } from './kit/subgraph.ts';

/** Where generated cases showed that Apollo's executor does not follow the specification, and ours does. */

const site = (id: string) => ({ __typename: 'Site', id, name: `name ${id}` });
const sensor = { __typename: 'Sensor', id: 's1', grid: [[{ v: 1 }, null], [{ v: 2 }]], site: site('x1') };
const world = [
  subgraph(
    'registry',
    `type Query { sensor: Sensor } interface Node { id: ID! } union Any = Sensor | Site
     type Sensor implements Node @key(fields: "id") { id: ID! grid: [[Cell]] site: Site } type Cell { v: Int }
     type Site implements Node @key(fields: "id") { id: ID! }`,
    {
      Query: { sensor: () => sensor },
      Sensor: { __resolveReference: () => sensor },
      Site: { __resolveReference: ({ id }) => site(id) },
    },
  ),
  subgraph(
    'sums',
    `type Sensor @key(fields: "id") { id: ID! grid: [[Cell]] @external sum: Int @requires(fields: "grid { v }") at: Site }
     type Cell @external { v: Int } type Site @key(fields: "id") { id: ID! name: String }`,
    {
      Sensor: {
        __resolveReference: (one) => one,
        sum: ({ grid }) =>
          grid.flat().reduce((sum: number, cell: { v: number } | null) => sum + (cell?.v ?? 0), 0),
        at: ({ id }) => site(`at ${id}`),
      },
      Site: { __resolveReference: ({ id }) => site(id) },
    },
  ),
];

describe('known differences', () => {
  feature('__typename under the name of a key', world, (_, both) => {
    it('on a union: Apollo loses the whole object', async () => {
      const { stock, ours } = await both('{ sensor { ... on Any { id: __typename } at { name } } }');
      expect(stock).toEqual({ data: { sensor: null }, misfits: [] });
      expect(ours).toEqual({ data: { sensor: { id: 'Sensor', at: { name: 'name at s1' } } } });
    });
  });

  feature('fragments on abstract types inside each other', world, (_, both) => {
    it('without __typename: Apollo leaves out what they select', async () => {
      const { stock, ours } = await both('{ sensor { ... on Any { ... on Node { id } } } }');
      expect(stock.data).toEqual({ sensor: {} });
      expect(ours).toEqual({ data: { sensor: { id: 's1' } } });
    });
    it('is answered also where another value does not fit', async () => {
      const { ours } = await both(
        '{ sensor { ... on Any { ... on Node { id } } grid { v } } }',
        {},
        (_, answer) => ({
          ...answer,
          data: { sensor: { id: 's1', grid: [[{ v: 'wrong' }]] } },
        }),
      );
      expect(ours).toEqual({
        data: { sensor: { id: 's1', grid: [[{ v: null }]] } },
        errors: [{ message: 'Invalid value found for field Cell.v.', path: ['sensor', 'grid', 0, 0, 'v'] }],
      });
    });
  });

  feature('a requirement of objects in a list of lists', world, (_, both) => {
    it('is sent as nulls by Apollo', async () => {
      const { stock, ours } = await both('{ sensor { sum } }');
      expect(stock.data).toEqual({ sensor: { sum: 0 } });
      expect(ours).toEqual({ data: { sensor: { sum: 3 } } });
    });
  });

  feature('an alias that is the name of what subgraphs ask of one another', world, (_, both) => {
    it('of a key: Apollo loses the whole answer', async () => {
      const { stock, ours } = await both('{ sensor { id: at { name } } }');
      expect(stock.data).toBeUndefined();
      expect(stock.errors?.[0]?.message).toMatch(/^Invalid non-object value s1/);
      expect(ours).toEqual({ data: { sensor: { id: { name: 'name at s1' } } } });
    });
    it('of a requirement: Apollo sends the client’s field in its place', async () => {
      const { stock, ours } = await both('{ sensor { grid: id sum } }');
      expect(stock.data).not.toEqual({ sensor: { grid: 's1', sum: 3 } });
      expect(ours).toEqual({ data: { sensor: { grid: 's1', sum: 3 } } });
    });
    it('is one of the client’s names in errors as well', async () => {
      const { ours } = await both('{ sensor { grid: id } }', {}, (_request, answer) => ({
        ...answer,
        data: { sensor: { apart__grid: null } },
      }));
      const message = 'Cannot return null for non-nullable field Sensor.grid.';
      expect(ours).toEqual({ data: { sensor: null }, errors: [{ message, path: ['sensor', 'grid'] }] });
    });
  });

  feature('a value that breaks the promise of the schema', world, (_, both) => {
    it('is an error at its place, which Apollo tells in an extension', async () => {
      const { stock, ours } = await both('{ sensor { id } }', {}, (_request, answer) => ({
        ...answer,
        data: { sensor: { id: null } },
      }));
      const message = 'Cannot return null for non-nullable field Sensor.id.';
      expect(stock).toEqual({ data: { sensor: null }, misfits: [{ message, path: ['sensor', 'id'] }] });
      expect(ours).toEqual({ data: { sensor: null }, errors: [{ message, path: ['sensor', 'id'] }] });
    });
  });
});
