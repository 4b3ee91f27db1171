import { expect, it } from 'vitest';
import { feature } from '../kit/feature.ts';
import { subgraph } from '../kit/subgraph.ts';

const users = [
  { id: 'u1', kind: 'KNOWN' },
  { id: 'u2', kind: 'HIDDEN' },
];
feature(
  'enum intersection',
  [
    subgraph(
      'a',
      'type Query { users: [User] } type User @key(fields: "id") { id: ID kind: Kind @shareable } enum Kind { KNOWN }',
      {
        Query: { users: () => users },
        User: { __resolveReference: ({ id }) => users.find((user) => user.id === id) },
      },
    ),
    subgraph(
      'b',
      `type Query { byKind(kind: Kind!): [User!] all: [User!] } type User @key(fields: "id") { id: ID kind: Kind @shareable }
       enum Kind { HIDDEN @inaccessible KNOWN }`,
      {
        Query: { byKind: (_, { kind }) => users.filter((user) => user.kind === kind), all: () => users },
        User: { __resolveReference: ({ id }) => users.find((user) => user.id === id) },
      },
    ),
  ],
  (ask) => {
    it('gives null, without an error, for a value that is hidden from clients', async () => {
      expect(await ask('{ all { id kind } }')).toEqual({
        data: {
          all: [
            { id: 'u1', kind: 'KNOWN' },
            { id: 'u2', kind: null },
          ],
        },
      });
    });
    it('takes the values that clients see', async () => {
      expect(await ask('{ byKind(kind: KNOWN) { id kind } }')).toEqual({
        data: { byKind: [{ id: 'u1', kind: 'KNOWN' }] },
      });
      await expect(ask('{ byKind(kind: HIDDEN) { id } }')).rejects.toThrow(
        'Value "HIDDEN" does not exist in "Kind" enum',
      );
    });
    it('tells what a subgraph makes of a value that it does not have', async () => {
      const { data, errors } = await ask('{ users { id kind } }');
      expect(data).toEqual({
        users: [
          { id: 'u1', kind: 'KNOWN' },
          { id: 'u2', kind: null },
        ],
      });
      expect(errors).toEqual([{ path: ['users', 1, 'kind'], message: expect.stringContaining('HIDDEN') }]);
    });
  },
);

feature(
  'simple inaccessible',
  [
    subgraph(
      'ages',
      'type Query { users: [User!]! @shareable } type User @key(fields: "id") { id: ID age: Int }',
      {
        Query: { users: () => [{ id: 'u1', age: 1 }] },
        User: { __resolveReference: ({ id }) => ({ id, age: 1 }) },
      },
    ),
    subgraph(
      'friends',
      `type Query { inFriends: [User!]! }
       type User @key(fields: "id") { id: ID friends(kind: Kind = FAMILY @inaccessible): [User!]! kind: Kind }
       enum Kind { FAMILY @inaccessible FRIEND }`,
      {
        Query: { inFriends: () => [{ id: 'u1' }] },
        User: {
          __resolveReference: ({ id }) => ({ id }),
          friends: (_, { kind }) => [{ id: `u2 ${kind}`, kind }],
        },
      },
    ),
  ],
  (ask) => {
    it('lets the subgraph use a default that clients may not give', async () => {
      expect(await ask('{ users { id age friends { id } } inFriends { friends { id age } } }')).toEqual({
        data: {
          users: [{ id: 'u1', age: 1, friends: [{ id: 'u2 FAMILY' }] }],
          inFriends: [{ friends: [{ id: 'u2 FAMILY', age: 1 }] }],
        },
      });
      await expect(ask('{ users { friends(kind: FRIEND) { id } } }')).rejects.toThrow(
        'Unknown argument "kind"',
      );
    });
    it('gives null, without an error, for the hidden value', async () => {
      expect(await ask('{ inFriends { friends { kind } } }')).toEqual({
        data: { inFriends: [{ friends: [{ kind: null }] }] },
      });
    });
  },
);

const page = (
  _: unknown,
  { filter: { first, offset = 0 } }: { filter: { first: number; offset?: number } },
) => ['s1', 's2', 's3'].slice(offset, offset + first).map((id) => ({ id }));
const sensor = 'type Sensor @key(fields: "id") { id: ID! }';
feature(
  'input object intersection',
  [
    subgraph('a', `input Filter { first: Int! } type Query { inA(filter: Filter!): [Sensor!] } ${sensor}`, {
      Query: { inA: page },
    }),
    subgraph(
      'b',
      `input Filter { first: Int! offset: Int } type Query { inB(filter: Filter!): [Sensor!] } ${sensor}`,
      {
        Query: { inB: page },
      },
    ),
  ],
  (ask) => {
    it('takes the fields that all subgraphs know', async () => {
      const data = { inA: [{ id: 's1' }], inB: [{ id: 's1' }] };
      expect(await ask('{ inA(filter: { first: 1 }) { id } inB(filter: { first: 1 }) { id } }')).toEqual({
        data,
      });
      expect(
        await ask('query ($f: Filter!) { inA(filter: $f) { id } inB(filter: $f) { id } }', {
          f: { first: 1 },
        }),
      ).toEqual({ data });
    });
    it('refuses the others before any subgraph is asked', async () => {
      await expect(ask('{ inB(filter: { first: 1, offset: 2 }) { id } }')).rejects.toThrow(
        'Field "offset" is not defined by type "Filter"',
      );
      const { data, errors } = await ask('query ($f: Filter!) { inB(filter: $f) { id } }', {
        f: { first: 1, offset: 2 },
      });
      expect(data).toBeUndefined();
      expect(errors?.[0]?.message).toContain('Field "offset" is not defined by type "Filter"');
    });
  },
);
