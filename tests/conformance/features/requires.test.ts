import { expect, it } from 'vitest';
import { feature } from '../kit/feature.ts';
import { subgraph } from '../kit/subgraph.ts';

const sensors = [
  { id: 's1', name: 'Roof', rawPm: 10, humidity: 2 },
  { id: 's2', name: 'School', rawPm: 30, humidity: 3 },
];
const sensorOf = ({ id }: { id: string }) => sensors.find((sensor) => sensor.id === id) ?? null;

feature(
  'simple requires provides',
  [
    subgraph(
      'people',
      'type Query { me: Person } type Person @key(fields: "id") { id: ID! name: String login: String @shareable }',
      {
        Query: { me: () => ({ id: 'p1', name: 'name p1', login: 'login p1' }) },
        Person: { __resolveReference: ({ id }) => ({ id, name: `name ${id}`, login: `login ${id}` }) },
      },
    ),
    subgraph(
      'readings',
      'type Query { sensors: [Sensor] } type Sensor @key(fields: "id") { id: ID! name: String rawPm: Int humidity: Int }',
      { Query: { sensors: () => sensors }, Sensor: { __resolveReference: sensorOf } },
    ),
    subgraph(
      'calibration',
      `type Sensor @key(fields: "id") {
         id: ID! rawPm: Int @external humidity: Int @external live: Boolean
         pm: Int @requires(fields: "rawPm humidity") label: String @requires(fields: "humidity rawPm") }`,
      {
        Sensor: {
          __resolveReference: (sensor) => ({ ...sensor, live: sensor.id === 's1' }),
          pm: ({ rawPm, humidity }) => rawPm - humidity,
          label: ({ rawPm, humidity }) => `${rawPm}/${humidity}`,
        },
      },
    ),
    subgraph(
      'notes',
      `type Note @key(fields: "id") { id: ID! text: String author: Person @provides(fields: "login") sensor: Sensor }
       type Person @key(fields: "id") { id: ID! login: String @external notes: [Note] }
       type Sensor @key(fields: "id") { id: ID! notes: [Note] }`,
      {
        Note: {
          author: () => ({ id: 'p1', login: 'provided' }),
          sensor: ({ sensorId }) => ({ id: sensorId }),
        },
        Person: {
          notes: () => ['s1', 's2'].map((sensorId) => ({ id: `n-${sensorId}`, text: 'dusty', sensorId })),
        },
        Sensor: { notes: ({ id }) => [{ id: `n-${id}`, text: 'dusty', sensorId: id }] },
      },
    ),
  ],
  (ask) => {
    it('sends what a field requires, though nobody asked for it', async () => {
      expect(await ask('{ sensors { pm } }')).toEqual({ data: { sensors: [{ pm: 8 }, { pm: 27 }] } });
    });
    it('sends it beside what was asked', async () => {
      expect(await ask('{ sensors { pm humidity raw: rawPm label } }')).toEqual({
        data: {
          sensors: [
            { pm: 8, humidity: 2, raw: 10, label: '10/2' },
            { pm: 27, humidity: 3, raw: 30, label: '30/3' },
          ],
        },
      });
    });
    it('takes what a path provides instead of asking its owner', async () => {
      expect(await ask('{ me { name login notes { id author { id login } sensor { live } } } }')).toEqual({
        data: {
          me: {
            name: 'name p1',
            login: 'login p1',
            notes: [
              { id: 'n-s1', author: { id: 'p1', login: 'provided' }, sensor: { live: true } },
              { id: 'n-s2', author: { id: 'p1', login: 'provided' }, sensor: { live: false } },
            ],
          },
        },
      });
    });
    it('goes round through several subgraphs', async () => {
      expect(
        await ask('{ sensors { notes { author { login } sensor { name pm notes { text } } } } }'),
      ).toEqual({
        data: {
          sensors: [
            {
              notes: [
                {
                  author: { login: 'provided' },
                  sensor: { name: 'Roof', pm: 8, notes: [{ text: 'dusty' }] },
                },
              ],
            },
            {
              notes: [
                {
                  author: { login: 'provided' },
                  sensor: { name: 'School', pm: 27, notes: [{ text: 'dusty' }] },
                },
              ],
            },
          ],
        },
      });
    });
  },
);

