import { randomUUID } from 'node:crypto';
import { openPgRunner, type PgRunner } from '@aqmrg/prisma/pg-runner.ts';
import { roomsWithTables } from '@aqmrg/prisma/room-roles.ts';
import { type PostgresServer, startPostgres } from '@aqmrg/prisma/testing/postgres-server.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createLog } from '../../log.ts';
import type { Database } from '../../ports/database.ts';
import { migratePostgres, openPostgresDatabase } from './index.ts';

const log = createLog('silent');
const login = `guest_${randomUUID().slice(0, 8)}`;
let server: PostgresServer;
let url: string;
let owner: PgRunner;
/** The room of auth by the owner's url, and by a login of its own. */
let auth: Database;
let apart: Database;

beforeAll(async () => {
  server = await startPostgres();
  url = await server.newDatabase();
  await migratePostgres({ url, log });
  owner = await openPgRunner({ connectionString: url });
  await owner.exec(`CREATE ROLE ${login} LOGIN PASSWORD 'seven lorries' IN ROLE air_auth`);
  auth = await openPostgresDatabase({ url, room: 'auth', log });
  apart = await openPostgresDatabase({ url: urlOf(login), room: 'auth', log });
});
afterAll(async () => {
  await auth?.close();
  await apart?.close();
  await owner?.exec(`DROP ROLE ${login}`);
  await owner?.end();
  await server?.stop();
});

const urlOf = (user: string): string => {
  const other = new URL(url);
  other.username = user;
  other.password = encodeURIComponent('seven lorries');
  return other.href;
};
const urlIn = (database: string): string => {
  const other = new URL(url);
  other.pathname = database;
  return other.href;
};
const both = () => [auth, apart] as const;
const entry = (number: number) => ({
  number,
  at: new Date(),
  actor: 'somebody',
  action: 'act',
  details: '{}',
  previousHash: '',
  hash: '',
});

