import type { Consumer, EventLog } from '@aqmrg/platform/ports/event-log.ts';
import { networkAssigned } from '@aqmrg/schema/events/sensors.ts';
import type { Audit } from '../actions/audit.ts';

/**
 * Writes into the audit log who gave which network to whom: it decides who reports for it, as roles and keys do, and the room of sensors keeps no such log. Each
 * entry has its place in the event log among its particulars, by which one that comes again is known.
 */
export const noteAssignments = (ground: {
  readonly eventLog: Pick<EventLog, 'consume' | 'epoch'>;
  readonly audit: Pick<Audit, 'noteOnce'>;
  /** The first pause before it is tried again. Default: the log's. */
  readonly retryDelayMs?: number;
}): Consumer => {
  const { eventLog, audit, retryDelayMs } = ground;
  return eventLog.consume({
    topic: networkAssigned,
    group: 'auth.audit',
    batchSize: 100,
    handle: (records) =>
      audit.noteOnce(
        records.map(({ value, position }) => ({
          actor: value.by,
          address: value.from,
          action: 'network-assigned',
          subject: value.networkId,
          details: {
            before: value.before,
            organisation: value.organisation,
            told: `${eventLog.epoch} ${position.partition} ${position.offset}`,
          },
          at: value.assignedAt,
        })),
      ),
    // every text can be written down: what fails is the database
    isTransient: () => true,
    ...(retryDelayMs === undefined ? {} : { retryDelayMs }),
  });
};
