import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { at, dayMs, hourMs } from '../../ports/series.builders.ts';
import { localDateOf } from '../../ports/series-model.ts';
import { bucketsOf } from './buckets.ts';

const days = (days: number) => ({ kind: 'calendar', days, months: 0 }) as const;
const months = (months: number) => ({ kind: 'calendar', days: 0, months }) as const;
const year = [at('2026-01-01T00:00:00Z'), at('2027-01-01T00:00:00Z')] as const;

describe('buckets', () => {
  it('follow each other without a hole, hold what they say they hold, and start local days', () => {
    const zones = [
      'UTC',
      'Africa/Kampala',
      'Europe/Paris',
      'America/Havana',
      'Australia/Lord_Howe',
      'Asia/Kathmandu',
      'Africa/Cairo',
    ];
    const moment = fc.integer({ min: at('2015-01-01T00:00:00Z'), max: at('2027-01-01T00:00:00Z') });
    fc.assert(
      fc.property(
        fc.constantFrom(...zones),
        moment,
        fc.integer({ min: 1, max: 90 * dayMs }),
        (zone, from, span) => {
          const buckets = bucketsOf(days(1), zone, from, from + span);
          expect(buckets.runs[0]?.from).toBeLessThanOrEqual(from);
          expect(buckets.runs.at(-1)?.to).toBeGreaterThanOrEqual(from + span);
          for (const [n, run] of buckets.runs.entries()) {
            expect((run.to - run.from) % run.everyMs).toBe(0);
            if (n > 0) expect(run.from).toBe(buckets.runs[n - 1]?.to);
            expect(buckets.startOf(run.from)).toBe(run.from);
            expect(buckets.startOf(run.to - 1)).toBe(run.to - run.everyMs);
            expect(buckets.lengthOf(run.from)).toBe(run.everyMs);
            expect(localDateOf(run.from - 1, zone)).not.toBe(localDateOf(run.from, zone));
          }
        },
      ),
    );
  });

  it('are one run where the clock never changes, and three with two odd days where it does', () => {
    expect(bucketsOf(days(1), 'Africa/Lagos', ...year).runs).toHaveLength(1);
    expect(
      bucketsOf(days(1), 'Europe/Paris', ...year).runs.map(({ everyMs }) => everyMs / hourMs),
    ).toStrictEqual([24, 23, 24, 25, 24]);
  });

  it('are months of their own lengths, and quarters that start in January', () => {
    const { runs } = bucketsOf(months(1), 'Africa/Accra', ...year);
    expect(
      runs.map(({ from, to, everyMs }) => [(to - from) / everyMs, everyMs / dayMs]).slice(0, 5),
    ).toStrictEqual([
      [1, 31],
      [1, 28],
      [1, 31],
      [1, 30],
      [1, 31],
    ]);
    expect(bucketsOf(months(3), 'Africa/Accra', ...year).startOf(at('2026-05-17T00:00:00Z'))).toBe(
      at('2026-04-01T00:00:00Z'),
    );
  });

  it('of a fixed length are aligned to the epoch, also before it', () => {
    const sevens = bucketsOf({ kind: 'fixed', ms: 7 * 60_000 }, 'UTC', -1, 1);
    expect([sevens.startOf(-1), sevens.startOf(0)]).toStrictEqual([-420_000, 0]);
    expect(sevens.runs).toStrictEqual([{ from: -420_000, to: 420_000, everyMs: 420_000 }]);
  });

  it('are refused in a zone that does not exist, and of both days and months', () => {
    expect(() => bucketsOf(days(1), 'Mars/Base', ...year)).toThrow(
      expect.objectContaining({ code: 'BAD_INPUT', field: 'timeZone' }),
    );
    expect(() => bucketsOf({ kind: 'calendar', days: 1, months: 1 }, 'UTC', ...year)).toThrow(
      expect.objectContaining({ code: 'BAD_INPUT', field: 'every' }),
    );
  });
});
