import { describe, expect, it } from 'vitest';
import { accepted, makeReading, monday } from '../testing/builders.ts';
import { dayMs, hourMs } from './hours.ts';
import { wantedBy } from './refresh.ts';

const isForecast = (quantity: string): boolean => quantity === 'PM25';
const none = () => undefined;

describe('new readings ask for forecasts', () => {
  it('once a sensor, however many there are', () => {
    const minutes = Array.from({ length: 60 }, (_, minute) =>
      makeReading(monday, {
        periodStart: monday - (minute + 1) * 60_000,
        periodEnd: monday - minute * 60_000,
      }),
    );
    expect(wantedBy([accepted(...minutes)], monday, isForecast, none)).toEqual([
      { sensorId: 's1', quantity: 'PM25', newestHourEnd: monday },
    ]);
  });

  it('not for the history of a year, but for its last day once', () => {
    const year = Array.from({ length: 8_760 }, (_, hour) => makeReading(monday - hour * hourMs));
    const records = Array.from({ length: 18 }, (_, i) => accepted(...year.slice(i * 500, (i + 1) * 500)));
    expect(wantedBy(records, monday, isForecast, none)).toHaveLength(1);
    expect(wantedBy(records.slice(1), monday, isForecast, none)).toEqual([]);
  });

  it('not for what ends behind the origin, or a day before it', () => {
    const early = makeReading(monday + hourMs);
    const late = makeReading(monday - dayMs);
    expect(wantedBy([accepted(early, late)], monday, isForecast, none)).toEqual([]);
  });

  it('not for what the forecast of this hour knows better', () => {
    const made = () => ({ issuedAt: monday, newestHourEnd: monday });
    const before = accepted(makeReading(monday - hourMs));
    expect(wantedBy([before], monday, isForecast, made)).toEqual([]);
    // a revision of its newest hour is news
    expect(wantedBy([accepted(makeReading(monday))], monday, isForecast, made)).toHaveLength(1);
    // and so is everything for an hour without a forecast
    expect(wantedBy([before], monday + hourMs, isForecast, made)).toHaveLength(1);
  });

  it('not for quantities that nobody forecasts', () => {
    const humidity = makeReading(monday, { quantity: 'HUMIDITY' });
    expect(wantedBy([accepted(humidity)], monday, isForecast, none)).toEqual([]);
  });
});
