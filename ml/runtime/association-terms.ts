import { z } from 'zod';

// The terms of docs/reference/association-specs.md, as far as pre-specified models use them. What they mean is the room's to say, whose domain has the same
// shapes: types of one structure need not know each other.

const degreesOfFreedom = z.int().min(1).max(100);
const knots = z.array(z.number()).min(1).max(100).readonly();

const ns = z
  .strictObject({
    kind: z.literal('ns'),
    df: degreesOfFreedom.exactOptional(),
    dfPerYear: degreesOfFreedom.exactOptional(),
    knots: knots.exactOptional(),
  })
  .refine(({ df, dfPerYear, knots }) => [df, dfPerYear, knots].filter(Boolean).length === 1, {
    error: 'needs one of df, dfPerYear and knots',
  });

const response = z.discriminatedUnion('kind', [z.strictObject({ kind: z.literal('linear') }), ns]);

const shape = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('unconstrained') }),
  z.strictObject({ kind: z.literal('mean') }),
  ns,
]);

const lag = z.int().min(0).max(60);
const window = z
  .strictObject({ from: lag.exactOptional(), to: lag, shape: shape.exactOptional() })
  .refine(({ from = 0, to }) => from <= to, { error: 'must not end before it begins' });

/** A column of the calendar, or the role of a column that a series may have. */
const column = z.enum([
  'time',
  'year',
  'month',
  'doy',
  'dow',
  '@exposure',
  '@temperature',
  '@humidity',
  '@holiday',
  '@influenza',
]);

export const term = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('numeric'),
    column,
    response: response.exactOptional(),
    lags: z.union([lag, window]).exactOptional(),
    isExposure: z.boolean().exactOptional(),
  }),
  z.strictObject({ kind: z.literal('factor'), column }),
]);

export const strata = z.array(column).min(1).max(5).readonly();
