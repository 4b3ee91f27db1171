import { migrate } from '@aqmrg/prisma/migrate.ts';
import { readMigrations } from '@aqmrg/prisma/migration-files.ts';
import { pgliteRunner } from '@aqmrg/prisma/pglite-runner.ts';
import type { PGlite } from '@electric-sql/pglite';
import type { Database } from '../../ports/database.ts';
import { databaseOn } from '../pglite-client.ts';
import { startInMemory } from '../pglite-start.ts';
import { emptyTables, shapeOf } from './emptied.ts';

interface Lendable {
  readonly pglite: PGlite;
  /** As it was when it was made. */
  readonly shape: string;
}

const atHome: Lendable[] = [];

const make = async (): Promise<Lendable> => {
  const pglite = await startInMemory();
  const sql = pgliteRunner(pglite);
  await migrate(sql, { migrations: await readMigrations() });
  if ((await emptyTables(sql)) > 0) throw new Error('A migration brings rows, which lending would lose.');
  return { pglite, shape: await shapeOf(sql) };
};

/** Emptied, and lent again only where nothing else of it was changed. */
const takeBack = async (one: Lendable): Promise<void> => {
  const sql = pgliteRunner(one.pglite);
  await emptyTables(sql);
  if ((await shapeOf(sql)) === one.shape) atHome.push(one);
  else await one.pglite.close();
};

/** The same PGlite for as long as it is lent: whoever still has it afterwards would write into the next test's. */
const doorTo = (pglite: PGlite) => {
  let isShut = false;
  const door = new Proxy(pglite, {
    get(target, name) {
      if (isShut) throw new Error('This database was closed.');
      const value = Reflect.get(target, name, target);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
  return {
    door,
    shut: () => {
      isShut = true;
    },
  };
};

/**
 * A database in memory, empty, for one test or file; closed, it is emptied and lent to the next one of this process: opening one takes a processor
 * almost a second, emptying it a twentieth of that. What is tested of PGlite itself opens its own.
 */
export const lendDatabase = async (): Promise<Database> => {
  const one = atHome.pop() ?? (await make());
  const { door, shut } = doorTo(one.pglite);
  return databaseOn(door, async () => {
    shut();
    await takeBack(one);
  });
};
