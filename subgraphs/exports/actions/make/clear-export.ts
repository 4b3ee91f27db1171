import type { ObjectStore } from '@aqmrg/platform/ports/object-store.ts';
import { folderOf } from '../../domain/export-job.ts';

const atOnce = 100;

/** Removes every file of an export from the object store. */
export const clearExport = async (
  objectStore: Pick<ObjectStore, 'list' | 'delete'>,
  id: string,
  signal?: AbortSignal,
): Promise<void> => {
  for (;;) {
    const found = await objectStore.list(`${folderOf(id)}/`, atOnce);
    if (found.length === 0) return;
    for (const { key } of found) {
      signal?.throwIfAborted();
      await objectStore.delete(key);
    }
  }
};
