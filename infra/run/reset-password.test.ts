import { execFile } from 'node:child_process';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { lockDataDir } from '@aqmrg/platform/drivers/data-dir-lock.ts';
import { openPgliteDatabase } from '@aqmrg/platform/drivers/pglite-database.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { resetPassword } from './reset-password.ts';
import { inRestingDatabase } from './resting-database.ts';

let dataDir: string;
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'reset-password-'));
  const database = await openPgliteDatabase({ folder: join(dataDir, 'database') });
  const at = new Date(Date.UTC(2026, 10, 24));
  const [role, status] = ['ADMIN', 'ACTIVE'];
  const account = {
    id: 'ana',
    email: 'ana@example.org',
    name: 'Ana',
    role,
    status,
    passwordHash: 'forgotten',
  };
  await database.client.account.create({ data: { ...account, createdAt: at, updatedAt: at } });
  await database.close();
});
afterAll(() => rm(dataDir, { recursive: true, force: true }));

const run = async (...args: string[]) => {
  const lines: string[] = [];
  const code = await resetPassword(['--data-dir', dataDir, ...args], (line) => lines.push(line), {});
  return { code, text: lines.join('\n') };
};
const tokens = () =>
  inRestingDatabase(dataDir, ({ client }) =>
    client.oneTimeToken.findMany({
      where: { revokedAt: null },
      select: { accountId: true, kind: true, hash: true },
    }),
  );

describe('the command that makes a password reset while the house rests', () => {
  it('makes one for the account of an address, however it is spelled, and writes it down as the operator’s', async () => {
    const { code, text } = await run(' Ana@Example.org ');
    expect(code).toBe(0);
    const [token] = /aqo_[\w-]{43}/.exec(text) ?? [];
    expect(token).toBeDefined();
    const [made, ...others] = await tokens();
    expect(others).toEqual([]);
    expect(made).toMatchObject({ accountId: 'ana', kind: 'PASSWORD_RESET' });
    expect(text).not.toContain(made?.hash);
    const entries = await inRestingDatabase(dataDir, ({ client }) => client.auditEntry.findMany());
    expect(entries).toMatchObject([{ actor: 'operator', action: 'password-reset-created', subject: 'ana' }]);
  });

  it('makes another void', async () => {
    const [before] = await tokens();
    await run('ana@example.org');
    const after = await tokens();
    expect(after).toHaveLength(1);
    expect(after[0]?.hash).not.toBe(before?.hash);
  });

  it.each([
    [['nobody@example.org'], 'No account has this e-mail address.'],
    [['no address'], 'Write an e-mail address'],
    [[], 'Name one e-mail address.'],
    [['a@example.org', 'b@example.org'], 'Name one e-mail address.'],
    [['--wrong'], 'Usage'],
  ])('says what is wrong with %j', async (args, why) => {
    const { code, text } = await run(...args);
    expect(code).toBe(2);
    expect(text).toContain(why);
  });

  it('waits for the house to be stopped', async () => {
    const lock = await lockDataDir(dataDir);
    const { code, text } = await run('ana@example.org');
    await lock.release();
    expect(code).toBe(2);
    expect(text).toContain('Stop the platform first.');
  });

  it('makes nothing where there is nothing', async () => {
    const empty = await mkdtemp(join(tmpdir(), 'reset-password-'));
    expect(await resetPassword(['a@example.org'], () => undefined, { DATA_DIR: empty })).toBe(2);
    expect(await readdir(empty)).toEqual([]);
    await rm(empty, { recursive: true });
  });

  it('says how it is used, as a process of its own', async () => {
    const script = new URL('./reset-password.ts', import.meta.url).pathname;
    const { stdout } = await promisify(execFile)(process.execPath, [script, '--help']);
    expect(stdout).toContain('npm run password:reset');
  });
});
