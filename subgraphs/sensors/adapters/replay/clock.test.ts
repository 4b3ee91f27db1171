import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { replayClock } from './clock.ts';

const dayMs = 86_400_000;
const started = Date.UTC(2026, 10, 23, 13);
const fast = replayClock({ from: started - dayMs, started, speed: 60 });

describe('a replay clock', () => {
  it('is real time at speed 1', () => {
    const clock = replayClock({ from: started - dayMs, started, speed: 1 });
    expect(clock.at(started + 5)).toBe(started + 5);
    expect(clock.realAt(started + 5)).toBe(started + 5);
  });

  it('runs a replayed hour in a minute at speed 60', () => {
    expect(fast.at(started + 60_000)).toBe(started - dayMs + 3_600_000);
    expect(fast.realAt(started - dayMs + 3_600_000)).toBe(started + 60_000);
  });

  it('falls to real speed when it meets real time', () => {
    const meeting = Math.ceil(started + dayMs / 59);
    expect(fast.at(meeting - 60_000)).toBeLessThan(meeting - 60_000);
    expect(fast.at(meeting + 60_000)).toBe(meeting + 60_000);
    expect(fast.realAt(meeting + 60_000)).toBe(meeting + 60_000);
  });

  it('never runs ahead of real time nor backwards, and has come to an instant when it says so', () => {
    const steps = fc.integer({ min: 0, max: 2 * dayMs });
    fc.assert(
      fc.property(steps, steps, fc.integer({ min: 2, max: 5_000 }), (a, b, speed) => {
        const clock = replayClock({ from: started - dayMs, started, speed });
        const [early, late] = [started + Math.min(a, b), started + Math.max(a, b)];
        const replayed = started - dayMs + a;
        return (
          clock.at(late) <= late &&
          clock.at(early) <= clock.at(late) &&
          clock.at(clock.realAt(replayed)) >= replayed
        );
      }),
    );
  });
});
