import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeMinute, registerSensor, report } from '../support/builders.ts';
import { follow } from '../support/follow.ts';
import type { Key, Person } from '../support/people.ts';
import { type House, openHouse } from '../support/placements.ts';
import { openWire, type Wire } from '../support/wire.ts';
import { production } from './attacker.ts';
import { probeTokens, refusedEverywhere, tryEverywhere } from './credentials.probes.ts';

/** Within which what was revoked is void, whatever process judges it. */
const withinMs = 5_000;

const signOutEverywhere = 'mutation { signOutEverywhere { __typename } }';
const revokeKey = 'mutation($id: ID!) { revokeApiKey(input: { id: $id }) { __typename } }';
const refreshing =
  'mutation($refreshToken: String!) { refresh(input: { refreshToken: $refreshToken }) { ... on SignedIn { accessToken } } }';

/** Probes 31 to 33 and 39 to 42: credentials that are forged, revoked or over, where gateway and rooms judge them apart. Tokens last for a minute. */
describe('credentials in a house whose gateway stands apart', () => {
  let house: House;
  /** Opened first and left until its token is over. */
  let brief: Wire;
  let renewed: Wire;
  let renewedFollower: Awaited<ReturnType<typeof follow>>;
  let briefSince: number;
  let one: Person;
  let other: Person;
  let reporter: Key;
  beforeAll(async () => {
    house = await openHouse('gateway apart', { ...production, ACCESS_TOKEN_MINUTES: '1' });
    await registerSensor(house.client);
    reporter = await house.key({ networks: ['roofs'] });
    [one, other] = [await house.member('brief'), await house.member('brief')];
    briefSince = performance.now();
    brief = await openWire(house.url, { init: { authorization: `Bearer ${one.token}` } });
    await follow(brief);
    renewed = await openWire(house.url, { init: { authorization: `Bearer ${other.token}` } });
    renewedFollower = await follow(renewed);
  });
  afterAll(() => house?.end());

  probeTokens(() => house);

  it('probe 33: a session that ends closes its sockets and voids its tokens everywhere, within five seconds', async () => {
    const [mine, others] = [await house.member('leaving'), await house.member('leaving')];
    const open = async ({ token }: typeof mine) => {
      const wire = await openWire(house.url, { init: { authorization: `Bearer ${token}` } });
      await follow(wire);
      return wire;
    };
    const [wire, stays] = [await open(mine), await open(others)];
    const began = performance.now();
    const response = await fetch(`${house.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${mine.token}` },
      body: JSON.stringify({ query: signOutEverywhere }),
    });
    expect(await response.text()).toContain('SignedOut');
    expect(await wire.closed).toEqual({ code: 4403, reason: 'the session was revoked' });
    expect(performance.now() - began).toBeLessThan(withinMs);
    await expect
      .poll(() => tryEverywhere(house, mine.token), { timeout: withinMs })
      .toEqual(refusedEverywhere);
    expect((await house.client.ask(refreshing, { refreshToken: mine.refreshToken })).data.refresh).toEqual(
      {},
    );
    expect(stays.socket.readyState).toBe(stays.socket.OPEN);
    await stays.close();
  });

  it('probe 33: a key that is revoked is void everywhere within five seconds', async () => {
    const { id, key } = await house.key({ scopes: ['READ'] });
    const wire = await openWire(house.url, { init: { authorization: `Bearer ${key}` } });
    expect((await tryEverywhere(house, key)).http).toBe(200);
    const began = performance.now();
    const { data } = await house.client.askAsAdmin(revokeKey, { id });
    expect(data.revokeApiKey.__typename).toBe('ApiKeyRevoked');
    expect(await wire.closed).toEqual({ code: 4403, reason: 'the key was revoked' });
    await expect.poll(() => tryEverywhere(house, key), { timeout: withinMs }).toEqual(refusedEverywhere);
    expect(performance.now() - began).toBeLessThan(withinMs);
  });

  describe('probe 32: a token that ends', () => {
    const renew = async (token: string): Promise<unknown> => {
      renewed.say({ type: 'ping', payload: { authorization: `Bearer ${token}` } });
      const answer = await renewed.take(({ type, payload }) => type === 'pong' && payload?.authorization);
      return answer.payload.authorization;
    };

    it('may be replaced before, by another one of the same session alone', async () => {
      expect(await renew(one.token)).toMatchObject({ accepted: false, code: 'FORBIDDEN' });
      expect(await renew('guessed')).toMatchObject({ accepted: false, code: 'UNAUTHENTICATED' });
      // so that there is time between the ends of both
      await setTimeout(5_000);
      const { data } = await house.client.ask(refreshing, { refreshToken: other.refreshToken });
      expect(await renew(data.refresh.accessToken)).toMatchObject({ accepted: true });
    });

    it('closes its socket in the middle of a subscription', async () => {
      expect(await brief.closed).toEqual({ code: 4403, reason: 'the token expired' });
      const ms = performance.now() - briefSince;
      expect(ms).toBeGreaterThan(50_000);
      expect(ms).toBeLessThan(63_000);
    }, 70_000);

    it('and was replaced leaves its socket open, and nothing is lost on it, until the other one ends', async () => {
      await report(
        {
          post: (path, body) =>
            fetch(house.url + path, {
              method: 'POST',
              headers: { 'content-type': 'application/json', authorization: `Bearer ${reporter.key}` },
              body: body as string,
            }),
        },
        [makeMinute(0), makeMinute(1)],
      );
      await renewedFollower.until(2);
      expect(await renewed.closed).toEqual({ code: 4403, reason: 'the token expired' });
    }, 70_000);
  });
});
