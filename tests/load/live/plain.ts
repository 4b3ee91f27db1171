import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { buildSchema, execute, type GraphQLObjectType, type GraphQLSchema, parse } from 'graphql';
import { useServer } from 'graphql-ws/use/ws';
import { WebSocketServer } from 'ws';
import { nameOf } from './air.ts';
import { openFeed } from './feed.ts';

// graphql-ws over graphql-js as their documentation sets them up, no gateway: each client has a stream and executions of its own, and
// what the other part of the graph knows of a sensor is asked of that part for each client. PORT=… FOLDER=… node plain.ts
const feed = openFeed();

const names = buildSchema('type Query { sensor(id: ID!): Sensor } type Sensor { id: ID! name: String }');
const nameQuery = parse('query Name($id: ID!) { sensor(id: $id) { name } }');
const sensors = { sensor: ({ id }: { id: string }) => ({ id, name: nameOf(id) }) };

const askName = async ({ id }: { readonly id: string }): Promise<unknown> => {
  const { data } = await execute({
    schema: names,
    document: nameQuery,
    rootValue: sensors,
    variableValues: { id },
  });
  return (data?.sensor as { name: string } | null)?.name;
};

const merged = (): GraphQLSchema => {
  const schema = buildSchema(readFileSync(join(process.env.FOLDER ?? '.', 'api.graphql'), 'utf8'));
  const typeNamed = (name: string) => schema.getType(name) as GraphQLObjectType;
  Object.assign(typeNamed('Subscription').getFields().readingAdded as object, {
    subscribe: () => feed.events(),
  });
  Object.assign(typeNamed('Sensor').getFields().name as object, { resolve: askName });
  Object.assign(typeNamed('Reading').getFields().periodEnd as object, {
    resolve: ({ periodEnd }: { periodEnd: number }) => new Date(periodEnd).toISOString(),
  });
  return schema;
};

const server = createServer();
const sockets = new WebSocketServer({ server, path: '/graphql', perMessageDeflate: false });
useServer({ schema: merged() }, sockets as never);
server.listen(Number(process.env.PORT), '127.0.0.1');
