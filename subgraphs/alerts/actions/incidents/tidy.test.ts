import { describe, expect, it } from 'vitest';
import { createIncidentTidy } from './tidy.ts';

/** 2026-11-23T06:00:00Z, a Monday. */
const monday = Date.UTC(2026, 10, 23, 6);

describe('tidying what is over', () => {
  it('goes on until nothing older than two years is left, a piece at a time', async () => {
    const asked: string[] = [];
    const left = { incidents: 1_200, silences: 0 };
    const drop = (what: keyof typeof left) => async (before: number, limit: number) => {
      asked.push(`${what} ${new Date(before).toISOString()}`);
      const dropped = Math.min(limit, left[what]);
      left[what] -= dropped;
      return dropped;
    };
    const tidy = createIncidentTidy({ dropIncidents: drop('incidents'), dropSilences: drop('silences') });
    await tidy(monday, new AbortController().signal);
    expect(left.incidents).toBe(0);
    const before = '2024-11-22T06:00:00.000Z';
    expect(asked).toEqual([...Array(3).fill(`incidents ${before}`), `silences ${before}`]);
    left.incidents = 1_200;
    await expect(tidy(monday, AbortSignal.abort(new Error('over')))).rejects.toThrow('over');
    expect(left.incidents).toBe(700);
  });
});
