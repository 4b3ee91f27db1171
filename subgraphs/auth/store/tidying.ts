import type { EpochMs } from '@aqmrg/schema/events/vocabulary.ts';
import type { Client } from './accounts.ts';

const most = 1_000;
const dayMs = 86_400_000;
/** What has ended is kept for so long, for whoever looks into what happened, and so is who waits to be let in. */
const keptMs = 30 * dayMs;

/** Rows that nothing asks for any more, a bounded number at a time: a statement that deletes for long keeps all others waiting. */
export const openTidying = ({ client }: { readonly client: Client }) => {
  const before = (now: EpochMs): Date => new Date(now - keptMs);
  return [
    (now: EpochMs) => client.$executeRaw`
      DELETE FROM auth.session WHERE id IN (
        SELECT id FROM auth.session WHERE expires_at < ${before(now)} OR revoked_at < ${before(now)} LIMIT ${most}::int)`,
    // A session that goes on for a year leaves a token behind every few minutes. One that is shown a month after its use is refused, but ends nothing any more.
    (now: EpochMs) => client.$executeRaw`
      DELETE FROM auth.refresh_token WHERE hash IN (
        SELECT hash FROM auth.refresh_token WHERE used_at < ${before(now)} LIMIT ${most}::int)`,
    (now: EpochMs) => client.$executeRaw`
      DELETE FROM auth.one_time_token WHERE id IN (
        SELECT id FROM auth.one_time_token WHERE expires_at < ${before(now)} LIMIT ${most}::int)`,
    // Whoever was not let in for so long may ask again. Said twice, for one who is let in at this moment.
    (now: EpochMs) => client.$executeRaw`
      DELETE FROM auth.account WHERE status = 'PENDING' AND id IN (
        SELECT id FROM auth.account WHERE status = 'PENDING' AND created_at < ${before(now)} LIMIT ${most}::int)`,
  ] as const;
};
