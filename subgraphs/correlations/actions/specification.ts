import { z } from 'zod';
import { dayNumber } from '../domain/days.ts';
import { families } from '../domain/glm/statistics.ts';
import type { LagShape, LagWindow } from '../domain/lags/lag-window.ts';
import type { Response } from '../domain/lags/response.ts';
import type { AssociationRequest, CorrelationRequest, EffectRequest } from '../domain/report/request.ts';
import { residualKinds } from '../domain/residual-checks.ts';
import type { Term } from '../domain/terms/spec.ts';

// The specification as JSON, documented in docs/reference/association-specs.md. What a setting may be beside the others is the domain's to say.

const column = z.string().min(1).max(200);
const day = z.int().min(0).max(365);
const list = <Item extends z.ZodType>(item: Item, most: number) => z.array(item).min(1).max(most).readonly();

const size = {
  df: z.int().exactOptional(),
  dfPerYear: z.number().positive().exactOptional(),
  knots: list(z.number(), 1_000).exactOptional(),
  boundary: z.tuple([z.number(), z.number()]).readonly().exactOptional(),
};
const ns = z.strictObject({ kind: z.literal('ns'), ...size });
const bs = z.strictObject({ kind: z.literal('bs'), degree: z.int().min(1).max(10).exactOptional(), ...size });

const response = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('linear') }),
  z.strictObject({ kind: z.literal('polynomial'), degree: z.int() }),
  ns,
  bs,
  z.strictObject({
    kind: z.literal('threshold'),
    below: z.number().exactOptional(),
    above: z.number().exactOptional(),
  }),
  z.strictObject({ kind: z.literal('steps'), cuts: list(z.number(), 100) }),
  z.strictObject({ kind: z.literal('fourier'), period: z.number(), harmonics: z.int() }),
]) satisfies z.ZodType<Response>;

const shape = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('unconstrained') }),
  z.strictObject({ kind: z.literal('mean') }),
  z.strictObject({ kind: z.literal('sum') }),
  z.strictObject({ kind: z.literal('strata'), starts: list(z.int(), 100) }),
  z.strictObject({ kind: z.literal('polynomial'), degree: z.int() }),
  ns,
  bs,
]) satisfies z.ZodType<LagShape>;

const window = z.strictObject({
  from: z.int().exactOptional(),
  to: z.int(),
  shape: shape.exactOptional(),
}) satisfies z.ZodType<LagWindow>;

const term = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('numeric'),
    column,
    per: z.number().exactOptional(),
    response: response.exactOptional(),
    lags: z.union([z.int(), window]).exactOptional(),
    isExposure: z.boolean().exactOptional(),
  }),
  z.strictObject({
    kind: z.literal('factor'),
    column: z.union([column, list(column, 10)]),
    quantiles: z.int().exactOptional(),
    lag: z.int().exactOptional(),
    reference: z.string().exactOptional(),
  }),
]) satisfies z.ZodType<Term>;

const effect = z
  .strictObject({
    term: z.int().min(0),
    at: z.number().exactOptional(),
    reference: z.number(),
    curve: list(z.number(), 1_000).exactOptional(),
  })
  .refine(({ at, curve }) => at !== undefined || curve !== undefined, {
    error: 'needs at, curve or both',
  }) satisfies z.ZodType<EffectRequest>;

const date = z.string().refine((text) => dayNumber(text) !== null, { error: 'is no date YYYY-MM-DD' });
const span = { from: date.exactOptional(), to: date.exactOptional() };

const model = z.strictObject({
  kind: z.literal('model'),
  ...span,
  outcome: column,
  isLog: z.boolean().exactOptional(),
  family: z.enum(families),
  terms: z.array(term).max(100).readonly(),
  strata: list(column, 10).exactOptional(),
  subset: z
    .strictObject({
      column,
      in: list(z.union([z.string(), z.number()]), 1_000),
      lags: z.enum(['within', 'across']).exactOptional(),
    })
    .exactOptional(),
  lagsWithin: column.exactOptional(),
  effects: z.array(effect).max(100).readonly().exactOptional(),
  neweyWest: day.exactOptional(),
  diagnostics: z
    .strictObject({ lags: day.min(1).exactOptional(), residuals: z.enum(residualKinds).exactOptional() })
    .exactOptional(),
  covariance: z.boolean().exactOptional(),
});

const harmonics = z.int().min(1).max(50).exactOptional();
const pair = { x: column, y: column, harmonics };
const lags = day;

const correlation = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('pearson'), ...pair, lag: day.exactOptional() }),
  z.strictObject({ kind: z.literal('spearman'), ...pair, lag: day.exactOptional() }),
  z.strictObject({ kind: z.literal('kendall'), ...pair, lag: day.exactOptional() }),
  z.strictObject({
    kind: z.literal('partial'),
    ...pair,
    given: list(column, 50),
    isRanked: z.boolean().exactOptional(),
  }),
  z.strictObject({ kind: z.literal('effective'), ...pair, lags }),
  z.strictObject({ kind: z.literal('lagged'), ...pair, lags }),
  z.strictObject({ kind: z.literal('ccf'), ...pair, lags }),
  z.strictObject({ kind: z.literal('acf'), x: column, lags: day.min(1), harmonics }),
  z.strictObject({
    kind: z.literal('matrix'),
    columns: list(column, 100),
    method: z.enum(['pearson', 'spearman']),
    harmonics,
  }),
]) satisfies z.ZodType<CorrelationRequest>;

/** What an association's specification may be. */
export const specification = z.discriminatedUnion('kind', [
  model,
  z.strictObject({ kind: z.literal('correlations'), ...span, correlations: list(correlation, 1_000) }),
]) satisfies z.ZodType<AssociationRequest>;
