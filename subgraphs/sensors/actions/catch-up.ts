import type { Log } from '@aqmrg/platform/log.ts';
import type { EventLog, LogRecord, Positions } from '@aqmrg/platform/ports/event-log.ts';
import { type SensorChanged, sensorChanged } from '@aqmrg/schema/events/sensors.ts';
import type { Publications } from '../store/publications.ts';

const pageSize = 1_000;

const advanced = (from: Positions, records: readonly LogRecord<unknown>[]): Positions => {
  const next: Record<number, number> = { ...from };
  for (const { position } of records) next[position.partition] = position.offset + 1;
  return next;
};

/**
 * The embedded database is not synced to disk and the event log is: after a power loss the log may know newer changes.
 * What the database says is then the truth, but its revisions must come to lie above those that other rooms have seen,
 * or they would take the next change for an old one. Resolves with the newest revision of each sensor that only the log
 * knows: where one of those is registered again, it goes on from there.
 */
export const catchUp = async (ground: {
  readonly publications: Publications;
  readonly eventLog: EventLog;
  readonly log: Log;
}): Promise<Map<string, number>> => {
  const { publications, eventLog, log } = ground;
  const onlyInLog = new Map<string, number>();
  let from: Positions = {};
  for (;;) {
    const records: readonly LogRecord<SensorChanged>[] = await eventLog.readFrom(
      sensorChanged,
      from,
      pageSize,
    );
    if (records.length === 0) break;
    const revisions = new Map<string, number>();
    for (const { value } of records) {
      revisions.set(value.sensorId, Math.max(value.revision, revisions.get(value.sensorId) ?? 0));
    }
    const unknown = await publications.overtake([...revisions].map(([id, revision]) => ({ id, revision })));
    for (const id of unknown) {
      onlyInLog.set(id, Math.max(revisions.get(id) ?? 0, onlyInLog.get(id) ?? 0));
    }
    from = advanced(from, records);
  }
  if (onlyInLog.size > 0) {
    log.warn(
      { sensors: onlyInLog.size },
      'The event log knows sensors that the database has lost: register them again',
    );
  }
  return onlyInLog;
};
