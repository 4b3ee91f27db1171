import { expect, it } from 'vitest';
import { feature } from '../kit/feature.ts';
import { subgraph } from '../kit/subgraph.ts';

const named = [
  { __typename: 'Sensor', id: 'n1', name: 'Roof', height: 2 },
  { __typename: 'Sensor', id: 'n2', name: 'School', height: 3 },
];
const nameOf = ({ id }: { id: string }) => named.find((one) => one.id === id);
const namedSdl = `type Query { owned: [Named!]! } interface Named @key(fields: "id") { id: ID! name: String }
  type Sensor implements Named @key(fields: "id") { id: ID! name: String height: Int }`;
const owner = {
  Query: { owned: () => named },
  Named: { __resolveReference: nameOf },
  Sensor: { __resolveReference: nameOf },
};
const device = ({ id }: { id: string }) => ({
  __typename: id === 'd1' ? 'Laser' : 'Mass',
  id,
  main: id === 'd1',
  active: false,
});

feature(
  'simple interface object',
  [
    subgraph(
      'registry',
      `${namedSdl}
       interface Device @key(fields: "id") { id: ID! }
       type Laser implements Device @key(fields: "id") { id: ID! main: Boolean! active: Boolean! @shareable }
       type Mass implements Device @key(fields: "id") { id: ID! main: Boolean! }`,
      {
        ...owner,
        Device: { __resolveReference: device },
        Laser: { __resolveReference: device },
        Mass: { __resolveReference: device },
      },
    ),
    subgraph(
      'codes',
      `type Query { others: [Named] devices: [Device] @shareable }
       type Device @key(fields: "id") @interfaceObject { id: ID! label: String! }
       type Named @key(fields: "id") @interfaceObject { id: ID! code: String }`,
      {
        Query: { others: () => [{ id: 'n2' }, { id: 'n1' }], devices: () => [{ id: 'd1' }, { id: 'd2' }] },
        Named: { __resolveReference: (one) => one, code: ({ id }) => `code ${id}` },
        Device: { __resolveReference: (one) => one, label: ({ id }) => `label ${id}` },
      },
    ),
    subgraph(
      'activity',
      'type Device @key(fields: "id") @interfaceObject { id: ID! active: Boolean! @shareable }',
      { Device: { __resolveReference: ({ id }) => ({ id, active: true }) } },
    ),
  ],
  (ask) => {
    it('adds a field to every type of an interface', async () => {
      expect(await ask('{ owned { id code name } }')).toEqual({
        data: {
          owned: [
            { id: 'n1', code: 'code n1', name: 'Roof' },
            { id: 'n2', code: 'code n2', name: 'School' },
          ],
        },
      });
      expect(await ask('{ owned { ... on Sensor { code height } } }')).toEqual({
        data: {
          owned: [
            { code: 'code n1', height: 2 },
            { code: 'code n2', height: 3 },
          ],
        },
      });
    });
    it('finds out the type behind the object that stands for the interface', async () => {
      expect(await ask('{ others { __typename id name code } }')).toEqual({
        data: {
          others: [
            { __typename: 'Sensor', id: 'n2', name: 'School', code: 'code n2' },
            { __typename: 'Sensor', id: 'n1', name: 'Roof', code: 'code n1' },
          ],
        },
      });
      expect(
        await ask('{ devices { label ... on Laser { main } ... on Mass { kind: __typename } } }'),
      ).toEqual({
        data: {
          devices: [
            { label: 'label d1', main: true },
            { label: 'label d2', kind: 'Mass' },
          ],
        },
      });
    });
    it('asks another subgraph only under the type condition that needs it', async () => {
      expect(await ask('{ devices { ... on Laser { label } } }')).toEqual({
        data: { devices: [{ label: 'label d1' }, {}] },
      });
      expect(await ask('{ devices { id active } }')).toEqual({
        data: {
          devices: [
            { id: 'd1', active: true },
            { id: 'd2', active: true },
          ],
        },
      });
    });
  },
);

feature(
  'interface object with requires',
  [
    subgraph('registry', namedSdl, owner),
    subgraph(
      'greetings',
      `type Query { others: [Named] }
       type Named @key(fields: "id") @interfaceObject { id: ID! name: String @external greeting: String @requires(fields: "name") }`,
      {
        Query: { others: () => [{ id: 'n1' }, { id: 'n2' }] },
        Named: { __resolveReference: (one) => one, greeting: ({ name }) => `hello ${name}` },
      },
    ),
  ],
  (ask) => {
    it('sends what the field requires, for objects from either side', async () => {
      const greeted = [
        { id: 'n1', name: 'Roof', greeting: 'hello Roof' },
        { id: 'n2', name: 'School', greeting: 'hello School' },
      ];
      expect(await ask('{ owned { id name greeting } others { id name greeting } }')).toEqual({
        data: { owned: greeted, others: greeted },
      });
    });
    it('does so under a type condition', async () => {
      expect(
        await ask('{ others { ... on Sensor { height greeting } id } owned { ... on Sensor { greeting } } }'),
      ).toEqual({
        data: {
          others: [
            { height: 2, greeting: 'hello Roof', id: 'n1' },
            { height: 3, greeting: 'hello School', id: 'n2' },
          ],
          owned: [{ greeting: 'hello Roof' }, { greeting: 'hello School' }],
        },
      });
    });
  },
);

