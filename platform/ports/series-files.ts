import type { EpochMs, QualityFlag, Quantity } from '@aqmrg/schema/events/vocabulary.ts';
import type { Aggregate, BucketLength, Version } from './series.ts';

/** GEOJSON: a feature a line, without a collection around them; a point where the sensor's facts tell `longitude` and `latitude`, and the columns as its properties. */
export const fileFormats = ['CSV', 'NDJSON', 'GEOJSON', 'PARQUET'] as const;
export type FileFormat = (typeof fileFormats)[number];

/**
 * What a reading says of itself, as text but for value, revision and rawValue. `tests` is `RANGE:GOOD SPIKE:SUSPECT`, `corrections` `id@version id@version`, `channels` `A=12.1 B=13`.
 * Of wide rows and averages there are the sensor alone; of averages also the quantity and its unit.
 */
export const readingCells = [
  'sensorId',
  'quantity',
  'value',
  'unit',
  'quality',
  'revision',
  'tests',
  'rawValue',
  'rawUnit',
  'channels',
  'variant',
  'source',
  'delivery',
  'calibration',
  'corrections',
] as const;
export type ReadingCell = (typeof readingCells)[number];

/** Of wide rows and averages there are the period's own alone. */
export const instants = [
  'periodStart',
  'periodEnd',
  'originalPeriodStart',
  'originalPeriodEnd',
  'receivedAt',
] as const;
export type Instant = (typeof instants)[number];

/**
 * UTC: an instant: in text 2024-05-01T00:00:00.000Z, in Parquet a TIMESTAMP that is adjusted to UTC.
 * LOCAL: text, on the sensor's clock, with its offset: 2024-05-01T03:00:00.000+03:00.
 * LOCAL_BASIC: the same as 20240501T0300+0300.
 */
export type Clock = 'UTC' | 'LOCAL' | 'LOCAL_BASIC';

/** What stands in a column. Texts of sensors and of readings that begin as a formula does are made harmless in CSV; numbers are as they are. */
export type Cell =
  | { readonly of: 'reading'; readonly what: ReadingCell }
  | { readonly of: 'time'; readonly what: Instant; readonly clock: Clock }
  /** Length of the period, minutes; of a bucket, what its clock makes of it. */
  | { readonly of: 'minutes' }
  /** What `facts` of the sensor say under this name; empty where they say nothing. */
  | { readonly of: 'sensor'; readonly fact: string; readonly type: 'TEXT' | 'NUMBER' }
  /** What a quantity, or a verdict, is called elsewhere. */
  | {
      readonly of: 'code';
      readonly from: 'quantity' | 'quality';
      readonly codes: Readonly<Record<string, string>>;
    }
  | { readonly of: 'constant'; readonly text: string }
  /** Of wide rows: of the reading of this quantity in the row's period. */
  | {
      readonly of: 'quantity';
      readonly quantity: Quantity;
      readonly what: 'value' | 'quality' | 'originalPeriodEnd';
    }
  /** Of averages: COUNT is the number of readings, and never empty. */
  | { readonly of: 'aggregate'; readonly aggregate: Aggregate }
  /** Of averages: share of the period that readings cover, 0 to 1. */
  | { readonly of: 'coverage' };

export interface FileColumn {
  readonly name: string;
  readonly cell: Cell;
}

export interface FileSensor {
  readonly id: string;
  /** IANA name. */
  readonly timeZone: string;
  readonly reportingIntervalMs: number | null;
  readonly facts: Readonly<Record<string, string | number | null>>;
}

interface RowsOfSensors {
  readonly sensors: readonly FileSensor[];
  readonly quantities: readonly Quantity[];
  /** Rows whose period starts in [from, to) and ends at `end` or before. */
  readonly from: EpochMs;
  readonly to: EpochMs;
  readonly end: EpochMs;
  readonly quality: readonly QualityFlag[];
  /** Which value of a reading is its `value`. */
  readonly version: Version;
}

interface SingleReadings extends RowsOfSensors {
  /** As it was known then. */
  readonly asOf: EpochMs;
  /** Without recordings that are played again, or of these alone. Absent: both. */
  readonly air?: 'REAL' | 'RECORDED';
}

/** A row a reading, by periodStart, sensor, quantity, periodEnd. */
export interface ReadingRows extends SingleReadings {
  readonly kind: 'readings';
}

/** A row a sensor and period, of whichever of the quantities have a reading in it; by periodStart, sensor, periodEnd. */
export interface WideRows extends SingleReadings {
  readonly kind: 'wide';
}

export type SingleRows = ReadingRows | WideRows;

/**
 * A row a sensor, quantity and bucket that has a reading, as SeriesReader.series makes them; by periodStart, sensor, quantity. Values are empty below `minCoverage`. A bucket may
 * begin before [from, to) and end behind it: all of its readings count that start at `begin` or later and end at `end` or before, and the bucket is the row of the piece in which
 * its first moment since `begin` lies. So the pieces of [begin, end], wherever it is cut, hold each bucket once and whole.
 */
export interface AverageRows extends RowsOfSensors {
  readonly kind: 'averages';
  readonly begin: EpochMs;
  readonly every: BucketLength;
  readonly aggregates: readonly Aggregate[];
  readonly minCoverage: number;
}

export interface FilePiece {
  /** A new file, in a folder that is there. */
  readonly path: string;
  readonly format: FileFormat;
  /** One gzip member or zstd frame; members in a row are one file, but many readers of frames stop behind the first. Of Parquet, which is zstd inside, none. */
  readonly compression: 'NONE' | 'GZIP' | 'ZSTD';
  /** Of CSV: whether the names of the columns come first. */
  readonly isHeaded: boolean;
  readonly columns: readonly FileColumn[];
  readonly rows: ReadingRows | WideRows | AverageRows;
}

export interface PieceWritten {
  readonly rows: number;
  readonly bytes: number;
  /** Whether any of the rows is a recording that is played again; of averages, any reading of their sensors in their time. */
  readonly isReplayed: boolean;
}

/**
 * Writes readings to files of this machine, as fast as the store can: columns become bytes without passing through this process's JavaScript where the store is able to. A piece is
 * held in memory, about 300 bytes a row; whoever wants more rows writes several pieces, whose bytes one after the other are one file (but of Parquet and of zstd).
 */
export interface SeriesFiles {
  /**
   * Resolves when the piece is on disk and synced. Rejects with STORAGE_FULL, with OVERLOADED where too many wait, and with the signal's reason; then there is no file.
   */
  write(piece: FilePiece, signal?: AbortSignal): Promise<PieceWritten>;
  close(): Promise<void>;
}
