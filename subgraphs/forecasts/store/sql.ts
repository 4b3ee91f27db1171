import { Prisma } from '@aqmrg/prisma/client/client.ts';
import type { EpochMs } from '@aqmrg/schema/events/vocabulary.ts';

const { sql } = Prisma;

/** Bound as a number, so that no session's time zone has a say. */
export const instant = (ms: EpochMs): Prisma.Sql =>
  sql`(TIMESTAMPTZ 'epoch' + ${ms}::float8 * INTERVAL '1 millisecond')`;

/** A column of milliseconds as an instant. */
export const instantOf = (column: Prisma.Sql): Prisma.Sql =>
  sql`(TIMESTAMPTZ 'epoch' + ${column} * INTERVAL '1 millisecond')`;

/** An instant column as epoch milliseconds. */
export const asMs = (column: Prisma.Sql): Prisma.Sql => sql`(EXTRACT(EPOCH FROM ${column}) * 1000)::float8`;
