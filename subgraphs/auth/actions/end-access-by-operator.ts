import type { Database } from '@aqmrg/platform/ports/database.ts';
import { openApiKeys } from '../store/api-keys.ts';
import { lockRights } from '../store/lock-rights.ts';
import { openSessions } from '../store/sessions.ts';
import { openSigningKeys } from '../store/signing-keys.ts';
import type { Audit } from './audit.ts';

/** How much ended. */
export interface EndedAccess {
  readonly sessions: number;
  readonly keys: number;
}

/**
 * Ends every session, and access tokens with them, by whoever runs the machine while it rests: after a restored backup nobody can tell which of them had
 * ended since. With `keys` it revokes every API key, too; the next start tells the log. Accounts and passwords stay.
 */
export const createEndAccessByOperator =
  (ground: {
    readonly database: Pick<Database, 'client'>;
    readonly audit: Pick<Audit, 'noteWithin'>;
    readonly now: () => number;
  }) =>
  (options: { readonly keys: boolean }): Promise<EndedAccess> => {
    const { database, audit, now } = ground;
    return database.client.$transaction(async (client) => {
      await lockRights(client);
      const sessions = await openSessions({ client }).endEvery(now());
      // tokens that are out are void without them
      await openSigningKeys({ client }).forgetAll();
      const revoked = options.keys ? await openApiKeys({ client }).revokeAll(now()) : [];
      const note = (action: string, subject: string, details: Record<string, string | number>) => ({
        actor: 'operator',
        action,
        subject,
        details,
      });
      await audit.noteWithin(
        client,
        note('sessions-ended', 'all', { count: sessions }),
        ...revoked.map((id) => note('key-revoked', id, { why: 'all of them' })),
      );
      return { sessions, keys: revoked.length };
    });
  };
