import type { FileSensor } from '@aqmrg/platform/ports/series-files.ts';
import type { EpochMs } from '@aqmrg/schema/events/vocabulary.ts';
import type { ExportedFile, ExportJob } from '../export-job.ts';

export type ExportTold = Pick<ExportJob, 'id' | 'title' | 'request' | 'requestedAt'>;

/** What made the files. */
export interface Software {
  readonly name: string;
  readonly version: string;
}

/** What is told of an export once its rows are written. */
export interface ExportFacts {
  /** All of the plan. */
  readonly sensors: readonly FileSensor[];
  /** The files of rows. */
  readonly files: readonly ExportedFile[];
  readonly isReplayed: boolean;
  readonly madeAt: EpochMs;
  readonly software: Software;
}

export interface BesideFile {
  readonly name: string;
  readonly mediaType: string;
  readonly text: string;
}

export const isoOf = (at: EpochMs): string => new Date(at).toISOString();
