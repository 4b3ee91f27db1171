import { makeMigration, readMigrations } from '@aqmrg/prisma/migration-files.ts';
import { describe, expect, it } from 'vitest';
import { databaseContract } from '../ports/database.contract.ts';
import { openPgliteDatabase } from './pglite-database.ts';

databaseContract('PGlite in memory', () => openPgliteDatabase());

describe('PGlite in memory', () => {
  it('rejects a transaction whose COMMIT fails', async () => {
    const deferred = makeMigration(
      '29991231235959_deferred',
      'CREATE TABLE once (n int UNIQUE DEFERRABLE INITIALLY DEFERRED)',
    );
    const { client, close } = await openPgliteDatabase({
      migrations: [...(await readMigrations()), deferred],
    });
    const transaction = client.$transaction(async (tx) => {
      await tx.$executeRaw`INSERT INTO once VALUES (1), (1)`;
    });
    await expect(transaction).rejects.toThrow(/duplicate key/);
    expect(await client.$queryRaw`SELECT n FROM once`).toEqual([]);
    await close();
  });
});
