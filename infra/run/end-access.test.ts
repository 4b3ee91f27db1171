import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { lockDataDir } from '@aqmrg/platform/drivers/data-dir-lock.ts';
import { openPgliteDatabase } from '@aqmrg/platform/drivers/pglite-database.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { endAccess } from './end-access.ts';
import { inRestingDatabase } from './resting-database.ts';

let dataDir: string;
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'end-access-'));
  const database = await openPgliteDatabase({ folder: join(dataDir, 'database') });
  const at = new Date(Date.UTC(2026, 10, 24));
  const expiresAt = new Date(Date.UTC(2026, 11, 24));
  const account = { id: 'ana', email: 'ana@example.org', name: 'Ana', role: 'ADMIN', status: 'ACTIVE' };
  await database.client.account.create({
    data: { ...account, passwordHash: 'kept', createdAt: at, updatedAt: at },
  });
  for (const id of ['phone', 'desk'])
    await database.client.session.create({
      data: { id, accountId: 'ana', startedAt: at, lastUsedAt: at, expiresAt },
    });
  await database.close();
});
afterAll(() => rm(dataDir, { recursive: true, force: true }));

const run = async (...args: string[]) => {
  const lines: string[] = [];
  const code = await endAccess(['--data-dir', dataDir, ...args], (line) => lines.push(line), {});
  return { code, text: lines.join('\n') };
};

describe('the command that ends access while the house rests', () => {
  it('ends every session, and writes it down as the operator’s', async () => {
    const { code, text } = await run();
    expect([code, text]).toEqual([0, expect.stringContaining('2 sessions ended')]);
    const [open, entries] = await inRestingDatabase(dataDir, ({ client }) =>
      Promise.all([client.session.count({ where: { revokedAt: null } }), client.auditEntry.findMany()]),
    );
    expect(open).toBe(0);
    expect(entries).toMatchObject([{ actor: 'operator', action: 'sessions-ended', details: '{"count":2}' }]);
  });

  it('ends none twice', async () => {
    expect((await run('--keys')).text).toContain('0 sessions ended');
  });

  it('waits for the house to be stopped', async () => {
    const lock = await lockDataDir(dataDir);
    const { code, text } = await run();
    await lock.release();
    expect([code, text]).toEqual([2, expect.stringContaining('Stop the platform first.')]);
  });

  it('says what is wrong, and how it is used', async () => {
    expect(await run('--wrong')).toMatchObject({ code: 2, text: expect.stringContaining('Usage') });
    expect(await run('--help')).toMatchObject({ code: 0, text: expect.stringContaining('access:end') });
  });

  it('makes nothing where there is nothing', async () => {
    const empty = await mkdtemp(join(tmpdir(), 'end-access-'));
    expect(await endAccess([], () => undefined, { DATA_DIR: empty })).toBe(2);
    expect(await readdir(empty)).toEqual([]);
    await rm(empty, { recursive: true });
  });
});
