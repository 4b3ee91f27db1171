import { setTimeout } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { feature } from '../kit/feature.ts';
import { oldSubgraph, subgraph } from '../kit/subgraph.ts';

const sites = [
  { id: 's1', serial: 'QA-1', name: 'Roof' },
  { id: 's2', serial: 'QA-2', name: 'School' },
];
const by =
  <Row>(rows: readonly Row[], key: keyof Row) =>
  (reference: Row) =>
    rows.find((row) => row[key] === reference[key]) ?? null;

feature(
  'simple entity call',
  [
    subgraph(
      'registry',
      'type Query { sensors: [Sensor] } type Sensor @key(fields: "id") { id: ID! serial: String! }',
      {
        Query: { sensors: () => sites },
      },
    ),
    subgraph('air', 'type Sensor @key(fields: "serial") { serial: String! @external pm25: Float }', {
      Sensor: {
        __resolveReference: (sensor) => sensor,
        pm25: ({ serial }) => (serial === 'QA-1' ? 12.5 : null),
      },
    }),
  ],
  (ask) => {
    it('joins what two subgraphs know of one sensor', async () => {
      expect(await ask('{ sensors { id pm25 } }')).toEqual({
        data: {
          sensors: [
            { id: 's1', pm25: 12.5 },
            { id: 's2', pm25: null },
          ],
        },
      });
    });
    it('joins under aliases, several times', async () => {
      expect(await ask('{ a: sensors { key: id air: pm25 } b: sensors { same: serial } }')).toEqual({
        data: {
          a: [
            { key: 's1', air: 12.5 },
            { key: 's2', air: null },
          ],
          b: [{ same: 'QA-1' }, { same: 'QA-2' }],
        },
      });
    });
  },
);

feature(
  'complex entity call',
  [
    subgraph(
      'network',
      `type Query { network: Network! }
       type Network @key(fields: "sensors { id }") { sensors: [Sensor!]! }
       type Sensor @key(fields: "id") { id: ID! site: Site @shareable }
       type Site @key(fields: "id") { id: ID! label: String @shareable owner: Sensor! @shareable }`,
      {
        Query: { network: () => ({ sensors: [{ id: 's1' }, { id: 's2' }] }) },
        Sensor: {
          __resolveReference: ({ id }) => ({ id }),
          site: ({ id }) => ({ id: `site-${id}`, label: `label ${id}`, owner: { id } }),
        },
      },
    ),
    subgraph(
      'serials',
      'type Sensor @key(fields: "id") @key(fields: "id serial") { id: ID! serial: String! }',
      {
        Sensor: { __resolveReference: ({ id }) => by(sites, 'id')({ id } as never) },
      },
    ),
    subgraph(
      'lists',
      `type Network @key(fields: "sensors { id serial }") { sensors: [Sensor!]! first: Sensor @shareable }
       type Sensor @key(fields: "id serial") { id: ID! serial: String }`,
      {
        Network: {
          __resolveReference: ({ sensors }) => {
            if (!sensors.every((sensor: { serial?: string }) => sensor.serial)) throw new Error('no serial');
            return { sensors, first: sensors[0] };
          },
        },
      },
    ),
    subgraph(
      'costs',
      `type Network @key(fields: "sensors { id serial site { id label } } first { id }") {
         sensors: [Sensor!]! first: Sensor @shareable yearly: Int }
       type Sensor @key(fields: "id serial site { id label }") { id: ID! serial: String site: Site cost: Cost }
       type Site @key(fields: "id label") { id: ID! label: String }
       type Cost { monthly: Float! }`,
      {
        Network: { __resolveReference: (network) => ({ ...network, yearly: 100 * network.sensors.length }) },
        Sensor: {
          __resolveReference: (sensor) => sensor,
          cost: ({ site }) => ({ monthly: site.label === 'label s1' ? 1.5 : 2.5 }),
        },
      },
    ),
  ],
  (ask) => {
    it('builds compound keys with lists inside out of several subgraphs', async () => {
      const answer = await ask(
        '{ network { yearly first { id } sensors { id serial cost { monthly } site { id label owner { id } } } } }',
      );
      expect(answer).toEqual({
        data: {
          network: {
            yearly: 200,
            first: { id: 's1' },
            sensors: [
              {
                id: 's1',
                serial: 'QA-1',
                cost: { monthly: 1.5 },
                site: { id: 'site-s1', label: 'label s1', owner: { id: 's1' } },
              },
              {
                id: 's2',
                serial: 'QA-2',
                cost: { monthly: 2.5 },
                site: { id: 'site-s2', label: 'label s2', owner: { id: 's2' } },
              },
            ],
          },
        },
      });
    });
  },
);

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
  'null keys',
  [
    subgraph(
      'pages',
      'type Query { pages: [Page] } type Page { sensor: Sensor } type Sensor @key(fields: "serial") { serial: ID! }',
      {
        Query: { pages: () => ['QA-1', 'QA-9', 'QA-2'].map((serial) => ({ sensor: { serial } })) },
      },
    ),
    subgraph('registry', 'type Sensor @key(fields: "id") @key(fields: "serial") { id: ID! serial: ID! }', {
      Sensor: { __resolveReference: by(sites, 'serial') },
    }),
    subgraph(
      'makers',
      'type Sensor @key(fields: "id") { id: ID! maker: Maker } type Maker { name: String }',
      {
        Sensor: { __resolveReference: ({ id }) => ({ id, maker: { name: `maker of ${id}` } }) },
      },
    ),
  ],
  (ask) => {
    it('leaves null what a subgraph in the middle does not know, and nothing else', async () => {
      expect(await ask('{ pages { sensor { serial maker { name } } } }')).toEqual({
        data: {
          pages: [
            { sensor: { serial: 'QA-1', maker: { name: 'maker of s1' } } },
            { sensor: { serial: 'QA-9', maker: null } },
            { sensor: { serial: 'QA-2', maker: { name: 'maker of s2' } } },
          ],
        },
      });
    });
  },
);

