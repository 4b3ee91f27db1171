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

const spots = `interface Spot { id: ID! }
  type Roof implements Spot @key(fields: "id") { id: ID! city: String @shareable }
  type Street implements Spot @key(fields: "id") { id: ID! city: String @shareable }`;
const spotOf =
  (type: string) =>
  ({ id }: { id: string }) => ({ __typename: type, id, city: `city ${id}` });
feature(
  'requires interface',
  [
    subgraph(
      'sites',
      `${spots} type Query { a: Sensor }
       type Sensor @key(fields: "id") {
         id: ID! name: String! @shareable spot: Spot @external
         city: String @requires(fields: "spot { id }") country: String @requires(fields: "spot { ... on Street { id } }") }`,
      {
        Query: { a: () => ({ id: 's1', name: 'Roof' }) },
        Sensor: {
          __resolveReference: (sensor) => sensor,
          city: ({ spot }) => (spot ? `city of ${spot.id}` : null),
          country: ({ spot }) => (spot?.id ? `country of ${spot.id}` : null),
        },
        Roof: { __resolveReference: spotOf('Roof') },
        Street: { __resolveReference: spotOf('Street') },
      },
    ),
    subgraph(
      'registry',
      `${spots} type Tunnel implements Spot @key(fields: "id") { id: ID! city: String @shareable }
       type Query { b: Sensor c: Sensor }
       type Sensor @key(fields: "id") { id: ID! name: String! @shareable spot: Spot @shareable }`,
      {
        Query: { b: () => ({ id: 's2', name: 'School' }), c: () => ({ id: 's3', name: 'Deep' }) },
        Sensor: {
          __resolveReference: ({ id }) => ({ id, name: id }),
          spot: ({ id }) => ({
            __typename: { s1: 'Roof', s2: 'Street', s3: 'Tunnel' }[id as 's1'],
            id: `spot-${id}`,
            city: `city spot-${id}`,
          }),
        },
        Roof: { __resolveReference: spotOf('Roof') },
        Street: { __resolveReference: spotOf('Street') },
        Tunnel: { __resolveReference: spotOf('Tunnel') },
      },
    ),
  ],
  (ask) => {
    it('sends an interface that another subgraph resolved', async () => {
      expect(await ask('{ a { city } b { city } }')).toEqual({
        data: { a: { city: 'city of spot-s1' }, b: { city: 'city of spot-s2' } },
      });
    });
    it('sends only the types that the requirement names', async () => {
      expect(await ask('{ a { country } b { country } }')).toEqual({
        data: { a: { country: null }, b: { country: 'country of spot-s2' } },
      });
    });
    it('shows the interface to the client as well', async () => {
      expect(
        await ask('{ a { city spot { __typename id } } b { spot { id ... on Street { city } } } }'),
      ).toEqual({
        data: {
          a: { city: 'city of spot-s1', spot: { __typename: 'Roof', id: 'spot-s1' } },
          b: { spot: { id: 'spot-s2', city: 'city spot-s2' } },
        },
      });
    });
    it('knows a type that only the owner has', async () => {
      expect(await ask('{ c { name spot { __typename id } } }')).toEqual({
        data: { c: { name: 'Deep', spot: { __typename: 'Tunnel', id: 'spot-s3' } } },
      });
    });
  },
);

const cause = `interface Cause { text: String! } interface Gauged implements Cause { text: String! value: String! }
  type Smoke implements Cause & Gauged @shareable { text: String! value: String! smoke: String! }
  type Dust implements Cause & Gauged @shareable { text: String! value: String! dust: String! }`;
feature(
  'requires with fragments',
  [
    subgraph(
      'alerts',
      `${cause} type Query { a: Alert } type Alert @key(fields: "id") { id: ID! cause: Cause }`,
      {
        Query: { a: () => ({ id: 'a1' }) },
        Alert: {
          __resolveReference: ({ id }) => ({ id }),
          cause: ({ id }) =>
            id === 'a2'
              ? { __typename: 'Dust', text: 't2', value: 'v2', dust: 'd2' }
              : { __typename: 'Smoke', text: 't1', value: 'v1', smoke: 's1' },
        },
      },
    ),
    subgraph(
      'mails',
      `${cause} type Query { b: Alert bb: Alert }
       type Alert @key(fields: "id") { id: ID! cause: Cause @external
         full: String! @requires(fields: "cause { text ... on Gauged { value ... on Smoke { smoke } ... on Dust { dust } } }")
         short: String! @requires(fields: "cause { ... on Cause { text } }") }`,
      {
        Query: { b: () => ({ id: 'a1' }), bb: () => ({ id: 'a2' }) },
        Alert: {
          __resolveReference: (alert) => alert,
          full: ({ cause }) => [cause.text, cause.value, cause.smoke, cause.dust].filter(Boolean).join(' '),
          short: ({ cause }) => cause.text,
        },
      },
    ),
  ],
  (ask) => {
    it('sends by fragments inside fragments what the type at hand has', async () => {
      expect(await ask('{ a { full } b { full } bb { full short } }')).toEqual({
        data: { a: { full: 't1 v1 s1' }, b: { full: 't1 v1 s1' }, bb: { full: 't2 v2 d2', short: 't2' } },
      });
    });
    it('tells the type beside', async () => {
      expect(
        await ask('{ bb { cause { __typename } full } a { short cause { text ... on Smoke { smoke } } } }'),
      ).toEqual({
        data: {
          bb: { cause: { __typename: 'Dust' }, full: 't2 v2 d2' },
          a: { short: 't1', cause: { text: 't1', smoke: 's1' } },
        },
      });
    });
  },
);
