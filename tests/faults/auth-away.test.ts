import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeMinute, registerSensor, report } from '../support/builders.ts';
import { createClient } from '../support/client.ts';
import { follow } from '../support/follow.ts';
import { freePort } from '../support/free-port.ts';
import { type House, openHouse } from '../support/placements.ts';
import { openProxy, type TcpProxy } from '../support/proxy.ts';
import { openWire } from '../support/wire.ts';

describe('a gateway apart that hears nothing of auth', () => {
  let house: House;
  let proxy: TcpProxy;
  let key: string;
  beforeAll(async () => {
    const port = await freePort();
    proxy = await openProxy(port);
    house = await openHouse(
      'gateway apart',
      { AUTH_URL: `http://127.0.0.1:${port}` },
      { AUTH_URL: proxy.url, SUBGRAPH_TIMEOUT_S: '3' },
    );
    await registerSensor(house.client);
    ({ key } = await house.key());
  });
  afterAll(async () => {
    proxy?.flow();
    await house?.end();
    await proxy?.close();
  });

  const as = async (credential: string) => {
    const response = await fetch(`${house.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${credential}` },
      body: '{"query":"{ networks { id } }"}',
    });
    const { errors } = (await response.json()) as { errors?: { extensions: { code: string } }[] };
    return {
      status: response.status,
      code: errors?.[0]?.extensions.code,
      after: response.headers.get('retry-after'),
    };
  };
  const good = { status: 200, code: undefined, after: null };

  it('refuses every credential with 503 within seconds, serves strangers, and takes all back', async () => {
    const token = await house.admin();
    const stranger = await openWire(house.url);
    const following = await follow(stranger);
    const admin = await openWire(house.url, { init: await house.asAdmin() });
    for (const credential of [token, key]) expect(await as(credential)).toEqual(good);

    proxy.hang();
    const began = performance.now();
    expect(await admin.closed).toEqual({ code: 1013, reason: 'sign-ins cannot be checked' });
    expect(performance.now() - began).toBeGreaterThan(3_500);
    expect(performance.now() - began).toBeLessThan(7_000);
    for (const credential of [token, key, 'guessed'])
      expect(await as(credential)).toMatchObject({ status: 503, code: 'AUTH_UNAVAILABLE' });
    const late = await openWire(house.url, { init: false });
    late.say({ type: 'connection_init', payload: await house.asAdmin() });
    expect(await late.closed).toEqual({ code: 1013, reason: 'sign-ins cannot be checked' });

    const open = await house.client.ask('{ networks { id } sensors { totalCount } }');
    expect([open.status, open.errors]).toEqual([200, undefined]);
    // at the room itself, which hears auth: it stands beside it
    await report(createClient(house.roomUrl('readings'), house.asAdmin), [makeMinute(1)]);
    await following.until(1);
    const ready = await fetch(`${house.url}/ready`);
    expect(ready.status).toBe(503);

    proxy.flow();
    await expect.poll(() => as(key), { timeout: 10_000 }).toEqual(good);
    expect(await as(token)).toEqual(good);
    expect(await as('guessed')).toMatchObject({ status: 401, code: 'UNAUTHENTICATED' });
    await stranger.close();
  });
});
