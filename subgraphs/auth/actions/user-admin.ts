import type { EpochMs } from '@aqmrg/schema/events/vocabulary.ts';
import type { Account, AccountRole, AccountStatus } from '../domain/account.ts';
import type { AuditNote } from '../domain/audit-chain.ts';
import { leavesNoAdmin } from '../domain/membership.ts';
import { type Done, type Refused, refused } from '../domain/outcome.ts';
import { isAdmin } from '../domain/ownership.ts';
import type { Client } from '../store/accounts.ts';
import { openInvitations } from '../store/invitations.ts';
import { openUsers } from '../store/users.ts';
import type { Actor } from './actor.ts';
import type { ChangeAccount } from './change-account.ts';

/** What Admins do with accounts. */
export const createUserAdmin = (ground: {
  readonly changeAccount: ChangeAccount;
  readonly outdateTokens: (accountId: string) => Promise<void>;
  /** Ends all sessions of a suspended account. */
  readonly endSessions: (accountId: string) => Promise<unknown>;
  /** Keys that are an Admin's alone to make are not to outlive their maker's right to. */
  readonly revokeAdminKeysOf: (client: Client, admin: Account, by: Actor) => Promise<readonly AuditNote[]>;
  readonly now: () => number;
}) => {
  const { changeAccount, outdateTokens, endSessions, revokeAdminKeysOf, now } = ground;

  const takesLastAdmin = async (
    account: Account,
    next: { readonly role: AccountRole; readonly status: AccountStatus },
    client: Client,
  ): Promise<boolean> => leavesNoAdmin(account, next, await openUsers({ client }).otherAdmins(account.id));

  /** Takes back what the account, as it was, handed out by a right that it has no more. */
  const takeBackFrom = async (account: Account, client: Client, by: Actor, at: EpochMs) => {
    await openInvitations({ client }).revokeMadeBy(account.id, at);
    // whoever is no Admin made keys as a member: those are their organisation's, also where they have moved since
    return account.role === 'ADMIN' ? revokeAdminKeysOf(client, account, by) : [];
  };

  return {
    approve: (id: string, by: Actor): Promise<Done<Account> | Refused> =>
      changeAccount({
        id,
        by,
        async decide({ status }, _client, caller) {
          if (!isAdmin(caller)) return refused('NOT_FOUND');
          if (status === 'ACTIVE') return null;
          return {
            note: { action: 'user-approved', details: { before: status } },
            apply: async (client) => ({
              account: await openUsers({ client }).setStatus(id, 'ACTIVE', now()),
            }),
          };
        },
      }),

    suspend: (id: string, by: Actor): Promise<Done<Account> | Refused> =>
      changeAccount({
        id,
        by,
        takeBack: endSessions,
        async decide(account, client, caller) {
          if (!isAdmin(caller)) return refused('NOT_FOUND');
          if (id === caller.id) return refused('YOURSELF');
          if (account.status === 'SUSPENDED') return null;
          if (await takesLastAdmin(account, { ...account, status: 'SUSPENDED' }, client))
            return refused('LAST_ONE');
          return {
            note: { action: 'user-suspended', details: { before: account.status } },
            async apply(within) {
              const at = now();
              const suspended = await openUsers({ client: within }).setStatus(id, 'SUSPENDED', at);
              return { account: suspended, notes: await takeBackFrom(account, within, by, at) };
            },
          };
        },
      }),

    setRole: (id: string, role: AccountRole, by: Actor): Promise<Done<Account> | Refused> =>
      changeAccount({
        id,
        by,
        takeBack: outdateTokens,
        async decide(account, client, caller) {
          if (!isAdmin(caller)) return refused('NOT_FOUND');
          if (account.role === role) return null;
          if (await takesLastAdmin(account, { ...account, role }, client)) return refused('LAST_ONE');
          return {
            note: { action: 'role-changed', details: { before: account.role, after: role } },
            async apply(within) {
              const at = now();
              const changed = await openUsers({ client: within }).setRole(id, role, at);
              if (role === 'ADMIN') return { account: changed };
              return { account: changed, notes: await takeBackFrom(account, within, by, at) };
            },
          };
        },
      }),
  };
};
