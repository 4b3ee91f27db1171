import { existsSync } from 'node:fs';
import { cp, mkdtemp, readFile, rename, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeMigration, readMigrations } from '@aqmrg/prisma/migration-files.ts';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openPgliteDatabase } from '../pglite-database.ts';

describe('PGlite in a folder', () => {
  let root: string;
  let folder: string;
  const openAndClose = async (): Promise<void> => (await openPgliteDatabase({ folder })).close();

  // Made once: opening a copy of it is a restart, which is faster than a first start.
  beforeAll(async () => {
    root = await mkdtemp(join(tmpdir(), 'pglite-'));
    folder = join(root, 'made');
    await openAndClose();
  });
  afterAll(() => rm(root, { recursive: true, force: true }));
  beforeEach(async () => {
    folder = await mkdtemp(join(root, 'copy-'));
    await cp(join(root, 'made'), folder, { recursive: true });
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it('has what it was given after a restart', async () => {
    const first = await openPgliteDatabase({ folder });
    await first.client.network.create({ data: { id: 'airqo', name: 'AirQo' } });
    await first.close();
    const second = await openPgliteDatabase({ folder });
    expect(await second.client.network.findMany()).toMatchObject([{ id: 'airqo', name: 'AirQo' }]);
    await second.close();
  });

  it('lets nobody else read its files', async () => {
    expect((await stat(join(folder, 'cluster'))).mode & 0o077).toBe(0);
  });

  it('refuses a second owner, and lets the next one in after close', async () => {
    const owner = await openPgliteDatabase({ folder });
    await expect(openPgliteDatabase({ folder })).rejects.toMatchObject({ code: 'CONFLICT' });
    await owner.close();
    await openAndClose();
  });

  it('applies a migration that is new since the last start', async () => {
    const added = makeMigration('29991231235959_added', 'CREATE TABLE sensors.added (id int)');
    const migrations = [...(await readMigrations()), added];
    const database = await openPgliteDatabase({ folder, migrations });
    expect(await database.client.$queryRawUnsafe('SELECT count(*)::int AS n FROM sensors.added')).toEqual([
      { n: 0 },
    ]);
    await database.close();
  });

  it('refuses a folder that a newer version made, and leaves it to that version', async () => {
    const newer = [...(await readMigrations()), makeMigration('29991231235959_newer', 'SELECT 1')];
    await (await openPgliteDatabase({ folder, migrations: newer })).close();
    await expect(openPgliteDatabase({ folder })).rejects.toMatchObject({
      code: 'CONFLICT',
      message: expect.stringMatching(/29991231235959_newer.*run that version/s),
    });
    await (await openPgliteDatabase({ folder, migrations: newer })).close();
  });

  it('starts anew where the first start was cut off', async () => {
    await rename(join(folder, 'cluster'), join(folder, 'cluster.unfinished'));
    await rm(join(folder, 'cluster.unfinished', 'base'), { recursive: true });
    await openAndClose();
    expect(existsSync(join(folder, 'cluster.unfinished'))).toBe(false);
  });

  it.each([
    [
      'its control file is cut short',
      () => truncate(join(folder, 'cluster/global/pg_control'), 100),
      /pg_control/,
    ],
    ['its tables are gone', () => rm(join(folder, 'cluster/base'), { recursive: true }), /cannot be opened/],
    ['its version is gone', () => rm(join(folder, 'cluster/PG_VERSION')), /PG_VERSION is missing/],
  ])('says what to do with a folder of which %s, and does not overwrite it', async (_, damage, why) => {
    await damage();
    const opening = openPgliteDatabase({ folder });
    await expect(opening).rejects.toThrow(why);
    await expect(opening).rejects.toThrow(/from a backup, or move it away/);
    // still damaged: nothing was made anew, and the lock was let go
    await expect(openPgliteDatabase({ folder })).rejects.toMatchObject({ code: 'INTERNAL' });
  });

  it('refuses the files of another PostgreSQL', async () => {
    await writeFile(join(folder, 'cluster/PG_VERSION'), '17\n');
    await expect(openPgliteDatabase({ folder })).rejects.toMatchObject({
      code: 'CONFLICT',
      message: expect.stringContaining('made by PostgreSQL 17'),
    });
    expect(await readFile(join(folder, 'cluster/PG_VERSION'), 'utf8')).toBe('17\n');
  });
});
