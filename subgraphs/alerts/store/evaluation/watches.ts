import type { Database } from '@aqmrg/platform/ports/database.ts';
import { Prisma } from '@aqmrg/prisma/client/client.ts';
import { asMs, instant, instantOf } from '@aqmrg/prisma/sql.ts';
import type { EpochMs } from '@aqmrg/schema/events/vocabulary.ts';

const { sql } = Prisma;

/** When to look whether anything was heard of a sensor. */
export interface Watch {
  readonly sensorId: string;
  readonly dueAt: EpochMs;
}

export const openWatches = ({ client }: Pick<Database, 'client'>) => ({
  /** Sets them where none is set, or a later one. */
  async arm(watches: readonly Watch[]): Promise<void> {
    if (watches.length === 0) return;
    await client.$executeRaw`
      INSERT INTO alerts.alert_watch AS w (sensor_id, due_at)
      SELECT r."sensorId", ${instantOf(sql`r."dueAt"`)}
      FROM JSONB_TO_RECORDSET(${JSON.stringify(watches)}::jsonb) AS r ("sensorId" text, "dueAt" float8)
      ON CONFLICT (sensor_id) DO UPDATE SET due_at = LEAST(w.due_at, EXCLUDED.due_at)`;
  },

  /** Those that are due, the longest first. */
  due(now: EpochMs, limit: number): Promise<readonly Watch[]> {
    return client.$queryRaw<Watch[]>`
      SELECT w.sensor_id AS "sensorId", ${asMs(sql`w.due_at`)} AS "dueAt" FROM alerts.alert_watch w
      WHERE w.due_at <= ${instant(now)} ORDER BY w.due_at LIMIT ${limit}::int`;
  },

  /** Sets the next time of those that were looked at, or none; what was armed meanwhile for earlier stays. */
  async next(looked: readonly (Watch & { readonly nextAt: EpochMs | null })[]): Promise<void> {
    if (looked.length === 0) return;
    const record = sql`AS r ("sensorId" text, "dueAt" float8, "nextAt" float8)`;
    const rows = JSON.stringify(looked);
    await client.$executeRaw`
      UPDATE alerts.alert_watch w SET due_at = ${instantOf(sql`r."nextAt"`)}
      FROM JSONB_TO_RECORDSET(${rows}::jsonb) ${record}
      WHERE w.sensor_id = r."sensorId" AND w.due_at = ${instantOf(sql`r."dueAt"`)} AND r."nextAt" IS NOT NULL`;
    await client.$executeRaw`
      DELETE FROM alerts.alert_watch w USING JSONB_TO_RECORDSET(${rows}::jsonb) ${record}
      WHERE w.sensor_id = r."sensorId" AND w.due_at = ${instantOf(sql`r."dueAt"`)} AND r."nextAt" IS NULL`;
  },
});

export type Watches = ReturnType<typeof openWatches>;
