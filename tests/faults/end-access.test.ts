import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { RefreshSessionDocument } from '@aqmrg/schema/client/operations.generated.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { statusWith } from '../support/client.ts';
import { type House, openHouse } from '../support/placements.ts';
import { type Running, run } from '../support/process.ts';

const script = fileURLToPath(import.meta.resolve('@aqmrg/run/end-access.ts'));

describe('a platform whose access is ended while it rests', () => {
  let house: House;
  let again: Running | undefined;
  beforeAll(async () => {
    house = await openHouse('one process');
  });
  afterAll(async () => {
    await again?.stop();
    await house?.end();
  });

  const status = (credential: string): Promise<number> => statusWith(house.url, credential);
  const endAccess = (...args: string[]) =>
    promisify(execFile)(process.execPath, [script, ...args], {
      env: { PATH: process.env.PATH, DATA_DIR: house.dataDir },
    });
  const refreshed = async (refreshToken: string) =>
    (await house.client.ask(String(RefreshSessionDocument), { input: { refreshToken } })).data.refresh;

  it('knows no session and no token any more; keys go with them where that is asked for', async () => {
    const [{ token, refreshToken }, { key }] = [await house.first(), await house.key()];
    expect([await status(token), await status(key)]).toEqual([200, 200]);
    await expect(endAccess()).rejects.toMatchObject({ code: 2 });
    await house.rooms().stop();

    expect((await endAccess()).stdout).toMatch(/^[1-9]\d* sessions ended/);
    again = await run(house.environment);
    expect([await status(token), await status(key)]).toEqual([401, 200]);
    expect(await refreshed(refreshToken)).not.toHaveProperty('accessToken');
    await again.stop();

    expect((await endAccess('--keys')).stdout).toContain('1 API keys are revoked');
    again = await run(house.environment);
    expect(await status(key)).toBe(401);
  }, 120_000);
});
