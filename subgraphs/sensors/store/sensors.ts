import type { GeoPoint } from '@aqmrg/platform/air-quality/geo.ts';
import type { Database } from '@aqmrg/platform/ports/database.ts';
import { Prisma } from '@aqmrg/prisma/client/client.ts';
import { asMs } from '@aqmrg/prisma/sql.ts';
import type { EpochMs, Quantity } from '@aqmrg/schema/events/vocabulary.ts';
import type { SensorFilter } from '../domain/filter.ts';
import type { Sensor } from '../domain/sensor.ts';
import { behind, distanceTo, every, sensorConditions, within } from './conditions.ts';
import { type Page, type PageQuery, pageOf } from './page.ts';
import { type SensorRow, sensorColumns, sensorOf } from './rows.ts';

const { sql } = Prisma;

export interface NearestQuery {
  readonly to: GeoPoint;
  readonly quantity: Quantity;
  readonly first: number;
}

export interface Nearby {
  readonly sensor: Sensor;
  readonly distanceKm: number;
  /** End of the period of its newest reading of the quantity. */
  readonly latestAt: EpochMs | null;
}

/** Circles that are searched before the whole Earth: measuring the way to each of 20,000 sensors takes 70 ms, to those nearby 4. */
const nearbyKm = [50, 1_000];

/** Whose sensors a list holds. */
export type Parent = 'network' | 'site';

const parentColumn: Record<Parent, Prisma.Sql> = { network: sql`s.network_id`, site: sql`s.site_id` };

/** Sensors as they are read: each method is one statement, `nearest` up to three. */
export const openSensors = ({ client }: Pick<Database, 'client'>) => ({
  async byIds(ids: readonly string[]): Promise<Sensor[]> {
    const rows = await client.$queryRaw<SensorRow[]>`
      SELECT ${sensorColumns} FROM sensors.sensor s WHERE s.id = ANY(${[...ids]}::text[])`;
    return rows.map(sensorOf);
  },

  async page(filter: SensorFilter, { first, after }: PageQuery, now: EpochMs): Promise<Page<Sensor>> {
    const rows = await client.$queryRaw<SensorRow[]>`
      SELECT ${sensorColumns} FROM sensors.sensor s
      WHERE ${every([...sensorConditions(filter, now), ...behind(after)])}
      ORDER BY s.name, s.id LIMIT ${first + 1}::int`;
    return pageOf(rows.map(sensorOf), first);
  },

  async count(filter: SensorFilter, now: EpochMs): Promise<number> {
    const [row] = await client.$queryRaw<[{ count: number }]>`
      SELECT COUNT(*)::int AS count FROM sensors.sensor s WHERE ${every(sensorConditions(filter, now))}`;
    return row.count;
  },

  /** The same page of many networks or sites at once. */
  async pagesOf(
    parent: Parent,
    ids: readonly string[],
    { first, after }: PageQuery,
  ): Promise<Map<string, Page<Sensor>>> {
    const rows = await client.$queryRaw<(SensorRow & { parent: string })[]>`
      SELECT p.id AS parent, chosen.* FROM UNNEST(${[...ids]}::text[]) AS p (id)
      CROSS JOIN LATERAL (
        SELECT ${sensorColumns} FROM sensors.sensor s
        WHERE ${every([sql`${parentColumn[parent]} = p.id`, ...behind(after)])}
        ORDER BY s.name, s.id LIMIT ${first + 1}::int
      ) AS chosen
      ORDER BY chosen.name, chosen.id`;
    const byParent = Map.groupBy(rows, (row) => row.parent);
    return new Map(
      ids.map((id) => [
        id,
        pageOf(
          (byParent.get(id) ?? []).map(({ parent: _, ...row }) => sensorOf(row)),
          first,
        ),
      ]),
    );
  },

  async countsOf(parent: Parent, ids: readonly string[]): Promise<Map<string, number>> {
    const rows = await client.$queryRaw<{ id: string; count: number }[]>`
      SELECT ${parentColumn[parent]} AS id, COUNT(*)::int AS count FROM sensors.sensor s
      WHERE ${parentColumn[parent]} = ANY(${[...ids]}::text[]) GROUP BY 1`;
    return new Map(rows.map(({ id, count }) => [id, count]));
  },

  /** Sensors of the quantity that stand somewhere and are not retired, nearest first. */
  async nearest({ to, quantity, first }: NearestQuery): Promise<Nearby[]> {
    const from = async (circle: readonly Prisma.Sql[]): Promise<NearbyRow[]> => client.$queryRaw<NearbyRow[]>`
      SELECT ${sensorColumns}, near."distanceKm", near."latestAt" FROM (
        SELECT s.id, ${distanceTo(to)} AS "distanceKm", ${asMs(sql`q.last_seen_at`)} AS "latestAt"
        FROM sensors.sensor s JOIN sensors.sensor_quantity q ON q.sensor_id = s.id AND q.quantity = ${quantity}
        WHERE ${every([sql`NOT s.retired AND s.latitude IS NOT NULL AND s.longitude IS NOT NULL`, ...circle])}
        ORDER BY "distanceKm", s.id LIMIT ${first}::int
      ) AS near JOIN sensors.sensor s ON s.id = near.id
      ORDER BY near."distanceKm", s.id`;
    let rows: NearbyRow[] = [];
    for (const radiusKm of [...nearbyKm, null]) {
      rows = await from(radiusKm === null ? [] : [within({ lat: to.latitude, lon: to.longitude, radiusKm })]);
      // a circle that is full holds the nearest ones
      if (rows.length === first) break;
    }
    return rows.map(({ distanceKm, latestAt, ...row }) => ({ sensor: sensorOf(row), distanceKm, latestAt }));
  },
});

type NearbyRow = SensorRow & Omit<Nearby, 'sensor'>;

export type Sensors = ReturnType<typeof openSensors>;
