import type { Database } from '@aqmrg/platform/ports/database.ts';
import { Prisma } from '@aqmrg/prisma/client/client.ts';
import { asMs } from '@aqmrg/prisma/sql.ts';
import type { EpochMs } from '@aqmrg/schema/events/vocabulary.ts';
import type { Sighting } from '../domain/sightings.ts';
import { silence } from './silence.ts';

const { sql } = Prisma;

export const openLastSeen = ({ client }: Pick<Database, 'client'>) => ({
  /**
   * Moves last-seen instants forward, never back, in one statement. Sensors that the registry does not know are passed
   * over. A quantity that is heard for the first time is a change of the sensor and raises its revision; resolves with
   * how many sensors that happened to.
   */
  async note(sightings: readonly Sighting[]): Promise<number> {
    const [row] = await client.$queryRaw<[{ fresh: number }]>`
      WITH heard AS (
        SELECT r."sensorId" AS sensor_id, r.quantity,
          TIMESTAMPTZ 'epoch' + r."seenAt" * INTERVAL '1 millisecond' AS seen_at
        FROM JSONB_TO_RECORDSET(${JSON.stringify(sightings)}::jsonb)
          AS r ("sensorId" text, quantity text, "seenAt" float8)
        JOIN sensors.sensor s ON s.id = r."sensorId"
      ),
      fresh AS (
        SELECT DISTINCT h.sensor_id FROM heard h WHERE NOT EXISTS (
          SELECT FROM sensors.sensor_quantity q WHERE q.sensor_id = h.sensor_id AND q.quantity = h.quantity)
      ),
      kept AS (
        INSERT INTO sensors.sensor_quantity AS q (sensor_id, quantity, last_seen_at)
        SELECT sensor_id, quantity, seen_at FROM heard
        ON CONFLICT (sensor_id, quantity) DO UPDATE SET last_seen_at = EXCLUDED.last_seen_at
        WHERE q.last_seen_at IS NULL OR q.last_seen_at < EXCLUDED.last_seen_at
      ),
      newest AS (SELECT sensor_id, MAX(seen_at) AS seen_at FROM heard GROUP BY sensor_id),
      moved AS (
        UPDATE sensors.sensor s SET
          last_seen_at = GREATEST(s.last_seen_at, n.seen_at),
          online_until = GREATEST(s.last_seen_at, n.seen_at) + ${silence(sql`s.reporting_interval_ms`)},
          revision = s.revision + CASE WHEN f.sensor_id IS NULL THEN 0 ELSE 1 END
        FROM newest n LEFT JOIN fresh f USING (sensor_id)
        WHERE s.id = n.sensor_id
          AND (s.last_seen_at IS NULL OR s.last_seen_at < n.seen_at OR f.sensor_id IS NOT NULL)
      )
      SELECT COUNT(*)::int AS fresh FROM fresh`;
    return row.fresh;
  },

  /** When each sensor was last heard; those that never were are left out. */
  async newest(sensorIds: readonly string[]): Promise<Map<string, EpochMs>> {
    const rows = await client.$queryRaw<{ id: string; seenAt: EpochMs }[]>`
      SELECT s.id, ${asMs(sql`s.last_seen_at`)} AS "seenAt" FROM sensors.sensor s
      WHERE s.id = ANY(${[...sensorIds]}::text[]) AND s.last_seen_at IS NOT NULL`;
    return new Map(rows.map(({ id, seenAt }) => [id, seenAt]));
  },
});

export type LastSeen = ReturnType<typeof openLastSeen>;
