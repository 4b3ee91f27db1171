import type { Database } from '@aqmrg/platform/ports/database.ts';
import type { Sensor } from '../domain/sensor.ts';
import { type SensorRow, sensorColumns, sensorOf } from './rows.ts';

/** What the event log says of a sensor. */
export interface Published {
  readonly id: string;
  readonly revision: number;
}

/** Long enough for a log that is busy with a bulk load; a log that hangs longer costs one more, equal, publication. */
const publishTimeoutMs = 30_000;

/** Which changes the event log has taken. A sensor whose publishedRevision lags its revision has one still to be told. */
export const openPublications = ({ client }: Pick<Database, 'client'>) => ({
  /**
   * Hands the next page of unpublished sensors to `publish` and marks them once it resolved. Their rows stay locked
   * until then, so that of two processes the later cannot append an older revision behind a newer one. Their networks are
   * locked before them: whose network it is stands in no sensor's row, and must not change between reading and marking.
   */
  publishNext(limit: number, publish: (sensors: readonly Sensor[]) => Promise<void>): Promise<number> {
    return client.$transaction(
      async (transaction) => {
        const networks = await transaction.$queryRaw<{ id: string }[]>`
          SELECT id FROM sensors.network WHERE id IN (
            SELECT s.network_id FROM sensors.sensor s WHERE s.revision > s.published_revision
            ORDER BY s.id LIMIT ${limit}::int)
          ORDER BY id FOR SHARE`;
        if (networks.length === 0) return 0;
        const rows = await transaction.$queryRaw<SensorRow[]>`
          SELECT ${sensorColumns} FROM sensors.sensor s
          WHERE s.revision > s.published_revision AND s.network_id = ANY(${networks.map(({ id }) => id)}::text[])
          ORDER BY s.id LIMIT ${limit}::int FOR UPDATE OF s`;
        if (rows.length === 0) return 0;
        await publish(rows.map(sensorOf));
        await transaction.$executeRaw`
          UPDATE sensors.sensor SET published_revision = revision
          WHERE id = ANY(${rows.map(({ id }) => id)}::text[])`;
        return rows.length;
      },
      { timeout: publishTimeoutMs, maxWait: publishTimeoutMs },
    );
  },

  /**
   * Lifts sensors whose revision is behind what the log already holds above it, so that what the database says now is
   * the newest word again. Resolves with the ids that the database does not know at all.
   */
  async overtake(published: readonly Published[]): Promise<readonly string[]> {
    const given = JSON.stringify(published);
    await client.$executeRaw`
      UPDATE sensors.sensor s SET revision = r.revision + 1
      FROM JSONB_TO_RECORDSET(${given}::jsonb) AS r (id text, revision int)
      WHERE s.id = r.id AND s.revision < r.revision`;
    const unknown = await client.$queryRaw<{ id: string }[]>`
      SELECT r.id FROM JSONB_TO_RECORDSET(${given}::jsonb) AS r (id text)
      WHERE NOT EXISTS (SELECT FROM sensors.sensor s WHERE s.id = r.id)`;
    return unknown.map(({ id }) => id);
  },
});

export type Publications = ReturnType<typeof openPublications>;
