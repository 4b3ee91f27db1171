import { statfs } from 'node:fs/promises';
import { AirError } from '@aqmrg/platform/errors/air-error.ts';
import { type Disk, hasRoom } from '../../domain/scratch-reserve.ts';

export type LookAtDisk = (folder: string) => Promise<Disk>;

/** The disk that a folder lies on. */
export const lookAtDisk: LookAtDisk = async (folder) => {
  const { bavail, blocks, bsize } = await statfs(folder);
  return { freeBytes: bavail * bsize, totalBytes: blocks * bsize };
};

/** Rejects with STORAGE_FULL while others could still write there. */
export const checkDisk = async (folder: string, look: LookAtDisk): Promise<void> => {
  if (hasRoom(await look(folder))) return;
  throw new AirError('STORAGE_FULL', 'The disk that exports are made on is almost full.');
};
