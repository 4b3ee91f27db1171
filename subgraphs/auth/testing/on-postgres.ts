import { migratePostgres, openPostgresDatabase } from '@aqmrg/platform/drivers/postgres-database/index.ts';
import { createLog } from '@aqmrg/platform/log.ts';
import type { Database } from '@aqmrg/platform/ports/database.ts';
import { startPostgres } from '@aqmrg/prisma/testing/postgres-server.ts';

/** A real PostgreSQL with our tables, as this room sees it: transactions run side by side there, and what holds them apart is ours. */
export const openPostgres = async () => {
  const server = await startPostgres();
  const url = await server.newDatabase();
  const log = createLog('silent');
  await migratePostgres({ url, log });
  const opened: Database[] = [];
  const open = async (room?: 'auth') => {
    const database = await openPostgresDatabase({ url, room, log });
    opened.push(database);
    return database;
  };
  return {
    /** As one process of several has it: connections of its own, and this room's rights. */
    openProcess: () => open('auth'),
    /** With the rights of who migrates. */
    openOwner: () => open(),
    async close() {
      await Promise.all(opened.map((database) => database.close()));
      await server.stop();
    },
  };
};
