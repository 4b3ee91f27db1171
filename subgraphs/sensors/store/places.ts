import type { Database } from '@aqmrg/platform/ports/database.ts';
import { Prisma } from '@aqmrg/prisma/client/client.ts';
import { asMs, instant } from '@aqmrg/prisma/sql.ts';
import type { EpochMs } from '@aqmrg/schema/events/vocabulary.ts';
import type { SiteFilter } from '../domain/filter.ts';
import type { Network, Site } from '../domain/sensor.ts';
import { behind, every, siteConditions } from './conditions.ts';
import { type Page, type PageQuery, pageOf } from './page.ts';
import { networkColumns, type SiteRow, siteColumns, siteOf } from './rows.ts';

const { sql } = Prisma;

/** Networks are run by people, not made by machines; a list that is never paged still has an end. */
const mostNetworks = 1_000;

export interface NetworkHealth {
  readonly online: number;
  readonly offline: number;
  readonly retired: number;
  readonly lastSeenAt: EpochMs | null;
}

export const silentHealth: NetworkHealth = { online: 0, offline: 0, retired: 0, lastSeenAt: null };

/** Networks and sites as they are read: each method is one statement. */
export const openPlaces = ({ client }: Pick<Database, 'client'>) => ({
  networks(): Promise<Network[]> {
    return client.$queryRaw<Network[]>`
      SELECT ${networkColumns} FROM sensors.network ORDER BY name, id LIMIT ${mostNetworks}::int`;
  },

  networksByIds(ids: readonly string[]): Promise<Network[]> {
    return client.$queryRaw<Network[]>`
      SELECT ${networkColumns} FROM sensors.network WHERE id = ANY(${[...ids]}::text[])`;
  },

  async healthOf(networkIds: readonly string[], now: EpochMs): Promise<Map<string, NetworkHealth>> {
    const rows = await client.$queryRaw<(NetworkHealth & { id: string })[]>`
      SELECT s.network_id AS id,
        (COUNT(*) FILTER (WHERE NOT s.retired AND s.online_until >= ${instant(now)}))::int AS online,
        (COUNT(*) FILTER (WHERE NOT s.retired AND COALESCE(s.online_until < ${instant(now)}, TRUE)))::int AS offline,
        (COUNT(*) FILTER (WHERE s.retired))::int AS retired,
        ${asMs(sql`MAX(s.last_seen_at)`)} AS "lastSeenAt"
      FROM sensors.sensor s WHERE s.network_id = ANY(${[...networkIds]}::text[]) GROUP BY s.network_id`;
    return new Map(rows.map(({ id, ...health }) => [id, health]));
  },

  async sitesByIds(ids: readonly string[]): Promise<Site[]> {
    const rows = await client.$queryRaw<SiteRow[]>`
      SELECT ${siteColumns} FROM sensors.site s WHERE s.id = ANY(${[...ids]}::text[])`;
    return rows.map(siteOf);
  },

  async sitePage(filter: SiteFilter, { first, after }: PageQuery): Promise<Page<Site>> {
    const rows = await client.$queryRaw<SiteRow[]>`
      SELECT ${siteColumns} FROM sensors.site s
      WHERE ${every([...siteConditions(filter), ...behind(after)])}
      ORDER BY s.name, s.id LIMIT ${first + 1}::int`;
    return pageOf(rows.map(siteOf), first);
  },

  async siteCount(filter: SiteFilter): Promise<number> {
    const [row] = await client.$queryRaw<[{ count: number }]>`
      SELECT COUNT(*)::int AS count FROM sensors.site s WHERE ${every(siteConditions(filter))}`;
    return row.count;
  },
});

export type Places = ReturnType<typeof openPlaces>;
