import { type Caller, hasRole } from '@aqmrg/platform/caller.ts';
import { AirError } from '@aqmrg/platform/errors/air-error.ts';
import type { EventLog, NewRecord } from '@aqmrg/platform/ports/event-log.ts';
import {
  type ReadingsReported,
  type ReportedReading,
  readingsReported,
} from '@aqmrg/schema/events/readings.ts';
import type { Delivery, EpochMs } from '@aqmrg/schema/events/vocabulary.ts';
import type { RefusedRow } from '../domain/refusal.ts';
import { type AcceptedRow, judge } from '../domain/refuse.ts';
import type { Directory } from '../store/directory.ts';

export interface ReportInput {
  /** Rows as they came: of any shape. */
  readonly rows: readonly unknown[];
  readonly delivery: Delivery;
  readonly caller: Caller;
  readonly now: EpochMs;
}

export interface ReportOutcome {
  /** Rows that are on disk. */
  readonly accepted: number;
  readonly refused: readonly RefusedRow[];
}

/**
 * Takes readings, from every door. Resolves when the accepted rows are on disk; each other row comes back with its reason.
 * Rejects whole, with nothing stored: UNAUTHENTICATED, FORBIDDEN, TOO_MANY_ROWS, OVERLOADED, STORAGE_FULL.
 */
export type Report = (input: ReportInput) => Promise<ReportOutcome>;

export const maxRows = 10_000;
const maxReadingsARecord = 500;

export const requireIngest = (caller: Caller): void => {
  if (caller.kind === 'anonymous') throw new AirError('UNAUTHENTICATED', 'Reporting readings needs a token.');
  if (hasRole(caller, 'ADMIN') || caller.scopes.includes('ingest')) return;
  throw new AirError('FORBIDDEN', 'Reporting readings needs the role ADMIN or the scope ingest.');
};

export const tooManyRows = (received: number): AirError =>
  new AirError(
    'TOO_MANY_ROWS',
    `One call carries at most ${maxRows} rows, not ${received}: nothing was stored.`,
    {
      field: 'readings',
    },
  );

const recordsOf = (
  rows: readonly AcceptedRow[],
  common: Omit<ReadingsReported, 'sensorId' | 'readings'>,
): NewRecord<ReadingsReported>[] => {
  const bySensor = new Map<string, ReportedReading[]>();
  for (const { sensorId, reading } of rows) {
    const readings = bySensor.get(sensorId);
    if (readings) readings.push(reading);
    else bySensor.set(sensorId, [reading]);
  }
  const records: NewRecord<ReadingsReported>[] = [];
  for (const [sensorId, readings] of bySensor) {
    for (let from = 0; from < readings.length; from += maxReadingsARecord) {
      const some = readings.slice(from, from + maxReadingsARecord);
      records.push({ key: sensorId, value: { ...common, sensorId, readings: some } });
    }
  }
  return records;
};

export const createReport =
  ({ eventLog, directory }: { readonly eventLog: EventLog; readonly directory: Directory }): Report =>
  async ({ rows, delivery, caller, now }) => {
    requireIngest(caller);
    if (rows.length > maxRows) throw tooManyRows(rows.length);
    const door = { find: directory.find, now };
    const verdicts = rows.map((row) => judge(row, door));
    if (verdicts.some((verdict) => verdict.kind === 'refused' && verdict.code === 'UNKNOWN_SENSOR')) {
      await directory.catchUp();
      for (const [index, verdict] of verdicts.entries()) {
        if (verdict.kind === 'refused' && verdict.code === 'UNKNOWN_SENSOR')
          verdicts[index] = judge(rows[index], door);
      }
    }
    const accepted = verdicts.filter((verdict) => verdict.kind === 'accepted');
    const refused = verdicts.flatMap((verdict, index): RefusedRow[] =>
      verdict.kind === 'refused'
        ? [{ index, field: verdict.field, code: verdict.code, message: verdict.message }]
        : [],
    );
    if (accepted.length > 0) {
      await eventLog.append(
        readingsReported,
        recordsOf(accepted, { receivedAt: now, reportedBy: caller.id, delivery }),
      );
    }
    return { accepted: accepted.length, refused };
  };
