import type { Account, AccountRole, OrganisationRole } from './account.ts';

/** Where an account belongs, and what it may do there; null: nowhere. */
export type Membership = {
  readonly organisationId: string;
  readonly organisationRole: OrganisationRole;
} | null;

export const membershipOf = ({ organisationId, organisationRole }: Account): Membership =>
  organisationId === null ? null : { organisationId, organisationRole: organisationRole ?? 'MEMBER' };

export const isSameMembership = (a: Membership, b: Membership): boolean =>
  a?.organisationId === b?.organisationId && a?.organisationRole === b?.organisationRole;

const canAct = ({ status }: Account): boolean => status === 'ACTIVE';

/** Whether an organisation would be left without an owner who can sign in. `otherOwners`: those of its owners that can, but for this one. */
export const leavesNoOwner = (account: Account, next: Membership, otherOwners: number): boolean => {
  const isOwner = account.organisationRole === 'OWNER' && canAct(account);
  const staysOwner = next?.organisationId === account.organisationId && next?.organisationRole === 'OWNER';
  return isOwner && !staysOwner && otherOwners === 0;
};

/** Whether the house would be left without an Admin who can sign in. */
export const leavesNoAdmin = (
  account: Account,
  next: { readonly role: AccountRole; readonly status: Account['status'] },
  otherAdmins: number,
): boolean =>
  account.role === 'ADMIN' &&
  canAct(account) &&
  !(next.role === 'ADMIN' && next.status === 'ACTIVE') &&
  otherAdmins === 0;
