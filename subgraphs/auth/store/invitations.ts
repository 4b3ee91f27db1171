import type { OneTimeToken as Row } from '@aqmrg/prisma/client/client.ts';
import type { EpochMs } from '@aqmrg/schema/events/vocabulary.ts';
import type { OrganisationRole } from '../domain/account.ts';
import type { Invitation } from '../domain/invitation.ts';
import type { Client } from './accounts.ts';

const kind = 'INVITATION';

const invitationOf = (row: Row): Invitation => ({
  id: row.id,
  organisationId: row.organisationId as string,
  email: row.email,
  role: row.organisationRole as OrganisationRole,
  createdById: row.createdById,
  createdAt: row.createdAt.getTime(),
  expiresAt: row.expiresAt.getTime(),
});

const waiting = (at: EpochMs) => ({ kind, usedAt: null, revokedAt: null, expiresAt: { gt: new Date(at) } });

interface Use {
  readonly tokenHash: string;
  /** Canonical, of whoever shows it. */
  readonly email: string;
  readonly at: EpochMs;
}

export const openInvitations = ({ client }: { readonly client: Client }) => ({
  async add(invitation: Invitation, tokenHash: string): Promise<void> {
    const { role, createdAt, expiresAt, ...rest } = invitation;
    const data = { ...rest, kind, hash: tokenHash, organisationRole: role };
    await client.oneTimeToken.create({
      data: { ...data, createdAt: new Date(createdAt), expiresAt: new Date(expiresAt) },
    });
  },

  /** Also one that was used or revoked, or has expired. */
  async byId(id: string): Promise<Invitation | undefined> {
    const row = await client.oneTimeToken.findFirst({ where: { id, kind } });
    return row === null ? undefined : invitationOf(row);
  },

  countWaiting(organisationId: string, at: EpochMs): Promise<number> {
    return client.oneTimeToken.count({ where: { organisationId, ...waiting(at) } });
  },

  /** Those that can be taken, of many organisations at once, newest first. */
  async waitingOf(organisationIds: readonly string[], at: EpochMs): Promise<Map<string, Invitation[]>> {
    const rows = await client.oneTimeToken.findMany({
      where: { organisationId: { in: [...organisationIds] }, ...waiting(at) },
      orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    });
    const byOrganisation = Map.groupBy(rows.map(invitationOf), ({ organisationId }) => organisationId);
    return new Map(organisationIds.map((id) => [id, byOrganisation.get(id) ?? []]));
  },

  /** Takes it, once, however many show it at the same time. */
  async use({ tokenHash, email, at }: Use): Promise<Invitation | undefined> {
    const [row] = await client.oneTimeToken.updateManyAndReturn({
      where: { hash: tokenHash, ...waiting(at), OR: [{ email: null }, { email }] },
      data: { usedAt: new Date(at) },
    });
    return row === undefined ? undefined : invitationOf(row);
  },

  /** False where it could not be taken any more. */
  async revoke(id: string, at: EpochMs): Promise<boolean> {
    const { count } = await client.oneTimeToken.updateMany({
      where: { id, ...waiting(at) },
      data: { revokedAt: new Date(at) },
    });
    return count === 1;
  },

  /**
   * Whatever this account made that nobody took, invitations and password resets: it may not hand them out any more, and knows the tokens.
   * Resolves with how many.
   */
  async revokeMadeBy(createdById: string, at: EpochMs): Promise<number> {
    const { count } = await client.oneTimeToken.updateMany({
      where: { createdById, usedAt: null, revokedAt: null },
      data: { revokedAt: new Date(at) },
    });
    return count;
  },
});

export type Invitations = ReturnType<typeof openInvitations>;
