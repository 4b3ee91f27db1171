import { z } from 'zod';
import { defineTopic } from './topic.ts';

export const healthDataActions = [
  'UPLOADED',
  'REMOVED',
  'ASKED',
  'REFUSED',
  'PUBLISHED',
  'WITHDRAWN',
] as const;

/**
 * Somebody did something with an organisation's health data: who, and from where. Keyed by series; told before it is done. Which data, never what they are: no
 * counts, no rows.
 */
export const healthDataUsed = defineTopic({
  name: 'correlations.health-data-used',
  retention: { kind: 'time', days: 30 },
  schema: z.strictObject({
    healthSeriesId: z.string(),
    organisation: z.string(),
    action: z.enum(healthDataActions),
    /** A caller's id. */
    by: z.string(),
    /** The client's address, where one is known. */
    from: z.string().nullable(),
    /** What was asked, or shown where: `outcome` (its place among the outcomes, from 1), `siteId`. */
    details: z.record(z.string().max(64), z.union([z.string().max(256), z.number()])),
    usedAt: z.int(),
  }),
});
export type HealthDataUsed = z.output<typeof healthDataUsed.schema>;
