import type { EpochMs } from '@aqmrg/schema/events/vocabulary.ts';

/** Which file of the archive: a sensor's local day. Recorded air that is played again has files of its own. */
export interface ArchiveName {
  readonly sensorId: string;
  /** ISO date. */
  readonly day: string;
  readonly isReplayed: boolean;
}

/** One build of a file, of as many as there were revisions, or more where two built at once. */
export interface ArchiveBuild extends ArchiveName {
  readonly revision: number;
  readonly sha256: string;
}

/** What a file holds. */
export interface ArchiveContent {
  readonly rows: number;
  readonly bytes: number;
  /** Of the compressed file, hexadecimal. */
  readonly sha256: string;
  readonly builtAt: EpochMs;
}

/** What there is of a file that never was, and is not needed. */
export interface NoContent {
  readonly sha256: null;
}

/** A file as it is now. */
export interface ArchiveFile extends ArchiveName, ArchiveContent {
  /** How often its content changed, from 1 on. */
  readonly revision: number;
  /** Of all changes of the archive, the number of its last one. */
  readonly change: number;
}

/** The same for the same file, and for no other. Sorts as ids and days do. */
export const textOf = ({ sensorId, day, isReplayed }: ArchiveName): string =>
  JSON.stringify([sensorId, day, isReplayed]);
