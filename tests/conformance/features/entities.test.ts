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
