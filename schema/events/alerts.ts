import { z } from 'zod';
import { defineTopic } from './topic.ts';
import { quantities } from './vocabulary.ts';

const epochMs = z.int();

/** CAP 1.2's words for how bad it is, the mildest first. */
export const severities = ['MINOR', 'MODERATE', 'SEVERE', 'EXTREME'] as const;
export const alertStates = ['FIRING', 'RECOVERING', 'NO_DATA', 'ERROR', 'RESOLVED', 'WITHDRAWN'] as const;
export const alertResolutions = ['RECOVERED', 'NO_DATA', 'RULE_CHANGED'] as const;

/**
 * An incident was raised, is otherwise, or is over: as it was then. Keyed by incident; each revision at least once, in order. Who may see it, `organisation` and
 * `isPublished` say: its own, or everybody.
 */
export const alertChanged = defineTopic({
  name: 'alerts.changed',
  retention: { kind: 'time', days: 7 },
  schema: z.strictObject({
    change: z.enum(['RAISED', 'UPDATED', 'RESOLVED']),
    isPublished: z.boolean(),
    incident: z.strictObject({
      id: z.string(),
      revision: z.int().positive(),
      organisation: z.string().nullable(),
      ruleRevision: z.int().positive(),
      title: z.string(),
      labels: z.strictObject({
        ruleId: z.string(),
        severity: z.enum(severities),
        sensorId: z.string().nullable(),
        siteId: z.string().nullable(),
        networkId: z.string().nullable(),
        country: z.string().nullable(),
        quantity: z.enum(quantities).nullable(),
      }),
      state: z.enum(alertStates),
      startedAt: epochMs,
      firedAt: epochMs,
      resolvedAt: epochMs.nullable(),
      resolution: z.enum(alertResolutions).nullable(),
      /** Farthest beyond the threshold, in the unit of `condition`. */
      peak: z.number().nullable(),
      peakAt: epochMs,
      last: z.number().nullable(),
      lastAt: epochMs,
      threshold: z.number().nullable(),
      /** What it was held against, in words. */
      condition: z.string(),
      latitude: z.number().nullable(),
      longitude: z.number().nullable(),
      /** Of a sensor that repeats recorded air. */
      isReplayed: z.boolean(),
      /** Of data that passed quality control. */
      isQualified: z.boolean(),
      raisedAt: epochMs,
      changedAt: epochMs,
      acknowledgedAt: epochMs.nullable(),
      /** A caller's id. */
      acknowledgedBy: z.string().nullable(),
      note: z.string().nullable(),
      snoozedUntil: epochMs.nullable(),
    }),
  }),
});
export type AlertChanged = z.output<typeof alertChanged.schema>;
export type Incident = AlertChanged['incident'];
