import { randomBytes } from 'node:crypto';
import { runInNewContext } from 'node:vm';
import { RefreshSessionDocument } from '@aqmrg/schema/client/operations.generated.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type House, openHouse } from '../support/placements.ts';
import { codeBlocks } from '../support/readme.ts';
import { runBlocks } from '../support/shell.ts';
import { openWire } from '../support/wire.ts';

const makePassword = (): string => randomBytes(12).toString('hex');

const page = 'docs/how-to/get-in.md';

describe('getting in, as the guide has it', () => {
  let house: House;
  let session: { readonly token: string; readonly refreshToken: string };
  beforeAll(async () => {
    house = await openHouse('one process', { SETUP_TOKEN: '' });
  });
  afterAll(() => house?.end());

  it('goes from the first Admin to a key that is revoked, and to the audit log', async () => {
    const blocks = await codeBlocks(page, 'sh');
    expect(blocks.length).toBeGreaterThan(6);
    const printed = await runBlocks(
      [...blocks, 'echo', 'echo "$TOKEN" "$REFRESH" "$KEY"'],
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
    const [token = '', refreshToken = '', key] = printed.trim().split('\n').at(-1)?.split(' ') ?? [];
    session = { token, refreshToken };
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

  it('shows a WebSocket the token, and the next one before it ends', async () => {
    const [block = ''] = await codeBlocks(page, 'js');
    const [first = '', second = ''] = block.split(/^\/\/ … before it ends:$/m);
    const { data } = await house.client.ask(String(RefreshSessionDocument), {
      input: { refreshToken: session.refreshToken },
    });
    const { socket, take, close } = await openWire(house.url, { init: false });
    const values = { socket, token: session.token, next: data.refresh.accessToken };
    expect(values.next).not.toBe(values.token);

    runInNewContext(first, values);
    const acknowledged = await take(({ type }) => type === 'connection_ack');
    expect(acknowledged.payload.authorization).toMatchObject({
      accepted: true,
      expiresAt: expect.any(String),
    });
    runInNewContext(second, values);
    const { payload } = await take(({ type }) => type === 'pong');
    expect(payload.authorization).toMatchObject({ accepted: true, expiresAt: expect.any(String) });
    expect(Date.parse(payload.authorization.expiresAt)).toBeGreaterThan(
      Date.parse(acknowledged.payload.authorization.expiresAt),
    );
    await close();
  });
});
