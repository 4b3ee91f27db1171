import type { Database } from '@aqmrg/platform/ports/database.ts';
import { Prisma } from '@aqmrg/prisma/client/client.ts';
import { asMs, instant, instantOf } from '@aqmrg/prisma/sql.ts';
import type { EpochMs, Quantity } from '@aqmrg/schema/events/vocabulary.ts';
import { everyHead, scoreAtOf } from '../domain/due.ts';
import { type Forecast, type ModelName, type Rung, type SeriesName, textOf } from '../domain/forecast.ts';
import { utcDate } from '../domain/hours.ts';
import type { Sample } from '../domain/sample.ts';
import { add, type Sums } from '../domain/scoring.ts';
import type { Head } from '../domain/targets.ts';
import { type ForecastRow, forecastColumns, forecastOf, shadowOf } from './forecast-rows.ts';

const { sql } = Prisma;

/** What figures are apart for. */
export interface ScoreName {
  readonly quantity: Quantity;
  readonly head: Head;
  readonly kind: Rung;
  /** Null for the baselines. */
  readonly model: ModelName | null;
  readonly isShadow: boolean;
  readonly sample: Sample;
}

/** A forecast with targets that may be scored. */
export interface Due {
  readonly forecast: Forecast;
  /** Bits of heads that are done. */
  readonly scored: number;
}

/** What came of looking at a forecast's targets. */
export interface Looked extends Due {
  /** Bits of heads that were scored now, or given up. */
  readonly done: number;
  readonly scores: readonly { readonly head: Head; readonly sample: Sample; readonly sums: Sums }[];
}

/** Sums over a window. */
export interface Scored extends ScoreName {
  readonly windowDays: number;
  readonly sums: Sums;
}

/** All sensors together. */
export const everySensor = '';

interface DayRow extends Sums {
  readonly sensorId: string;
  readonly quantity: string;
  readonly day: string;
  readonly head: string;
  readonly kind: string;
  readonly modelId: string;
  readonly modelVersion: string;
  readonly isShadow: boolean;
  readonly sample: string;
}

const keyOf = (row: DayRow): string =>
  JSON.stringify([
    row.sensorId,
    row.quantity,
    row.day,
    row.head,
    row.kind,
    row.modelId,
    row.modelVersion,
    row.isShadow,
    row.sample,
  ]);

/** One row a key: those of a batch that fall together are added up before they are sent. Sorted, so that two processes lock them in one order. */
const dayRowsOf = (looked: readonly Looked[]): DayRow[] => {
  const rows = new Map<string, DayRow>();
  for (const { forecast, scores } of looked) {
    for (const { head, sample, sums } of scores) {
      const outlook = forecast.outlooks.find((one) => one.head === head);
      for (const sensorId of [forecast.sensorId, everySensor]) {
        const row: DayRow = {
          ...sums,
          sensorId,
          quantity: forecast.quantity,
          // a target that ends at midnight is of the day that ends there
          day: utcDate((outlook?.to ?? forecast.issuedAt) - 1),
          head,
          kind: forecast.kind,
          modelId: forecast.model?.id ?? '',
          modelVersion: forecast.model?.version ?? '',
          isShadow: forecast.isShadow,
          sample,
        };
        const known = rows.get(keyOf(row));
        rows.set(keyOf(row), known ? { ...row, ...add(known, row) } : row);
      }
    }
  }
  return [...rows].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row);
};

const windows = [7, 30, 90] as const;

