import { expect, it } from 'vitest';
import { feature } from '../kit/feature.ts';
import { type Subgraph, subgraph } from '../kit/subgraph.ts';

const ids = ['a1', 'a2'];
const alertsOf = (at: string) => () => ids.map((id) => ({ id, raisedAt: `${at} ${id}` }));
const reference =
  (at: string) =>
  ({ id }: { id: string }) => ({ id, raisedAt: `${at} ${id}` });

const overriding = (from: string): readonly Subgraph[] => [
  subgraph(
    'old',
    'type Query { feed: [Alert] @shareable oldFeed: [Alert] } type Alert @key(fields: "id") { id: ID! raisedAt: String! @shareable }',
    {
      Query: { feed: alertsOf('old'), oldFeed: alertsOf('old') },
      Alert: { __resolveReference: reference('old') },
    },
  ),
  subgraph(
    'new',
    `type Query { feed: [Alert] @shareable newFeed: [Alert] }
     type Alert @key(fields: "id") { id: ID! raisedAt: String! @override(from: "${from}") @shareable }`,
    {
      Query: { feed: alertsOf('new'), newFeed: alertsOf('new') },
      Alert: { __resolveReference: reference('new') },
    },
  ),
];

feature('simple override', overriding('old'), (ask) => {
  it('asks the subgraph that took the field over, wherever the path began', async () => {
    const fromNew = ids.map((id) => ({ raisedAt: `new ${id}` }));
    expect(await ask('{ feed { raisedAt } }')).toEqual({ data: { feed: fromNew } });
    expect(await ask('{ oldFeed { raisedAt } newFeed { raisedAt } }')).toEqual({
      data: { oldFeed: fromNew, newFeed: fromNew },
    });
  });
});

feature('unavailable override', overriding('gone'), (ask) => {
  it('lets each subgraph answer where the overridden one does not exist', async () => {
    expect(await ask('{ oldFeed { raisedAt } newFeed { raisedAt } }')).toEqual({
      data: {
        oldFeed: ids.map((id) => ({ raisedAt: `old ${id}` })),
        newFeed: ids.map((id) => ({ raisedAt: `new ${id}` })),
      },
    });
  });
});

feature(
  'override type interface',
  [
    subgraph(
      'pictures',
      `interface Note { id: ID! writtenAt: String! }
       type Picture implements Note @key(fields: "id") { id: ID! writtenAt: String! }
       type Query { notes: [Note] }`,
      {
        Query: { notes: () => [{ __typename: 'Picture', id: 'p1', writtenAt: 'old' }] },
        Picture: { __resolveReference: ({ id }) => ({ id, writtenAt: 'old' }) },
      },
    ),
    subgraph(
      'texts',
      `interface Note { id: ID! writtenAt: String! } interface Dated { id: ID! writtenAt: String! }
       type Text implements Note @key(fields: "id") { id: ID! writtenAt: String! body: String! }
       type Picture implements Dated @key(fields: "id") { id: ID! writtenAt: String! @override(from: "pictures") }
       type Query { dated: [Dated] }`,
      {
        Query: { dated: () => [{ __typename: 'Picture', id: 'p1', writtenAt: 'new' }] },
        Picture: { __resolveReference: ({ id }) => ({ id, writtenAt: 'new' }) },
        Text: { __resolveReference: ({ id }) => ({ id, writtenAt: 'new', body: 'text' }) },
      },
    ),
  ],
  (ask) => {
    it('takes the field over also where it is asked on an interface', async () => {
      expect(await ask('{ notes { id writtenAt } }')).toEqual({
        data: { notes: [{ id: 'p1', writtenAt: 'new' }] },
      });
      expect(await ask('{ dated { writtenAt id ... on Picture { writtenAt id } } }')).toEqual({
        data: { dated: [{ writtenAt: 'new', id: 'p1' }] },
      });
    });
    it('gives empty objects for types that the subgraph does not have', async () => {
      expect(await ask('{ notes { ... on Text { id body } } }')).toEqual({ data: { notes: [{}] } });
    });
  },
);

const label =
  (part: string) =>
  ({ name }: { name: string }) =>
    `${part} of ${name}`;
feature(
  'override with requires',
  [
    subgraph(
      'a',
      'type Query { inA: Sensor } type Sensor @key(fields: "id") { id: ID! name: String! @external labelA: String! @requires(fields: "name") }',
      { Query: { inA: () => ({ id: 's1' }) }, Sensor: { labelA: label('a') } },
    ),
    subgraph(
      'b',
      'type Query { inB: Sensor } type Sensor @key(fields: "id") { id: ID! name: String! @override(from: "c") }',
      {
        Query: { inB: () => ({ id: 's2', name: 'name s2' }) },
        Sensor: { __resolveReference: ({ id }) => ({ id, name: `name ${id}` }) },
      },
    ),
    subgraph(
      'c',
      'type Query { inC: Sensor } type Sensor @key(fields: "id") { id: ID! name: String! @external labelC: String! @requires(fields: "name") }',
      { Query: { inC: () => ({ id: 's3' }) }, Sensor: { labelC: label('c') } },
    ),
  ],
  (ask) => {
    it('requires the field of the subgraph that took it over', async () => {
      expect(
        await ask('{ inA { id name labelA labelC } inB { labelC id labelA name } inC { labelC } }'),
      ).toEqual({
        data: {
          inA: { id: 's1', name: 'name s1', labelA: 'a of name s1', labelC: 'c of name s1' },
          inB: { labelC: 'c of name s2', id: 's2', labelA: 'a of name s2', name: 'name s2' },
          inC: { labelC: 'c of name s3' },
        },
      });
    });
  },
);
