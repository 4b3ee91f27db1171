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
  /** Keys of no organisation, which are an Admin's to make, are not to outlive their maker's right to. */
  readonly revokeHouseKeysOf: (client: Client, accountId: string, by: Actor) => Promise<readonly AuditNote[]>;
  readonly now: () => number;
}) => {
  const { changeAccount, outdateTokens, endSessions, revokeHouseKeysOf, now } = ground;

  const takesLastAdmin = async (
    account: Account,
    next: { readonly role: AccountRole; readonly status: AccountStatus },
    client: Client,
  ): Promise<boolean> => leavesNoAdmin(account, next, await openUsers({ client }).otherAdmins(account.id));

  /** Takes back what the account handed out by a right that it has no more. */
  const withoutWhatItMade = async (client: Client, id: string, by: Actor, at: EpochMs) => {
    await openInvitations({ client }).revokeMadeBy(id, at);
    return revokeHouseKeysOf(client, id, by);
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
              return { account: suspended, notes: await withoutWhatItMade(within, id, by, at) };
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
              return { account: changed, notes: await withoutWhatItMade(within, id, by, at) };
            },
          };
        },
      }),
  };
};
