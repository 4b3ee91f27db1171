import type { Taken } from '@aqmrg/platform/access/rate-limit.ts';
import type { Caller } from '@aqmrg/platform/caller.ts';
import type { Directory } from '@aqmrg/platform/directory.ts';
import { AirError } from '@aqmrg/platform/errors/air-error.ts';
import type { EventLog, NewRecord } from '@aqmrg/platform/ports/event-log.ts';
import {
  type ReadingsReported,
  type ReportedReading,
  readingsReported,
} from '@aqmrg/schema/events/readings.ts';
import type { Delivery, EpochMs } from '@aqmrg/schema/events/vocabulary.ts';
import type { Refusal, RefusedRow } from '../domain/refusal.ts';
import { type AcceptedRow, judge } from '../domain/refuse.ts';
import { mayIngest } from '../domain/reporters.ts';
import type { TakeRows } from './row-limits.ts';

export interface ReportInput {
  /** Rows as they came: of any shape. */
  readonly rows: readonly unknown[];
  /** How many more the call carried that could not be read: they count like the others. */
  readonly unreadable?: number;
  readonly delivery: Delivery;
  readonly caller: Caller;
  /** The caller's address. */
  readonly from: string | undefined;
  readonly now: EpochMs;
}

export interface ReportOutcome {
  /** Rows that are on disk. */
  readonly accepted: number;
  readonly refused: readonly RefusedRow[];
  /** What the caller may still report in this minute, where that is limited. */
  readonly left?: Taken | undefined;
}

/**
 * Takes readings, from every door. Resolves when the accepted rows are on disk; each other row comes back with its reason.
 * Rejects whole: UNAUTHENTICATED, FORBIDDEN, TOO_MANY_ROWS, RATE_LIMITED, OVERLOADED, STORAGE_FULL. Nothing was stored then, unless the log did not acknowledge in time (OVERLOADED,
 * where it is on servers): the same rows again are no harm.
 */
export type Report = (input: ReportInput) => Promise<ReportOutcome>;

const maxReadingsARecord = 500;

export const requireIngest = (caller: Caller): void => {
  if (caller.kind === 'anonymous') throw new AirError('UNAUTHENTICATED', 'Reporting readings needs a token.');
  if (mayIngest(caller)) return;
  throw new AirError('FORBIDDEN', 'Reporting readings needs an account, or a key with the scope ingest.');
};

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

/** Registered, or given to another organisation, a moment ago: the directory has not read of it yet. */
const mayBeOutdated = (verdict: AcceptedRow | Refusal): boolean =>
  verdict.kind === 'refused' && (verdict.code === 'UNKNOWN_SENSOR' || verdict.code === 'NOT_YOURS');

interface ReportGround {
  readonly eventLog: EventLog;
  readonly directory: Directory;
  readonly takeRows: TakeRows;
}

export const createReport =
  ({ eventLog, directory, takeRows }: ReportGround): Report =>
  async ({ rows, unreadable = 0, delivery, caller, from, now }) => {
    requireIngest(caller);
    const left = await takeRows({ caller, from }, rows.length + unreadable);
    const door = { find: directory.find, reporter: caller, now };
    const verdicts = rows.map((row) => judge(row, door));
    if (verdicts.some(mayBeOutdated)) {
      await directory.catchUp();
      for (const [index, verdict] of verdicts.entries()) {
        if (mayBeOutdated(verdict)) verdicts[index] = judge(rows[index], door);
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
    return { accepted: accepted.length, refused, left };
  };
