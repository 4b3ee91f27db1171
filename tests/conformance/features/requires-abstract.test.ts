import { expect, it } from 'vitest';
import { feature } from '../kit/feature.ts';
import { subgraph } from '../kit/subgraph.ts';

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
