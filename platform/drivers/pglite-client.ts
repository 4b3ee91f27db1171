import { PrismaClient } from '@aqmrg/prisma/client/client.ts';
import { prismaOnPglite } from '@aqmrg/prisma/pglite-adapter.ts';
import type { PGlite } from '@electric-sql/pglite';
import type { Database } from '../ports/database.ts';

/** `release` is what closing does with the PGlite, once the client has left it. */
export const databaseOn = (pglite: PGlite, release: () => Promise<void>): Database => {
  const client = new PrismaClient({
    adapter: prismaOnPglite(pglite),
    // All wait for the one connection; Prisma's 2 s to begin would fail the last of a few slow ones.
    transactionOptions: { maxWait: 15_000, timeout: 15_000 },
  });
  let closing: Promise<void> | undefined;
  return {
    client,
    ping: async () => {
      await pglite.query('SELECT 1');
    },
    close: () => {
      closing ??= (async () => {
        await client.$disconnect();
        await release();
      })();
      return closing;
    },
  };
};
