import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type House, openHouse, placements } from '../support/placements.ts';

const triesPerMinute = 6;

/** Where it costs a hash each time. */
describe.each(placements)('probe 50: tries of one address to get in, with %s', (placement) => {
  let house: House;
  beforeAll(async () => {
    house = await openHouse(placement, { RATE_SIGN_INS_PER_MINUTE: String(triesPerMinute) });
  });
  afterAll(() => house?.end());

  const post = (query: string, nth: number) =>
    fetch(`${house.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-forwarded-for': `198.51.100.${nth}` },
      body: JSON.stringify({ query }),
    });

  it('are so many in a minute, at whatever account and by whatever door, and no header makes it another address', async () => {
    const kinds: string[] = [];
    for (let nth = 0; nth <= triesPerMinute; nth += 1) {
      const input = `{ email: "person-${nth}@example.org", password: "seven lorries in fog" }`;
      const response = await post(`mutation { signIn(input: ${input}) { __typename } }`, nth);
      kinds.push((await response.json()).data.signIn.__typename);
    }
    expect(kinds).toEqual([...Array.from({ length: triesPerMinute }, () => 'Refused'), 'LockedOut']);
    const setUp = await post(
      'mutation { setUp(input: { token: "x", email: "a@example.org", name: "A", password: "p" }) { __typename ... on LockedOut { retryAfterSeconds } } }',
      99,
    );
    const { __typename, retryAfterSeconds } = (await setUp.json()).data.setUp;
    expect(__typename).toBe('LockedOut');
    expect(retryAfterSeconds).toBeGreaterThan(0);
    expect(retryAfterSeconds).toBeLessThanOrEqual(60);
  });

  it('leave refreshes alone, of which those that fail have a count of their own', async () => {
    const kinds: string[] = [];
    for (let nth = 0; nth <= triesPerMinute; nth += 1) {
      const refresh = await post(
        'mutation { refresh(input: { refreshToken: "aqr_x" }) { __typename } }',
        nth,
      );
      kinds.push((await refresh.json()).data.refresh.__typename);
    }
    expect(kinds).toEqual([...Array.from({ length: triesPerMinute }, () => 'Refused'), 'LockedOut']);
  });
});
