import { forecastHeads } from '@aqmrg/schema/events/forecasts.ts';
import { qualityTests, quantities, sensorKinds } from '@aqmrg/schema/events/vocabulary.ts';
import { z } from 'zod';
import { indexStandards, labelNames, type RuleDefinition } from '../../domain/rule/rule.ts';

// What alert_rule.definition holds. Another shape is another version: add a step that makes this one of it.

const version = 1;

const quantity = z.enum(quantities);
const ms = z.int().nonnegative();
const words = z.array(z.string());
const some = words.nullable();

const signal = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('VALUE'), quantity }),
  z.strictObject({ kind: z.literal('ROLLING_MEAN'), quantity, windowMs: ms, minCoverage: z.number() }),
  z.strictObject({ kind: z.literal('RATE_OF_CHANGE'), quantity, windowMs: ms }),
  z.strictObject({ kind: z.literal('NOWCAST'), quantity: z.enum(['PM25', 'PM10']) }),
  z.strictObject({ kind: z.literal('INDEX'), standard: z.enum(indexStandards) }),
  z.strictObject({ kind: z.literal('ANOMALY'), quantity, windowMs: ms }),
  z.strictObject({
    kind: z.literal('QUALITY'),
    quantity,
    tests: z.array(z.enum(qualityTests)),
    windowMs: ms,
  }),
  z.strictObject({ kind: z.literal('FORECAST'), quantity, head: z.enum(forecastHeads), level: z.number() }),
]);

const condition = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('THRESHOLD'),
    signal,
    threshold: z.strictObject({
      comparison: z.enum(['ABOVE', 'BELOW']),
      at: z.number(),
      recovery: z.number(),
    }),
    together: z
      .strictObject({ sensors: z.int(), share: z.number().nullable(), minSensors: z.int() })
      .nullable(),
  }),
  z.strictObject({ kind: z.literal('OFFLINE'), quantity: quantity.nullable() }),
]);

const area = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('BOX'),
    ...{ south: z.number(), west: z.number(), north: z.number(), east: z.number() },
  }),
  z.strictObject({
    kind: z.literal('CIRCLE'),
    ...{ latitude: z.number(), longitude: z.number(), radiusKm: z.number() },
  }),
]);

const stored = z.strictObject({
  version: z.literal(version),
  description: z.string().nullable(),
  condition,
  scope: z.strictObject({
    ...{ sensorIds: some, siteIds: some, networkIds: some, countries: some, tags: some },
    kinds: z.array(z.enum(sensorKinds)).nullable(),
    area: area.nullable(),
  }),
  pace: z.strictObject({
    ...{ forMs: ms, keepFiringMs: ms, noDataAfterMs: ms },
    noData: z.enum(['KEEP', 'RESOLVE', 'ALERT']),
  }),
  telling: z.strictObject({
    receiverIds: words,
    groupBy: z.array(z.enum(labelNames)),
    ...{ groupWaitMs: ms, groupIntervalMs: ms, repeatMs: ms.nullable() },
    tellsAllClear: z.boolean(),
    escalation: z.array(z.strictObject({ afterMs: ms, receiverIds: words })),
  }),
  wording: z.strictObject({ subject: z.string().nullable(), body: z.string().nullable() }),
  /** Of a rule of the house: a hash of what it was installed from. */
  installed: z.string().optional(),
});

const versioned = z.object({ version: z.number() });
const withOrigin = z.object({ installed: z.string() });

/** What has no column of its own. */
export type StoredDefinition = Omit<RuleDefinition, 'name' | 'severity' | 'isEnabled'>;

export const storeDefinition = (
  { description, condition: watched, scope, pace, telling, wording }: StoredDefinition,
  installed?: string,
) => ({
  ...{ version, description, condition: watched, scope, pace, telling, wording },
  ...(installed === undefined ? {} : { installed }),
});

/** A definition as it was stored, or why this process cannot read it. */
export const readDefinition = (
  value: unknown,
): { readonly definition: StoredDefinition } | { readonly unreadable: string } => {
  const of = versioned.safeParse(value);
  if (!of.success) return { unreadable: 'it says no version' };
  if (of.data.version !== version)
    return { unreadable: `it is of version ${of.data.version}, and this process reads ${version}` };
  const read = stored.safeParse(value);
  if (!read.success) return { unreadable: z.prettifyError(read.error) };
  const { version: _, installed: __, ...definition } = read.data;
  return { definition };
};

/** What a rule of the house was installed from; undefined of any other. */
export const installedFrom = (value: unknown): string | undefined =>
  withOrigin.safeParse(value).data?.installed;
