import { expect, it } from 'vitest';
import { feature } from '../kit/feature.ts';
import { subgraph } from '../kit/subgraph.ts';

const report = { __typename: 'Report', id: 'r1', title: 'Haze', titleA: 'A Haze', titleB: 'B Haze' };
const song = { __typename: 'Song', id: 's1', title: 'Air', titleA: 'A Air' };
const film = { __typename: 'Film', id: 'f1', title: 'Fog', titleB: 'B Fog' };

feature(
  'union intersection',
  [
    subgraph(
      'a',
      `union Work = Report | Song type Query { work: Work @shareable inA: Work viewer: Viewer @shareable }
       type Report @key(fields: "id") { id: ID! title: String! @shareable titleA: String! }
       type Song @key(fields: "id") { id: ID! title: String! @shareable titleA: String! }
       type Viewer { work: Work @shareable song: Work }`,
      {
        Query: { work: () => report, inA: () => song, viewer: () => ({ work: report, song }) },
        Report: { __resolveReference: () => report },
        Song: { __resolveReference: () => song },
      },
    ),
    subgraph(
      'b',
      `union Work = Report | Film type Query { work: Work @shareable inB: Work viewer: Viewer @shareable }
       type Report @key(fields: "id") { id: ID! title: String! @shareable titleB: String! }
       type Film @key(fields: "id") { id: ID! title: String! @shareable titleB: String! }
       type Viewer { work: Work @shareable film: Work }`,
      {
        Query: { work: () => report, inB: () => film, viewer: () => ({ work: report, film }) },
        Report: { __resolveReference: () => report },
        Film: { __resolveReference: () => film },
      },
    ),
  ],
  (ask) => {
    it('asks each subgraph only for the members that it knows', async () => {
      expect(
        await ask(
          '{ work { ... on Report { title titleA titleB } ... on Film { title } ... on Song { title } } }',
        ),
      ).toEqual({
        data: { work: { title: 'Haze', titleA: 'A Haze', titleB: 'B Haze' } },
      });
      expect(
        await ask(
          '{ inA { ... on Song { titleA } ... on Film { titleB } } inB { ... on Film { titleB } ... on Song { id } } }',
        ),
      ).toEqual({
        data: { inA: { titleA: 'A Air' }, inB: { titleB: 'B Fog' } },
      });
    });
    it('gives an empty object for a member that is somewhere else', async () => {
      expect(await ask('{ inA { ... on Film { title } } work { ... on Song { id } } }')).toEqual({
        data: { inA: {}, work: {} },
      });
    });
    it('holds below an object that both share', async () => {
      expect(
        await ask(
          '{ viewer { work { __typename ... on Report { titleB } } song { ... on Song { title } } film { ... on Film { title } } } }',
        ),
      ).toEqual({
        data: {
          viewer: {
            work: { __typename: 'Report', titleB: 'B Haze' },
            song: { title: 'Air' },
            film: { title: 'Fog' },
          },
        },
      });
    });
  },
);

const oven = (id: string) => ({ __typename: 'Heater', id });
const mass = (id: string) => ({ __typename: 'Mass', id, years: Number(id.slice(1)) });
feature(
  'union interface distributed',
  [
    subgraph(
      'a',
      `type Query { parts: [Part] node(id: ID!): Node nodes: [Node] masses: [Mass] } union Part = Heater | Mass
       interface Node { id: ID! } interface Warranted { years: Int }
       type Heater @key(fields: "id") { id: ID! } type Mass implements Node & Warranted @key(fields: "id") { id: ID! years: Int }`,
      {
        Query: {
          parts: () => [oven('h1'), mass('m2')],
          node: (_, { id }) => (id.startsWith('m') ? mass(id) : oven(id)),
          nodes: () => [mass('m2'), mass('m3')],
          masses: () => [mass('m2')],
        },
        Heater: { __resolveReference: ({ id }) => oven(id) },
        Mass: { __resolveReference: ({ id }) => mass(id) },
      },
    ),
    subgraph(
      'b',
      `interface Node { id: ID! } interface Warranted { years: Int }
       type Heater implements Node & Warranted @key(fields: "id") { id: ID! years: Int }`,
      { Heater: { __resolveReference: ({ id }) => ({ id, years: 7 }) } },
    ),
  ],
  (ask) => {
    it('knows that a type implements an interface in another subgraph', async () => {
      expect(await ask('{ parts { ... on Node { id } ... on Warranted { years } } }')).toEqual({
        data: {
          parts: [
            { id: 'h1', years: 7 },
            { id: 'm2', years: 2 },
          ],
        },
      });
    });
    it('follows interfaces inside interfaces', async () => {
      expect(
        await ask('{ nodes { ... on Node { id ... on Warranted { years } } ... on Heater { id } } }'),
      ).toEqual({
        data: {
          nodes: [
            { id: 'm2', years: 2 },
            { id: 'm3', years: 3 },
          ],
        },
      });
      expect(
        await ask('{ masses { ...M ...N } } fragment M on Mass { id } fragment N on Node { id __typename }'),
      ).toEqual({ data: { masses: [{ id: 'm2', __typename: 'Mass' }] } });
    });
    it('tells when a subgraph returns a type that is no node there', async () => {
      const { data, errors } = await ask('{ node(id: "h1") { ... on Heater { years } } }');
      expect(data).toEqual({ node: null });
      expect(errors).toHaveLength(1);
      expect(errors?.[0]?.path).toEqual(['node']);
    });
  },
);