describe('the role of a room', () => {
  it('reads, adds, changes and deletes rows of its own schema', async () => {
    for (const { client } of both()) {
      const { id } = await client.organisation.create({ data: { id: randomUUID(), name: 'Accra' } });
      await client.organisation.update({ where: { id }, data: { name: 'Lagos' } });
      expect(await client.organisation.delete({ where: { id } })).toMatchObject({ name: 'Lagos' });
    }
  });

  it('adds to the audit log and reads it', async () => {
    await auth.client.auditEntry.create({ data: entry(1) });
    expect(await apart.client.auditEntry.count()).toBe(1);
  });

  it.each([
    ['read another schema', 'SELECT * FROM sensors.sensor'],
    ['write into another schema', "INSERT INTO sensors.network (id, name) VALUES ('n', 'n')"],
    ['change an entry of the audit log', "UPDATE auth.audit_entry SET actor = 'nobody'"],
    ['delete an entry of the audit log', 'DELETE FROM auth.audit_entry'],
    ['empty the audit log', 'TRUNCATE auth.audit_entry'],
    ['silence its trigger', 'ALTER TABLE auth.audit_entry DISABLE TRIGGER USER'],
    ['drop its trigger', 'DROP TRIGGER audit_entry_is_append_only ON auth.audit_entry'],
    [
      'put another function behind its trigger',
      'CREATE OR REPLACE FUNCTION auth.refuse_audit_change() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NULL; END $$',
    ],
    ['have triggers ignored', "SELECT set_config('session_replication_role', 'replica', false)"],
    ['alter a table of its own', 'ALTER TABLE auth.account ADD COLUMN motto text'],
    ['empty a table of its own', 'TRUNCATE auth.session CASCADE'],
    ['drop a table of its own', 'DROP TABLE auth.session'],
    ['make a table', 'CREATE TABLE auth.other (id int)'],
    ['make a table in public', 'CREATE TABLE public.other (id int)'],
    ['make a temporary table', 'CREATE TEMPORARY TABLE other (id int)'],
    ['make a schema', 'CREATE SCHEMA other'],
    ['make a role', 'CREATE ROLE air_other'],
    ['change which migrations there were', 'DELETE FROM public._prisma_migrations'],
    ['take on the role of another room', 'SET ROLE air_sensors'],
  ])('cannot %s', async (_, statement) => {
    await expect(apart.client.$executeRawUnsafe(statement)).rejects.toThrow(
      /permission denied|must be owner/,
    );
    // By the owner's url all but the last hold as well: it is the owner who connected, and may take on what was granted to them.
    if (statement.startsWith('SET ROLE')) return;
    await expect(auth.client.$executeRawUnsafe(statement)).rejects.toThrow(/permission denied|must be owner/);
  });

  it('is put off by an intruder on the url of the owner, and on a login of its own for nothing', async () => {
    const lone = { room: 'auth', log, maxConnections: 1 } as const;
    const mayPutOff = async (database: Database) => {
      await database.client.$queryRaw`SELECT set_config('role', 'none', false)`;
      const [row] = await database.client.$queryRaw<[{ may: boolean }]>`
        SELECT has_schema_privilege('sensors', 'USAGE') AS may`;
      await database.close();
      return row.may;
    };
    expect(await mayPutOff(await openPostgresDatabase({ ...lone, url }))).toBe(true);
    expect(await mayPutOff(await openPostgresDatabase({ ...lone, url: urlOf(login) }))).toBe(false);
  });

  it('is there for each room that keeps tables, and opens what it needs to start', async () => {
    for (const room of roomsWithTables) {
      const database = await openPostgresDatabase({ url, room, log });
      await database.ping();
      await database.close();
    }
  });

  it('migrates nothing on a login of its own, and starts where nothing is missing', async () => {
    expect(await migratePostgres({ url: urlOf(login), log })).toEqual([]);
    const empty = new URL(urlOf(login));
    empty.pathname = new URL(await server.newDatabase()).pathname;
    expect(await migratePostgres({ url: empty.href, log })).toEqual([]);
    const opening = openPostgresDatabase({ url: empty.href, room: 'auth', log });
    await expect(opening).rejects.toMatchObject({
      code: 'CONFLICT',
      message: expect.stringMatching(/has not had these migrations/),
    });
  });

  it('is not taken on by who was not given it', async () => {
    const opening = openPostgresDatabase({ url: urlOf(login), room: 'sensors', log });
    await expect(opening).rejects.toMatchObject({
      code: 'CONFLICT',
      message: expect.stringMatching(/may not take on the role/),
    });
    await expect(opening).rejects.not.toThrow(login);
  });
});

describe('an owner who may make no roles', () => {
  it('is told what the administrator has to run, and needs no more than that', async () => {
    const plain = `plain_${randomUUID().slice(0, 8)}`;
    await owner.exec(`CREATE ROLE ${plain} LOGIN PASSWORD 'seven lorries'; GRANT ${plain} TO CURRENT_USER`);
    const theirs = new URL(await server.newDatabase());
    await owner.exec(`ALTER DATABASE ${theirs.pathname.slice(1)} OWNER TO ${plain}`);
    theirs.username = plain;
    theirs.password = encodeURIComponent('seven lorries');
    const migrating = () => migratePostgres({ url: theirs.href, log });
    // The roles are there, made by another owner of this server.
    await expect(migrating()).rejects.toMatchObject({
      code: 'CONFLICT',
      message: expect.stringContaining(`GRANT air_${roomsWithTables[0]} TO <that user>`),
    });
    for (const room of roomsWithTables) await owner.exec(`GRANT air_${room} TO ${plain}`);
    expect(await migrating()).toEqual([]);
    const database = await openPostgresDatabase({ url: theirs.href, room: 'sensors', log });
    expect(await database.client.network.count()).toBe(0);
    await expect(database.client.account.count()).rejects.toThrow(/denied/);
    await database.close();
    await owner.exec(`ALTER DATABASE ${theirs.pathname.slice(1)} OWNER TO CURRENT_USER`);
    const cleaner = await openPgRunner({ connectionString: urlIn(theirs.pathname) });
    await cleaner.exec(
      `REASSIGN OWNED BY ${plain} TO CURRENT_USER; DROP OWNED BY ${plain}; DROP ROLE ${plain}`,
    );
    await cleaner.end();
  });
});
