import { isDeepStrictEqual } from 'node:util';
import { quantities } from '@aqmrg/schema/events/vocabulary.ts';
import { z } from 'zod';
import { area } from './area.ts';
import { quantileLevels } from './quantile-levels.ts';

const plainName = z.string().regex(/^[\w][\w.-]*$/);
const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

const headOfModel = z.object({
  file: plainName,
  sha256,
  /** In the order of the model's columns. */
  features: z.array(z.string()).min(1),
  /** What raw outputs are multiplied by: the value of a feature plus a constant in the quantity's unit; null: by nothing. */
  output: z.object({ times: z.string().nullable(), plus: z.number() }),
  /** How much farther than the model says each quantile lies from the median, found by conformal prediction. */
  scales: z.array(z.number().nonnegative()).length(7),
  /** Of the training data. */
  rows: z.number(),
});

export const manifestShape = z.object({
  id: plainName,
  version: plainName,
  quantity: z.enum(quantities),
  kind: z.enum(['FULL', 'PM_ONLY']),
  trainedFrom: z.iso.datetime(),
  trainedTo: z.iso.datetime(),
  features: z.object({ version: z.number(), sha256, groups: z.array(z.string()) }),
  quantiles: z
    .array(z.number())
    .refine((levels) => isDeepStrictEqual(levels, [...quantileLevels]), 'not the quantiles of the platform'),
  heads: z.object({
    PT4H: headOfModel,
    PT24H: headOfModel,
    PT72H: headOfModel,
    D1: headOfModel,
    D2: headOfModel,
    D3: headOfModel,
  }),
  /** By series: observed hours of the last 24 that a sensor must have. */
  needs: z.record(z.string(), z.number().int().min(0).max(24)),
  /** Where it may be served; null: anywhere. */
  area,
  data: z.array(z.object({ name: z.string(), licence: z.string(), source: z.string(), span: z.string() })),
  /** By head: how well it did on data that it had not seen. */
  metrics: z.record(z.string(), z.record(z.string(), z.number().nullable())),
  licence: z.string(),
  madeBy: z.record(z.string(), z.union([z.string(), z.number()])),
});

/** What a model says of itself: what it forecasts, from what, and how well. */
export type Manifest = z.infer<typeof manifestShape>;
