import { mkdtemp, rm, stat } from 'node:fs/promises';
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
});
