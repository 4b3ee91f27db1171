import { randomUUID } from 'node:crypto';
import { makeSecret } from '@aqmrg/platform/access/secret-text.ts';
import type { Database } from '@aqmrg/platform/ports/database.ts';
import { checked } from '../domain/checking.ts';
import { emailAddress } from '../domain/email.ts';
import { type Done, done, type Invalid, invalid, type Refused, refused } from '../domain/outcome.ts';
import { openAccounts } from '../store/accounts.ts';
import { openPasswordResets } from '../store/password-resets.ts';
import type { Audit } from './audit.ts';
import { type ResetCreated, resetMs } from './passwords.ts';

/**
 * A reset by whoever runs the machine, for when no Admin can sign in who could make one. It is written down as the operator's; an account that is
 * suspended or waits stays so.
 */
export const createResetByOperator =
  (ground: {
    readonly database: Pick<Database, 'client'>;
    readonly audit: Pick<Audit, 'noteWithin'>;
    readonly now: () => number;
  }) =>
  async (text: string): Promise<Done<ResetCreated> | Invalid | Refused> => {
    const { database, audit, now } = ground;
    const email = checked((read) => read('email', emailAddress, text));
    if (!email.ok) return invalid(email.problem);
    const found = await openAccounts(database).byEmail(email.value);
    if (found === undefined) return refused('NOT_FOUND', 'No account has this e-mail address.');
    const { id: accountId } = found.account;
    const { text: token, sha256: hash } = makeSecret('aqo_');
    const createdAt = now();
    const expiresAt = createdAt + resetMs;
    await database.client.$transaction(async (client) => {
      const reset = { id: randomUUID(), hash, accountId, createdById: accountId, createdAt, expiresAt };
      await openPasswordResets({ client }).add(reset);
      const action = 'password-reset-created';
      await audit.noteWithin(client, { actor: 'operator', action, subject: accountId });
    });
    return done({ token, expiresAt });
  };
