import { open } from 'node:fs/promises';

/** Puts a folder's entries on disk: without it a file that was just made or renamed may be gone after a power loss. */
export const syncFolder = async (folder: string): Promise<void> => {
  // Windows syncs no folders; its file systems keep entries in a journal.
  if (process.platform === 'win32') return;
  const handle = await open(folder);
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
};
