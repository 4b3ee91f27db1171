import { defineTopic, type Retention, type Topic } from '@aqmrg/schema/events/topic.ts';
import { z } from 'zod';

export const makeTopic = (
  retention: Retention = { kind: 'time', days: 1 },
): Topic<{ readonly text: string }> =>
  defineTopic({ name: 'notes', retention, schema: z.strictObject({ text: z.string() }) });
