import type { Database } from '@aqmrg/platform/ports/database.ts';
import type { AlertInhibition, Prisma } from '@aqmrg/prisma/client/client.ts';
import type { Inhibition, Matcher } from '../../domain/notify/silence.ts';
import type { LabelName } from '../../domain/rule/rule.ts';
import { lockOrganisation, waiting } from './lock-organisation.ts';

/** As many as an organisation keeps. */
export const mostInhibitions = 100;

export const inhibitionOf = (row: AlertInhibition): Inhibition => ({
  id: row.id,
  organisation: row.organisationId,
  source: row.source as unknown as Matcher,
  target: row.target as unknown as Matcher,
  equal: row.equal as LabelName[],
  createdBy: row.createdById,
  createdAt: row.createdAt.getTime(),
});

const rowOf = (inhibition: Inhibition): Prisma.AlertInhibitionCreateInput => ({
  id: inhibition.id,
  organisationId: inhibition.organisation,
  source: inhibition.source as unknown as Prisma.InputJsonValue,
  target: inhibition.target as unknown as Prisma.InputJsonValue,
  equal: [...inhibition.equal],
  createdById: inhibition.createdBy,
  createdAt: new Date(inhibition.createdAt),
});

/** Inhibitions of organisations. Every method answers for one organisation alone. */
export const openInhibitions = ({ client }: Pick<Database, 'client'>) => ({
  /** Oldest first. */
  async list(organisationId: string): Promise<readonly Inhibition[]> {
    const rows = await client.alertInhibition.findMany({
      where: { organisationId },
      orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
      take: mostInhibitions,
    });
    return rows.map(inhibitionOf);
  },

  /** False where there are as many as there may be. */
  create(inhibition: Inhibition): Promise<boolean> {
    const { organisation: organisationId } = inhibition;
    return client.$transaction(async (transaction) => {
      await lockOrganisation(transaction, organisationId);
      if ((await transaction.alertInhibition.count({ where: { organisationId } })) >= mostInhibitions)
        return false;
      await transaction.alertInhibition.create({ data: rowOf(inhibition), select: { id: true } });
      return true;
    }, waiting);
  },

  /** False where the organisation has none of this id. */
  async delete(id: string, organisationId: string): Promise<boolean> {
    const { count } = await client.alertInhibition.deleteMany({ where: { id, organisationId } });
    return count > 0;
  },
});

export type Inhibitions = ReturnType<typeof openInhibitions>;
