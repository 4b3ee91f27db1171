import { readFileSync } from 'node:fs';
import mercuriusGateway from '@mercuriusjs/gateway';
import fastify from 'fastify';

const services = JSON.parse(readFileSync(`${process.env.FOLDER}/federation1.json`, 'utf8'));
const app = fastify();
app.register(mercuriusGateway, {
  jit: 1,
  gateway: { services: services.map((service) => ({ ...service, connections: 64 })) },
});
await app.listen({ host: '127.0.0.1', port: Number(process.env.PORT) });
