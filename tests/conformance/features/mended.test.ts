import { expect, it } from 'vitest';
import { feature } from '../kit/feature.ts';
import { subgraph } from '../kit/subgraph.ts';

/** Features that Apollo's planner gets wrong: what its gateway answers, and what ours does. See docs/reference/federation.md. */

const spot = { row: 'r1', col: 'c1', floor: 'f1' };
feature(
  'keys mashup',
  [
    subgraph(
      'registry',
      `type Sensor @key(fields: "id") @key(fields: "code", resolvable: false)
         @key(fields: "spot { row col }", resolvable: false) @key(fields: "id spot { col floor }", resolvable: false) {
         id: ID! code: ID! spot: Spot! name: String! }
       type Spot { row: ID! col: ID! floor: ID! }`,
      { Sensor: { __resolveReference: ({ id }) => ({ id, code: 'x', spot, name: `name ${id}` }) } },
    ),
    subgraph(
      'rooms',
      `type Query { room: Room } type Room @key(fields: "id") { id: ID! sensors: [Sensor!]! }
       type Sensor @key(fields: "spot { row col }", resolvable: false) @key(fields: "id spot { col floor }")
         @key(fields: "code", resolvable: false) @key(fields: "id", resolvable: false) {
         id: ID! code: ID! spot: Spot! name: String! @external label: String! @requires(fields: "name") }
       type Spot { row: ID! col: ID! floor: ID! }`,
      {
        Query: { room: () => ({ id: 'q1', sensors: [{ id: 's1', code: 'x', spot }] }) },
        Sensor: {
          __resolveReference: (sensor) => (sensor.id && sensor.spot?.floor ? { spot, ...sensor } : null),
          label: ({ name }) => `label of ${name}`,
        },
      },
    ),
  ],
  (_, both) => {
    it('returns by the key that resolves, where Apollo takes the first one', async () => {
      const { stock, ours } = await both('{ room { id sensors { id name label } } }');
      expect(stock.data).toEqual({ room: null });
      expect(ours).toEqual({
        data: { room: { id: 'q1', sensors: [{ id: 's1', name: 'name s1', label: 'label of name s1' }] } },
      });
    });
  },
);

