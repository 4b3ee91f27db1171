import { describe, expect, it } from 'vitest';
import { isTheirs } from './ownership.ts';
import { secondsLeftOf } from './seconds-left.ts';

describe('an export', () => {
  const ada = { accountId: 'ada', organisation: 'lira' };

  it('is of whoever asked for it, and of everybody in their organisation', () => {
    expect(isTheirs(ada, ada)).toBe(true);
    expect(isTheirs(ada, { accountId: 'ben', organisation: 'lira' })).toBe(true);
    expect(isTheirs(ada, { accountId: 'ada', organisation: 'gulu' })).toBe(true);
    expect(isTheirs(ada, { accountId: 'ben', organisation: 'gulu' })).toBe(false);
  });

  it('is not of somebody else who is in no organisation either', () => {
    const alone = { accountId: 'ada', organisation: null };
    expect(isTheirs(alone, { accountId: 'ben', organisation: null })).toBe(false);
  });

  it('tells how long it will take by its pace, while it runs', () => {
    const running = {
      status: 'RUNNING',
      rows: 0,
      startedAt: 0,
      estimate: { rows: 100, bytes: 1, seconds: 9 },
    };
    const left = (changes: object, now: number) =>
      secondsLeftOf({ ...running, ...changes } as Parameters<typeof secondsLeftOf>[0], now);
    expect(left({}, 2_000)).toBe(7);
    expect(left({}, 60_000)).toBe(0);
    expect(left({ rows: 20 }, 10_000)).toBe(40);
    expect(left({ rows: 120 }, 10_000)).toBe(0);
    expect(left({ status: 'QUEUED', startedAt: null }, 10_000)).toBeNull();
    expect(left({ status: 'READY', rows: 100 }, 10_000)).toBeNull();
  });
});
