import type { Account, OrganisationRole } from './account.ts';
import type { ApiKey } from './api-key.ts';
import type { Invitation } from './invitation.ts';
import type { Organisation } from './organisation.ts';

/** Who asks, as far as it decides whose something is. */
export interface Asker {
  readonly kind: 'anonymous' | 'user' | 'key' | 'service';
  readonly id: string;
  readonly role: 'PUBLIC' | 'AUTHENTICATED' | 'ADMIN';
  readonly organisation: string | null;
  readonly organisationRole: OrganisationRole | null;
}

/** Keys are for data, not for accounts: whatever they are made for, here they may nothing. */
const isSomebody = ({ kind }: Asker): boolean => kind === 'user' || kind === 'service';
export const isAdmin = (asker: Asker): boolean => isSomebody(asker) && asker.role === 'ADMIN';

/** Somebody who belongs to none shares nothing with others who belong to none. */
const isMember = (asker: Asker, organisationId: string | null): boolean =>
  isSomebody(asker) &&
  asker.role !== 'PUBLIC' &&
  organisationId !== null &&
  asker.organisation === organisationId;
const isOwner = (asker: Asker, organisationId: string | null): boolean =>
  isMember(asker, organisationId) && asker.organisationRole === 'OWNER';
const isSelf = (asker: Asker, accountId: string | null): boolean =>
  asker.kind === 'user' && accountId !== null && asker.id === accountId;

export const maySeeOrganisation = (asker: Asker, { id }: Pick<Organisation, 'id'>): boolean =>
  isAdmin(asker) || isMember(asker, id);

/** Invitations, making and revoking them, and what members may do. */
export const mayRunOrganisation = (asker: Asker, id: string): boolean => isAdmin(asker) || isOwner(asker, id);

export const maySeeAccount = (asker: Asker, account: Pick<Account, 'id' | 'organisationId'>): boolean =>
  isAdmin(asker) || isSelf(asker, account.id) || isMember(asker, account.organisationId);

/** Nobody else's, also for Admins. */
export const maySeeSessions = (asker: Asker, account: Pick<Account, 'id'>): boolean =>
  isSelf(asker, account.id);

/** Whoever belongs nowhere is nobody's member, and only an Admin's to place. */
export const mayChangeMember = (asker: Asker, { organisationId }: Pick<Account, 'organisationId'>): boolean =>
  organisationId !== null && mayRunOrganisation(asker, organisationId);

export const mayRevokeInvitation = (
  asker: Asker,
  { organisationId }: Pick<Invitation, 'organisationId'>,
): boolean => mayRunOrganisation(asker, organisationId);

export const maySeeKey = (asker: Asker, { organisationId }: Pick<ApiKey, 'organisationId'>): boolean =>
  isAdmin(asker) || isMember(asker, organisationId);

/** A key of no organisation reports for all: only Admins make one. */
export const mayMakeKeyFor = (asker: Asker, organisationId: string | null): boolean =>
  isAdmin(asker) || isMember(asker, organisationId);

/** Those who moved to another organisation leave their keys behind. */
export const mayRevokeKey = (
  asker: Asker,
  { organisationId, createdById }: Pick<ApiKey, 'organisationId' | 'createdById'>,
): boolean =>
  isAdmin(asker) ||
  isOwner(asker, organisationId) ||
  (isMember(asker, organisationId) && isSelf(asker, createdById));
