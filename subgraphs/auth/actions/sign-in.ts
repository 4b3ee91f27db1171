import { checked } from '../domain/checking.ts';
import { emailAddress } from '../domain/email.ts';
import {
  type Done,
  done,
  type Invalid,
  invalid,
  type LockedOut,
  type Refused,
  refused,
} from '../domain/outcome.ts';
import { foldedPassword } from '../domain/password.ts';
import type { Accounts, Credentials } from '../store/accounts.ts';
import type { Audit } from './audit.ts';
import type { EmailMark } from './derived-key.ts';
import type { LockOut } from './lock-out.ts';
import type { PasswordHashes } from './password-hash.ts';
import type { Sessions, SessionTokens } from './sessions.ts';

export interface SignInInput {
  readonly email: string;
  readonly password: string;
}

export type SignIn = (
  input: SignInInput,
  from: string | undefined,
) => Promise<Done<SessionTokens> | Invalid | Refused | LockedOut>;

/** Why nobody was signed in, for the audit log alone: whoever tried is told the same each time. */
const whyNot = (found: Credentials | undefined, matches: boolean): string | undefined => {
  if (found === undefined) return 'no-such-account';
  if (!matches) return 'wrong-password';
  return found.account.status === 'ACTIVE' ? undefined : found.account.status.toLowerCase();
};

export const createSignIn = (ground: {
  readonly accounts: Accounts;
  readonly hashes: PasswordHashes;
  readonly lockOut: LockOut;
  readonly sessions: Sessions;
  readonly audit: Pick<Audit, 'note'>;
  readonly emailMark: EmailMark;
  readonly now: () => number;
}): SignIn => {
  const { accounts, hashes, lockOut, sessions, audit, emailMark, now } = ground;

  /** The hash made with today's cost, while its password is at hand. Nothing happens where the password was changed meanwhile. */
  const strengthened = async (found: Credentials, password: string): Promise<Credentials> => {
    const passwordHash = await hashes.make(password);
    const { id } = found.account;
    const isKept = await accounts.changePassword({
      id,
      passwordHash,
      instead: found.passwordHash,
      at: now(),
    });
    return isKept ? { ...found, passwordHash } : found;
  };

  /** Once more where the account changed while its password was looked at: another sign-in may have strengthened its hash. */
  const judge = async (
    email: string,
    typed: string,
    from: string | undefined,
    isLast = false,
  ): Promise<SessionTokens | { readonly why: string; readonly accountId: string | undefined }> => {
    const found = await accounts.byEmail(email);
    const password = foldedPassword(typed);
    const { matches, isWeaker } = await hashes.check(found?.passwordHash, password);
    const why = whyNot(found, matches);
    const accountId = found?.account.id;
    if (found === undefined || password === undefined || why !== undefined)
      return { why: why ?? 'wrong-password', accountId };
    const tokens = await sessions.begin(isWeaker ? await strengthened(found, password) : found, from);
    if (tokens !== undefined) return tokens;
    return isLast ? { why: 'changed-meanwhile', accountId } : judge(email, typed, from, true);
  };

  return async ({ email: text, password }, from) => {
    const email = checked((read) => read('email', emailAddress, text));
    if (!email.ok) {
      const attempt = await lockOut.atAll(from);
      return attempt.kind === 'locked-out' ? attempt : invalid(email.problem);
    }
    const stranger = { actor: 'stranger', address: from, subject: emailMark(email.value) };
    const attempt = await lockOut.atAccount(email.value, from);
    if (attempt.kind === 'locked-out') {
      if (attempt.isNews) await audit.note({ ...stranger, action: 'locked-out' });
      return attempt;
    }
    const judged = await judge(email.value, password, from);
    if ('why' in judged) {
      const { why, accountId = stranger.subject } = judged;
      await audit.note({ ...stranger, action: 'sign-in-refused', subject: accountId, details: { why } });
      return refused('WRONG_CREDENTIALS');
    }
    await attempt.succeeded();
    try {
      const { sessionId, account } = judged;
      await audit.note({ actor: account.id, address: from, action: 'sign-in', subject: sessionId });
    } catch (error) {
      await sessions.discard(judged);
      throw error;
    }
    return done(judged);
  };
};
