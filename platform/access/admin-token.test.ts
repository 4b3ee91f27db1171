import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { anonymous } from '../caller.ts';
import { authenticateWith, findAdminToken } from './admin-token.ts';

describe('the admin token', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'admin-token-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  it('is made once, kept, and readable by its owner alone', async () => {
    const first = await findAdminToken(folder, undefined);
    const second = await findAdminToken(folder, undefined);
    expect(first.isNew).toBe(true);
    expect(second).toEqual({ token: first.token, isNew: false });
    expect((await stat(join(folder, 'admin-token'))).mode & 0o777).toBe(0o600);
  });

  it('comes from the environment where it is given', async () => {
    expect(await findAdminToken(folder, 'given-from-outside')).toEqual({
      token: 'given-from-outside',
      isNew: false,
    });
  });

  it('makes an Admin of who shows it and a stranger of who shows nothing', () => {
    const authenticate = authenticateWith('right-token');
    expect(authenticate('Bearer right-token').role).toBe('ADMIN');
    expect(authenticate(undefined)).toBe(anonymous);
  });

  it.each(['Bearer wrong', 'Bearer', 'Basic right-token', '', 'Bearer right-token more'])(
    'refuses %j',
    (authorization) => {
      expect(() => authenticateWith('right-token')(authorization)).toThrow('not valid');
    },
  );
});
