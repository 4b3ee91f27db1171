import { Prisma } from '@aqmrg/prisma/client/client.ts';

// Unreachable, timed out, closed; no connection free in time; a transaction that was cut off or lost a race.
const passing = new Set(['P1001', 'P1002', 'P1008', 'P1017', 'P2024', 'P2028', 'P2034', 'P2037']);

/** Whether the database is at fault and may recover, not what was sent to it. */
export const isAway = (error: unknown): boolean =>
  error instanceof Prisma.PrismaClientInitializationError ||
  (error instanceof Prisma.PrismaClientKnownRequestError && passing.has(error.code));
