import { randomBytes } from 'node:crypto';
import { link, mkdir, open, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * A random secret that is made once and kept in `folder` under `name`, readable by its owner alone. It appears there whole, so
 * that neither a process that starts at the same moment nor a crash leaves an empty one.
 */
export const keptSecret = async (
  folder: string,
  name: string,
): Promise<{ readonly secret: string; readonly isNew: boolean }> => {
  await mkdir(folder, { recursive: true });
  const path = join(folder, name);
  const draft = `${path}.${randomBytes(6).toString('hex')}`;
  const secret = randomBytes(24).toString('base64url');
  try {
    const file = await open(draft, 'wx', 0o600);
    await file.writeFile(`${secret}\n`);
    await file.sync();
    await file.close();
    await link(draft, path);
    return { secret, isNew: true };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    const kept = (await readFile(path, 'utf8')).trim();
    if (kept === '') throw new Error(`${path} is empty: remove it, and a new secret is made.`);
    return { secret: kept, isNew: false };
  } finally {
    await rm(draft, { force: true });
  }
};
