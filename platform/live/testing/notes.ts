import { defineTopic } from '@aqmrg/schema/events/topic.ts';
import { z } from 'zod';
import type { EventLog } from '../../ports/event-log.ts';
import { type LiveSource, openLiveSource } from '../source.ts';

/** One of several that a record holds. */
export interface Note {
  readonly of: string;
  readonly value: number;
}

export const notes = defineTopic({
  name: 'notes',
  retention: { kind: 'time', days: 7 },
  schema: z.strictObject({ of: z.string(), values: z.array(z.number()) }),
});

export const openNotes = (eventLog: EventLog): LiveSource<Note> =>
  openLiveSource({
    eventLog,
    topic: notes,
    entriesOf: ({ of, values }) => values.map((value) => ({ of, value })),
  });
