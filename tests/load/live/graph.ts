import { compose } from '@aqmrg/gateway/supergraph/compose.ts';
import { type AccessTable, asParent, each, everyone } from '@aqmrg/platform/subgraph/access.ts';
import type { RequestContext, Room, SubgraphDefinition } from '@aqmrg/platform/subgraph/define.ts';
import { everyEvent } from '@aqmrg/platform/subgraph/event-rules.ts';
import { typeDefsOf } from '@aqmrg/platform/subgraph/executable.ts';
import { nameOf } from './air.ts';
import type { Feed } from './feed.ts';

const readings = `
type Subscription {
  "Each reading, when it is stored."
  readingAdded(after: Cursor): ReadingAdded!
}
type ReadingAdded {
  sequence: Int!
  sentAt: Float!
  cursor: Cursor!
  change: Change!
  reading: Reading!
}
enum Change { ADDED REVISED }
type Reading {
  quantity: Quantity!
  value: Float!
  unit: Unit!
  periodEnd: DateTime!
  revision: Int!
  sensor: Sensor
}
type Sensor @key(fields: "id") { id: ID! }`;

const sensors = `
type Query { sensor(id: ID!): Sensor }
type Sensor @key(fields: "id") {
  id: ID!
  name: String
}`;

const operation = (sensor: string): string => `subscription Live($after: Cursor) {
  readingAdded(after: $after) {
    sequence sentAt cursor change
    reading { quantity value unit periodEnd revision sensor { ${sensor} } }
  }
}`;

/** What every client subscribes to: known to one subgraph alone, or with the sensor's name, which another one knows. */
export const queryOf = (federated: boolean): string => operation(federated ? 'id name' : 'id');

const room = (
  name: string,
  schema: string,
  access: AccessTable,
  organs: Pick<Room<RequestContext>, 'resolvers' | 'events'>,
): SubgraphDefinition => ({
  name,
  schema,
  doors: [],
  access,
  uses: [],
  build: async () => ({ ...organs, context: (request) => request }),
});

/** Knows what sensors are called. */
export const sensorsRoom = room(
  'sensors',
  sensors,
  { Query: { sensor: everyone }, Sensor: each(everyone, 'id name') },
  {
    resolvers: {
      Query: { sensor: (_: unknown, { id }: { id: string }) => ({ id }) },
      Sensor: { name: ({ id }: { id: string }) => nameOf(id) },
    },
  },
);

const readingsAccess: AccessTable = {
  Subscription: { readingAdded: everyone },
  Sensor: { id: everyone },
  ReadingAdded: asParent,
  Reading: asParent,
};

/** Emits what the feed has. */
export const readingsRoom = (feed: Pick<Feed, 'eventsAfter'>): SubgraphDefinition =>
  room('readings', readings, readingsAccess, {
    resolvers: {
      Subscription: {
        readingAdded: {
          subscribe: (_: unknown, { after }: { after?: string | null }) =>
            feed.eventsAfter(after ?? undefined),
        },
      },
    },
    events: { readingAdded: everyEvent },
  });

const silent: Pick<Feed, 'eventsAfter'> = {
  eventsAfter: () => {
    throw new Error('Only its schema is wanted here.');
  },
};

export type Ports = Readonly<Record<'readings' | 'sensors', number>>;

/** The supergraph of both, for gateways that reach them at these ports. */
export const composeLive = (ports: Ports) =>
  compose(
    [readingsRoom(silent), sensorsRoom].map((definition) => ({
      name: definition.name,
      url: `http://127.0.0.1:${ports[definition.name as keyof Ports]}/graphql`,
      typeDefs: typeDefsOf(definition),
    })),
  );
