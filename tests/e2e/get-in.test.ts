import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type House, openHouse } from '../support/placements.ts';
import { codeBlocks } from '../support/readme.ts';
import { runBlocks } from '../support/shell.ts';

const makePassword = (): string => randomBytes(12).toString('hex');

describe('getting in, as the guide has it', () => {
  let house: House;
  beforeAll(async () => {
    house = await openHouse('one process', { SETUP_TOKEN: '' });
  });
  afterAll(() => house?.end());

  it('goes from the first Admin to a key that is revoked, and to the audit log', async () => {
    const blocks = await codeBlocks('docs/how-to/get-in.md', 'sh');
    expect(blocks.length).toBeGreaterThan(6);
    const printed = await runBlocks(
      [...blocks, 'echo', 'echo "$KEY"'],
      house,
      `${makePassword()}\n${makePassword()}\n`,
    );
    expect(printed).toContain('{"me":{"email":"you@example.org","role":"ADMIN"}}');
    expect(printed).toContain('"__typename":"OrganisationCreated"');
    expect(printed).toContain('{"signUp":{"status":"ACTIVE"}}');
    expect(printed).toContain('{"accepted":1,"refused":[]}');
    expect(printed).toMatch(/"revokedAt":"\d/);
    expect(printed).toContain('"isIntact":true');
    expect(printed).not.toMatch(/"errors"|Refused|InvalidInput|"message"/);
    const key = printed.trim().split('\n').at(-1);
    await expect
      .poll(
        async () => {
          const response = await fetch(`${house.url}/v1/readings`, {
            method: 'POST',
            headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
            body: '[]',
          });
          return response.status;
        },
        { timeout: 5_000 },
      )
      .toBe(401);
  });
});
