import type { Database } from '@aqmrg/platform/ports/database.ts';
import { Prisma } from '@aqmrg/prisma/client/client.ts';
import { asMs, instant, instantOf } from '@aqmrg/prisma/sql.ts';
import type { EpochMs, Quantity } from '@aqmrg/schema/events/vocabulary.ts';
import { scoreAtOf } from '../domain/due.ts';
import { type Forecast, nameOf, type SeriesName } from '../domain/forecast.ts';
import type { Made } from '../domain/refresh.ts';
import { type ForecastRow, forecastColumns, forecastOf, shadowOf } from './forecast-rows.ts';

const { sql } = Prisma;

export interface PageQuery extends SeriesName {
  /** from ≤ issuedAt ≤ to. */
  readonly from: EpochMs;
  readonly to: EpochMs;
  readonly after: EpochMs | null;
  readonly limit: number;
}

/** As a record of jsonb_to_recordset. */
const recordOf = (forecast: Forecast) => ({
  ...forecast,
  ...forecast.inputs,
  shadow: shadowOf(forecast),
  modelId: forecast.model?.id ?? null,
  modelVersion: forecast.model?.version ?? null,
  scoreAt: scoreAtOf(forecast.outlooks, 0, forecast.madeAt),
});

/** Forecasts as they were issued. */
export const openForecasts = ({ client }: Pick<Database, 'client'>) => ({
  /**
   * Keeps forecasts, each once for its sensor, quantity and hour: one that was made later takes the place of the one before, unless it says the same or that one has been scored. What is
   * kept is yet to be told, shadows excepted. Resolves with how many were new or changed.
   */
  async keep(forecasts: readonly Forecast[]): Promise<number> {
    if (forecasts.length === 0) return 0;
    return client.$executeRaw`
      INSERT INTO forecasts.forecast AS f (
        sensor_id, quantity, issued_at, shadow, made_at, kind, model_id, model_version, trained_to, replayed, time_zone,
        newest_hour_end, observed_24, observed_168, fallbacks, outlooks, score_at, untold_since)
      SELECT r."sensorId", r.quantity, ${instantOf(sql`r."issuedAt"`)}, r.shadow, ${instantOf(sql`r."madeAt"`)}, r.kind,
        r."modelId", r."modelVersion", ${instantOf(sql`r."trainedTo"`)}, r.replayed, r."timeZone",
        ${instantOf(sql`r."newestHourEnd"`)}, r."observed24", r."observed168", r.fallbacks, r.outlooks,
        ${instantOf(sql`r."scoreAt"`)},
        CASE WHEN r.shadow = '' THEN ${instantOf(sql`r."madeAt"`)} END
      FROM JSONB_TO_RECORDSET(${JSON.stringify(forecasts.map(recordOf))}::jsonb) AS r (
        "sensorId" text, quantity text, "issuedAt" float8, shadow text, "madeAt" float8, kind text, "modelId" text,
        "modelVersion" text, "trainedTo" float8, replayed boolean, "timeZone" text, "newestHourEnd" float8,
        "observed24" int, "observed168" int, fallbacks jsonb, outlooks jsonb, "scoreAt" float8)
      ON CONFLICT (sensor_id, quantity, issued_at, shadow) DO UPDATE SET
        made_at = EXCLUDED.made_at, kind = EXCLUDED.kind, model_id = EXCLUDED.model_id,
        model_version = EXCLUDED.model_version, trained_to = EXCLUDED.trained_to, replayed = EXCLUDED.replayed,
        time_zone = EXCLUDED.time_zone, newest_hour_end = EXCLUDED.newest_hour_end,
        observed_24 = EXCLUDED.observed_24, observed_168 = EXCLUDED.observed_168, fallbacks = EXCLUDED.fallbacks,
        outlooks = EXCLUDED.outlooks, score_at = EXCLUDED.score_at, untold_since = EXCLUDED.untold_since
      WHERE f.scored = 0 AND f.made_at < EXCLUDED.made_at
        AND (f.outlooks, f.kind, f.model_id, f.model_version, f.fallbacks)
          IS DISTINCT FROM (EXCLUDED.outlooks, EXCLUDED.kind, EXCLUDED.model_id, EXCLUDED.model_version, EXCLUDED.fallbacks)`;
  },

  /** Names of those for whose hour a later one is kept, made by another process meanwhile. */
  async overtaken(forecasts: readonly Forecast[]): Promise<ReadonlySet<string>> {
    const shown = forecasts
      .filter(({ isShadow }) => !isShadow)
      .map(({ sensorId, quantity, issuedAt, madeAt }) => ({ sensorId, quantity, issuedAt, madeAt }));
    if (shown.length === 0) return new Set();
    const rows = await client.$queryRaw<{ sensorId: string; quantity: string }[]>`
      SELECT f.sensor_id AS "sensorId", f.quantity FROM JSONB_TO_RECORDSET(${JSON.stringify(shown)}::jsonb) AS r (
        "sensorId" text, quantity text, "issuedAt" float8, "madeAt" float8)
      JOIN forecasts.forecast f ON f.sensor_id = r."sensorId" AND f.quantity = r.quantity AND f.shadow = ''
        AND f.issued_at = ${instantOf(sql`r."issuedAt"`)} AND f.made_at > ${instantOf(sql`r."madeAt"`)}`;
    return new Set(rows.map((row) => nameOf({ ...row, quantity: row.quantity as Quantity })));
  },

  /**
   * Hands forecasts that are kept and not told yet to `tell`, oldest first, and marks them once it resolved. One that is made anew meanwhile is told
   * again. Resolves with how many there were.
   */
  async tellNext(limit: number, tell: (forecasts: readonly Forecast[]) => Promise<void>): Promise<number> {
    const rows = await client.$queryRaw<ForecastRow[]>`
      SELECT ${forecastColumns} FROM forecasts.forecast f WHERE f.untold_since IS NOT NULL
      ORDER BY f.untold_since LIMIT ${limit}::int`;
    if (rows.length === 0) return 0;
    await tell(rows.map(forecastOf));
    const told = rows.map(({ sensorId, quantity, issuedAt, madeAt }) => ({
      sensorId,
      quantity,
      issuedAt,
      madeAt,
    }));
    await client.$executeRaw`
      UPDATE forecasts.forecast f SET untold_since = NULL
      FROM JSONB_TO_RECORDSET(${JSON.stringify(told)}::jsonb) AS r (
        "sensorId" text, quantity text, "issuedAt" float8, "madeAt" float8)
      WHERE f.sensor_id = r."sensorId" AND f.quantity = r.quantity AND f.shadow = ''
        AND f.issued_at = ${instantOf(sql`r."issuedAt"`)} AND f.made_at = ${instantOf(sql`r."madeAt"`)}`;
    return rows.length;
  },

  /** The newest forecast of each that is shown, if it was issued at `since` or later. */
  async newest(names: readonly SeriesName[], since: EpochMs): Promise<readonly Forecast[]> {
    const rows = await client.$queryRaw<ForecastRow[]>`
      SELECT ${forecastColumns} FROM JSONB_TO_RECORDSET(${JSON.stringify(names)}::jsonb) AS r ("sensorId" text, quantity text)
      CROSS JOIN LATERAL (
        SELECT * FROM forecasts.forecast n
        WHERE n.sensor_id = r."sensorId" AND n.quantity = r.quantity AND n.shadow = '' AND n.issued_at >= ${instant(since)}
        ORDER BY n.issued_at DESC LIMIT 1) f`;
    return rows.map(forecastOf);
  },

  /** One sensor's, oldest first. */
  async page({ sensorId, quantity, from, to, after, limit }: PageQuery): Promise<readonly Forecast[]> {
    const rows = await client.$queryRaw<ForecastRow[]>`
      SELECT ${forecastColumns} FROM forecasts.forecast f
      WHERE f.sensor_id = ${sensorId} AND f.quantity = ${quantity} AND f.shadow = ''
        AND f.issued_at >= ${instant(from)} AND f.issued_at <= ${instant(to)}
        AND (${after}::float8 IS NULL OR f.issued_at > ${instant(after ?? 0)})
      ORDER BY f.issued_at LIMIT ${limit}::int`;
    return rows.map(forecastOf);
  },

  /** What has been issued for this hour, by name. */
  async issuedFor(issuedAt: EpochMs): Promise<readonly (SeriesName & Made)[]> {
    const rows = await client.$queryRaw<
      { sensorId: string; quantity: string; newestHourEnd: EpochMs | null }[]
    >`
      SELECT f.sensor_id AS "sensorId", f.quantity, ${asMs(sql`f.newest_hour_end`)} AS "newestHourEnd"
      FROM forecasts.forecast f WHERE f.issued_at = ${instant(issuedAt)} AND f.shadow = ''`;
    return rows.map((row) => ({ ...row, quantity: row.quantity as Quantity, issuedAt }));
  },

  /** Drops what was issued before; in one statement no more than `limit` rows. Resolves with how many there were. */
  drop(before: EpochMs, limit: number): Promise<number> {
    return client.$executeRaw`
      DELETE FROM forecasts.forecast WHERE ctid = ANY(ARRAY(
        SELECT ctid FROM forecasts.forecast WHERE issued_at < ${instant(before)} LIMIT ${limit}::int))`;
  },
});

export type Forecasts = ReturnType<typeof openForecasts>;
