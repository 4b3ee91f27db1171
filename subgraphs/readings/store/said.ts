import type { EventLog } from '@aqmrg/platform/ports/event-log.ts';
import type { Reading } from '@aqmrg/schema/events/readings.ts';
import type { EpochMs } from '@aqmrg/schema/events/vocabulary.ts';
import { newestRecords } from './newest-records.ts';

/** Clocks are set back by less. */
const marginMs = 60_000;

const nameOf = ({ sensorId, quantity, periodStart, periodEnd, revision, value }: Reading): string =>
  JSON.stringify([sensorId, quantity, periodStart, periodEnd, revision, value]);

/**
 * What the log has been told of readings since an instant: whether it knows a revision. It looks back 10,000 records at most; what lies
 * further is not known to it, and will be said once more.
 */
export const readSaid = async (
  eventLog: EventLog,
  since: EpochMs,
): Promise<(reading: Reading) => boolean> => {
  const { records } = await newestRecords(eventLog, (block) =>
    block.some(({ appendedAt }) => appendedAt < since - marginMs),
  );
  const said = new Set<string>();
  for (const { value } of records) for (const { reading } of value.changes) said.add(nameOf(reading));
  return (reading) => said.has(nameOf(reading));
};
