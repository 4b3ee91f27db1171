import type { Database } from '@aqmrg/platform/ports/database.ts';
import type { AlertSilence, Prisma } from '@aqmrg/prisma/client/client.ts';
import type { EpochMs } from '@aqmrg/schema/events/vocabulary.ts';
import type { Matcher, Silence, Weekly } from '../../domain/notify/silence.ts';
import { lockOrganisation, waiting } from './lock-organisation.ts';

/** As many of one organisation as hold or will. */
export const mostSilences = 500;

export const silenceOf = (row: AlertSilence): Silence => ({
  id: row.id,
  organisation: row.organisationId,
  matcher: row.matcher as unknown as Matcher,
  startsAt: row.startsAt.getTime(),
  endsAt: row.endsAt.getTime(),
  weekly: row.weekly as unknown as Weekly | null,
  comment: row.comment,
  createdBy: row.createdById,
  createdAt: row.createdAt.getTime(),
});

const rowOf = ({ weekly, ...silence }: Silence): Prisma.AlertSilenceCreateInput => ({
  id: silence.id,
  organisationId: silence.organisation,
  matcher: silence.matcher as unknown as Prisma.InputJsonValue,
  startsAt: new Date(silence.startsAt),
  endsAt: new Date(silence.endsAt),
  ...(weekly === null ? {} : { weekly: weekly as unknown as Prisma.InputJsonValue }),
  comment: silence.comment,
  createdById: silence.createdBy,
  createdAt: new Date(silence.createdAt),
});

/** Silences of organisations. Every method answers for one organisation alone. */
export const openSilences = ({ client }: Pick<Database, 'client'>) => ({
  /** Those that hold or will, the next to begin first. */
  async list(organisationId: string, now: EpochMs): Promise<readonly Silence[]> {
    const rows = await client.alertSilence.findMany({
      where: { organisationId, endsAt: { gt: new Date(now) } },
      orderBy: [{ startsAt: 'asc' }, { id: 'asc' }],
      take: mostSilences,
    });
    return rows.map(silenceOf);
  },

  /** The newest of those that are over, newest first. */
  async listOver(organisationId: string, now: EpochMs): Promise<readonly Silence[]> {
    const rows = await client.alertSilence.findMany({
      where: { organisationId, endsAt: { lte: new Date(now) } },
      orderBy: [{ endsAt: 'desc' }, { id: 'asc' }],
      take: mostSilences,
    });
    return rows.map(silenceOf);
  },

  /** False where there are as many as there may be. */
  create(silence: Silence, now: EpochMs): Promise<boolean> {
    const { organisation: organisationId } = silence;
    return client.$transaction(async (transaction) => {
      await lockOrganisation(transaction, organisationId);
      const where = { organisationId, endsAt: { gt: new Date(now) } };
      if ((await transaction.alertSilence.count({ where })) >= mostSilences) return false;
      await transaction.alertSilence.create({ data: rowOf(silence), select: { id: true } });
      return true;
    }, waiting);
  },

  /** One that was to begin later never begins; one that is over stays as it was. Null where the organisation has none of this id. */
  end(id: string, organisationId: string, now: EpochMs): Promise<Silence | null> {
    return client.$transaction(async (transaction) => {
      await lockOrganisation(transaction, organisationId);
      const row = await transaction.alertSilence.findFirst({ where: { id, organisationId } });
      if (row === null) return null;
      if (row.endsAt.getTime() <= now) return silenceOf(row);
      const startsAt = new Date(Math.min(row.startsAt.getTime(), now));
      const ended = await transaction.alertSilence.update({
        where: { id },
        data: { startsAt, endsAt: new Date(now) },
      });
      return silenceOf(ended);
    }, waiting);
  },
});

export type Silences = ReturnType<typeof openSilences>;
