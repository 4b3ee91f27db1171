import { AirError } from '@aqmrg/platform/errors/air-error.ts';
import { Prisma } from '@aqmrg/prisma/client/client.ts';

/** What a database on a server says of itself. */
const ofItself: ReadonlySet<string> = new Set([
  'SUBGRAPH_UNAVAILABLE',
  'DEADLINE_EXCEEDED',
  'OVERLOADED',
  'STORAGE_FULL',
  'SHUTTING_DOWN',
]);

/** SQLSTATE classes that put the statement at fault: data exception, integrity, syntax or rights, program limit. */
const atFault = /^(22|23|42|54)/;

const sqlStateOf = (error: Prisma.PrismaClientKnownRequestError): string => {
  const driverError = error.meta?.driverAdapterError as { cause?: { originalCode?: string } } | undefined;
  return driverError?.cause?.originalCode ?? '';
};

/** Whether the database is at fault and may recover (unreachable, slow, full, closed, a lost race), not what was sent to it. */
export const isAway = (error: unknown): boolean =>
  (error instanceof AirError && ofItself.has(error.code)) ||
  error instanceof Prisma.PrismaClientInitializationError ||
  (error instanceof Prisma.PrismaClientKnownRequestError && !atFault.test(sqlStateOf(error)));
