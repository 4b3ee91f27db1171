import { randomUUID } from 'node:crypto';
import { makeSecret } from '@aqmrg/platform/access/secret-text.ts';
import { AirError } from '@aqmrg/platform/errors/air-error.ts';
import type { Database } from '@aqmrg/platform/ports/database.ts';
import type { OrganisationRole } from '../domain/account.ts';
import { checked, optional } from '../domain/checking.ts';
import { emailAddress } from '../domain/email.ts';
import { isId } from '../domain/ids.ts';
import { type Invitation, invitationMs, mostInvitations } from '../domain/invitation.ts';
import { type Done, done, type Invalid, invalid, type Refused, refused } from '../domain/outcome.ts';
import { mayRevokeInvitation, mayRunOrganisation } from '../domain/ownership.ts';
import { openInvitations } from '../store/invitations.ts';
import { lockRights } from '../store/lock-rights.ts';
import { openOrganisations } from '../store/organisations.ts';
import { type Actor, callerNow, namedIn } from './actor.ts';
import type { Audit } from './audit.ts';

export interface InvitationWish {
  readonly organisationId?: string | null | undefined;
  readonly email?: string | null | undefined;
  readonly role?: OrganisationRole | null | undefined;
}

export interface CreatedInvitation {
  /** Shown once. */
  readonly token: string;
  readonly invitation: Invitation;
}

export const createInvitations = (ground: {
  readonly database: Database;
  readonly audit: Pick<Audit, 'noteWithin'>;
  readonly now: () => number;
}) => {
  const { database, audit, now } = ground;
  return {
    async create(wish: InvitationWish, by: Actor): Promise<Done<CreatedInvitation> | Invalid | Refused> {
      const { caller } = by;
      if (caller.kind !== 'user') throw new AirError('FORBIDDEN', 'People invite people.');
      const organisationId = wish.organisationId ?? caller.organisation;
      if (organisationId === null)
        return invalid({ field: 'organisationId', message: 'You belong to no organisation: name one.' });
      if (!isId(organisationId) || !mayRunOrganisation(caller, organisationId)) return refused('NOT_FOUND');
      const email = checked((read) => read('email', optional(emailAddress), wish.email));
      if (!email.ok) return invalid(email.problem);

      const { text: token, sha256 } = makeSecret('aqo_');
      const at = now();
      const invitation: Invitation = {
        id: randomUUID(),
        organisationId,
        email: email.value,
        role: wish.role ?? 'MEMBER',
        createdById: caller.id,
        createdAt: at,
        expiresAt: at + invitationMs,
      };
      return database.client.$transaction(async (client) => {
        await lockRights(client);
        if (!mayRunOrganisation(await callerNow(client, by), organisationId)) return refused('NOT_FOUND');
        if ((await openOrganisations({ client }).byIds([organisationId])).length === 0)
          return refused('NOT_FOUND');
        const invitations = openInvitations({ client });
        if ((await invitations.countWaiting(organisationId, at)) >= mostInvitations)
          return invalid({
            field: 'organisationId',
            message: `${mostInvitations} invitations wait already: revoke some, or wait until they have expired.`,
          });
        await invitations.add(invitation, sha256);
        await audit.noteWithin(client, {
          ...namedIn(by),
          action: 'invitation-created',
          subject: invitation.id,
          details: {
            organisation: organisationId,
            role: invitation.role,
            isForOneAddress: invitation.email !== null,
          },
        });
        return done({ token, invitation });
      });
    },

    /** One that was used or has expired is not there any more. */
    async revoke(id: string, by: Actor): Promise<Done<string> | Refused> {
      if (!isId(id)) return refused('NOT_FOUND');
      return database.client.$transaction(async (client) => {
        await lockRights(client);
        const invitations = openInvitations({ client });
        const invitation = await invitations.byId(id);
        const caller = await callerNow(client, by);
        if (invitation === undefined || !mayRevokeInvitation(caller, invitation)) return refused('NOT_FOUND');
        if (!(await invitations.revoke(id, now()))) return refused('NOT_FOUND');
        const { organisationId: organisation } = invitation;
        await audit.noteWithin(client, {
          ...namedIn(by),
          action: 'invitation-revoked',
          subject: id,
          details: { organisation },
        });
        return done(id);
      });
    },
  };
};
