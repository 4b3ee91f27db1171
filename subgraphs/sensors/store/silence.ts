import { Prisma } from '@aqmrg/prisma/client/client.ts';
import { arrivalMs, missedReports, shortestSilenceMs, unknownIntervalMs } from '../domain/status.ts';

const { sql } = Prisma;

/** How long a sensor counts as online after its newest reading ended: the rule of `domain/status.ts`, as an interval. */
export const silence = (intervalMs: Prisma.Sql): Prisma.Sql => sql`
  (GREATEST(${missedReports}::int * COALESCE(${intervalMs}, ${unknownIntervalMs}::int), ${shortestSilenceMs}::int)
    + ${arrivalMs}::int) * INTERVAL '1 millisecond'`;
