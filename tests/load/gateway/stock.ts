import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ApolloGateway } from '@apollo/gateway';
import { ApolloServer } from '@apollo/server';
import { ApolloServerPluginLandingPageDisabled } from '@apollo/server/plugin/disabled';
import { fastifyApolloHandler } from '@as-integrations/fastify';
import fastify from 'fastify';

// The stock gateway in Apollo Server on Fastify, as their documentation sets it up: PORT=… FOLDER=… node stock.ts
const gateway = new ApolloGateway({
  supergraphSdl: readFileSync(join(process.env.FOLDER ?? '.', 'supergraph.graphql'), 'utf8'),
});
const apollo = new ApolloServer({ gateway, plugins: [ApolloServerPluginLandingPageDisabled()] });
await apollo.start();
const app = fastify();
app.post('/graphql', fastifyApolloHandler(apollo));
await app.listen({ host: '127.0.0.1', port: Number(process.env.PORT) });
