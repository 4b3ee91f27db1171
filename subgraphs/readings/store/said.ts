import { newestRecords } from '@aqmrg/platform/live/newest-records.ts';
import type { LiveRecord } from '@aqmrg/platform/live/source.ts';
import type { EventLog } from '@aqmrg/platform/ports/event-log.ts';
import type { Reading } from '@aqmrg/schema/events/readings.ts';
import type { EpochMs } from '@aqmrg/schema/events/vocabulary.ts';
import { acceptedReadings } from './accepted.ts';

/** Clocks are set back by less. */
const marginMs = 60_000;

const nameOf = ({ sensorId, quantity, periodStart, periodEnd, revision, value }: Reading): string =>
  JSON.stringify([sensorId, quantity, periodStart, periodEnd, revision, value]);

/** In each partition of which it has records: one that is quiet goes far back in few. */
const goesBackTo = (instant: EpochMs, block: readonly LiveRecord<unknown>[]): boolean =>
  block.length > 0 &&
  [...Map.groupBy(block, ({ position }) => position.partition).values()].every((some) =>
    some.some(({ appendedAt }) => appendedAt < instant),
  );

/**
 * What the log has been told of readings since an instant: whether it knows a revision. It looks back 10,000 records of a partition at most; what lies
 * further is not known to it, and will be said once more.
 */
export const readSaid = async (
  eventLog: EventLog,
  since: EpochMs,
): Promise<(reading: Reading) => boolean> => {
  const { records } = await newestRecords(acceptedReadings(eventLog), (block) =>
    goesBackTo(since - marginMs, block),
  );
  const said = new Set<string>();
  for (const { entries } of records) for (const { reading } of entries) said.add(nameOf(reading));
  return (reading) => said.has(nameOf(reading));
};
