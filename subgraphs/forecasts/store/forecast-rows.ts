import { Prisma } from '@aqmrg/prisma/client/client.ts';
import { asMs } from '@aqmrg/prisma/sql.ts';
import type { EpochMs, Quantity } from '@aqmrg/schema/events/vocabulary.ts';
import { type Fallback, type Forecast, type Outlook, type Rung, textOf } from '../domain/forecast.ts';

const { sql } = Prisma;

/** A forecast and how far it was scored. */
export interface ForecastRow {
  readonly sensorId: string;
  readonly quantity: string;
  readonly issuedAt: EpochMs;
  readonly shadow: string;
  readonly madeAt: EpochMs;
  readonly kind: string;
  readonly modelId: string | null;
  readonly modelVersion: string | null;
  readonly trainedTo: EpochMs | null;
  readonly replayed: boolean;
  readonly timeZone: string;
  readonly newestHourEnd: EpochMs | null;
  readonly observed24: number;
  readonly observed168: number;
  readonly fallbacks: unknown;
  readonly outlooks: unknown;
  readonly scored: number;
}

/** Columns of a row `f` of forecasts.forecast, as `ForecastRow` names them. */
export const forecastColumns = sql`
  f.sensor_id AS "sensorId", f.quantity, ${asMs(sql`f.issued_at`)} AS "issuedAt", f.shadow, ${asMs(sql`f.made_at`)} AS "madeAt",
  f.kind, f.model_id AS "modelId", f.model_version AS "modelVersion", ${asMs(sql`f.trained_to`)} AS "trainedTo", f.replayed,
  f.time_zone AS "timeZone", ${asMs(sql`f.newest_hour_end`)} AS "newestHourEnd", f.observed_24 AS "observed24",
  f.observed_168 AS "observed168", f.fallbacks, f.outlooks, f.scored`;

/** Empty where the forecast is shown. */
export const shadowOf = ({ isShadow, model }: Pick<Forecast, 'isShadow' | 'model'>): string =>
  isShadow && model !== null ? textOf(model) : '';

export const forecastOf = (row: ForecastRow): Forecast => ({
  sensorId: row.sensorId,
  quantity: row.quantity as Quantity,
  issuedAt: row.issuedAt,
  madeAt: row.madeAt,
  kind: row.kind as Rung,
  model:
    row.modelId === null || row.modelVersion === null ? null : { id: row.modelId, version: row.modelVersion },
  trainedTo: row.trainedTo,
  isShadow: row.shadow !== '',
  replayed: row.replayed,
  timeZone: row.timeZone,
  inputs: {
    newestHourEnd: row.newestHourEnd,
    observed24: row.observed24,
    observed168: row.observed168,
  },
  fallbacks: row.fallbacks as Fallback[],
  outlooks: row.outlooks as Outlook[],
});
