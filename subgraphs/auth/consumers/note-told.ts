import type { Consumer, EventLog } from '@aqmrg/platform/ports/event-log.ts';
import type { Topic } from '@aqmrg/schema/events/topic.ts';
import type { Audit } from '../actions/audit.ts';
import type { TimedNote } from '../store/audit.ts';

export interface ToldGround {
  readonly eventLog: Pick<EventLog, 'consume' | 'epoch'>;
  readonly audit: Pick<Audit, 'noteOnce'>;
  /** The first pause before it is tried again. Default: the log's. */
  readonly retryDelayMs?: number;
}

/**
 * Writes what another room tells into the audit log: rooms keep no such log of their own. Each entry has its place in the event log among its particulars, by
 * which one that comes again is known.
 */
export const noteTold = <T>(
  { eventLog, audit, retryDelayMs }: ToldGround,
  topic: Topic<T>,
  noteOf: (told: T) => TimedNote,
): Consumer =>
  eventLog.consume({
    topic,
    group: 'auth.audit',
    batchSize: 100,
    handle: (records) =>
      audit.noteOnce(
        records.map(({ value, position }) => {
          const note = noteOf(value);
          const told = `${eventLog.epoch} ${position.partition} ${position.offset}`;
          return { ...note, details: { ...note.details, told } };
        }),
      ),
    // every text can be written down: what fails is the database
    isTransient: () => true,
    ...(retryDelayMs === undefined ? {} : { retryDelayMs }),
  });