/** How right forecasts were, as sums by day. */
export const openScores = ({ client }: Pick<Database, 'client'>) => ({
  /** Forecasts with targets to look at, those first that have waited longest. */
  async due(now: EpochMs, limit: number): Promise<readonly Due[]> {
    const rows = await client.$queryRaw<ForecastRow[]>`
      SELECT ${forecastColumns} FROM forecasts.forecast f
      WHERE f.score_at <= ${instant(now)} ORDER BY f.score_at LIMIT ${limit}::int`;
    return rows.map((row) => ({ forecast: forecastOf(row), scored: row.scored }));
  },

  /** Since when the oldest target that may be scored has waited, epoch ms; null where none does. */
  async waitingSince(now: EpochMs): Promise<EpochMs | null> {
    const [row] = await client.$queryRaw<[{ since: EpochMs | null }]>`
      SELECT ${asMs(sql`MIN(f.score_at)`)} AS since FROM forecasts.forecast f WHERE f.score_at <= ${instant(now)}`;
    return row.since;
  },

  /** Adds scores up and moves the forecasts on, together or not at all. A forecast that somebody else has moved on meanwhile is left alone, and its scores with it. */
  async keep(looked: readonly Looked[], now: EpochMs): Promise<void> {
    if (looked.length === 0) return;
    const moves = looked.map(({ forecast, scored, done }) => ({
      sensorId: forecast.sensorId,
      quantity: forecast.quantity,
      issuedAt: forecast.issuedAt,
      shadow: shadowOf(forecast),
      madeAt: forecast.madeAt,
      before: scored,
      after: scored | done,
      scoreAt: (scored | done) === everyHead ? null : scoreAtOf(forecast.outlooks, scored | done, now),
    }));
    await client.$transaction(async (tx) => {
      const moved = await tx.$queryRaw<
        { sensorId: string; quantity: string; issuedAt: number; shadow: string }[]
      >`
        UPDATE forecasts.forecast f SET scored = r.after, score_at = ${instantOf(sql`r."scoreAt"`)}
        FROM JSONB_TO_RECORDSET(${JSON.stringify(moves)}::jsonb) AS r (
          "sensorId" text, quantity text, "issuedAt" float8, shadow text, "madeAt" float8, before int, after int, "scoreAt" float8)
        WHERE f.sensor_id = r."sensorId" AND f.quantity = r.quantity AND f.issued_at = ${instantOf(sql`r."issuedAt"`)}
          AND f.shadow = r.shadow AND f.scored = r.before AND f.made_at = ${instantOf(sql`r."madeAt"`)}
        RETURNING f.sensor_id AS "sensorId", f.quantity, ${asMs(sql`f.issued_at`)} AS "issuedAt", f.shadow`;
      const names = new Set(
        moved.map((row) => JSON.stringify([row.sensorId, row.quantity, row.issuedAt, row.shadow])),
      );
      const ours = looked.filter(({ forecast }) =>
        names.has(
          JSON.stringify([forecast.sensorId, forecast.quantity, forecast.issuedAt, shadowOf(forecast)]),
        ),
      );
      const rows = dayRowsOf(ours);
      if (rows.length === 0) return;
      await tx.$executeRaw`
        INSERT INTO forecasts.forecast_score AS s (
          sensor_id, quantity, day, head, kind, model_id, model_version, is_shadow, sample,
          n, abs_error, covered, pinball, compared, compared_error, persistence_error)
        SELECT r."sensorId", r.quantity, r.day, r.head, r.kind, r."modelId", r."modelVersion", r."isShadow", r.sample,
          r.n, r."absError", r.covered, r.pinball, r.compared, r."comparedError", r."persistenceError"
        FROM JSONB_TO_RECORDSET(${JSON.stringify(rows)}::jsonb) AS r (
          "sensorId" text, quantity text, day date, head text, kind text, "modelId" text, "modelVersion" text,
          "isShadow" boolean, sample text, n int, "absError" float8, covered int, pinball float8, compared int,
          "comparedError" float8, "persistenceError" float8)
        ON CONFLICT (sensor_id, quantity, day, head, kind, model_id, model_version, is_shadow, sample) DO UPDATE SET
          n = s.n + EXCLUDED.n, abs_error = s.abs_error + EXCLUDED.abs_error, covered = s.covered + EXCLUDED.covered,
          pinball = s.pinball + EXCLUDED.pinball, compared = s.compared + EXCLUDED.compared,
          compared_error = s.compared_error + EXCLUDED.compared_error,
          persistence_error = s.persistence_error + EXCLUDED.persistence_error`;
    });
  },

  /** Sums of the last 7, 30 and 90 days, today's included, of each sensor and quantity that is asked. */
  async windows(
    names: readonly SeriesName[],
    now: EpochMs,
  ): Promise<readonly (Scored & Pick<SeriesName, 'sensorId'>)[]> {
    const rows = await client.$queryRaw<(Omit<DayRow, 'day'> & { windowDays: number })[]>`
      SELECT s.sensor_id AS "sensorId", s.quantity, s.head, s.kind, s.model_id AS "modelId", s.model_version AS "modelVersion",
        s.is_shadow AS "isShadow", s.sample, w.days AS "windowDays", SUM(s.n)::int AS n, SUM(s.abs_error) AS "absError",
        SUM(s.covered)::int AS covered, SUM(s.pinball) AS pinball, SUM(s.compared)::int AS compared,
        SUM(s.compared_error) AS "comparedError", SUM(s.persistence_error) AS "persistenceError"
      FROM JSONB_TO_RECORDSET(${JSON.stringify(names)}::jsonb) AS r ("sensorId" text, quantity text)
      CROSS JOIN UNNEST(${[...windows]}::int[]) AS w (days)
      JOIN forecasts.forecast_score s ON s.sensor_id = r."sensorId" AND s.quantity = r.quantity
        AND s.day > ${utcDate(now)}::date - w.days
      GROUP BY s.sensor_id, s.quantity, s.head, s.kind, s.model_id, s.model_version, s.is_shadow, s.sample, w.days`;
    return rows.map(
      ({ modelId, modelVersion, quantity, head, kind, sample, sensorId, isShadow, windowDays, ...sums }) => ({
        sensorId,
        windowDays,
        sums,
        isShadow,
        quantity: quantity as Quantity,
        head: head as Head,
        kind: kind as Rung,
        sample: sample as Sample,
        model: modelId === '' ? null : { id: modelId, version: modelVersion },
      }),
    );
  },

  /** Drops days before; in one statement no more than `limit` rows. */
  drop(before: EpochMs, limit: number): Promise<number> {
    return client.$executeRaw`
      DELETE FROM forecasts.forecast_score WHERE ctid = ANY(ARRAY(
        SELECT ctid FROM forecasts.forecast_score WHERE day < ${utcDate(before)}::date LIMIT ${limit}::int))`;
  },
});

export type Scores = ReturnType<typeof openScores>;

/** The order in which figures are told. */
export const scoredOrder = (a: Scored, b: Scored): number =>
  Number(a.isShadow) - Number(b.isShadow) ||
  (a.model ? textOf(a.model) : a.kind).localeCompare(b.model ? textOf(b.model) : b.kind) ||
  a.windowDays - b.windowDays;
