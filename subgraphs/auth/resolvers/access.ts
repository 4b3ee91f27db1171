import {
  type AccessTable,
  admin,
  asParent,
  each,
  everyone,
  everyoneTheirOwn,
  own,
  ownAsOwner,
  services,
  signedIn,
} from '@aqmrg/platform/subgraph/access.ts';
import type { EventRules } from '@aqmrg/platform/subgraph/event-rules.ts';

/** Accounts are nobody's business but their owners' and the Admins'; whose organisation something belongs to the domain decides. */
export const access: AccessTable = {
  Query: {
    me: everyoneTheirOwn,
    ...each(own, 'organisation apiKeys'),
    ...each(admin, 'users organisations auditLog auditIntegrity'),
  },
  Mutation: {
    ...each(everyone, 'setUp signUp signIn refresh resetPassword'),
    ...each(signedIn, 'signOut signOutEverywhere changePassword'),
    ...each(own, 'createApiKey revokeApiKey'),
    ...each(ownAsOwner, 'changeMember createInvitation revokeInvitation'),
    ...each(
      admin,
      'createPasswordReset approveUser suspendUser setRole createOrganisation setMembership rotateSigningKey',
    ),
  },
  Subscription: { accessNews: services },
  User: each(asParent, 'id email name role status organisation organisationRole createdAt sessions'),
  Session: each(asParent, 'id isCurrent startedAt lastUsedAt expiresAt address'),
  Organisation: each(asParent, 'id name createdAt members invitations'),
  Invitation: each(asParent, 'id email role createdAt expiresAt'),
  ApiKey: each(asParent, 'id name scopes networks organisation createdBy createdAt expiresAt revokedAt'),
  AuditEntry: each(asParent, 'number at actor address action subject details hash'),
  ...each(asParent, 'AccessNews AuditIntegrity UserConnection UserEdge AuditConnection AuditEdge'),
  ...each(asParent, 'InvalidInput Refused LockedOut SignedIn SignUpReceived SignedOut PasswordChanged'),
  ...each(
    asParent,
    'PasswordResetCreated UserChanged OrganisationCreated InvitationCreated InvitationRevoked',
  ),
  ...each(asParent, 'ApiKeyCreated ApiKeyRevoked SigningKeyRotated'),
};

/** Who may subscribe may have all of it. */
export const events: EventRules<unknown> = { accessNews: () => true };
