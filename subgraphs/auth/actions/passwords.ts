import { randomUUID } from 'node:crypto';
import { makeSecret, readSecret } from '@aqmrg/platform/access/secret-text.ts';
import type { Database } from '@aqmrg/platform/ports/database.ts';
import type { EpochMs } from '@aqmrg/schema/events/vocabulary.ts';
import { checked } from '../domain/checking.ts';
import { isId } from '../domain/ids.ts';
import {
  type Done,
  done,
  type Invalid,
  invalid,
  type LockedOut,
  type Refused,
  refused,
} from '../domain/outcome.ts';
import { foldedPassword, newPassword } from '../domain/password.ts';
import type { SessionEnd } from '../domain/session.ts';
import { type Client, type Credentials, openAccounts } from '../store/accounts.ts';
import { lockRights } from '../store/lock-rights.ts';
import { openPasswordResets } from '../store/password-resets.ts';
import type { Audit } from './audit.ts';
import type { LockOut } from './lock-out.ts';
import type { PasswordHashes } from './password-hash.ts';
import type { Sessions } from './sessions.ts';

/** Who asks, from where. */
export interface Asker {
  readonly accountId: string;
  readonly session: string | null;
  readonly from: string | undefined;
}

export interface ResetCreated {
  readonly token: string;
  readonly expiresAt: EpochMs;
}

export const resetMs = 86_400_000;

export const createPasswords = (ground: {
  readonly database: Database;
  readonly hashes: PasswordHashes;
  readonly lockOut: LockOut;
  readonly sessions: Sessions;
  readonly audit: Pick<Audit, 'note' | 'noteWithin'>;
  readonly now: () => number;
}) => {
  const { database, hashes, lockOut, sessions, audit, now } = ground;

  /**
   * Sessions end before the password changes, so that none outlives it however this is cut short; and once more after it, for a sign-in with the old
   * password that came in between. After the change there is none.
   */
  const set = async (change: {
    readonly credentials: Credentials;
    readonly password: string;
    readonly why: SessionEnd & ('password-changed' | 'password-reset');
    readonly except: string | null;
    readonly from: string | undefined;
    /** What else must be so; false calls it off. */
    readonly within?: (client: Client) => Promise<boolean>;
  }): Promise<number | undefined> => {
    const { credentials, password, why, except, from, within } = change;
    const { id } = credentials.account;
    const passwordHash = await hashes.make(password);
    const before = await sessions.endAll(id, why, except);
    const isSet = await database.client
      .$transaction(async (client) => {
        const at = now();
        // the account first, then its tokens, then the audit log: as whoever changes its rights locks them
        const change = { id, passwordHash, instead: credentials.passwordHash, at };
        const isChanged = await openAccounts({ client }).changePassword(change);
        if (!isChanged || (within && !(await within(client)))) throw new CalledOff();
        await openPasswordResets({ client }).voidAll(id, at);
        await audit.noteWithin(client, { actor: id, address: from, action: why, subject: id });
        return true;
      })
      .catch((error: unknown) => {
        if (error instanceof CalledOff) return false;
        throw error;
      });
    return isSet ? before + (await sessions.endAll(id, why, except)) : undefined;
  };

  return {
    async change(
      input: { readonly currentPassword: string; readonly newPassword: string },
      { accountId, session, from }: Asker,
    ): Promise<Done<number> | Invalid | Refused | LockedOut> {
      const found = await openAccounts(database).byId(accountId);
      if (found === undefined) return refused('WRONG_CREDENTIALS');
      // a token that was stolen must not serve to guess the password
      const attempt = await lockOut.atAccount(found.account.email, from);
      if (attempt.kind === 'locked-out') return attempt;
      const { matches } = await hashes.check(found.passwordHash, foldedPassword(input.currentPassword));
      if (!matches) {
        await audit.note({
          actor: accountId,
          address: from,
          action: 'password-change-refused',
          subject: accountId,
        });
        return refused('WRONG_CREDENTIALS');
      }
      await attempt.succeeded();
      const password = checked((read) =>
        read('newPassword', (text: string) => newPassword(text, found.account), input.newPassword),
      );
      if (!password.ok) return invalid(password.problem);
      const ended = await set({
        credentials: found,
        password: password.value,
        why: 'password-changed',
        except: session,
        from,
      });
      return ended === undefined ? refused('WRONG_CREDENTIALS') : done(ended);
    },

    /** A token with which the owner of the account sets a new password. */
    async createReset(userId: string, { accountId, from }: Asker): Promise<Done<ResetCreated> | Refused> {
      const [account] = isId(userId) ? await openAccounts(database).byIds([userId]) : [];
      if (account === undefined) return refused('NOT_FOUND');
      const { text, sha256 } = makeSecret('aqo_');
      const at = now();
      const expiresAt = at + resetMs;
      return database.client.$transaction(async (client) => {
        await lockRights(client);
        // by what stands: whoever was an Admin when they asked may be none any more
        const [asker] = await openAccounts({ client }).byIds([accountId]);
        if (asker?.status !== 'ACTIVE' || asker.role !== 'ADMIN') return refused('NOT_FOUND');
        await openPasswordResets({ client }).add({
          id: randomUUID(),
          hash: sha256,
          accountId: account.id,
          createdById: accountId,
          createdAt: at,
          expiresAt,
        });
        await audit.noteWithin(client, {
          actor: accountId,
          address: from,
          action: 'password-reset-created',
          subject: account.id,
        });
        return done({ token: text, expiresAt });
      });
    },

    async reset(
      input: { readonly token: string; readonly newPassword: string },
      from: string | undefined,
    ): Promise<Done<number> | Invalid | Refused | LockedOut> {
      const attempt = await lockOut.atAll(from);
      if (attempt.kind === 'locked-out') return attempt;
      const hash = readSecret('aqo_', input.token);
      const accountId = hash && (await openPasswordResets(database).find(hash, now()));
      const found = accountId && (await openAccounts(database).byId(accountId));
      if (!found || !hash) {
        await audit.note({ actor: 'stranger', address: from, action: 'password-reset-refused' });
        return refused('TOKEN_NOT_VALID');
      }
      await attempt.succeeded();
      const password = checked((read) =>
        read('newPassword', (text: string) => newPassword(text, found.account), input.newPassword),
      );
      if (!password.ok) return invalid(password.problem);
      const ended = await set({
        credentials: found,
        password: password.value,
        why: 'password-reset',
        except: null,
        from,
        within: (client) => openPasswordResets({ client }).use(hash, now()),
      });
      if (ended === undefined) return refused('TOKEN_NOT_VALID');
      await lockOut.forgive(found.account.email);
      return done(ended);
    },
  };
};

/** Rolls back what stands on a password that is not the account's any more, or on a token that is void. */
class CalledOff extends Error {}

export type Passwords = ReturnType<typeof createPasswords>;
