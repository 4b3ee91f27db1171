import { z } from 'zod';
import { defineTopic } from './topic.ts';
import { quantities, sensorKinds, variants } from './vocabulary.ts';

/** What other rooms may know of a sensor: its newest state, one record a sensor. Keyed by sensor. */
export const sensorChanged = defineTopic({
  name: 'sensors.changed',
  retention: { kind: 'compacted' },
  schema: z.strictObject({
    sensorId: z.string(),
    revision: z.int().positive(),
    name: z.string(),
    networkId: z.string(),
    /** Whose network it is; null: nobody's in particular. Records from before there were organisations do not say. */
    organisation: z.string().nullable().default(null),
    siteId: z.string().nullable(),
    kind: z.enum(sensorKinds),
    maker: z.string().nullable(),
    model: z.string().nullable(),
    /** ISO 3166-1 alpha-2. */
    country: z.string().nullable(),
    /** IANA name, e.g. Africa/Accra. */
    timeZone: z.string().nullable(),
    location: z.strictObject({ latitude: z.number(), longitude: z.number() }).nullable(),
    quantities: z.array(z.enum(quantities)),
    /** How a Plantower sensor reports where its rows do not say. */
    variant: z.enum(variants).nullable(),
    reportingIntervalMs: z.int().positive().nullable(),
    /** Terms of its data, and who is to be named with them; null where nobody said. Records from before they were told say neither. */
    license: z.string().nullable().default(null),
    attribution: z.string().nullable().default(null),
    /** What people sort it by. Records from before there were tags have none. */
    tags: z.array(z.string()).default([]),
    retired: z.boolean(),
  }),
});
export type SensorChanged = z.output<typeof sensorChanged.schema>;

/** Whose a network is was said anew, which decides who reports for it: who said so, and from where. Keyed by network; told before it is so. */
export const networkAssigned = defineTopic({
  name: 'sensors.network-assigned',
  retention: { kind: 'time', days: 30 },
  schema: z.strictObject({
    networkId: z.string(),
    /** Null: nobody's in particular, or there was no such network. */
    before: z.string().nullable(),
    organisation: z.string().nullable(),
    /** A caller's id. */
    by: z.string(),
    /** The client's address, where one is known. */
    from: z.string().nullable(),
    assignedAt: z.int(),
  }),
});
export type NetworkAssigned = z.output<typeof networkAssigned.schema>;
