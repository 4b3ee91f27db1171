import type { Reading } from '@aqmrg/schema/events/readings.ts';
import type { EpochMs, QualityFlag, Quantity } from '@aqmrg/schema/events/vocabulary.ts';

/** A record of the event log and the place inside it. */
export interface LogPlace {
  readonly partition: number;
  readonly offset: number;
  readonly index: number;
}

/** A reading and what the store must remember to tell redelivery, duplicate and revision apart. */
export interface StoredReading {
  readonly reading: Reading;
  /** Where the values were reported. */
  readonly reportedAt: LogPlace;
  /** The record that made this revision: the report itself, or the neighbour or humidity that came later. */
  readonly causedBy: LogPlace;
  /** Hash of what was reported. */
  readonly contentHash: string;
  /** When this revision became known, epoch ms: the causing record's receivedAt. Decides `asOf`. */
  readonly knownAt: EpochMs;
}

export interface Span {
  readonly sensorId: string;
  readonly quantity: Quantity;
  /** Readings whose period lies within [from, to]. */
  readonly from: EpochMs;
  readonly to: EpochMs;
}

/** What the readings room alone may do: it is the one writer. */
export interface SeriesWriter {
  /** Current rows of the given spans, sorted by sensor, quantity, periodStart, periodEnd. A row of two overlapping spans comes once. */
  current(spans: readonly Span[]): Promise<readonly StoredReading[]>;
  /**
   * Makes these rows current, durably: rows they replace move to the superseded ones, and last values and the hourly
   * rollup follow. Key = (sensor, quantity, periodStart, periodEnd); a key comes at most once in a batch.
   * A row replaces the current one of its key when its revision is higher; with the same or a lower revision it changes
   * nothing, so writing the same rows again leaves everything as it is.
   * Batches are written one after the other. More than 50,000 rows waiting rejects with OVERLOADED, and nothing of the batch
   * was stored; a full disk with STORAGE_FULL. A store with transactions stores a batch whole or not at all. Of another, part
   * of a batch that failed may be stored: a row never before what follows from it, so that the rows that are missing,
   * written again, make all true.
   */
  write(rows: readonly StoredReading[]): Promise<void>;
  close(): Promise<void>;
}

export const aggregates = ['MEAN', 'MIN', 'MAX', 'MEDIAN', 'P05', 'P95', 'COUNT', 'STDDEV'] as const;
export type Aggregate = (typeof aggregates)[number];

export const versions = ['RAW', 'CORRECTED'] as const;
export type Version = (typeof versions)[number];

export interface ReadingsQuery {
  readonly sensorId: string;
  readonly quantity: Quantity;
  /** from ≤ periodStart and periodEnd ≤ to. */
  readonly from: EpochMs;
  readonly to: EpochMs;
  /** Those alone that start before it, however long they are. */
  readonly startsBefore?: EpochMs;
  readonly quality: readonly QualityFlag[];
  /** As it was known then: superseded rows where they were current. Absent: as known now. */
  readonly asOf?: EpochMs;
  readonly limit: number;
  /** The key of the last row that was seen. */
  readonly after?: { readonly periodStart: EpochMs; readonly periodEnd: EpochMs };
}

/**
 * A bucket: a fixed length, aligned to the UTC epoch, or a number of local days or months (one of the two is 0). Weeks
 * (7 days) start on Monday, months and years on the first. A reading belongs to the bucket in which it starts.
 */
export type BucketLength =
  | { readonly kind: 'fixed'; readonly ms: number }
  | { readonly kind: 'calendar'; readonly days: number; readonly months: number };

export interface SeriesGroup {
  /** Returned with each answer. */
  readonly id: string;
  /** Readings of all of them are pooled. */
  readonly sensorIds: readonly string[];
  /** IANA name; calendar buckets are local to it. */
  readonly timeZone: string;
}

export interface SeriesQuery {
  readonly groups: readonly SeriesGroup[];
  readonly quantity: Quantity;
  /** from ≤ periodStart and periodEnd ≤ to. */
  readonly from: EpochMs;
  readonly to: EpochMs;
  /** Those alone that start before it, however long they are. */
  readonly startsBefore?: EpochMs;
  readonly every: BucketLength;
  readonly aggregates: readonly Aggregate[];
  readonly quality: readonly QualityFlag[];
  readonly version: Version;
}

/** Columns of one group, buckets with at least one reading, in time order. */
export interface SeriesColumns {
  readonly id: string;
  readonly starts: readonly EpochMs[];
  /** One column an aggregate, in the order asked. STDDEV of one value is null. */
  readonly columns: readonly (readonly (number | null)[])[];
  /** Readings in the bucket. */
  readonly counts: readonly number[];
  /** Milliseconds of the bucket's length, which differs where the local clock changes. */
  readonly lengthsMs: readonly number[];
  /** Sum of the readings' own periods, ms; pooled sensors add up. */
  readonly coveredMs: readonly number[];
}

export interface HourlyQuery {
  readonly sensorIds: readonly string[];
  readonly quantities: readonly Quantity[];
  /** Hours that start in [from, to). */
  readonly from: EpochMs;
  readonly to: EpochMs;
}

/**
 * Mean of the GOOD and UNKNOWN readings that start in one UTC hour, as they were corrected, in the canonical unit. Readings
 * with a period of more than an hour take no part; an hour without any is absent.
 */
export interface HourlyMean {
  readonly sensorId: string;
  readonly quantity: Quantity;
  readonly hourStart: EpochMs;
  readonly mean: number;
  readonly count: number;
  /** Sum of the readings' periods, ms, at most 3,600,000. */
  readonly coveredMs: number;
}

export interface ReplayedQuery {
  readonly sensorIds: readonly string[];
  readonly quantity: Quantity;
  /** Readings that start in [from, to). */
  readonly from: EpochMs;
  readonly to: EpochMs;
}

/**
 * The one shared read: any room that declares it. Lists of sensor ids are answered in one query. Too many reads waiting
 * reject with OVERLOADED. When `signal` aborts, a read is stopped and rejects with the signal's reason.
 */
export interface SeriesReader {
  /**
   * The newest reading of each sensor and quantity, by periodEnd, then periodStart, whatever its quality says. Sorted by
   * sensor, quantity.
   */
  latest(
    sensorIds: readonly string[],
    quantities?: readonly Quantity[],
    signal?: AbortSignal,
  ): Promise<readonly Reading[]>;
  /** Sorted by periodStart, periodEnd. */
  readings(query: ReadingsQuery, signal?: AbortSignal): Promise<readonly Reading[]>;
  /** One answer a group, in the order asked. A time zone that does not exist rejects with BAD_INPUT. */
  series(query: SeriesQuery, signal?: AbortSignal): Promise<readonly SeriesColumns[]>;
  /** From the hourly rollup, sorted by sensor, quantity, hour. */
  hourly(query: HourlyQuery, signal?: AbortSignal): Promise<readonly HourlyMean[]>;
  /**
   * Those of the sensors that have a current reading, whatever its quality says, that was recorded at another time than it
   * tells (`provenance.replayOf`). Each once, sorted.
   */
  replayed(query: ReplayedQuery, signal?: AbortSignal): Promise<readonly string[]>;
  close(): Promise<void>;
}
