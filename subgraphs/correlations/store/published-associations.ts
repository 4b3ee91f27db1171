import { randomUUID } from 'node:crypto';
import type { Database } from '@aqmrg/platform/ports/database.ts';
import type { Prisma, PublishedAssociation as Row } from '@aqmrg/prisma/client/client.ts';
import type { PublishedAssociation } from '../domain/published.ts';

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

/** What organisations show to everybody. */
export const openPublishedAssociations = ({ client }: Pick<Database, 'client'>) => ({
  /** Published again it is the same, with what is said of it now. */
  async publish(association: Omit<PublishedAssociation, 'id'>): Promise<PublishedAssociation> {
    const { title, note, publishedAt, found } = association;
    const row = await client.publishedAssociation.upsert({
      where: { siteId_organisationId_contentHash: nameOf(association) },
      create: {
        id: randomUUID(),
        ...association,
        found: found as unknown as Prisma.InputJsonValue,
        publishedAt: new Date(publishedAt),
      },
      update: { title, note },
    });
    return publishedOf(row);
  },

  /** Whether an organisation shows the same at this site. */
  async isThere(name: Name): Promise<boolean> {
    return (await client.publishedAssociation.count({ where: nameOf(name) })) > 0;
  },

  /** How many an organisation shows. */
  count: (organisationId: string): Promise<number> =>
    client.publishedAssociation.count({ where: { organisationId } }),

  async find(id: string, organisationId: string): Promise<PublishedAssociation | null> {
    const row = await client.publishedAssociation.findUnique({ where: { id, organisationId } });
    return row && publishedOf(row);
  },

  /** False where there was none. */
  async withdraw(id: string, organisationId: string): Promise<boolean> {
    const { count } = await client.publishedAssociation.deleteMany({ where: { id, organisationId } });
    return count > 0;
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