feature(
  'mysterious external',
  [
    oldSubgraph(
      'costs',
      'extend type Sensor @key(fields: "id") { id: ID! @external cost: Float } type Query { cheapest: Sensor }',
      {
        Query: { cheapest: () => ({ id: 's2' }) },
        Sensor: { __resolveReference: ({ id }) => ({ id }), cost: ({ id }) => (id === 's2' ? 1.5 : 3) },
      },
    ),
    subgraph(
      'registry',
      'type Sensor @key(fields: "id") { id: ID! name: String! } type Query { sensors: [Sensor!]! }',
      {
        Query: { sensors: () => sites },
        Sensor: { __resolveReference: by(sites, 'id') },
      },
    ),
  ],
  (ask) => {
    it('reads a key that an old extension calls external', async () => {
      expect(await ask('{ cheapest { id cost name } }')).toEqual({
        data: { cheapest: { id: 's2', cost: 1.5, name: 'School' } },
      });
      expect(await ask('{ sensors { name cost id } }')).toEqual({
        data: {
          sensors: [
            { name: 'Roof', cost: 3, id: 's1' },
            { name: 'School', cost: 1.5, id: 's2' },
          ],
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

const seen = [
  { id: 's1', code: 'x' },
  { id: 's1', code: 'y' },
];
feature(
  'one entity in two places',
  [
    subgraph(
      'registry',
      'type Query { seen: [Sensor] } type Sensor @key(fields: "id") @key(fields: "id code") { id: ID! code: ID! }',
      { Query: { seen: () => seen } },
    ),
    subgraph(
      'sites',
      'type Sensor @key(fields: "id") { id: ID! site: Site @shareable } type Site { city: String }',
      { Sensor: { __resolveReference: (one) => one, site: () => ({ city: 'Kampala' }) } },
    ),
    subgraph(
      'floors',
      'type Sensor @key(fields: "id code") { id: ID! code: ID! site: Site @shareable } type Site { floor: String }',
      { Sensor: { __resolveReference: (one) => one, site: ({ code }) => ({ floor: code }) } },
    ),
  ],
  (ask) => {
    for (const slow of ['sites', 'floors'])
      it(`is asked for once by what is the same, and keeps what differs, with slow ${slow}`, async () => {
        const answer = await ask('{ seen { site { city floor } } }', {}, async (_, result, from) => {
          if (from === slow) await setTimeout(10);
          return result;
        });
        expect(answer).toEqual({
          data: {
            seen: [{ site: { city: 'Kampala', floor: 'x' } }, { site: { city: 'Kampala', floor: 'y' } }],
          },
        });
      });
  },
);
