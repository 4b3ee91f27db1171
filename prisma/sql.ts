import { Prisma } from './client/client.ts';

const { sql } = Prisma;

/** Epoch milliseconds as an instant: bound as a number, so that no session's time zone has a say. */
export const instant = (ms: number): Prisma.Sql =>
  sql`(TIMESTAMPTZ 'epoch' + ${ms}::float8 * INTERVAL '1 millisecond')`;

/** A column of epoch milliseconds as an instant. */
export const instantOf = (column: Prisma.Sql): Prisma.Sql =>
  sql`(TIMESTAMPTZ 'epoch' + ${column} * INTERVAL '1 millisecond')`;

/** An instant column as epoch milliseconds. */
export const asMs = (column: Prisma.Sql): Prisma.Sql => sql`(EXTRACT(EPOCH FROM ${column}) * 1000)::float8`;
