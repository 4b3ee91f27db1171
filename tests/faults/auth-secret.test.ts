import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { RefreshSessionDocument } from '@aqmrg/schema/client/operations.generated.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { statusWith } from '../support/client.ts';
import { type House, makeSecret, openHouse } from '../support/placements.ts';
import { type Running, run, runToEnd } from '../support/process.ts';

const forget = fileURLToPath(import.meta.resolve('@aqmrg/run/forget-signing-keys.ts'));

describe('a platform whose AUTH_SECRET is another one', () => {
  const [first, second] = [makeSecret(), makeSecret()];
  let house: House;
  let changed: Running | undefined;
  beforeAll(async () => {
    house = await openHouse('one process', { AUTH_SECRET: first });
  });
  afterAll(async () => {
    await changed?.stop();
    await house?.end();
  });

  const status = (credential: string): Promise<number> => statusWith(house.url, credential);
  const forgetKeys = () =>
    promisify(execFile)(process.execPath, [forget], {
      env: { PATH: process.env.PATH, DATA_DIR: house.dataDir },
    });

  it('refuses to start, until the keys that it cannot read are forgotten; then only access tokens end', async () => {
    const [{ token, refreshToken }, { key }] = [await house.first(), await house.key()];
    expect([await status(token), await status(key)]).toEqual([200, 200]);
    await expect(forgetKeys()).rejects.toThrow(house.dataDir);
    await house.rooms().stop();

    const environment = { ...house.environment, AUTH_SECRET: second };
    const refused = await runToEnd(environment);
    expect(refused.code).toBe(1);
    expect(refused.output).toContain('AUTH_SECRET does not open');
    expect(refused.output).not.toContain(first);
    expect(refused.output).not.toContain(second);

    expect((await forgetKeys()).stdout).toContain('2 signing keys are forgotten');
    changed = await run(environment);
    expect([await status(token), await status(key)]).toEqual([401, 200]);
    const again = await house.client.ask(String(RefreshSessionDocument), { input: { refreshToken } });
    expect(await status(again.data.refresh.accessToken)).toBe(200);
  }, 90_000);
});
