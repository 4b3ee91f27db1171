import { z } from 'zod';
import { defineTopic } from './topic.ts';
import { quantities } from './vocabulary.ts';

const epochMs = z.int();

/** From the best rung of the ladder to the last; PM_ONLY: what the quantity's own history tells. */
export const forecastKinds = ['FULL', 'PM_ONLY', 'CLIMATOLOGY', 'PERSISTENCE'] as const;
/** The hour that ends 4, 24 or 72 hours ahead, and the next three local days. */
export const forecastHeads = ['PT4H', 'PT24H', 'PT72H', 'D1', 'D2', 'D3'] as const;

const modelName = z.strictObject({
  id: z.string(),
  /** The date at which its training ends. */
  version: z.string(),
});

/** The forecast of one target: the mean of a period. */
const outlook = z.strictObject({
  head: z.enum(forecastHeads),
  /** The period whose mean it is. */
  from: epochMs,
  to: epochMs,
  /** The local date, of a day: 2026-11-23. */
  date: z.string().nullable(),
  /** P5 P10 P25 P50 P75 P90 P95, in the quantity's canonical unit. */
  quantiles: z.array(z.number()).length(7),
  mean: z.number(),
  /** What it is measured by: the newest hour (for days the mean of the last 24) goes on as it is. Null where there was none. */
  persistence: z.number().nullable(),
});
export type Outlook = z.output<typeof outlook>;

/** One forecast of one sensor and quantity, as it was issued; again where more data came for the same hour. Keyed by sensor. */
export const forecastIssued = defineTopic({
  name: 'forecasts.issued',
  retention: { kind: 'time', days: 2 },
  schema: z.strictObject({
    sensorId: z.string(),
    quantity: z.enum(quantities),
    /** The full hour behind which nothing was known. */
    issuedAt: epochMs,
    /** When it was made: later than `issuedAt`, and later again where more data came for the same hour. */
    madeAt: epochMs,
    kind: z.enum(forecastKinds),
    /** Null for the baselines. */
    model: modelName.nullable(),
    /** End of the model's training; null for the baselines. */
    trainedTo: epochMs.nullable(),
    /** Made by a model that is compared, never shown: those are kept, and not told. */
    isShadow: z.boolean(),
    /** Of a sensor that repeats recorded air. */
    replayed: z.boolean(),
    /** IANA name, by which its days are counted. */
    timeZone: z.string(),
    inputs: z.strictObject({
      /** End of the newest hour that was there; null where none of the last 28 days was. */
      newestHourEnd: epochMs.nullable(),
      /** Hours that were there, of the last 24 and of the last 168. */
      observed24: z.int(),
      observed168: z.int(),
    }),
    /** The rungs above, and why none of them served. */
    fallbacks: z.array(
      z.strictObject({ kind: z.enum(forecastKinds), model: modelName.nullable(), reason: z.string() }),
    ),
    outlooks: z.array(outlook),
  }),
});
export type ForecastIssued = z.output<typeof forecastIssued.schema>;

/**
 * A local day's mean became likely (0.5 or more) to reach a category, or is so no longer: each crossing once, and again after a crash. Of one sensor, quantity, date and
 * category the one of the latest `issuedAt` holds. Keyed by sensor.
 */
export const forecastExceedance = defineTopic({
  name: 'forecasts.exceedances',
  retention: { kind: 'time', days: 7 },
  schema: z.strictObject({
    sensorId: z.string(),
    quantity: z.enum(quantities),
    /** The local date that is forecast: 2026-11-23. */
    date: z.string(),
    /** US EPA's name of the category: Moderate or worse. */
    category: z.string(),
    /** Where it begins, in the quantity's canonical unit. */
    lowerBound: z.number(),
    /** Of a mean at `lowerBound` or above. */
    probability: z.number(),
    /** Whether it is likely now. */
    isExpected: z.boolean(),
    /** The origin of the forecast that says so. */
    issuedAt: epochMs,
    /** Of a sensor that repeats recorded air. */
    replayed: z.boolean(),
  }),
});
export type ForecastExceedance = z.output<typeof forecastExceedance.schema>;
