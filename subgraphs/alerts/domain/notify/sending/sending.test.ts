import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hourMs, makeIncident, makeReceiver, monday } from '../../../testing/notify/make.ts';
import { fullUntil } from './cap.ts';
import { endpointOf } from './endpoint.ts';
import { listed } from './listed.ts';
import { unreachable } from './reachable.ts';
import { nextTry } from './retries.ts';

const gapAfter = (attempts: number, afterMs: number | null = null, random = 0.5) =>
  (nextTry({ attempts, queuedAt: monday, afterMs }, monday, random) ?? 0) - monday;

describe('what failed', () => {
  it('is tried again after gaps that grow', () => {
    expect([1, 2, 3, 4, 5, 6, 7, 8].map((attempts) => gapAfter(attempts) / 1_000)).toEqual([
      5, 30, 120, 600, 3_600, 10_800, 21_600, 21_600,
    ]);
  });

  it('is given up where the next try would be more than three days after the first', () => {
    const later = (hours: number) =>
      nextTry({ attempts: 9, queuedAt: monday, afterMs: null }, monday + hours * hourMs, 0.5);
    expect(later(66)).toBe(monday + 72 * hourMs);
    expect(later(66.1)).toBeNull();
  });

  it('waits for as long as it was asked to, within bounds', () => {
    expect(gapAfter(1, 90_000)).toBe(90_000);
    expect(gapAfter(4, 1_000)).toBe(600_000);
    expect(gapAfter(1, 90 * 24 * hourMs)).toBe(6 * hourMs);
  });

  it('is always tried later than now, by about its gap', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 50 }),
        fc.double({ min: 0, max: 0.999, noNaN: true }),
        (n, random) => {
          const usual = gapAfter(n);
          expect(gapAfter(n, null, random)).toBeGreaterThanOrEqual(Math.floor(usual * 0.8));
          expect(gapAfter(n, null, random)).toBeLessThanOrEqual(Math.ceil(usual * 1.2));
        },
      ),
    );
  });
});

describe('a receiver', () => {
  it('is full until the first message of the hour is an hour old', () => {
    expect(fullUntil({ count: 2, firstAt: monday }, 3, monday + 5)).toBeNull();
    expect(fullUntil({ count: 3, firstAt: monday }, 3, monday + 5)).toBe(monday + hourMs);
  });

  it('shares its endpoint with those of the same host', () => {
    expect(endpointOf(makeReceiver())).toBe('WEBHOOK hooks.example.org');
    expect(endpointOf(makeReceiver({ channel: 'SLACK', address: 'hooks.slack.com' }))).toBe(
      'SLACK hooks.slack.com',
    );
    expect(endpointOf(makeReceiver({ channel: 'EMAIL', address: 'a@b.example' }))).toBe('EMAIL');
  });

  it('is not told where it does not want to be', () => {
    expect(unreachable(makeReceiver())).toBeNull();
    expect(unreachable(makeReceiver({ isEnabled: false }))).not.toBeNull();
    expect(unreachable(makeReceiver({ unsubscribedAt: monday }))).not.toBeNull();
    expect(unreachable(makeReceiver({ channel: 'EMAIL' }))).not.toBeNull();
    expect(unreachable(makeReceiver({ channel: 'EMAIL', confirmedAt: monday }))).toBeNull();
  });
});

it('a message lists so many, and counts the rest', () => {
  const many = Array.from({ length: 60 }, (_, n) => makeIncident({ id: `${n}`, isReplayed: n === 59 }));
  expect(listed(many, 2)).toMatchObject({ more: 12, isReplayed: true });
  expect(listed(many).incidents).toHaveLength(50);
});