feature(
  'interface object indirect extension',
  [
    subgraph(
      'media',
      `type Query { medium: Medium } interface Medium @key(fields: "id") { id: ID! title: String }
       type Film implements Medium @key(fields: "id") { id: ID! title: String minutes: Int }
       type Paper implements Medium @key(fields: "id") { id: ID! title: String pages: Int }`,
      {
        Query: { medium: () => ({ __typename: 'Film', id: '1', title: 'Haze', minutes: 90 }) },
        Medium: {
          __resolveReference: ({ id }) => ({
            __typename: id === '2' ? 'Paper' : 'Film',
            id,
            title: `title ${id}`,
            minutes: 90,
            pages: 12,
          }),
        },
        Film: { __resolveReference: ({ id }) => ({ id, title: `title ${id}`, minutes: 90 }) },
        Paper: { __resolveReference: ({ id }) => ({ id, title: `title ${id}`, pages: 12 }) },
      },
    ),
    subgraph(
      'makers',
      'type Query { maker: String } type Film @key(fields: "id") { id: ID! maker: String }',
      {
        Query: { maker: () => 'Ann' },
        Film: { __resolveReference: (film) => film, maker: ({ id }) => `maker ${id}` },
      },
    ),
    subgraph(
      'lists',
      `type Query { list: List } type List @key(fields: "id") { id: ID! media: [Medium] } type Medium @key(fields: "id") @interfaceObject { id: ID! }`,
      {
        Query: { list: () => ({ id: 'l1', media: [{ id: '1' }, { id: '2' }] }) },
        Medium: { __resolveReference: (one) => one },
      },
    ),
  ],
  (ask) => {
    it('extends one type of the interface where the path knows only the stand-in', async () => {
      expect(
        await ask(
          '{ medium { title ... on Film { minutes maker } } list { media { id ... on Film { maker } ... on Paper { pages } } } maker }',
        ),
      ).toEqual({
        data: {
          medium: { title: 'Haze', minutes: 90, maker: 'maker 1' },
          list: {
            media: [
              { id: '1', maker: 'maker 1' },
              { id: '2', pages: 12 },
            ],
          },
          maker: 'Ann',
        },
      });
    });
  },
);

feature(
  'non-resolvable interface object',
  [
    subgraph(
      'a',
      `type Query { a: Node device: Device! } interface Node @key(fields: "id") { id: ID! }
       type Device @key(fields: "id", resolvable: false) @interfaceObject { id: ID! }`,
      { Query: { a: () => ({ __typename: 'Node', id: 'n1' }), device: () => ({ id: 'd1' }) } },
    ),
    subgraph(
      'b',
      `type Query { b: Node } type Node @key(fields: "id", resolvable: false) @interfaceObject { id: ID! field: String }
       interface Device @key(fields: "id") { id: ID! } type Laser implements Device @key(fields: "id") { id: ID! name: String! }`,
      {
        Query: { b: () => ({ id: 'n1' }) },
        Node: { field: () => 'of b' },
        Device: { __resolveReference: ({ id }) => ({ __typename: 'Laser', id, name: 'Beam' }) },
        Laser: { __resolveReference: ({ id }) => ({ id, name: 'Beam' }) },
      },
    ),
  ],
  (ask) => {
    it('answers what its own subgraph knows', async () => {
      expect(await ask('{ b { id field } }')).toEqual({ data: { b: { id: 'n1', field: 'of b' } } });
    });
    it('finds the type in the subgraph that has the interface', async () => {
      expect(await ask('{ device { id ... on Laser { name } } }')).toEqual({
        data: { device: { id: 'd1', name: 'Beam' } },
      });
      expect(await ask('{ device { ... on Laser { id } } }')).toEqual({ data: { device: { id: 'd1' } } });
    });
    it('is an error where the interface has no type at all in the subgraph that is asked', async () => {
      const { data, errors } = await ask('{ a { id } }');
      expect(data).toEqual({ a: null });
      expect(errors).toEqual([{ path: ['a'], message: expect.stringContaining('Abstract type "Node"') }]);
    });
  },
);
