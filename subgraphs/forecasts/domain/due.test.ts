import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { makeOutlooks, monday } from '../testing/builders.ts';
import { bitOf, everyHead, isDue, scoreAtOf, truthWithinMs } from './due.ts';
import { hourMs } from './hours.ts';

const outlooks = makeOutlooks(monday);
const minuteMs = 60_000;

describe('when a truth is looked for', () => {
  it('is first shortly behind the end of the nearest target', () => {
    expect(scoreAtOf(outlooks, 0, monday)).toBe(monday + 4 * hourMs + 5 * minuteMs);
  });

  it('is two hours behind the end of a day, so that its last hour has come', () => {
    const [day] = outlooks.filter(({ head }) => head === 'D1');
    if (day === undefined) throw new Error('no day');
    expect(isDue(day, day.to + hourMs)).toBe(false);
    expect(isDue(day, day.to + 2 * hourMs)).toBe(true);
  });

  it('comes again with growing pauses for a week, and then never', () => {
    const [hour] = outlooks;
    if (hour === undefined) throw new Error('no hour');
    let now = monday + 4 * hourMs + 5 * minuteMs;
    let tries = 0;
    for (;;) {
      const next = scoreAtOf([hour], 0, now);
      if (next === null) break;
      expect(next).toBeGreaterThan(now);
      now = next;
      tries += 1;
    }
    expect(now).toBe(hour.to + truthWithinMs);
    expect(tries).toBeLessThan(20);
  });

  it('is over when all heads are done', () => {
    expect(scoreAtOf(outlooks, everyHead, monday)).toBeNull();
  });

  it('is never in the past, whatever was scored before', () => {
    fc.assert(
      fc.property(fc.nat(everyHead), fc.nat(20 * 24 * 60), (scored, minutes) => {
        const now = monday + minutes * minuteMs;
        const at = scoreAtOf(outlooks, scored, now);
        if (at !== null) expect(at).toBeGreaterThan(now - 1);
      }),
    );
  });

  it('keeps heads apart', () => {
    expect(scoreAtOf(outlooks, bitOf('PT4H'), monday)).toBeGreaterThan(monday + 5 * hourMs);
  });
});
