import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { makeMigration, readMigrations } from '@aqmrg/prisma/migration-files.ts';
import { openPgRunner } from '@aqmrg/prisma/pg-runner.ts';
import { type PostgresServer, startPostgres } from '@aqmrg/prisma/testing/postgres-server.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createLog } from '../../log.ts';
import { migratePostgres, openPostgresDatabase } from './index.ts';

const log = createLog('silent');
const newer = makeMigration('29991231235959_newer', 'CREATE TABLE sensors.newer (id int PRIMARY KEY)');
let server: PostgresServer;
beforeAll(async () => {
  server = await startPostgres();
});
afterAll(() => server?.stop());

describe('processes that start together on an empty PostgreSQL', () => {
  it('apply each migration once, and all find it done', async () => {
    const url = await server.newDatabase();
    const start = () =>
      promisify(execFile)(process.execPath, [join(import.meta.dirname, 'testing/start.ts'), url]);
    const outputs = await Promise.all(Array.from({ length: 5 }, start));
    const applied = outputs.flatMap(({ stdout }) => JSON.parse(stdout) as string[]);
    expect(applied).toEqual((await readMigrations()).map(({ name }) => name));
    const database = await openPostgresDatabase({ url, log });
    expect(await database.client.network.count()).toBe(5);
    await database.close();
  });

  it('make the roles of the rooms once, though each has a database of its own', async () => {
    const urls = await Promise.all(Array.from({ length: 5 }, () => server.newDatabase()));
    const applied = await Promise.all(urls.map((url) => migratePostgres({ url, log })));
    expect(applied.map(({ length }) => length)).toEqual(Array(5).fill((await readMigrations()).length));
  });

  it('do not wait for ever for one that migrates', async () => {
    const url = await server.newDatabase();
    const [holder] = [await openPgRunner({ connectionString: url })];
    await holder.query('SELECT pg_advisory_lock(72707369)');
    await expect(migratePostgres({ url, log, lockWaitMs: 100 })).rejects.toMatchObject({
      code: 'CONFLICT',
      message: expect.stringMatching(/Another process has been migrating/),
    });
    await holder.end();
    expect(await migratePostgres({ url, log })).not.toEqual([]);
  });
});

describe('a replica of an older version', () => {
  it('goes on where it runs while a newer one migrates, and is refused when it starts again', async () => {
    const url = await server.newDatabase();
    await migratePostgres({ url, log });
    const old = await openPostgresDatabase({ url, room: 'sensors', log });
    const migrations = [...(await readMigrations()), newer];
    expect(await migratePostgres({ url, log, migrations })).toEqual([newer.name]);
    await old.client.network.create({ data: { id: randomUUID(), name: 'Accra' } });
    await old.close();

    const refused = {
      code: 'CONFLICT',
      message: expect.stringMatching(/29991231235959_newer.*run that version/s),
    };
    await expect(migratePostgres({ url, log })).rejects.toMatchObject(refused);
    await expect(openPostgresDatabase({ url, room: 'sensors', log })).rejects.toMatchObject(refused);
    const database = await openPostgresDatabase({ url, room: 'sensors', log, migrations });
    // a table that a migration just made is the room's as well
    expect(await database.client.$queryRaw`SELECT count(*)::int AS n FROM sensors.newer`).toEqual([{ n: 0 }]);
    await database.close();
  });
});

describe('a replica that may not migrate', () => {
  it('is refused by a database that lacks a migration, and by an empty one', async () => {
    const url = await server.newDatabase();
    const opening = () => openPostgresDatabase({ url, log, migrations: [newer] });
    const missing = { code: 'CONFLICT', message: expect.stringMatching(/not had.*29991231235959_newer/) };
    await expect(opening()).rejects.toMatchObject(missing);
    await migratePostgres({ url, log });
    const migrations = [...(await readMigrations()), newer];
    await expect(openPostgresDatabase({ url, log, migrations })).rejects.toMatchObject(missing);
  });
});

describe('a migration that fails', () => {
  it('leaves the database as it was, and says so', async () => {
    const url = await server.newDatabase();
    await migratePostgres({ url, log });
    const broken = makeMigration('29991231235959_broken', 'CREATE TABLE sensors.half (id int); SELECT 1 / 0');
    const migrations = [...(await readMigrations()), broken];
    await expect(migratePostgres({ url, log, migrations })).rejects.toMatchObject({
      code: 'INTERNAL',
      message: expect.stringMatching(/division by zero/),
    });
    const database = await openPostgresDatabase({ url, log });
    expect(await database.client.$queryRaw`SELECT to_regclass('sensors.half')::text AS half`).toEqual([
      { half: null },
    ]);
    await database.close();
  });
});

describe('a server that is not there yet', () => {
  it('is tried for so long, and then told', async () => {
    // port 1 of this machine: nothing listens there
    const url = 'postgresql://nobody:none@127.0.0.1:1/none';
    const start = performance.now();
    const migrating = migratePostgres({ url, log, startWaitMs: 1_500 });
    await expect(migrating).rejects.toMatchObject({ code: 'SUBGRAPH_UNAVAILABLE' });
    expect(performance.now() - start).toBeGreaterThan(1_500);
  });
});
