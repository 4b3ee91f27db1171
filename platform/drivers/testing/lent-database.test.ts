import { afterEach, describe, expect, it } from 'vitest';
import type { Database } from '../../ports/database.ts';
import { lendDatabase } from './lent-database.ts';

const lent: Database[] = [];
const lend = async (): Promise<Database> => {
  const database = await lendDatabase();
  lent.push(database);
  return database;
};
afterEach(async () => {
  for (const database of lent.splice(0)) await database.close();
});

const startOf = async ({ client }: Database): Promise<unknown> =>
  (await client.$queryRaw<object[]>`SELECT pg_postmaster_start_time()::text AS at`)[0];

const write = async ({ client }: Database): Promise<void> => {
  await client.network.create({ data: { id: 'n', name: 'Kampala' } });
  await client.sensor.create({ data: { id: 's', name: 'Makerere', networkId: 'n', kind: 'LOW_COST' } });
  await client.auditEntry.create({
    data: {
      ...{ number: 1, at: new Date(0), actor: 'ada', action: 'signed-in' },
      ...{ details: '{}', previousHash: '', hash: '' },
    },
  });
};
const rowsOf = async ({ client }: Database): Promise<readonly number[]> => [
  await client.network.count(),
  await client.sensor.count(),
  await client.auditEntry.count(),
];

describe('a lent database', () => {
  it('is the one that was closed before, with no row of it', async () => {
    const first = await lend();
    const start = await startOf(first);
    await write(first);
    expect(await rowsOf(first)).toEqual([1, 1, 1]);
    await first.close();
    const second = await lend();
    expect(await startOf(second)).toEqual(start);
    expect(await rowsOf(second)).toEqual([0, 0, 0]);
  });

  it('is a new one where more than rows was left behind', async () => {
    const first = await lend();
    const start = await startOf(first);
    await first.client.$executeRaw`ALTER TABLE auth.audit_entry DISABLE TRIGGER USER`;
    await first.close();
    expect(await startOf(await lend())).not.toEqual(start);
  });

  it('is one for each that wants one at the same time', async () => {
    const [first, second] = [await lend(), await lend()];
    await write(first);
    expect(await rowsOf(second)).toEqual([0, 0, 0]);
  });

  it('is closed for whoever had it before', async () => {
    const first = await lend();
    await first.close();
    await first.close();
    await lend();
    await expect(first.client.network.create({ data: { id: 'n', name: 'late' } })).rejects.toThrow(
      'was closed',
    );
    await expect(first.client.$transaction(async (tx) => tx.network.count())).rejects.toThrow();
    await expect(first.ping()).rejects.toThrow('was closed');
  });

  it('ends a transaction that goes on', async () => {
    const first = await lend();
    const { promise: halfway, resolve: isHalfway } = Promise.withResolvers<void>();
    const { promise: closed, resolve: isClosed } = Promise.withResolvers<void>();
    const slow = first.client.$transaction(async (tx) => {
      await tx.network.create({ data: { id: 'n', name: 'Kampala' } });
      isHalfway();
      await closed;
      await tx.network.create({ data: { id: 'm', name: 'Gulu' } });
    });
    const ended = expect(slow).rejects.toThrow();
    await halfway;
    await first.close();
    isClosed();
    await ended;
    expect(await rowsOf(await lend())).toEqual([0, 0, 0]);
  });
});