const sensors = [
  { id: 's1', values: [1, 2, 3], limits: { class: 11 } },
  { id: 's2', values: [4, 5, 6], limits: { class: 22 } },
];
const factor = (unit: string) => (unit === 'PPM' ? 2 : 1);
feature(
  'requires with arguments',
  [
    subgraph(
      'readings',
      `type Query { sensors: [Sensor] } type Sensor @key(fields: "id") {
         id: ID! latest(count: Int!): [Reading] mean(unit: String!): Int limits: Limits }
       type Reading @key(fields: "id") { id: ID! value: Int } type Limits { class(of: String!): Int }`,
      {
        Query: { sensors: () => sensors },
        Sensor: {
          __resolveReference: ({ id }) => sensors.find((sensor) => sensor.id === id),
          latest: ({ id, values }, { count }) =>
            values.slice(0, count).map((value: number) => ({ id: `${id}/${value}`, value })),
          mean: ({ values }, { unit }) => values[1] * factor(unit),
          limits: ({ limits }) => ({ class: ({ of }: { of: string }) => limits.class + of.length }),
        },
        Reading: { __resolveReference: ({ id }) => ({ id, value: Number(id.split('/')[1]) }) },
      },
    ),
    subgraph(
      'quality',
      `type Sensor @key(fields: "id") {
         id: ID! latest(count: Int!): [Reading] @external mean(unit: String!): Int @external limits: Limits @external
         steady: String @requires(fields: "latest(count: 3) { value }")
         strict: Boolean @requires(fields: "limits { class(of: \\"EU\\") }")
         inPpm: Int @requires(fields: "mean(unit: \\"PPM\\")") inUg: Int @requires(fields: "mean(unit: \\"UG\\")") }
       type Reading @key(fields: "id") { id: ID! value: Int @external } type Limits @external { class(of: String!): Int }`,
      {
        Sensor: {
          __resolveReference: (sensor) => sensor,
          steady: ({ latest }) => latest.map(({ value }: { value: number }) => value).join(),
          strict: ({ limits }) => limits.class > 20,
          inPpm: ({ mean }) => mean,
          inUg: ({ mean }) => mean,
        },
      },
    ),
  ],
  (ask, both) => {
    const steady = ['1,2,3', '4,5,6'];
    it('sends what a field requires with the arguments that it names', async () => {
      expect(await ask('{ sensors { steady strict inPpm } }')).toEqual({
        data: {
          sensors: [
            { steady: '1,2,3', strict: false, inPpm: 4 },
            { steady: '4,5,6', strict: true, inPpm: 10 },
          ],
        },
      });
    });
    for (const [how, query] of [
      ['literals', '{ sensors { steady latest(count: 1) { value } } }'],
      ['variables', 'query ($n: Int = 1) { sensors { steady latest(count: $n) { value } } }'],
      [
        'fragments',
        'query ($n: Int = 1) { sensors { steady ...A ...B } } fragment A on Sensor { latest(count: $n) { value } } fragment B on Sensor { latest(count: $n) { value } }',
      ],
    ] as const)
      it(`gives the client its own arguments by ${how}, where Apollo gives those of the requirement`, async () => {
        const { stock, ours } = await both(query);
        const all = (id: number) => sensors[id]?.values.map((value) => ({ value }));
        const answer = (latest: (id: number) => unknown) => ({
          sensors: steady.map((one, id) => ({ steady: one, latest: latest(id) })),
        });
        expect(stock.data).toEqual(answer(all));
        expect(ours).toEqual({ data: answer((id) => all(id)?.slice(0, 1)) });
      });
    it('keeps the path of an error in the names of the client', async () => {
      const { ours } = await both(
        '{ sensors { steady mine: latest(count: 1) { id } } }',
        {},
        (request, answer, from) =>
          from === 'readings' && !request.document.includes('sensors')
            ? { ...answer, errors: [{ message: 'dusty', path: ['_entities', 0, 'apart__mine'] } as never] }
            : from === 'readings'
              ? { ...answer, errors: [{ message: 'dusty', path: ['sensors', 0, 'apart__mine', 0] } as never] }
              : answer,
      );
      expect(ours.errors).toContainEqual({ message: 'dusty', path: ['sensors', 0, 'mine', 0] });
      expect(JSON.stringify(ours)).not.toContain('apart__');
    });
    it('cannot serve two fields of one subgraph that require different arguments: as Apollo, the last one wins', async () => {
      const { data } = await ask('{ sensors { inPpm inUg } }');
      const [first] = (data as { sensors: { inPpm: number; inUg: number }[] }).sensors;
      // right were 4 and 2
      expect(first?.inPpm).toBe(first?.inUg);
    });
    it('serves them one at a time', async () => {
      expect(await ask('{ sensors { inUg } }')).toEqual({ data: { sensors: [{ inUg: 2 }, { inUg: 5 }] } });
      expect(await ask('{ sensors { inPpm } }')).toEqual({
        data: { sensors: [{ inPpm: 4 }, { inPpm: 10 }] },
      });
    });
  },
);

feature(
  'non-resolvable interface object without a type',
  [
    subgraph('a', 'type Query { a: Node } interface Node @key(fields: "id") { id: ID! }', {
      Query: { a: () => ({ __typename: 'Node', id: 'n1' }) },
    }),
    subgraph(
      'b',
      'type Query { b: Node } type Node @key(fields: "id", resolvable: false) @interfaceObject { id: ID! field: String }',
      { Query: { b: () => ({ id: 'n1' }) }, Node: { field: () => 'of b' } },
    ),
  ],
  (ask, both) => {
    it('is refused where no subgraph can answer, while Apollo gives null without a word', async () => {
      const { stock, threw } = await both('{ a { field } }');
      expect(stock).toEqual({ data: { a: null }, misfits: [] });
      expect(threw.ours?.message).toBe('No subgraph can answer a with what is asked of it.');
    });
    it('is no reason to refuse what is only skipped or about the graph itself', async () => {
      expect(await ask('{ a @skip(if: true) { id } __typename }')).toEqual({ data: { __typename: 'Query' } });
      expect(await ask('query ($no: Boolean!) { b @include(if: $no) { id } }', { no: false })).toEqual({
        data: {},
      });
      const never = 'query ($no: Boolean!) { b @include(if: $no) @skip(if: $no) { id } }';
      expect(await ask(never, { no: false })).toEqual({ data: {} });
    });
  },
);
