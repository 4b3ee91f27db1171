import { expect, it } from 'vitest';
import { feature } from '../kit/feature.ts';
import { subgraph } from '../kit/subgraph.ts';

const devices = [
  {
    __typename: 'Laser',
    id: 'd1',
    sku: 'L',
    size: { cm: 10, weight: 0.5 },
    madeBy: { mail: 'ann@x' },
    similar: ['d3'],
  },
  {
    __typename: 'Mass',
    id: 'd2',
    sku: 'M',
    size: { cm: 20, weight: 0.7 },
    madeBy: { mail: 'bob@x' },
    similar: [],
  },
  { __typename: 'Laser', id: 'd3', sku: 'N', size: { cm: 30, weight: 0.9 }, madeBy: null, similar: ['d1'] },
];
const deviceOf = (id: string) => devices.find((one) => one.id === id);
const reference = ({ id }: { id: string }) => deviceOf(id);
const similar = ({ similar: ids }: { similar: string[] }) => ids.map(deviceOf);
const both = (body: string) =>
  `type Laser implements Device & Alike @key(fields: "id") { ${body} similar: [Laser] } type Mass implements Device & Alike @key(fields: "id") { ${body} similar: [Mass] }`;

feature(
  'abstract types',
  [
    subgraph(
      'catalogue',
      `type Query { devices: [Device] alike(id: ID!): [Device] }
       interface Device { id: ID! sku: String size: Size madeBy: Maker } interface Alike { similar: [Device] }
       type Size @shareable { cm: Int weight: Float }
       ${both('id: ID! sku: String size: Size @shareable madeBy: Maker owner: Owner')}
       union Owner = Agency | Self type Agency { id: ID! @shareable } type Self { mail: String }
       type Maker @key(fields: "mail") { mail: ID! total: Int @shareable }`,
      {
        Query: { devices: () => devices, alike: (_, { id }) => deviceOf(id)?.similar.map(deviceOf) },
        Laser: { __resolveReference: reference, similar, owner: () => ({ __typename: 'Agency', id: 'ag1' }) },
        Mass: { __resolveReference: reference, similar, owner: () => ({ __typename: 'Self', mail: 'me@x' }) },
        Maker: { __resolveReference: (maker) => maker, total: () => 1 },
      },
    ),
    subgraph('agencies', 'type Agency @key(fields: "id") { id: ID! @shareable name: String }', {
      Agency: { __resolveReference: ({ id }) => ({ id, name: `agency ${id}` }) },
    }),
    subgraph(
      'shipping',
      `interface Device { id: ID! size: Size delivery(zip: String): Delivery }
       type Laser implements Device @key(fields: "id") {
         id: ID! size: Size @external delivery(zip: String): Delivery @requires(fields: "size { cm weight }") }
       type Mass implements Device @key(fields: "id") {
         id: ID! size: Size @external delivery(zip: String): Delivery @requires(fields: "size { weight cm }") }
       type Size @shareable { cm: Int weight: Float } type Delivery { days: Int to: String }`,
      Object.fromEntries(
        ['Laser', 'Mass'].map((type) => [
          type,
          {
            __resolveReference: (one: object) => one,
            delivery: ({ size }: { size: { cm: number } }, { zip }: { zip: string }) => ({
              days: size.cm / 10,
              to: zip,
            }),
          },
        ]),
      ),
    ),
    subgraph(
      'reviews',
      `interface Device { id: ID! reviews: [Review!]! count: Int! } interface Alike { similar: [Device] }
       type Laser implements Device & Alike @key(fields: "id") {
         id: ID! count: Int! reviews: [Review!]! similar: [Laser] @external ofAlike: [Review!]! @requires(fields: "similar { id }") }
       type Mass implements Device & Alike @key(fields: "id") {
         id: ID! count: Int! reviews: [Review!]! similar: [Mass] @external ofAlike: [Review!]! @requires(fields: "similar { id }") }
       type Review { id: Int! text: String! device: Device }`,
      Object.fromEntries(
        ['Laser', 'Mass'].map((type) => {
          const review = (id: string, typename = type) => ({
            id: Number(id.slice(1)),
            text: `review of ${id}`,
            device: { __typename: typename, id },
          });
          return [
            type,
            {
              __resolveReference: (one: object) => one,
              count: () => 1,
              reviews: ({ id }: { id: string }) => [review(id)],
              ofAlike: (one: { similar: { id: string }[] }) => one.similar.map(({ id }) => review(id)),
            },
          ];
        }),
      ),
    ),
    subgraph('people', 'type Maker @key(fields: "mail") { mail: ID! name: String total: Int @shareable }', {
      Maker: { __resolveReference: ({ mail }) => ({ mail, name: mail.split('@')[0], total: 2 }) },
    }),
  ],
  (ask) => {
    it('joins by the concrete type what is asked on the interface', async () => {
      expect(await ask('{ devices { id delivery(zip: "12") { days to } madeBy { name } } }')).toEqual({
        data: {
          devices: [
            { id: 'd1', delivery: { days: 1, to: '12' }, madeBy: { name: 'ann' } },
            { id: 'd2', delivery: { days: 2, to: '12' }, madeBy: { name: 'bob' } },
            { id: 'd3', delivery: { days: 3, to: '12' }, madeBy: null },
          ],
        },
      });
    });
    it('merges fragments on interfaces and types over one another', async () => {
      expect(
        await ask(
          `{ devices { sku ... on Device { sku } ... on Laser { sku similar { sku } } ... on Alike { __typename type: __typename similar { id } } } }`,
        ),
      ).toEqual({
        data: {
          devices: [
            { sku: 'L', similar: [{ sku: 'N', id: 'd3' }], __typename: 'Laser', type: 'Laser' },
            { sku: 'M', __typename: 'Mass', type: 'Mass', similar: [] },
            { sku: 'N', similar: [{ sku: 'L', id: 'd1' }], __typename: 'Laser', type: 'Laser' },
          ],
        },
      });
    });
    it('comes back from another subgraph through the interface', async () => {
      expect(
        await ask(
          '{ devices { id count reviews { text device { id sku ... on Mass { size { cm } } ... on Laser { count } } } } }',
        ),
      ).toEqual({
        data: {
          devices: [
            {
              id: 'd1',
              count: 1,
              reviews: [{ text: 'review of d1', device: { id: 'd1', sku: 'L', count: 1 } }],
            },
            {
              id: 'd2',
              count: 1,
              reviews: [{ text: 'review of d2', device: { id: 'd2', sku: 'M', size: { cm: 20 } } }],
            },
            {
              id: 'd3',
              count: 1,
              reviews: [{ text: 'review of d3', device: { id: 'd3', sku: 'N', count: 1 } }],
            },
          ],
        },
      });
    });
    it('sends a list of entities as a requirement', async () => {
      expect(await ask('{ devices { ... on Laser { ofAlike { id } } } alike(id: "d1") { id sku } }')).toEqual(
        {
          data: {
            devices: [{ ofAlike: [{ id: 3 }] }, {}, { ofAlike: [{ id: 1 }] }],
            alike: [{ id: 'd3', sku: 'N' }],
          },
        },
      );
    });
    it('knows a member of a union that is an entity elsewhere', async () => {
      const owner = 'owner { ... on Agency { id name } ... on Self { mail } }';
      expect(await ask(`{ devices { ... on Laser { ${owner} } ... on Mass { ${owner} } } }`)).toEqual({
        data: {
          devices: [
            { owner: { id: 'ag1', name: 'agency ag1' } },
            { owner: { mail: 'me@x' } },
            { owner: { id: 'ag1', name: 'agency ag1' } },
          ],
        },
      });
    });
  },
);

