import { compose } from '@aqmrg/gateway/supergraph/compose.ts';
import { type AccessTable, asParent, each, everyone } from '@aqmrg/platform/subgraph/access.ts';
import type { RequestContext, Room, SubgraphDefinition } from '@aqmrg/platform/subgraph/define.ts';
import { typeDefsOf } from '@aqmrg/platform/subgraph/executable.ts';
import { observedOf, outlookOf, readingsOf, sensorsOf } from './air.ts';

/** 20 sensors, their 60 readings, 60 outlooks, and the 120 points that came of them: four fetches, one after another. */
export const query = `query Air($network: String!) {
  sensors(network: $network) {
    id name latitude longitude operator
    readings { id periodEnd value unit quality outlook { madeAt model low mean high observed { at value } } }
  }
}`;

const sensors = `
type Query {
  "Every sensor of a network."
  sensors(network: String!): [Sensor!] @listSize(assumedSize: 20)
}
type Sensor @key(fields: "id") {
  id: ID!
  name: String!
  latitude: Float!
  longitude: Float!
  operator: String!
}`;

// Written as Federation 1 has it, which Federation 2 reads as well: Mercurius knows no other.
const readings = `
extend type Sensor @key(fields: "id") {
  id: ID! @external
  readings: [Reading!] @listSize(assumedSize: 3)
}
type Reading @key(fields: "id") {
  id: ID!
  periodEnd: String!
  value: Float!
  unit: String!
  quality: String!
}
extend type Outlook @key(fields: "id") {
  id: ID! @external
  observed: [Point!] @listSize(assumedSize: 2)
}
type Point {
  at: String!
  value: Float!
}`;

const forecasts = `
extend type Reading @key(fields: "id") {
  id: ID! @external
  outlook: Outlook
}
type Outlook @key(fields: "id") {
  id: ID!
  madeAt: String!
  model: String!
  low: Float!
  mean: Float!
  high: Float!
}`;

// Without a `__resolveReference` an entity is what the gateway sent of it: nothing is looked up before a field asks.
interface Entity {
  readonly id: string;
}

const room = (
  name: string,
  schema: string,
  access: AccessTable,
  resolvers: Room<RequestContext>['resolvers'],
): SubgraphDefinition => ({
  name,
  schema,
  doors: [],
  access,
  uses: [],
  build: async () => ({ resolvers, context: (request) => request }),
});

const sensorsAccess: AccessTable = {
  Query: { sensors: everyone },
  Sensor: each(everyone, 'id name latitude longitude operator'),
};
const readingsAccess: AccessTable = {
  Sensor: each(everyone, 'id readings'),
  Reading: each(everyone, 'id periodEnd value unit quality'),
  Outlook: each(everyone, 'id observed'),
  Point: asParent,
};
const forecastsAccess: AccessTable = {
  Reading: each(everyone, 'id outlook'),
  Outlook: each(everyone, 'id madeAt model low mean high'),
};

/** The three subgraphs, in the one shape that rooms have. */
export const rooms: readonly SubgraphDefinition[] = [
  room('sensors', sensors, sensorsAccess, {
    Query: { sensors: (_: unknown, { network }: { network: string }) => sensorsOf(network) },
  }),
  room('readings', readings, readingsAccess, {
    Sensor: { readings: ({ id }: Entity) => readingsOf(id) },
    Outlook: { observed: ({ id }: Entity) => observedOf(id) },
  }),
  room('forecasts', forecasts, forecastsAccess, {
    Reading: { outlook: ({ id }: Entity) => outlookOf(id) },
  }),
];

export type Ports = Readonly<Record<string, number>>;
export const subgraphUrl = (ports: Ports, name: string): string => `http://127.0.0.1:${ports[name]}/graphql`;

/** The supergraph that ours, the stock gateway and Hive plan with. */
export const composeGraph = (ports: Ports) =>
  compose(
    rooms.map((definition) => ({
      name: definition.name,
      url: subgraphUrl(ports, definition.name),
      typeDefs: typeDefsOf(definition),
    })),
  );

/** The same subgraphs for Mercurius, which composes by itself. */
export const federation1 = (ports: Ports) =>
  rooms.map(({ name, schema }) => ({
    name,
    url: subgraphUrl(ports, name),
    schema: schema.replaceAll(/ @listSize\([^)]*\)/g, ''),
  }));
