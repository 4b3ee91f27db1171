import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { keptSecret } from './kept-secret.ts';

describe('a kept secret', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'kept-secret-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  it('is made once, kept, and readable by its owner alone', async () => {
    const first = await keptSecret(folder, 'admin-token');
    expect(first.isNew).toBe(true);
    expect(first.secret.length).toBeGreaterThanOrEqual(32);
    expect(await keptSecret(folder, 'admin-token')).toEqual({ secret: first.secret, isNew: false });
    expect((await stat(join(folder, 'admin-token'))).mode & 0o777).toBe(0o600);
  });

  it('is one and the same for all that start at the same moment, and leaves nothing else behind', async () => {
    const found = await Promise.all(Array.from({ length: 20 }, () => keptSecret(folder, 'shared')));
    expect(new Set(found.map(({ secret }) => secret)).size).toBe(1);
    expect(found[0]?.secret.length).toBeGreaterThanOrEqual(32);
    expect(found.filter(({ isNew }) => isNew)).toHaveLength(1);
    expect((await readdir(folder)).filter((name) => name.startsWith('shared'))).toEqual(['shared']);
  });

  it('is never empty: an empty file is refused', async () => {
    await writeFile(join(folder, 'empty'), '');
    await expect(keptSecret(folder, 'empty')).rejects.toThrow('is empty');
  });
});
