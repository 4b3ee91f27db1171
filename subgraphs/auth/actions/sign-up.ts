import { randomUUID } from 'node:crypto';
import { readSecret } from '@aqmrg/platform/access/secret-text.ts';
import type { Database } from '@aqmrg/platform/ports/database.ts';
import type { AccountStatus } from '../domain/account.ts';
import { checked } from '../domain/checking.ts';
import { emailAddress } from '../domain/email.ts';
import { plainName } from '../domain/name.ts';
import {
  type Done,
  done,
  type Invalid,
  invalid,
  type LockedOut,
  type Refused,
  refused,
} from '../domain/outcome.ts';
import { newPassword } from '../domain/password.ts';
import { openAccounts } from '../store/accounts.ts';
import { openInvitations } from '../store/invitations.ts';
import type { Audit } from './audit.ts';
import type { EmailMark } from './derived-key.ts';
import type { LockOut } from './lock-out.ts';
import type { PasswordHashes } from './password-hash.ts';

export interface SignUpInput {
  readonly email: string;
  readonly name: string;
  readonly password: string;
  readonly invitation?: string | null | undefined;
}

/**
 * Asks for an account. An address that has one is answered like any other, after the same work: who asks does not learn who has an account. An invitation is used up by it
 * all the same, or it could be tried at one address after another.
 */
export const createSignUp = (ground: {
  readonly database: Database;
  readonly mode: 'approval' | 'invitation' | 'off';
  readonly hashes: PasswordHashes;
  readonly lockOut: LockOut;
  readonly audit: Pick<Audit, 'noteWithin'>;
  readonly emailMark: EmailMark;
  readonly now: () => number;
}) => {
  const { database, mode, hashes, lockOut, audit, emailMark, now } = ground;

  return async (
    input: SignUpInput,
    from: string | undefined,
  ): Promise<Done<AccountStatus> | Invalid | Refused | LockedOut> => {
    const token = input.invitation ?? undefined;
    if (mode === 'off' || (mode === 'invitation' && token === undefined)) return refused('SIGN_UP_CLOSED');
    const attempt = await lockOut.toSignUp(from);
    if (attempt.kind === 'locked-out') return attempt;
    const wanted = checked((read) => {
      const [email, name] = [read('email', emailAddress, input.email), read('name', plainName, input.name)];
      const password = read('password', (text: string) => newPassword(text, { email, name }), input.password);
      return { email, name, password };
    });
    if (!wanted.ok) return invalid(wanted.problem);
    const { email, name, password } = wanted.value;
    const passwordHash = await hashes.make(password);
    const at = now();
    const tokenHash = token === undefined ? undefined : readSecret('aqo_', token);
    return database.client.$transaction(async (client) => {
      const invitation = tokenHash && (await openInvitations({ client }).use({ tokenHash, email, at }));
      if (token !== undefined && !invitation) return refused('TOKEN_NOT_VALID');
      const place = invitation || undefined;
      const status = place === undefined ? 'PENDING' : 'ACTIVE';
      const id = randomUUID();
      const accounts = openAccounts({ client });
      // somebody else may have asked for an account with this address, and the invitation is for whoever holds it
      if (place !== undefined) await accounts.dropPending(email);
      const isNew = await accounts.add(
        {
          id,
          email,
          name,
          role: 'AUTHENTICATED',
          status,
          organisationId: place?.organisationId ?? null,
          organisationRole: place?.role ?? null,
          createdAt: at,
        },
        passwordHash,
      );
      await audit.noteWithin(client, {
        actor: 'stranger',
        address: from,
        action: isNew ? 'sign-up' : 'sign-up-again',
        subject: isNew ? id : emailMark(email),
        details: { status },
      });
      return done<AccountStatus>(status);
    });
  };
};

export type SignUp = ReturnType<typeof createSignUp>;
