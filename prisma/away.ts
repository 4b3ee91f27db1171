import { Prisma } from './client/client.ts';

/** SQLSTATE classes that put the statement at fault: data exception, integrity, syntax or rights, program limit. */
const atFault = /^(22|23|42|54)/;

const sqlStateOf = (error: Prisma.PrismaClientKnownRequestError): string => {
  const driverError = error.meta?.driverAdapterError as { cause?: { originalCode?: string } } | undefined;
  return driverError?.cause?.originalCode ?? '';
};

/** Whether the database is at fault and may recover (unreachable, a lost race), not what was sent to it. */
export const isDatabaseAway = (error: unknown): boolean =>
  error instanceof Prisma.PrismaClientInitializationError ||
  (error instanceof Prisma.PrismaClientKnownRequestError && !atFault.test(sqlStateOf(error)));
