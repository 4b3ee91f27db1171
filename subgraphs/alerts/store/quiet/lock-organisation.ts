import type { Prisma } from '@aqmrg/prisma/client/client.ts';

/** "hush": with the organisation, the same for every process of this room. */
const lockNumber = 0x68757368;

/** Until the transaction ends, whoever else says what is to be quiet in this organisation waits: so what is counted is all there is. */
export const lockOrganisation = async (
  transaction: Prisma.TransactionClient,
  organisationId: string,
): Promise<void> => {
  await transaction.$executeRaw`SELECT PG_ADVISORY_XACT_LOCK(${lockNumber}::int, HASHTEXT(${organisationId}))`;
};

export const waiting = { timeout: 30_000, maxWait: 30_000 } as const;
