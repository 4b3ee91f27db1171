import { hourMs } from '@aqmrg/platform/air-quality/hours.ts';
import { computeIndex } from '@aqmrg/platform/air-quality/indices/index-of.ts';
import accra from '@aqmrg/platform/air-quality/indices/vectors/airnow-accra-2023.json' with { type: 'json' };
import { describe, expect, it } from 'vitest';
import { historyOf, makeAir } from '../../testing/air.ts';
import { createHistory } from './history/history.ts';
import { signalAt } from './signal-value.ts';

const nowcast = { kind: 'NOWCAST', quantity: 'PM25' } as const;
const usEpa = { kind: 'INDEX', standard: 'US_EPA' } as const;
const eu = { kind: 'INDEX', standard: 'EU' } as const;

describe('signals of full hours', () => {
  it('are the NowCast and the index that AirNow published, hour by hour', () => {
    const first = Date.UTC(2023, 1, 15) / hourMs;
    const history = historyOf(accra.hours.map(({ raw }, n) => makeAir(first + n, raw)));
    accra.hours.forEach(({ nowcast: published, aqi }, n) => {
      if (n < 11) return;
      expect(signalAt(nowcast, history, (first + n) * hourMs)).toBe(published);
      expect(signalAt(usEpa, history, (first + n) * hourMs)).toBe(aqi);
    });
  });

  it('are what the graph says of the same hours', () => {
    const day = Date.UTC(2026, 0, 2) / hourMs;
    const airs = Array.from({ length: 30 }, (_, n) => makeAir(day + n, 10 + ((n * 7) % 40)));
    const at = (day + 29) * hourMs;
    const hours = airs.map(({ periodStart, value }) => ({
      ...{ quantity: 'PM25' as const, hourStart: periodStart, mean: value, coveredMs: hourMs },
    }));
    for (const signal of [usEpa, eu]) {
      const span = { standard: signal.standard, basis: 'CURRENT', at, timeZone: 'Africa/Accra' } as const;
      const said = computeIndex({ ...span, hours });
      expect(signalAt(signal, historyOf(airs), at)).toBe('unavailable' in said ? null : said.index);
      const given = createHistory({ timeZone: 'Africa/Accra' });
      given.giveHours(hours);
      expect(signalAt(signal, given, at)).toBe(signalAt(signal, historyOf(airs), at));
    }
  });

  it('are not told of too few hours, nor between them', () => {
    const airs = [makeAir(1, 10), makeAir(2, 20)];
    expect(signalAt(nowcast, historyOf(airs), 2 * hourMs)).toBe(16.6);
    expect(signalAt(nowcast, historyOf(airs.slice(1)), 2 * hourMs)).toBeNull();
    expect(signalAt(usEpa, historyOf(airs), 2 * hourMs)).toBe(60);
    expect(signalAt(usEpa, historyOf(airs), 2 * hourMs + 60_000)).toBeNull();
    expect(signalAt(usEpa, historyOf([]), 2 * hourMs)).toBeNull();
  });
});
