import type { messages, PGlite, Transaction as PgliteTransaction } from '@electric-sql/pglite';
import {
  DriverAdapterError,
  type SqlDriverAdapter,
  type SqlMigrationAwareDriverAdapterFactory,
  type SqlQueryable,
  type Transaction,
} from '@prisma/driver-adapter-utils';
import { PrismaPGlite } from 'pglite-prisma-adapter';

/**
 * Prisma on PGlite, with four faults of pglite-prisma-adapter 0.7.2 made good: a COMMIT that failed looked as if it had
 * worked; the isolation level was set before the transaction, where it does nothing; `executeScript` resolved before the
 * script had run, and its failure went to nobody; and RESTRICT, which PostgreSQL 18 reports under a code of its own, came
 * out as an unknown error.
 */
export const prismaOnPglite = (pglite: PGlite): SqlMigrationAwareDriverAdapterFactory => {
  const { provider, adapterName } = new PrismaPGlite(pglite);
  const connect = async (): Promise<SqlDriverAdapter> => {
    const plain = await new PrismaPGlite(pglite).connect();
    return {
      provider,
      adapterName,
      ...namingRestrict(plain),
      executeScript: async (script) => {
        await pglite.exec(script).catch(tellPrisma);
      },
      startTransaction: (isolationLevel) => startTransaction(pglite, isolationLevel),
      getConnectionInfo: () => ({ supportsRelationJoins: true }),
      // PGlite is closed by whoever opened it.
      dispose: async () => undefined,
    };
  };
  return { provider, adapterName, connect, connectToShadowDb: connect };
};

const tellPrisma = (error: unknown): never => {
  const { message, code = 'N/A', severity = 'ERROR', detail, column, hint } = error as messages.DatabaseError;
  throw new DriverAdapterError({ kind: 'postgres', message, code, severity, detail, column, hint });
};

/** PGlite runs a transaction as one callback; Prisma begins it, and ends it later. */
const startTransaction = (pglite: PGlite, isolationLevel: string | undefined): Promise<Transaction> =>
  new Promise((resolve, reject) => {
    const { promise: ended, resolve: end } = Promise.withResolvers<void>();
    const outcome = pglite.transaction(async (tx) => {
      if (isolationLevel !== undefined) await tx.exec(`SET TRANSACTION ISOLATION LEVEL ${isolationLevel}`);
      const plain = await queryableOf(tx);
      resolve({
        provider: plain.provider,
        adapterName: plain.adapterName,
        options: { usePhantomQuery: true },
        ...namingRestrict(plain),
        commit: async () => {
          end();
          await outcome.catch(tellPrisma);
        },
        rollback: async () => {
          try {
            if (!tx.closed) await tx.rollback();
          } finally {
            // Whatever happened, the next transaction must not wait for this one.
            end();
          }
          await outcome;
        },
      });
      await ended;
    });
    // Before it has begun this is the answer; later `commit` and `rollback` tell.
    outcome.catch(reject);
  });

/** The adapter only ever calls `query` of what it is given, and a transaction has that. */
const queryableOf = (tx: PgliteTransaction): Promise<SqlQueryable> =>
  new PrismaPGlite(tx as unknown as PGlite).connect();

/** https://www.postgresql.org/docs/18/errcodes-appendix.html: restrict_violation */
const restrictViolation = '23001';

const namingRestrict = (plain: SqlQueryable): Pick<SqlQueryable, 'queryRaw' | 'executeRaw'> => ({
  queryRaw: (query) => plain.queryRaw(query).catch(nameRestrict),
  executeRaw: (query) => plain.executeRaw(query).catch(nameRestrict),
});

const nameRestrict = (error: unknown): never => {
  const { cause } = error as { cause?: { kind?: string; code?: string; message?: string } };
  if (error instanceof Error && cause?.kind === 'postgres' && cause.code === restrictViolation) {
    const index = /constraint "([^"]+)"/.exec(cause.message ?? '')?.[1];
    error.cause = { ...cause, kind: 'RestrictViolation', ...(index && { constraint: { index } }) };
  }
  throw error;
};
