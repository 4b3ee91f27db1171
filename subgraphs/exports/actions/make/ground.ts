import type { Directory } from '@aqmrg/platform/directory.ts';
import type { Log } from '@aqmrg/platform/log.ts';
import type { ObjectStore } from '@aqmrg/platform/ports/object-store.ts';
import type { SeriesFiles } from '@aqmrg/platform/ports/series-files.ts';
import type { Software } from '../../domain/beside/export-facts.ts';
import type { LookAtDisk } from './scratch-disk.ts';

/** What exports are made with. */
export interface MakerGround {
  readonly seriesFiles: Pick<SeriesFiles, 'write'>;
  readonly objectStore: Pick<ObjectStore, 'put' | 'head'>;
  readonly directory: Pick<Directory, 'find' | 'catchUp'>;
  /** A folder of this machine in which each export has its own. */
  readonly scratch: string;
  /** Looked at before each piece. Default: the disk itself. */
  readonly lookAtDisk?: LookAtDisk;
  readonly software: Software;
  readonly log: Log;
  /** Before something that failed is tried again. */
  readonly pauseMs: number;
}
