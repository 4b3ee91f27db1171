import { z } from 'zod';
import { defineTopic } from './topic.ts';

/** An export moved on. It says which and whose, not how far: whoever may know asks the room that keeps it. Keyed by export. */
export const exportProgressed = defineTopic({
  name: 'exports.progressed',
  retention: { kind: 'time', days: 1 },
  schema: z.strictObject({
    exportId: z.string(),
    accountId: z.string(),
    organisation: z.string().nullable(),
    status: z.enum(['QUEUED', 'RUNNING', 'READY', 'FAILED', 'CANCELLED', 'EXPIRED']),
  }),
});
export type ExportProgressed = z.output<typeof exportProgressed.schema>;
