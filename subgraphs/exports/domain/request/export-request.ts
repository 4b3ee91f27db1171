import type { Aggregate, Version } from '@aqmrg/platform/ports/series.ts';
import type { EpochMs, QualityFlag, Quantity } from '@aqmrg/schema/events/vocabulary.ts';

export const formats = ['CSV', 'NDJSON', 'PARQUET', 'GEOJSON', 'XLSX', 'AQCSV'] as const;
export type Format = (typeof formats)[number];
export const layouts = ['LONG', 'WIDE'] as const;
export type Layout = (typeof layouts)[number];
export const compressions = ['NONE', 'GZIP', 'ZSTD'] as const;
export type Compression = (typeof compressions)[number];
export const splits = ['WHOLE', 'YEAR', 'MONTH'] as const;
export type Split = (typeof splits)[number];
export const columnSets = ['STANDARD', 'FULL'] as const;
export type ColumnSet = (typeof columnSets)[number];
export const aggregates = [
  'MEAN',
  'MIN',
  'MAX',
  'MEDIAN',
  'P05',
  'P95',
  'COUNT',
  'STDDEV',
] as const satisfies readonly Aggregate[];
export const versions = ['RAW', 'CORRECTED'] as const satisfies readonly Version[];

/** Which sensors, by what they are; none of the lists narrows where it is null, and of several each does. */
export interface SensorScope {
  readonly sensorIds: readonly string[] | null;
  readonly siteIds: readonly string[] | null;
  readonly networkIds: readonly string[] | null;
  readonly countries: readonly string[] | null;
}

export interface Averaging {
  /** ISO 8601. */
  readonly every: string;
  readonly aggregates: readonly Aggregate[];
  /** 0 to 1. */
  readonly minCoverage: number;
}

/** What is exported, with nothing left to guess: as it was understood. Sent as input again it means the same. */
export interface ExportRequest extends SensorScope {
  /** Null: all. */
  readonly quantities: readonly Quantity[] | null;
  /** from ≤ periodStart and periodEnd ≤ to. */
  readonly from: EpochMs;
  readonly to: EpochMs;
  readonly format: Format;
  readonly layout: Layout;
  readonly compression: Compression;
  readonly split: Split;
  readonly columns: ColumnSet;
  /** Null: single readings. */
  readonly average: Averaging | null;
  readonly version: Version;
  readonly quality: readonly QualityFlag[];
  /** Single readings are told as they were known then; of averages, when they were asked for. */
  readonly asOf: EpochMs;
}
