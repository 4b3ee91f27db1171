import type { PrismaClient } from '@aqmrg/prisma/client/client.ts';

/**
 * The relational store, behind Prisma. A room touches only the models of its own Postgres schema.
 * Inside `client.$transaction(async (tx) => …)` use `tx` alone: there may be one connection only, and `client` would wait for it
 * until the transaction has timed out. Errors are Prisma's: P2002 a unique violation, P2003 a reference to no row, P2025 no such row.
 * A database on a server also rejects with codes of ours, never for what it was asked: SUBGRAPH_UNAVAILABLE (away), DEADLINE_EXCEEDED (too slow),
 * OVERLOADED (too many wait), STORAGE_FULL, SHUTTING_DOWN (closed here). A commit that ends so may have been made.
 * A Float of up to 15 digits comes back exactly; one with more may be off in its last bit, as Prisma's engine reads it.
 */
export interface Database {
  readonly client: PrismaClient;
  /** Resolves when a query came back; rejects with why not. */
  ping(): Promise<void>;
  /** Closing twice is closing once. Afterwards `client` and `ping` reject. */
  close(): Promise<void>;
}