feature(
  'typename',
  [
    subgraph(
      'a',
      `type Query { either: Device node: Node } union Device = Laser | Mass interface Node { id: ID! }
       type Laser implements Node { id: ID! } type Mass implements Node { id: ID! }
       interface Person @key(fields: "id") { id: ID! } type Admin implements Person @key(fields: "id") { id: ID! main: Boolean! }`,
      {
        Query: {
          either: () => ({ __typename: 'Laser', id: '1' }),
          node: () => ({ __typename: 'Mass', id: '2' }),
        },
        Person: { __resolveReference: ({ id }) => ({ __typename: 'Admin', id, main: true }) },
        Admin: { __resolveReference: ({ id }) => ({ __typename: 'Admin', id, main: true }) },
      },
    ),
    subgraph(
      'b',
      'type Query { people: [Person] } type Person @key(fields: "id") @interfaceObject { id: ID! name: String! }',
      {
        Query: {
          people: () => [
            { id: 'p1', name: 'Ann' },
            { id: 'p2', name: 'Bob' },
          ],
        },
      },
    ),
  ],
  (ask) => {
    it('is told under any alias, also of the root', async () => {
      expect(
        await ask(
          '{ __typename root: __typename either { __typename kind: __typename } node { id t: __typename u: __typename } }',
        ),
      ).toEqual({
        data: {
          __typename: 'Query',
          root: 'Query',
          either: { __typename: 'Laser', kind: 'Laser' },
          node: { id: '2', t: 'Mass', u: 'Mass' },
        },
      });
    });
    it('is told inside fragments', async () => {
      const fragments = '... on Laser { kind: __typename } ... on Mass { kind: __typename }';
      expect(await ask(`{ either { ${fragments} } node { __typename ${fragments} } }`)).toEqual({
        data: { either: { kind: 'Laser' }, node: { __typename: 'Mass', kind: 'Mass' } },
      });
    });
    it('is the concrete one, never the stand-in of an interface object', async () => {
      expect(await ask('{ people { __typename id } }')).toEqual({
        data: {
          people: [
            { __typename: 'Admin', id: 'p1' },
            { __typename: 'Admin', id: 'p2' },
          ],
        },
      });
    });
    it('costs no request when it is all that is asked', async () => {
      const asked: string[] = [];
      const answer = await ask('{ __typename }', {}, (request, result) => {
        asked.push(request.document);
        return result;
      });
      expect(answer).toEqual({ data: { __typename: 'Query' } });
      expect(asked).toEqual([]);
    });
  },
);
