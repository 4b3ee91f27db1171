import type { Directory } from '@aqmrg/platform/directory.ts';
import { AirError } from '@aqmrg/platform/errors/air-error.ts';
import type { Log } from '@aqmrg/platform/log.ts';
import type { Consumer, EventLog, LogRecord, NewRecord } from '@aqmrg/platform/ports/event-log.ts';
import {
  type ReadingsAccepted,
  type ReadingsReported,
  readingsAccepted,
  readingsReported,
} from '@aqmrg/schema/events/readings.ts';
import type { EpochMs } from '@aqmrg/schema/events/vocabulary.ts';
import { type Change, type Decision, decide } from '../domain/decide.ts';
import { type Incoming, wavesOf } from '../domain/incoming.ts';
import { spansOf } from '../domain/spans.ts';
import type { RecentRows } from '../store/recent-rows.ts';
import { readSaid } from '../store/said.ts';

export interface AcceptReadingsOptions {
  readonly eventLog: EventLog;
  readonly rows: Pick<RecentRows, 'current' | 'write' | 'forgetAll'>;
  readonly directory: Directory;
  readonly log: Log;
  /** Records a batch, at most. Default 1,000; the log ends a page sooner when its values are long. */
  readonly batchSize?: number;
  /** Readings a write, at most. Default 4,000: larger writes gain little, and deciding them holds up everything else. */
  readonly maxRows?: number;
}

export const acceptGroup = 'readings.accept';
const maxChangesARecord = 500;

const recordsOf = (changes: readonly Change[]): NewRecord<ReadingsAccepted>[] => {
  const bySensor = new Map<string, ReadingsAccepted['changes'][]>();
  for (const change of changes) {
    const { sensorId } = change.reading;
    const lists = bySensor.get(sensorId) ?? [];
    const last = lists.at(-1);
    if (last && last.length < maxChangesARecord) last.push(change);
    else lists.push([change]);
    bySensor.set(sensorId, lists);
  }
  return [...bySensor].flatMap(([sensorId, lists]) =>
    lists.map((list) => ({ key: sensorId, value: { sensorId, changes: list } })),
  );
};

/** A store that is away or full is no fault of the records: they are tried again for ever. */
class StoreFailed extends Error {
  constructor(cause: unknown) {
    super('The series or the log did not take a wave of readings.', { cause });
    this.name = 'StoreFailed';
  }
}
const orStoreFailed = <T>(work: Promise<T>): Promise<T> =>
  work.catch((cause: unknown) => {
    throw new StoreFailed(cause);
  });

/**
 * Turns reports into readings: flagged, corrected and stored, then said. A batch may come again after a crash at any point:
 * before the write it is decided anew; behind it the same revisions are said, unless the log has them already. Series first,
 * then the event, then the offset.
 */
export const acceptReadings = (options: AcceptReadingsOptions): Consumer => {
  const { eventLog, rows: store, directory, log, batchSize = 1_000, maxRows = 4_000 } = options;

  const read = async (wave: readonly Incoming[]): Promise<Decision> => {
    const stored = await orStoreFailed(store.current(spansOf(wave, directory.find)));
    return decide(wave, stored, directory.find);
  };

  /** Of what comes again, that which a crash kept from being said. Looked up when something comes again, which is seldom. */
  const unsaidOf = async (repeated: readonly Change[], since: EpochMs): Promise<readonly Change[]> => {
    if (repeated.length === 0) return repeated;
    const isSaid = await orStoreFailed(readSaid(eventLog, since));
    return repeated.filter(({ reading }) => !isSaid(reading));
  };

  const settle = async ({ rows, repeated, changes: made }: Decision, since: EpochMs): Promise<void> => {
    if (rows.length > 0) await orStoreFailed(store.write(rows));
    const changes = [...(await unsaidOf(repeated, since)), ...made];
    if (changes.length > 0) await orStoreFailed(eventLog.append(readingsAccepted, recordsOf(changes)));
  };

  const handle = async (records: readonly LogRecord<ReadingsReported>[]): Promise<void> => {
    // The door knew these sensors, but maybe in another process.
    if (records.some(({ value }) => directory.find(value.sensorId) === undefined)) {
      await orStoreFailed(directory.catchUp());
    }
    // A wave is stored and said while the next one is read and decided, but before that one is written: a revision that
    // replaced one which was never said would hide it for good, and what was decided by a failed write is void.
    const since = Math.min(...records.map(({ appendedAt }) => appendedAt));
    let settled: Promise<void> = Promise.resolve();
    try {
      for (const wave of wavesOf(records, maxRows)) {
        const [decision] = await Promise.all([read(wave), settled]);
        settled = settle(decision, since);
      }
    } finally {
      // also where reading failed: the batch comes again, and must not meet its own writes
      await settled;
    }
  };

  return eventLog.consume({
    topic: readingsReported,
    group: acceptGroup,
    batchSize,
    handle,
    // another process may have stored readings of these sensors since
    onAssigned: store.forgetAll,
    isTransient: (error) => error instanceof StoreFailed || error instanceof AirError,
    onDeadLetter: ({ position, key, cause }) =>
      log.error(
        { position, sensorId: key, cause },
        'a report could not be accepted and lies in the dead letters',
      ),
  });
};
