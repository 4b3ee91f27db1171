import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openPgliteDatabase } from '../pglite-database.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pglite-kill-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const start = (first: number) =>
  spawn(process.execPath, [join(import.meta.dirname, 'insert.ts'), folder, String(first)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });

/** Kills a writer a moment after its `count`-th row; resolves with the last number that it said was stored. */
const killAfter = async (first: number, count: number): Promise<number> => {
  const writer = start(first);
  const ended = once(writer, 'exit');
  let last = first - 1;
  for await (const line of createInterface({ input: writer.stdout })) {
    last = Number(line);
    if (last === first + count) setTimeout(() => writer.kill('SIGKILL'), Math.random() * 20);
  }
  expect((await ended)[1], 'the writer ended by itself').toBe('SIGKILL');
  return last;
};

describe('a PGlite whose process is killed', () => {
  it('has every row that was said to be stored, and no half of a transaction, three times over', async () => {
    let stored = -1;
    for (const round of [1, 2, 3]) {
      stored = await killAfter(stored + 1, 20 + Math.floor(Math.random() * 100));
      const database = await openPgliteDatabase({ folder });
      const networks = (await database.client.network.findMany({ select: { id: true } })).map(
        (row) => row.id,
      );
      const sites = (await database.client.site.findMany({ select: { id: true } })).map((row) => row.id);
      const promised = Array.from({ length: stored + 1 }, (_, number) => `network-${number}`);
      expect(networks, `after kill ${round}`).toEqual(expect.arrayContaining(promised));
      expect(sites.sort()).toEqual(networks.sort());
      // At most the one row in hand was stored and could not be said any more.
      expect(networks.length - promised.length).toBeLessThanOrEqual(1);
      stored = networks.length - 1;
      await database.close();
    }
  }, 60_000);

  it.each([200, 400, 700])('opens after its first start was cut off %d ms in', async (ms) => {
    const writer = start(0);
    const ended = once(writer, 'exit');
    setTimeout(() => writer.kill('SIGKILL'), ms);
    await ended;
    const database = await openPgliteDatabase({ folder });
    await database.ping();
    await database.close();
  });
});
