import { describe, expect, it } from 'vitest';
import type { House } from '../support/placements.ts';

/** What a house has to be opened with: enough to be set up, and little enough to be used up. */
export const limited = {
  RATE_STRANGERS_COST_PER_MINUTE: '3000',
  RATE_COST_PER_MINUTE: '3000',
} as const;

const limit = 3_000;
const cheap = '{ sensors(first: 1) { totalCount } }';
const costly = '{ sensors(first: 100) { nodes { id name } } }';

/** Probe 50: what is asked is limited by cost, for each account and address; and no header makes anybody another. */
export const probeRates = (house: () => House): void => {
  describe('probe 50: what may be asked in a minute', () => {
    const ask = async (query: string, headers: Record<string, string> = {}) => {
      const response = await fetch(`${house().url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify({ query }),
      });
      await response.arrayBuffer();
      const numberOf = (name: string) => Number(response.headers.get(name) ?? Number.NaN);
      return {
        status: response.status,
        limit: numberOf('ratelimit-limit'),
        remaining: numberOf('ratelimit-remaining'),
        retryAfter: numberOf('retry-after'),
      };
    };
    /** Asks until it is refused; how many were answered. */
    const askUntilRefused = async (headers: (nth: number) => Record<string, string>): Promise<number> => {
      for (let nth = 0; nth <= limit / 10; nth += 1) {
        const { status, retryAfter } = await ask(costly, headers(nth));
        if (status === 200) continue;
        expect(status).toBe(429);
        expect(retryAfter).toBeGreaterThan(0);
        expect(retryAfter).toBeLessThanOrEqual(60);
        return nth;
      }
      throw new Error('was never refused');
    };

    it('is used up by cost, not by number', async () => {
      const authorization = `Bearer ${await house().admin()}`;
      const [before, small, large] = [
        await ask(cheap, { authorization }),
        await ask(cheap, { authorization }),
        await ask(costly, { authorization }),
      ];
      expect(before.limit).toBe(limit);
      expect(before.remaining - small.remaining).toBeLessThan(60);
      expect(small.remaining - large.remaining).toBeGreaterThan(100);
    });

    it('is that of an account, wherever it says that it comes from; others go on', async () => {
      const [one, other] = [await house().member('limited'), await house().member('limited')];
      const spoofing = (nth: number) => ({
        authorization: `Bearer ${one.token}`,
        'x-forwarded-for': `198.51.100.${nth % 250}`,
      });
      expect(await askUntilRefused(spoofing)).toBeLessThan(limit / 100);
      expect((await ask(cheap, { authorization: `Bearer ${one.token}` })).status).toBe(429);
      expect((await ask(cheap, { authorization: `Bearer ${other.token}` })).status).toBe(200);
    });

    it('is that of the address of strangers, which no header changes', async () => {
      const headers = (nth: number) => {
        const claimed = `203.0.113.${nth % 250}`;
        return {
          'x-forwarded-for': claimed,
          'x-real-ip': claimed,
          forwarded: `for=${claimed}`,
          'x-client-ip': claimed,
          'x-aqmrg-from': claimed,
        };
      };
      expect(await askUntilRefused(headers)).toBeLessThan(limit / 100);
      expect((await ask(cheap)).status).toBe(429);
      expect((await ask('{ unheard(of: 1)', headers(7))).status).toBe(429);
      // who has an account is not in their place
      expect((await ask(cheap, { authorization: `Bearer ${await house().admin()}` })).status).toBe(200);
    });
  });
};
