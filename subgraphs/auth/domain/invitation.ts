import type { EpochMs } from '@aqmrg/schema/events/vocabulary.ts';
import type { OrganisationRole } from './account.ts';

/** A place in an organisation that waits for somebody. Its token is known by its hash alone. */
export interface Invitation {
  readonly id: string;
  readonly organisationId: string;
  /** Who may take it, canonical; null: whoever has the token. */
  readonly email: string | null;
  readonly role: OrganisationRole;
  readonly createdById: string;
  readonly createdAt: EpochMs;
  readonly expiresAt: EpochMs;
}

const dayMs = 86_400_000;
export const invitationMs = 7 * dayMs;
/** Of one organisation, waiting at once: a list that is never paged has an end. */
export const mostInvitations = 200;
