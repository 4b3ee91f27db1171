import type { Database } from '@aqmrg/platform/ports/database.ts';
import { PrismaClient } from '@aqmrg/prisma/client/client.ts';
import { migrate } from '@aqmrg/prisma/migrate.ts';
import { readMigrations } from '@aqmrg/prisma/migration-files.ts';
import { openPgRunner } from '@aqmrg/prisma/testing/pg-runner.ts';
import { startPostgres } from '@aqmrg/prisma/testing/postgres-server.ts';
import { PrismaPg } from '@prisma/adapter-pg';
import pg from 'pg';

/** A real PostgreSQL with our tables: transactions run side by side there, and what holds them apart is ours. */
export const openPostgres = async () => {
  const server = await startPostgres();
  const connection = await server.newDatabase();
  const runner = await openPgRunner(connection);
  await migrate(runner, { migrations: await readMigrations() });
  await runner.end();
  const closers: (() => Promise<unknown>)[] = [];
  return {
    /** As one process of several has it: connections of its own. */
    async openProcess(): Promise<Database> {
      const pool = new pg.Pool({ ...connection, max: 10, options: '-c TimeZone=UTC' });
      pool.on('error', () => {});
      const client = new PrismaClient({
        adapter: new PrismaPg(pool),
        transactionOptions: { maxWait: 15_000, timeout: 15_000 },
      });
      const close = async () => {
        await client.$disconnect();
        await pool.end();
      };
      closers.push(close);
      return { client, ping: async () => undefined, close };
    },
    async close() {
      await Promise.all(closers.map((close) => close()));
      await server.stop();
    },
  };
};
