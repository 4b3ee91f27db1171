import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, realpathSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { lockDataDir } from './data-dir-lock.ts';

const freshFolder = (): string => {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'data-dir-')));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
};

/** Another process that locks `folder`: what it printed first, and the process. */
const lockElsewhere = async (
  folder: string,
): Promise<{ readonly said: string; readonly child: ChildProcess }> => {
  const program = `
    import { lockDataDir } from ${JSON.stringify(new URL('./data-dir-lock.ts', import.meta.url).href)};
    try {
      await lockDataDir(${JSON.stringify(folder)});
      console.log('locked');
      setInterval(() => globalThis.gc?.(), 5);
    } catch (error) {
      console.log(error.code, error.message);
    }
  `;
  const child = spawn(process.execPath, ['--expose-gc', '--input-type=module', '-e', program], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  const [said] = (await once(child.stdout, 'data')) as [Buffer];
  return { said: said.toString().trim(), child };
};

it('refuses a second owner in the same process, by whatever path it comes', async () => {
  const folder = freshFolder();
  const link = `${folder}-link`;
  symlinkSync(folder, link);
  onTestFinished(() => rmSync(link));
  const lock = await lockDataDir(folder);
  for (const path of [folder, link, join(folder, '.')]) {
    await expect(lockDataDir(path)).rejects.toMatchObject({ code: 'CONFLICT' });
  }
  await lock.release();
});

it('names the folder, the owner and what to do', async () => {
  const folder = freshFolder();
  const lock = await lockDataDir(folder);
  const { said } = await lockElsewhere(folder);
  expect(said).toContain('CONFLICT');
  expect(said).toContain(folder);
  expect(said).toContain(`process ${process.pid} `);
  expect(said).toMatch(/Stop .* or set DATA_DIR to another folder/);
  await lock.release();
});

it('lets the next one in after a release, which may come twice', async () => {
  const folder = freshFolder();
  const first = await lockDataDir(folder);
  await first.release();
  const second = await lockDataDir(folder);
  await first.release();
  await expect(lockDataDir(folder)).rejects.toMatchObject({ code: 'CONFLICT' });
  await second.release();
});

it('is held though nobody keeps what it returned, and is gone with a process that was killed', async () => {
  const folder = freshFolder();
  const { said, child } = await lockElsewhere(folder);
  expect(said).toBe('locked');
  await new Promise((resolve) => setTimeout(resolve, 50));
  await expect(lockDataDir(folder)).rejects.toThrow(`process ${child.pid} `);
  child.kill('SIGKILL');
  await once(child, 'close');
  await (await lockDataDir(folder)).release();
});

it('makes the folder where there is none, and gives another folder to another owner', async () => {
  const folder = freshFolder();
  const locks = await Promise.all([lockDataDir(join(folder, 'a', 'b')), lockDataDir(join(folder, 'c'))]);
  for (const lock of locks) await lock.release();
});
