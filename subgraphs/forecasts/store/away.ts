import { AirError } from '@aqmrg/platform/errors/air-error.ts';
import { Prisma } from '@aqmrg/prisma/client/client.ts';

/** SQLSTATE classes that put the statement at fault: data exception, integrity, syntax or rights, program limit. */
const atFault = /^(22|23|42|54)/;

const sqlStateOf = (error: Prisma.PrismaClientKnownRequestError): string => {
  const driverError = error.meta?.driverAdapterError as { cause?: { originalCode?: string } } | undefined;
  return driverError?.cause?.originalCode ?? '';
};

/** Whether a store or the log is at fault and may recover (unreachable, slow, full, closed, a lost race), not what was sent to it. */
export const isAway = (error: unknown): boolean =>
  error instanceof AirError ||
  error instanceof Prisma.PrismaClientInitializationError ||
  (error instanceof Prisma.PrismaClientKnownRequestError && !atFault.test(sqlStateOf(error)));
