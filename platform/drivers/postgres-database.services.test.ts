import { PrismaClient } from '@aqmrg/prisma/client/client.ts';
import { migrate } from '@aqmrg/prisma/migrate.ts';
import { readMigrations } from '@aqmrg/prisma/migration-files.ts';
import { openPgRunner } from '@aqmrg/prisma/testing/pg-runner.ts';
import { type PostgresServer, startPostgres } from '@aqmrg/prisma/testing/postgres-server.ts';
import { PrismaPg } from '@prisma/adapter-pg';
import pg from 'pg';
import { afterAll, beforeAll } from 'vitest';
import { databaseContract } from '../ports/database.contract.ts';

let server: PostgresServer;
beforeAll(async () => {
  server = await startPostgres();
});
afterAll(() => server?.stop());

databaseContract('PostgreSQL', async () => {
  const connection = await server.newDatabase();
  const runner = await openPgRunner(connection);
  await migrate(runner, { migrations: await readMigrations() });
  await runner.end();
  // Prisma writes and reads times without their offset: it is right only where the session's clock stands in UTC.
  // A pool of our own: one that the adapter makes comes back to life with the next query after $disconnect.
  const pool = new pg.Pool({ ...connection, options: '-c TimeZone=UTC' });
  // end() settles before the connections are gone: a server that stops meanwhile still tells them so, and an error that
  // nobody hears would end the process.
  pool.on('error', () => {});
  const client = new PrismaClient({
    adapter: new PrismaPg(pool),
    transactionOptions: { maxWait: 15_000, timeout: 15_000 },
  });
  let closing: Promise<void> | undefined;
  return {
    client,
    ping: async () => {
      await client.$queryRaw`SELECT 1`;
    },
    close: () => {
      closing ??= client.$disconnect().then(() => pool.end());
      return closing;
    },
  };
});
