import { Prisma, PrismaClient } from '@aqmrg/prisma/client/client.ts';
import { PrismaPg } from '@prisma/adapter-pg';
import type pg from 'pg';

/**
 * Prisma over a pool that stays its opener's. `tell` gives what is thrown in the place of an error. It stands around Prisma and not
 * below it, since Prisma takes every error with a `code` for one of its own.
 */
export const prismaOnPool = (
  pool: pg.Pool,
  transactionTimeoutMs: number,
  tell: (error: unknown) => unknown,
): PrismaClient => {
  const retold = (error: unknown): never => {
    throw tell(error);
  };
  const plain = new PrismaClient({
    adapter: new PrismaPg(pool),
    transactionOptions: { maxWait: transactionTimeoutMs, timeout: transactionTimeoutMs },
  });
  const told = plain.$extends({
    query: { $allOperations: ({ args, query }) => query(args).catch(retold) },
    client: {
      // Begin and commit are no operations. Called on whatever was derived from this client, which a later extension is.
      $transaction(this: unknown, ...work: Parameters<typeof plain.$transaction>) {
        const client = Prisma.getExtensionContext(this) as unknown as PrismaClient;
        return PrismaClient.prototype.$transaction.apply(client, work).catch(retold);
      },
    },
  });
  return told as unknown as PrismaClient;
};
