import type { Client } from './accounts.ts';

/** "righ": the same for every process of this room. */
const lockNumber = 0x72696768;

/**
 * Lets one change of rights after the other, in all processes, until the end of its transaction: whoever decides by what stands (the last owner, a
 * full list, a key that was not revoked) decides by what will stand. First in the transaction; then come
 * the account, what hangs on it (tokens, keys), and last the audit log.
 */
export const lockRights = async (transaction: Client): Promise<void> => {
  await transaction.$executeRaw`SELECT PG_ADVISORY_XACT_LOCK(${lockNumber}::bigint)`;
};
