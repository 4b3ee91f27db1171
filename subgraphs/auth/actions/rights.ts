import type { Database } from '@aqmrg/platform/ports/database.ts';
import { createKeyActions } from './api-keys.ts';
import type { Audit } from './audit.ts';
import { createAccountChanges } from './change-account.ts';
import type { Facts } from './facts.ts';
import { createInvitations } from './invitations.ts';
import { createMemberships } from './memberships.ts';
import { createOrganisationActions } from './organisations.ts';
import type { Sessions } from './sessions.ts';
import { createUserAdmin } from './user-admin.ts';

/** Everything that changes who may what. */
export const createRights = (ground: {
  readonly database: Database;
  readonly facts: Facts;
  readonly audit: Pick<Audit, 'noteWithin'>;
  readonly sessions: Pick<Sessions, 'endAll' | 'outdateTokens'>;
  readonly now: () => number;
}) => {
  const { sessions, now } = ground;
  const common = { changeAccount: createAccountChanges(ground), outdateTokens: sessions.outdateTokens, now };
  const keys = createKeyActions(ground);
  return {
    organisations: createOrganisationActions(ground),
    memberships: createMemberships(common),
    invitations: createInvitations(ground),
    keys,
    users: createUserAdmin({
      ...common,
      endSessions: (id) => sessions.endAll(id, 'suspended'),
      revokeAdminKeysOf: keys.revokeAdminKeysOf,
    }),
  };
};

export type Rights = ReturnType<typeof createRights>;
