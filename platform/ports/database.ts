import type { PrismaClient } from '@aqmrg/prisma/client/client.ts';

/** The relational store, behind Prisma. A room touches only the models of its own Postgres schema. */
export interface Database {
  readonly client: PrismaClient;
  /** Resolves when a query came back; rejects with why not. */
  ping(): Promise<void>;
  close(): Promise<void>;
}