const actions = [
  { __typename: 'Alpha', id: '1', value: 'v' },
  { __typename: 'Beta', id: '2', name: 'n' },
  { __typename: 'Gamma', id: '3', label: 'l' },
];
feature(
  'partial union',
  [
    subgraph(
      'whole',
      `type Query { reply: Reply } type Reply @shareable { actions: [Action!]! text: String } union Action = Alpha | Beta | Gamma
       type Alpha @shareable { id: ID! value: String } type Beta { id: ID! name: String } type Gamma { id: ID! label: String }`,
      { Query: { reply: () => ({ text: 'done', actions }) } },
    ),
    subgraph(
      'part',
      `type Query { other: Int } type Reply @shareable { actions: [Action!]! text: String } union Action = Alpha
       type Alpha @shareable { id: ID! value: String }`,
      { Query: { other: () => 1 } },
    ),
  ],
  (ask) => {
    it('keeps the members that only one of the sharing subgraphs has', async () => {
      expect(
        await ask(
          '{ reply { text actions { __typename ... on Alpha { id value } ... on Beta { name } ... on Gamma { label } } } }',
        ),
      ).toEqual({
        data: {
          reply: {
            text: 'done',
            actions: [
              { __typename: 'Alpha', id: '1', value: 'v' },
              { __typename: 'Beta', name: 'n' },
              { __typename: 'Gamma', label: 'l' },
            ],
          },
        },
      });
    });
  },
);

const boxSdl = (
  own: string,
) => `type Box @key(fields: "id") { id: ID! wrap: Wrap @shareable ${own === 'B' ? 'wrapB: Wrap' : ''} }
  type Query { root${own}: Box shared: Box @shareable } type Wrap @shareable { actions: [Action!]! }
  union Action = Common | Only${own} type Common @shareable { label: String } type Only${own} { own${own}: String }`;
const wrap = (own: string) => ({
  actions: [
    { __typename: 'Common', label: `common ${own}` },
    { __typename: `Only${own}`, [`own${own}`]: own },
  ],
});
const boxOf = (own: string) => () => ({ id: '1', wrap: wrap(own), wrapB: wrap('B') });
feature(
  'partial union complex',
  ['A', 'B'].map((own) =>
    subgraph(own.toLowerCase(), boxSdl(own), {
      Query: {
        [`root${own}`]: boxOf(own),
        shared: () => ({ id: '1', wrap: { actions: [{ __typename: 'Common', label: 'both' }] } }),
      },
      Box: { __resolveReference: boxOf(own) },
    }),
  ),
  (ask) => {
    const each = 'actions { __typename ... on Common { label } ... on OnlyA { ownA } ... on OnlyB { ownB } }';
    const members = (own: string, value: string | null) => [
      { __typename: 'Common', label: `common ${own}` },
      { __typename: `Only${own}`, [`own${own}`]: value },
    ];
    it('asks only for the members that all subgraphs have which could answer, and tells the types of the others', async () => {
      expect(await ask(`{ rootA { wrap { ${each} } } rootB { wrap { ${each} } } }`)).toEqual({
        data: {
          rootA: { wrap: { actions: members('A', null) } },
          rootB: { wrap: { actions: members('B', null) } },
        },
      });
    });
    it('takes the members of the one subgraph that the path goes to', async () => {
      expect(await ask(`{ rootA { wrapB { ${each} } } }`)).toEqual({
        data: { rootA: { wrapB: { actions: members('B', 'B') } } },
      });
    });
    it('gives the common members where either subgraph may be asked', async () => {
      expect(await ask(`{ shared { wrap { ${each} } } }`)).toEqual({
        data: { shared: { wrap: { actions: [{ __typename: 'Common', label: 'both' }] } } },
      });
    });
  },
);
