import type { Database } from '@aqmrg/platform/ports/database.ts';
import { Prisma } from '@aqmrg/prisma/client/client.ts';
import { asMs, instantOf } from '@aqmrg/prisma/sql.ts';
import type { ForecastExceedance } from '@aqmrg/schema/events/forecasts.ts';
import type { EpochMs, Quantity } from '@aqmrg/schema/events/vocabulary.ts';
import { type Exceedance, saidFrom } from '../domain/exceedance.ts';
import { utcDate } from '../domain/hours.ts';

const { sql } = Prisma;

export interface Expectation extends Exceedance {
  readonly issuedAt: EpochMs;
  readonly replayed: boolean;
}

interface Row extends Omit<ForecastExceedance, 'quantity'> {
  readonly quantity: string;
}

/** What was said of days to come: each crossing of the probability once. */
export const openExceedances = ({ client }: Pick<Database, 'client'>) => ({
  /** Notes how probable each is by a forecast; what an older forecast says changes nothing. */
  async note(expectations: readonly Expectation[]): Promise<void> {
    const rows = expectations.map((one) => ({ ...one, isExpected: one.probability >= saidFrom }));
    if (rows.length === 0) return;
    const record = sql`AS r ("sensorId" text, quantity text, date date, category text, "lowerBound" float8,
      probability float8, "isExpected" boolean, "issuedAt" float8, replayed boolean)`;
    // of what was never likely nothing is kept
    await client.$executeRaw`
      INSERT INTO forecasts.forecast_exceedance AS e (
        sensor_id, quantity, date, category, lower_bound, probability, is_expected, issued_at, replayed)
      SELECT r."sensorId", r.quantity, r.date, r.category, r."lowerBound", r.probability, TRUE,
        ${instantOf(sql`r."issuedAt"`)}, r.replayed
      FROM JSONB_TO_RECORDSET(${JSON.stringify(rows.filter(({ isExpected }) => isExpected))}::jsonb) ${record}
      ON CONFLICT (sensor_id, quantity, date, category) DO UPDATE SET
        probability = EXCLUDED.probability, is_expected = TRUE, issued_at = EXCLUDED.issued_at,
        replayed = EXCLUDED.replayed
      WHERE e.issued_at <= EXCLUDED.issued_at`;
    await client.$executeRaw`
      UPDATE forecasts.forecast_exceedance e SET
        probability = r.probability, is_expected = FALSE, issued_at = ${instantOf(sql`r."issuedAt"`)}
      FROM JSONB_TO_RECORDSET(${JSON.stringify(rows.filter(({ isExpected }) => !isExpected))}::jsonb) ${record}
      WHERE e.sensor_id = r."sensorId" AND e.quantity = r.quantity AND e.date = r.date AND e.category = r.category
        AND e.is_expected AND e.issued_at <= ${instantOf(sql`r."issuedAt"`)}`;
  },

  /** Hands crossings that were not told yet to `tell`, and marks them once it resolved. Resolves with how many there were. */
  async tellNext(
    limit: number,
    tell: (exceedances: readonly ForecastExceedance[]) => Promise<void>,
  ): Promise<number> {
    const rows = await client.$queryRaw<Row[]>`
      SELECT e.sensor_id AS "sensorId", e.quantity, e.date::text AS date, e.category, e.lower_bound AS "lowerBound",
        e.probability, e.is_expected AS "isExpected", ${asMs(sql`e.issued_at`)} AS "issuedAt", e.replayed
      FROM forecasts.forecast_exceedance e WHERE e.is_expected <> e.told_expected
      ORDER BY e.issued_at, e.sensor_id LIMIT ${limit}::int`;
    if (rows.length === 0) return 0;
    await tell(rows.map((row) => ({ ...row, quantity: row.quantity as Quantity })));
    await client.$executeRaw`
      UPDATE forecasts.forecast_exceedance e SET told_expected = r."isExpected"
      FROM JSONB_TO_RECORDSET(${JSON.stringify(rows)}::jsonb) AS r (
        "sensorId" text, quantity text, date date, category text, "isExpected" boolean)
      WHERE e.sensor_id = r."sensorId" AND e.quantity = r.quantity AND e.date = r.date AND e.category = r.category`;
    return rows.length;
  },

  /** Drops days before; in one statement no more than `limit` rows. */
  drop(before: EpochMs, limit: number): Promise<number> {
    return client.$executeRaw`
      DELETE FROM forecasts.forecast_exceedance WHERE ctid = ANY(ARRAY(
        SELECT ctid FROM forecasts.forecast_exceedance WHERE date < ${utcDate(before)}::date LIMIT ${limit}::int))`;
  },
});

export type Exceedances = ReturnType<typeof openExceedances>;
