import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { makeReceiver, makeSilence } from '../../../testing/notify/make.ts';
import { windowEndAt } from './daily-window.ts';
import { quietUntil } from './quiet-hours.ts';
import { silenceEndAt } from './silence-end.ts';

const at = (text: string): number => Date.parse(text);
const end = (window: Parameters<typeof windowEndAt>[0], text: string): string | null => {
  const found = windowEndAt(window, at(text));
  return found === null ? null : new Date(found).toISOString();
};
const night = { fromMinute: 22 * 60, toMinute: 6 * 60, timeZone: 'Africa/Kampala' };

describe('a window of each day', () => {
  it('is local, and passes midnight', () => {
    expect(end(night, '2026-11-30T18:59:59Z')).toBeNull();
    expect(end(night, '2026-11-30T19:00:00Z')).toBe('2026-12-01T03:00:00.000Z');
    expect(end(night, '2026-12-01T02:59:59Z')).toBe('2026-12-01T03:00:00.000Z');
    expect(end(night, '2026-12-01T03:00:00Z')).toBeNull();
  });

  it('is a whole day where it ends when it begins', () => {
    const always = { fromMinute: 480, toMinute: 480, timeZone: 'UTC' };
    expect(end(always, '2026-11-30T07:59:00Z')).toBe('2026-11-30T08:00:00.000Z');
    expect(end(always, '2026-11-30T08:00:00Z')).toBe('2026-12-01T08:00:00.000Z');
  });

  it('ends by the clock where clocks change, also at a time that is skipped', () => {
    const berlin = { ...night, timeZone: 'Europe/Berlin' };
    expect(end(berlin, '2026-03-28T22:00:00Z')).toBe('2026-03-29T04:00:00.000Z');
    expect(end(berlin, '2026-10-24T22:00:00Z')).toBe('2026-10-25T05:00:00.000Z');
    const skipped = { fromMinute: 60, toMinute: 150, timeZone: 'Europe/Berlin' };
    // 02:30 is 03:30 on this day
    expect(end(skipped, '2026-03-29T00:30:00Z')).toBe('2026-03-29T01:30:00.000Z');
  });

  it('ends after the instant that lies in it, within a day and an hour, whatever it is', () => {
    const zones = fc.constantFrom('UTC', 'Africa/Kampala', 'Europe/London', 'Pacific/Apia', 'Asia/Kathmandu');
    const minute = fc.nat(1_439);
    fc.assert(
      fc.property(minute, minute, zones, fc.nat(400 * 24 * 60), (fromMinute, toMinute, timeZone, later) => {
        const now = at('2026-01-01T00:00:00Z') + later * 60_000;
        const found = windowEndAt({ fromMinute, toMinute, timeZone }, now);
        if (found === null) return;
        expect(found).toBeGreaterThan(now);
        expect(found - now).toBeLessThanOrEqual(25 * 3_600_000);
      }),
      { numRuns: 200 },
    );
  });
});

describe('a maintenance window', () => {
  const weekly = { weekdays: [1], fromMinute: 22 * 60, toMinute: 2 * 60, timeZone: 'Africa/Accra' };
  const silence = makeSilence({
    startsAt: at('2026-11-01T00:00:00Z'),
    endsAt: at('2026-12-08T01:00:00Z'),
    weekly,
  });
  const holds = (text: string): string | null => {
    const found = silenceEndAt(silence, at(text));
    return found === null ? null : new Date(found).toISOString();
  };

  it('comes on its weekdays, and the night after belongs to it', () => {
    expect(holds('2026-11-30T21:59:00Z')).toBeNull();
    expect(holds('2026-11-30T22:00:00Z')).toBe('2026-12-01T02:00:00.000Z');
    expect(holds('2026-12-01T01:59:00Z')).toBe('2026-12-01T02:00:00.000Z');
    expect(holds('2026-12-01T22:30:00Z')).toBeNull();
    // Sunday's night would not be Monday's
    expect(holds('2026-11-30T01:00:00Z')).toBeNull();
  });

  it('ends with its silence', () => {
    expect(holds('2026-12-07T23:00:00Z')).toBe('2026-12-08T01:00:00.000Z');
    expect(holds('2026-12-14T23:00:00Z')).toBeNull();
  });
});

describe('quiet hours', () => {
  const receiver = makeReceiver({ quietHours: { ...night, exceptFrom: 'EXTREME' } });
  const now = at('2026-11-30T20:00:00Z');

  it('let nothing but the worst through', () => {
    expect(quietUntil(receiver, 'SEVERE', now)).toBe(at('2026-12-01T03:00:00Z'));
    expect(quietUntil(receiver, 'EXTREME', now)).toBeNull();
    expect(quietUntil(receiver, 'MINOR', at('2026-11-30T12:00:00Z'))).toBeNull();
    expect(quietUntil(makeReceiver(), 'MINOR', now)).toBeNull();
  });
});
