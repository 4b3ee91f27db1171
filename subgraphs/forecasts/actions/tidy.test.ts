import { expect, it } from 'vitest';
import { dayMs } from '../domain/hours.ts';
import { monday } from '../testing/builders.ts';
import { createTidy, keptMs } from './tidy.ts';

it('drops what is too old, piece by piece until nothing is left', async () => {
  const calls: (readonly [number, number])[] = [];
  let left = 4_500;
  const drop = async (before: number, limit: number): Promise<number> => {
    calls.push([before, limit]);
    const dropped = Math.min(left, limit);
    left -= dropped;
    return dropped;
  };
  const nothing = { drop: async () => 0 };
  const tidy = createTidy({ forecasts: { drop }, scores: nothing, exceedances: nothing, now: () => monday });
  await tidy(new AbortController().signal);
  expect(calls.map(([, limit]) => limit)).toEqual([2_000, 2_000, 2_000]);
  expect(calls[0]?.[0]).toBe(monday - 120 * dayMs);
  expect(keptMs / dayMs).toBe(120);
});
