import { randomBytes, timingSafeEqual } from 'node:crypto';
import { mkdir, open, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { anonymous, type Caller } from '../caller.ts';
import { AirError } from '../errors/air-error.ts';

const admin: Caller = {
  kind: 'user',
  id: 'admin-token',
  role: 'ADMIN',
  organisation: null,
  scopes: ['ingest', 'read'],
};

/** The Admin's token: what the environment says, else the one kept in `folder`, made on the first start. */
export const findAdminToken = async (
  folder: string,
  given: string | undefined,
): Promise<{ readonly token: string; readonly isNew: boolean }> => {
  if (given !== undefined) return { token: given, isNew: false };
  await mkdir(folder, { recursive: true });
  const path = join(folder, 'admin-token');
  const token = randomBytes(24).toString('base64url');
  try {
    const file = await open(path, 'wx', 0o600);
    await file.writeFile(`${token}\n`);
    await file.sync();
    await file.close();
    return { token, isNew: true };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    return { token: (await readFile(path, 'utf8')).trim(), isNew: false };
  }
};

const sameText = (a: string, b: string): boolean => {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
};

/** Who sent an Authorization header. None at all is anonymous; a wrong one is refused, not taken for a stranger. */
export const authenticateWith =
  (adminToken: string) =>
  (authorization: string | undefined): Caller => {
    if (authorization === undefined) return anonymous;
    const token = /^Bearer +(\S+)$/i.exec(authorization)?.[1];
    if (token !== undefined && sameText(token, adminToken)) return admin;
    throw new AirError('UNAUTHENTICATED', 'This token is not valid.', { field: 'authorization' });
  };
