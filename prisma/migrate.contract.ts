import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { expectMigrated, type MigrationRefused, migrate, type SqlRunner } from './migrate.ts';
import { type Migration, makeMigration, readMigrations } from './migration-files.ts';

/** A connection to an empty database; `close` drops both. */
export interface EmptyDatabase {
  readonly sql: SqlRunner;
  close(): Promise<void>;
}

const animals = makeMigration(
  '20260101000000_animals',
  'CREATE TABLE animal (id int); CREATE INDEX ON animal (id);',
);
const plants = makeMigration(
  '20260102000000_plants',
  'CREATE TABLE plant (id int); INSERT INTO plant VALUES (1);',
);
/** Its first half works. */
const broken = makeMigration('20260103000000_broken', 'CREATE TABLE half (id int); SELECT 1 / 0;');

/** What the runner promises on any PostgreSQL. */
export const migrateContract = (name: string, open: () => Promise<EmptyDatabase>): void => {
  describe(`migrations: ${name}`, () => {
    let database: EmptyDatabase;
    let sql: SqlRunner;
    beforeEach(async () => {
      database = await open();
      sql = database.sql;
    });
    afterEach(() => database.close());

    const run = (...migrations: Migration[]) => migrate(sql, { migrations });
    const refusal = (...migrations: Migration[]) =>
      run(...migrations).then(
        () => expect.fail('was not refused'),
        (error: MigrationRefused) => ({ reason: error.reason, message: error.message }),
      );
    const has = async (table: string) =>
      (await sql.query<{ found: boolean }>('SELECT to_regclass($1) IS NOT NULL AS found', [table]))[0]?.found;
    // Of this database: on a server others may be migrating theirs.
    const locks = `SELECT count(*)::int AS n FROM pg_locks WHERE locktype = 'advisory'
      AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`;
    const rows = () =>
      sql.query(
        `SELECT migration_name AS name, checksum, finished_at IS NOT NULL AS finished, rolled_back_at IS NOT NULL AS undone,
                applied_steps_count AS steps, logs IS NOT NULL AS logged, finished_at >= started_at AS ordered
           FROM _prisma_migrations ORDER BY started_at, finished_at`,
      );
    const done = { finished: true, undone: false, steps: 1, logged: false, ordered: true };

    it('applies the ones of this repository once, and then nothing', async () => {
      const all = await readMigrations();
      expect(await run(...all)).toEqual(all.map((migration) => migration.name));
      expect(await run(...all)).toEqual([]);
      expect(await rows()).toEqual(all.map(({ name, checksum }) => ({ name, checksum, ...done })));
    });

    it('applies only what is new', async () => {
      await run(animals);
      expect(await run(animals, plants)).toEqual([plants.name]);
      expect(await has('plant')).toBe(true);
    });

    it('refuses one that was changed after it was applied', async () => {
      await run(animals);
      const { reason, message } = await refusal(makeMigration(animals.name, `${animals.sql} -- edited`));
      expect(reason).toBe('changed');
      expect(message).toMatch(/20260101000000_animals was changed after it was applied.*new migration/);
    });

    it('does not take other line endings for a change', async () => {
      const windows = makeMigration(animals.name, 'CREATE TABLE animal (\r\n  id int\r\n);\r\n');
      const unix = makeMigration(animals.name, windows.sql.replaceAll('\r\n', '\n'));
      await run(windows);
      expect(await run(unix)).toEqual([]);
      expect(await run(windows)).toEqual([]);
    });

    it('refuses a database that has had one which it does not know', async () => {
      await run(animals, plants);
      const { reason, message } = await refusal(animals);
      expect(reason).toBe('unknown');
      expect(message).toContain(plants.name);
    });

    it('does not refuse one that a newer version tried in vain: nothing of it is there', async () => {
      await run(animals);
      await refusal(animals, broken);
      expect(await run(animals)).toEqual([]);
      await expectMigrated(sql, [animals]);
    });

    it('tells whoever may not migrate what is missing, changed or unknown, and changes nothing', async () => {
      const told = (...migrations: Migration[]) =>
        expectMigrated(sql, migrations).then(
          () => 'nothing',
          ({ reason }: MigrationRefused) => reason,
        );
      expect(await told()).toBe('nothing');
      expect(await told(animals)).toBe('missing');
      expect(await has('_prisma_migrations')).toBe(false);
      await run(animals);
      expect(await told(animals)).toBe('nothing');
      expect(await told(animals, plants)).toBe('missing');
      expect(await told(makeMigration(animals.name, 'SELECT 1'))).toBe('changed');
      expect(await told()).toBe('unknown');
    });

    it('does what follows each time, before anybody else gets in', async () => {
      const seen: unknown[] = [];
      const afterwards = async (within: SqlRunner) => {
        seen.push(...(await within.query(locks)));
      };
      await migrate(sql, { migrations: [animals], afterwards });
      await migrate(sql, { migrations: [animals], afterwards });
      expect(seen).toEqual([{ n: 1 }, { n: 1 }]);
    });

    it('leaves nothing of one that fails, keeps those before it, and writes the failure down as Prisma does', async () => {
      const { reason, message } = await refusal(animals, broken, plants);
      expect(reason).toBe('failed');
      expect(message).toMatch(/20260103000000_broken failed and was rolled back whole: division by zero/);
      expect([await has('animal'), await has('half'), await has('plant')]).toEqual([true, false, false]);
      expect(await rows()).toMatchObject([
        { name: animals.name, ...done },
        { name: broken.name, finished: false, undone: false, steps: 0, logged: true },
      ]);
    });

    it('tries one that failed again, without filling the table, and goes on once it is corrected', async () => {
      await refusal(broken);
      await refusal(broken);
      expect(await rows()).toHaveLength(1);
      const corrected = makeMigration(broken.name, 'CREATE TABLE half (id int);');
      expect(await run(corrected)).toEqual([broken.name]);
      expect(await rows()).toMatchObject([
        { name: broken.name, finished: false, undone: true },
        { name: broken.name, checksum: corrected.checksum, ...done },
      ]);
      expect(await run(corrected)).toEqual([]);
    });

    it('refuses one that another tool left in its middle, until somebody says that it is undone', async () => {
      await run(animals);
      await sql.exec(
        `INSERT INTO _prisma_migrations (id, checksum, migration_name) VALUES ('1', '${plants.checksum}', '${plants.name}')`,
      );
      const { reason, message } = await refusal(animals, plants);
      expect(reason).toBe('unfinished');
      expect(message).toContain(`prisma migrate resolve --rolled-back ${plants.name}`);
      // what that command does
      await sql.exec("UPDATE _prisma_migrations SET rolled_back_at = now() WHERE id = '1'");
      expect(await run(animals, plants)).toEqual([plants.name]);
    });

    it.each(['COMMIT;', 'begin;', 'ROLLBACK ;', 'START TRANSACTION;', 'CREATE TABLE a (b int); END;'])(
      'refuses one that handles transactions itself: %s',
      async (statement) => {
        expect((await refusal(makeMigration('20260104000000_own', `SELECT 1;\n${statement}\n`))).reason).toBe(
          'failed',
        );
        expect(await has('a')).toBe(false);
      },
    );

    it('takes a function with a body of its own', async () => {
      const body = `-- a COMMIT; as a word\nSELECT '; COMMIT;';\nCREATE FUNCTION two() RETURNS int LANGUAGE plpgsql AS $f$\nBEGIN\n  RETURN 2;\nEND;\n$f$;`;
      await run(makeMigration('20260105000000_function', body));
      expect(await sql.query('SELECT two() AS two')).toEqual([{ two: 2 }]);
    });

    it('lets go of its lock and its timeout whether it ends well or not', async () => {
      await run(animals);
      await refusal(animals, broken);
      expect(await sql.query(locks)).toEqual([{ n: 0 }]);
      expect(await sql.query("SELECT current_setting('lock_timeout') AS wait")).toEqual([{ wait: '0' }]);
    });
  });
};
