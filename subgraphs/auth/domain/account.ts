import type { EpochMs } from '@aqmrg/schema/events/vocabulary.ts';

export const accountRoles = ['AUTHENTICATED', 'ADMIN'] as const;
export type AccountRole = (typeof accountRoles)[number];

/**
 * PENDING ──approved──▶ ACTIVE ◀──approved── SUSPENDED
 *                         └─────suspended──────▲
 */
export const accountStatuses = ['PENDING', 'ACTIVE', 'SUSPENDED'] as const;
export type AccountStatus = (typeof accountStatuses)[number];

export type OrganisationRole = 'MEMBER' | 'OWNER';

/** Somebody with an account. The hash of the password is no part of it, so that it goes nowhere with it. */
export interface Account {
  readonly id: string;
  /** Canonical: see `email.ts`. */
  readonly email: string;
  readonly name: string;
  readonly role: AccountRole;
  readonly status: AccountStatus;
  readonly organisationId: string | null;
  readonly organisationRole: OrganisationRole | null;
  readonly createdAt: EpochMs;
}
