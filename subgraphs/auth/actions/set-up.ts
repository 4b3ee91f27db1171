import { createHash, randomUUID, timingSafeEqual } from 'node:crypto';
import type { Database } from '@aqmrg/platform/ports/database.ts';
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
import { lockAccounts, openAccounts } from '../store/accounts.ts';
import type { Audit } from './audit.ts';
import type { LockOut } from './lock-out.ts';
import type { PasswordHashes } from './password-hash.ts';
import type { Sessions, SessionTokens } from './sessions.ts';

export interface SetUpInput {
  readonly token: string;
  readonly email: string;
  readonly name: string;
  readonly password: string;
}

const sameText = (a: string, b: string): boolean => {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(a), digest(b));
};

/** Makes the first Admin and signs them in. The token is void as soon as there is an Admin: it stands in logs and on screens. */
export const createSetUp = (ground: {
  readonly database: Database;
  readonly setupToken: string;
  readonly hashes: PasswordHashes;
  readonly lockOut: LockOut;
  readonly sessions: Sessions;
  readonly audit: Pick<Audit, 'note' | 'noteWithin'>;
  readonly now: () => number;
}) => {
  const { database, setupToken, hashes, lockOut, sessions, audit, now } = ground;

  return async (
    input: SetUpInput,
    from: string | undefined,
  ): Promise<Done<SessionTokens> | Invalid | Refused | LockedOut> => {
    const attempt = await lockOut.atAll(from);
    if (attempt.kind === 'locked-out') return attempt;
    if (!sameText(input.token, setupToken)) {
      await audit.note({ actor: 'stranger', address: from, action: 'set-up-refused' });
      return refused('TOKEN_NOT_VALID');
    }
    if (await openAccounts(database).hasAdmin()) return refused('ALREADY_SET_UP');
    const wanted = checked((read) => {
      const [email, name] = [read('email', emailAddress, input.email), read('name', plainName, input.name)];
      const password = read('password', (text: string) => newPassword(text, { email, name }), input.password);
      return { email, name, password };
    });
    if (!wanted.ok) return invalid(wanted.problem);
    const { email, name, password } = wanted.value;
    const passwordHash = await hashes.make(password);
    const admin = {
      id: randomUUID(),
      email,
      name,
      role: 'ADMIN',
      status: 'ACTIVE',
      organisationId: null,
      organisationRole: null,
      createdAt: now(),
    } as const;
    const made = await database.client.$transaction(async (client) => {
      await lockAccounts(client);
      const accounts = openAccounts({ client });
      if (await accounts.hasAdmin()) return refused('ALREADY_SET_UP');
      // somebody may have asked for an account with this address while there was nobody to say no
      await accounts.dropPending(email);
      if (!(await accounts.add(admin, passwordHash))) return refused('ALREADY_TAKEN');
      await audit.noteWithin(client, { actor: admin.id, address: from, action: 'set-up', subject: admin.id });
      return undefined;
    });
    if (made !== undefined) return made;
    await attempt.succeeded();
    const tokens = await sessions.begin({ account: admin, passwordHash }, from);
    // the account stands: what began it failed, or somebody was faster than the one who holds the token
    return tokens === undefined ? refused('WRONG_CREDENTIALS') : done(tokens);
  };
};

export type SetUp = ReturnType<typeof createSetUp>;
