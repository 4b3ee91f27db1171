import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { lockDataDir } from '@aqmrg/platform/drivers/data-dir-lock.ts';
import { openPgliteDatabase } from '@aqmrg/platform/drivers/pglite-database.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verifyAudit } from './verify-audit.ts';

const zeros = '0'.repeat(64);

/** As the documents describe an entry, written without the code that is tested. */
const entryAfter = (previousHash: string, number: number) => {
  const at = new Date(Date.UTC(2026, 10, 23, 6, 0, number));
  const text = `{"action":"role-changed","actor":"admin","address":null,"at":"${at.toISOString()}","details":"{}","number":${number},"subject":"s-${number}"}`;
  const hash = createHash('sha256')
    .update(previousHash + text)
    .digest('hex');
  return {
    number,
    at,
    actor: 'admin',
    address: null,
    action: 'role-changed',
    subject: `s-${number}`,
    details: '{}',
    previousHash,
    hash,
  };
};

let dataDir: string;
const heads: string[] = [];
const withDatabase = async (
  work: (database: Awaited<ReturnType<typeof openPgliteDatabase>>) => Promise<unknown>,
) => {
  const database = await openPgliteDatabase({ folder: join(dataDir, 'database') });
  await work(database);
  await database.close();
};
const run = async (...args: string[]) => {
  const lines: string[] = [];
  const code = await verifyAudit(['--data-dir', dataDir, ...args], (line) => lines.push(line), {});
  return { code, text: lines.join('\n') };
};

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'verify-audit-'));
  await withDatabase(async ({ client }) => {
    let previousHash = zeros;
    for (let number = 1; number <= 5; number += 1) {
      const entry = entryAfter(previousHash, number);
      previousHash = entry.hash;
      heads.push(entry.hash);
      await client.auditEntry.create({ data: entry });
    }
  });
});
afterAll(() => rm(dataDir, { recursive: true, force: true }));

describe('probe 53: the command that verifies the audit log', () => {
  it('tells what it found, and that it is whole', async () => {
    const { code, text } = await run('--kept', heads[2] as string);
    expect(code).toBe(0);
    expect(text).toBe(
      `entries       5\nhead          ${heads[4]}\nfirst broken  none\nkept head     is in the log\nThe audit log is whole.`,
    );
  });

  it('ends with 1 where a head that was kept is not in the log', async () => {
    const { code, text } = await run('--kept', 'a'.repeat(64));
    expect(code).toBe(1);
    expect(text).toContain('kept head     is not in the log');
  });

  it('sends whoever asks to the house that runs', async () => {
    const lock = await lockDataDir(dataDir);
    const { code, text } = await run();
    await lock.release();
    expect(code).toBe(2);
    expect(text).toMatch(/belongs to process \d+/);
    expect(text).toContain('auditIntegrity');
  });

  it('makes nothing where there is nothing', async () => {
    const empty = await mkdtemp(join(tmpdir(), 'verify-audit-'));
    expect(await verifyAudit([], () => undefined, { DATA_DIR: empty })).toBe(2);
    expect(await readdir(empty)).toEqual([]);
    await rm(empty, { recursive: true });
  });

  it('says how it is used, as a process of its own', async () => {
    const script = new URL('./verify-audit.ts', import.meta.url).pathname;
    const { stdout } = await promisify(execFile)(process.execPath, [script, '--help']);
    expect(stdout).toContain('npm run audit:verify');
    await expect(promisify(execFile)(process.execPath, [script, '--wrong'])).rejects.toMatchObject({
      code: 2,
    });
    expect(await run('--kept', 'x')).toMatchObject({ code: 2 });
  });

  it('ends with 1 and names the first broken entry', async () => {
    await withDatabase(async ({ client }) => {
      await client.$executeRaw`ALTER TABLE auth.audit_entry DISABLE TRIGGER USER`;
      await client.$executeRaw`UPDATE auth.audit_entry SET actor = 'nobody' WHERE number = 3`;
    });
    const { code, text } = await run();
    expect(code).toBe(1);
    expect(text).toContain('first broken  3\nThe audit log is BROKEN.');
  });
});
