import type { Account, OrganisationRole } from '../domain/account.ts';
import { isId } from '../domain/ids.ts';
import { isSameMembership, leavesNoOwner, type Membership, membershipOf } from '../domain/membership.ts';
import { type Done, type Refused, refused } from '../domain/outcome.ts';
import { isAdmin, mayChangeMember } from '../domain/ownership.ts';
import type { Client } from '../store/accounts.ts';
import { openInvitations } from '../store/invitations.ts';
import { openOrganisations } from '../store/organisations.ts';
import { openUsers } from '../store/users.ts';
import type { Actor } from './actor.ts';
import type { ChangeAccount } from './change-account.ts';

const placeText = (membership: Membership) =>
  membership === null ? null : `${membership.organisationId} ${membership.organisationRole}`;

export const createMemberships = (ground: {
  readonly changeAccount: ChangeAccount;
  /** Access tokens say where somebody belongs. */
  readonly outdateTokens: (accountId: string) => Promise<void>;
  readonly now: () => number;
}) => {
  const { changeAccount, outdateTokens, now } = ground;

  const move = async (account: Account, next: Membership, client: Client) => {
    if (isSameMembership(membershipOf(account), next)) return null;
    const { organisationId } = account;
    if (organisationId !== null) {
      const others = await openUsers({ client }).otherOwners(organisationId, account.id);
      if (leavesNoOwner(account, next, others)) return refused('LAST_ONE');
    }
    return {
      note: {
        action: 'membership-changed',
        details: { before: placeText(membershipOf(account)), after: placeText(next) },
      },
      apply: async (within: Client) => {
        const at = now();
        const moved = await openUsers({ client: within }).setMembership(account.id, next, at);
        // who may not invite there any more must not have left a door open
        if (account.organisationRole === 'OWNER')
          await openInvitations({ client: within }).revokeMadeBy(account.id, at);
        return { account: moved };
      },
    };
  };

  return {
    /** By an Admin, whom the edge lets in alone. */
    set(
      wanted: {
        readonly userId: string;
        readonly organisationId?: string | null | undefined;
        readonly role?: OrganisationRole | null | undefined;
      },
      by: Actor,
    ): Promise<Done<Account> | Refused> {
      const { userId: id, role } = wanted;
      const organisationId = wanted.organisationId ?? null;
      return changeAccount({
        id,
        by,
        takeBack: outdateTokens,
        async decide(account, client, caller) {
          if (!isAdmin(caller)) return refused('NOT_FOUND');
          if (organisationId === null) return move(account, null, client);
          const found = isId(organisationId)
            ? await openOrganisations({ client }).byIds([organisationId])
            : [];
          if (found.length === 0) return refused('NOT_FOUND');
          return move(account, { organisationId, organisationRole: role ?? 'MEMBER' }, client);
        },
      });
    },

    /** By an owner, of a member of their own organisation; null lets them go. */
    change(
      { userId: id, role }: { readonly userId: string; readonly role: OrganisationRole | null },
      by: Actor,
    ): Promise<Done<Account> | Refused> {
      return changeAccount({
        id,
        by,
        takeBack: outdateTokens,
        async decide(account, client, caller) {
          const { organisationId } = account;
          if (organisationId === null || !mayChangeMember(caller, account)) return refused('NOT_FOUND');
          return move(account, role === null ? null : { organisationId, organisationRole: role }, client);
        },
      });
    },
  };
};
