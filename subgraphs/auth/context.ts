import { decodeCursor, encodeCursor } from '@aqmrg/platform/subgraph/cursor.ts';
import type { RequestContext } from '@aqmrg/platform/subgraph/define.ts';
import type { EpochMs } from '@aqmrg/schema/events/vocabulary.ts';
import type { Audit } from './actions/audit.ts';
import type { LockOut } from './actions/lock-out.ts';
import type { News } from './actions/news.ts';
import type { Passwords } from './actions/passwords.ts';
import type { Rights } from './actions/rights.ts';
import type { Sessions } from './actions/sessions.ts';
import type { SetUp } from './actions/set-up.ts';
import type { SignIn } from './actions/sign-in.ts';
import type { SignOut } from './actions/sign-out.ts';
import type { SignUp } from './actions/sign-up.ts';
import type { SigningKeyRing } from './actions/signing-keys.ts';
import type { Accounts } from './store/accounts.ts';
import type { ApiKeys } from './store/api-keys.ts';
import type { AuditLog } from './store/audit.ts';
import type { Invitations } from './store/invitations.ts';
import { createLoaders, type Loaders } from './store/loaders.ts';
import type { Organisations } from './store/organisations.ts';
import type { SessionStore } from './store/sessions.ts';
import type { Users } from './store/users.ts';

/** What the whole room stands on. */
export interface RoomGround {
  readonly accounts: Accounts;
  readonly sessionStore: SessionStore;
  readonly sessions: Sessions;
  readonly lockOut: Pick<LockOut, 'toRefresh'>;
  readonly setUp: SetUp;
  readonly signUp: SignUp;
  readonly signIn: SignIn;
  readonly signOut: SignOut;
  readonly passwords: Passwords;
  readonly signingKeys: SigningKeyRing;
  readonly rights: Rights;
  readonly news: News;
  readonly audit: Audit;
  readonly auditLog: AuditLog;
  readonly users: Users;
  readonly organisations: Organisations;
  readonly invitations: Invitations;
  readonly apiKeys: ApiKeys;
  readonly cursors: Cursors;
}

/** Places in lists as clients carry them. What was not written here rejects with BAD_INPUT, field `after`. */
export interface Cursors {
  readonly users: Cursor<string>;
  readonly audit: Cursor<number>;
}

interface Cursor<P> {
  readonly write: (place: P) => string;
  readonly read: (cursor: string) => P;
}

const cursorOf = <P extends string | number>(list: string, secret: string): Cursor<P> => ({
  write: (place) => encodeCursor(list, place, secret),
  read: (cursor) => decodeCursor(list, cursor, secret) as P,
});

export const createCursors = (secret: string): Cursors => ({
  users: cursorOf('users', secret),
  audit: cursorOf('audit', secret),
});

/** What resolvers of this room stand on. */
export interface AuthContext extends RequestContext, RoomGround {
  /** One instant for the whole request. */
  readonly at: EpochMs;
  readonly load: Loaders;
}

export const createContext =
  (ground: RoomGround) =>
  (request: RequestContext): AuthContext => {
    const at = request.now();
    return { ...request, ...ground, at, load: createLoaders({ ...ground, at }) };
  };
