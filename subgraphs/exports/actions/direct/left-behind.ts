import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';

/** How the folders of answers are called, among others in the same place. */
export const folderPrefix = 'direct-';

/** Removes what this process left of its answers when it was killed: before it begins to answer anew. */
export const clearLeftBehind = async (scratch: string): Promise<void> => {
  const names = await readdir(scratch).catch(() => []);
  for (const name of names)
    if (name.startsWith(folderPrefix)) await rm(join(scratch, name), { recursive: true, force: true });
};
