import { randomUUID } from 'node:crypto';
import type { Database } from '@aqmrg/platform/ports/database.ts';
import type { Prisma, PublishedAssociation as Row } from '@aqmrg/prisma/client/client.ts';
import type { PublishedAssociation } from '../domain/published.ts';
import { waiting } from './health-series.ts';

/** So many of a site are told, the newest. */
const mostOfSite = 100;

const publishedOf = ({ publishedAt, found, ...row }: Row): PublishedAssociation => ({
  ...row,
  found: found as unknown as PublishedAssociation['found'],
  publishedAt: publishedAt.getTime(),
});

/** What makes two of them the same. */
type Name = Pick<PublishedAssociation, 'siteId' | 'organisationId' | 'contentHash'>;
const nameOf = ({ siteId, organisationId, contentHash }: Name): Name => ({
  siteId,
  organisationId,
  contentHash,
});

/** "publ": with the organisation, the same for every process of this room. */
const lockNumber = 0x7075626c;

/** What organisations show to everybody. */
export const openPublishedAssociations = ({ client }: Pick<Database, 'client'>) => ({
  /**
   * Shows one, once `tell` has told of it; published again it is the same, with what is said of it now. Null where its organisation shows `most` others:
   * one of an organisation after the other, in all processes.
   */
  publish(
    association: Omit<PublishedAssociation, 'id'>,
    { most, tell }: { readonly most: number; readonly tell: () => Promise<void> },
  ): Promise<PublishedAssociation | null> {
    const { title, note, publishedAt, found, organisationId } = association;
    const name = nameOf(association);
    return client.$transaction(async (transaction) => {
      await transaction.$executeRaw`
        SELECT PG_ADVISORY_XACT_LOCK(${lockNumber}::int, HASHTEXT(${organisationId}))`;
      const others = await transaction.publishedAssociation.count({ where: { organisationId, NOT: name } });
      if (others >= most) return null;
      await tell();
      const row = await transaction.publishedAssociation.upsert({
        where: { siteId_organisationId_contentHash: name },
        create: {
          id: randomUUID(),
          ...association,
          found: found as unknown as Prisma.InputJsonValue,
          publishedAt: new Date(publishedAt),
        },
        update: { title, note },
      });
      return publishedOf(row);
    }, waiting);
  },

  /** Of this organisation, or of any. */
  async find(id: string, organisationId?: string): Promise<PublishedAssociation | null> {
    const row = await client.publishedAssociation.findUnique({
      where: { id, ...(organisationId === undefined ? {} : { organisationId }) },
    });
    return row && publishedOf(row);
  },

  async withdraw(id: string): Promise<void> {
    await client.publishedAssociation.deleteMany({ where: { id } });
  },

  /** Of each site in the order asked, newest first. */
  async atSites(siteIds: readonly string[]): Promise<PublishedAssociation[][]> {
    const places = await client.$queryRaw<{ readonly id: string }[]>`
      SELECT id FROM (
        SELECT id, row_number() OVER (PARTITION BY site_id ORDER BY published_at DESC, id DESC) AS place
        FROM correlations.published_association WHERE site_id = ANY(${[...new Set(siteIds)]})
      ) placed WHERE place <= ${mostOfSite}::bigint`;
    const rows = await client.publishedAssociation.findMany({
      where: { id: { in: places.map(({ id }) => id) } },
      orderBy: [{ publishedAt: 'desc' }, { id: 'desc' }],
    });
    const bySite = Map.groupBy(rows.map(publishedOf), ({ siteId }) => siteId);
    return siteIds.map((siteId) => bySite.get(siteId) ?? []);
  },
});

export type PublishedAssociations = ReturnType<typeof openPublishedAssociations>;
