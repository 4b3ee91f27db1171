import { type PostgresServer, startPostgres } from '@aqmrg/prisma/testing/postgres-server.ts';
import { afterAll, beforeAll } from 'vitest';
import { databaseContract } from '../../ports/database.contract.ts';
import { openOn } from './testing/open-on.ts';

let server: PostgresServer;
beforeAll(async () => {
  server = await startPostgres();
});
afterAll(() => server?.stop());

databaseContract('PostgreSQL, as the room of the sensors', async () =>
  openOn(await server.newDatabase(), { room: 'sensors' }),
);