feature(
  'requires requires',
  [
    subgraph('raw', 'type Sensor @key(fields: "id") { id: ID! rawPm: Float! @inaccessible }', {
      Sensor: { __resolveReference: sensorOf },
    }),
    subgraph(
      'registry',
      'type Query { sensor: Sensor } type Sensor @key(fields: "id") { id: ID! indoors: Boolean! }',
      {
        Query: { sensor: () => ({ id: 's2' }) },
        Sensor: {
          __resolveReference: ({ id }) => ({ id, indoors: id === 's1' }),
          indoors: ({ id }) => id === 's1',
        },
      },
    ),
    subgraph(
      'quality',
      `type Sensor @key(fields: "id") {
         id: ID! rawPm: Float! @external dusty: Boolean! @requires(fields: "rawPm")
         indoors: Boolean! @external trusted: Boolean! @requires(fields: "indoors") }`,
      { Sensor: { dusty: ({ rawPm }) => rawPm > 20, trusted: ({ indoors }) => !indoors } },
    ),
    subgraph(
      'alerts',
      `type Sensor @key(fields: "id") {
         id: ID! dusty: Boolean! @external alarm: Boolean! @requires(fields: "dusty")
         trusted: Boolean! @external loud: Boolean! @requires(fields: "trusted") }`,
      { Sensor: { alarm: ({ dusty }) => dusty, loud: ({ trusted }) => trusted } },
    ),
  ],
  (ask) => {
    it('follows a chain whose first link clients may not see', async () => {
      expect(await ask('{ sensor { alarm } }')).toEqual({ data: { sensor: { alarm: true } } });
    });
    it('follows two chains at once', async () => {
      expect(await ask('{ sensor { loud alarm dusty } }')).toEqual({
        data: { sensor: { loud: true, alarm: true, dusty: true } },
      });
      expect(await ask('{ sensor { alarm trusted loud } }')).toEqual({
        data: { sensor: { alarm: true, trusted: true, loud: true } },
      });
    });
  },
);

const posts = [{ id: 'a1' }, { id: 'a2' }];
feature(
  'requires circular',
  [
    subgraph(
      'alerts',
      `type Query { alerts: [Alert] }
       type Alert @key(fields: "id") { id: ID! minor: Boolean! @external major: Boolean! @requires(fields: "minor") }
       type Author @key(fields: "id") { id: ID! name: String! years: Int! }`,
      {
        Query: { alerts: () => posts },
        Alert: { __resolveReference: (alert) => alert, major: ({ minor }) => !minor },
        Author: { __resolveReference: ({ id }) => ({ id, name: id, years: id === 'a1' ? 1 : 9 }) },
      },
    ),
    subgraph(
      'authors',
      `type Alert @key(fields: "id") { id: ID! author: Author! minor: Boolean! @requires(fields: "author { years }") }
       type Author @key(fields: "id") { id: ID! years: Int! @external }`,
      {
        Alert: {
          __resolveReference: (alert) => alert,
          author: ({ id }) => ({ id }),
          minor: ({ author }) => author.years < 5,
        },
      },
    ),
  ],
  (ask) => {
    it('goes to and fro between two subgraphs that need each other', async () => {
      expect(await ask('{ alerts { minor } }')).toEqual({
        data: { alerts: [{ minor: true }, { minor: false }] },
      });
      expect(await ask('{ alerts { major minor } }')).toEqual({
        data: {
          alerts: [
            { major: false, minor: true },
            { major: true, minor: false },
          ],
        },
      });
      expect(await ask('{ alerts { major author { name } } }')).toEqual({
        data: {
          alerts: [
            { major: false, author: { name: 'a1' } },
            { major: true, author: { name: 'a2' } },
          ],
        },
      });
    });
  },
);
