import { randomBytes } from 'node:crypto';
import { mkdir, open, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** A random secret that is made once and kept in `folder` under `name`, readable by its owner alone. */
export const keptSecret = async (
  folder: string,
  name: string,
): Promise<{ readonly secret: string; readonly isNew: boolean }> => {
  await mkdir(folder, { recursive: true });
  const path = join(folder, name);
  const secret = randomBytes(24).toString('base64url');
  try {
    const file = await open(path, 'wx', 0o600);
    await file.writeFile(`${secret}\n`);
    await file.sync();
    await file.close();
    return { secret, isNew: true };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    return { secret: (await readFile(path, 'utf8')).trim(), isNew: false };
  }
};
