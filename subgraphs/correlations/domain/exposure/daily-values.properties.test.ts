import { type Hour, hourMs } from '@aqmrg/platform/air-quality/hours.ts';
import { daysFrom } from '@aqmrg/platform/air-quality/local-days.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dailyValues, hoursNeeded } from './daily-values.ts';
import { type DailyMetric, dailyMetrics } from './exposure.ts';

const pollutant = 'PM25';
const days = 3;

/** A few days, most of them around changes of the clock. */
const places = [
  ['Africa/Kampala', '2024-02-27'],
  ['Europe/London', '2024-03-30'],
  ['Europe/London', '2024-10-26'],
  ['America/Chicago', '2024-03-09'],
  ['America/Chicago', '2024-11-02'],
  ['Asia/Kolkata', '2024-01-01'],
  ['Asia/Kathmandu', '2024-01-01'],
  ['Australia/Lord_Howe', '2024-04-06'],
  ['America/St_Johns', '2024-11-02'],
] as const;

const firstHour = (date: string): number => Date.parse(`${date}T00:00Z`) - 24 * hourMs;
const hoursAround = (days + 2) * 24;

const mean = fc.double({ min: -5, max: 500, noNaN: true });
const covered = fc.constantFrom(hourMs, hourMs, hourMs, 0.75 * hourMs, 0.7 * hourMs, 0);
const cell = fc.record({ mean, coveredMs: covered });
/** Each hour is there or not: hardly ever, mostly or always. */
const cells = fc.constantFrom(0.5, 0.8, 0.97, 1).chain((share) =>
  fc.array(fc.option(cell, { freq: share === 1 ? 1_000_000 : Math.round(1 / (1 - share)) }), {
    minLength: hoursAround,
    maxLength: hoursAround,
  }),
);
const place = fc.constantFrom(...places);
const metric = fc.constantFrom(...dailyMetrics);

const hoursOf = (date: string, all: readonly ({ mean: number; coveredMs: number } | null)[]): Hour[] =>
  all.flatMap((one, n) =>
    one === null ? [] : [{ quantity: pollutant, hourStart: firstHour(date) + n * hourMs, ...one }],
  );

/** What a wall clock's calendar shows, asked of another calendar than ours. */
const dateIn = (timeZone: string) => {
  const format = new Intl.DateTimeFormat('en-CA', { timeZone, dateStyle: 'short' });
  return (ms: number): string => format.format(ms);
};

const averageOf = (values: readonly number[]) =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

/** The same in a plain way: hours one by one, each with its date. */
const plainly = (hours: readonly Hour[], timeZone: string, date: string, metric: DailyMetric): number => {
  const localDate = dateIn(timeZone);
  const counted = new Map(
    hours.filter(({ coveredMs }) => coveredMs >= 45 * 60_000).map((hour) => [hour.hourStart, hour.mean]),
  );
  const from = Date.parse(`${date}T00:00Z`) - 30 * hourMs;
  const starts = Array.from({ length: 90 }, (_, n) => from + n * hourMs).filter(
    (ms) => localDate(ms) === date,
  );
  const needed = Math.ceil(0.75 * starts.length);
  const own = starts.flatMap((ms) => counted.get(ms) ?? []);
  if (own.length < needed) return Number.NaN;
  if (metric === 'DAILY_MEAN') return averageOf(own);
  if (metric === 'MAX_1H') return Math.max(...own);
  const means = starts
    .map((ms) => [0, 1, 2, 3, 4, 5, 6, 7].flatMap((back) => counted.get(ms - back * hourMs) ?? []))
    .filter((values) => values.length >= 6)
    .map(averageOf);
  return means.length < needed ? Number.NaN : Math.max(...means);
};

describe('days of whatever hours there are', () => {
  it('are what plain counting makes of them', () => {
    fc.assert(
      fc.property(place, cells, metric, ([timeZone, date], all, metric) => {
        const hours = hoursOf(date, all);
        const local = daysFrom(date, days, timeZone);
        const found = dailyValues(hours, local, { pollutant, metric });
        for (const [n, { date: day }] of local.entries()) {
          const expected = plainly(hours, timeZone, day, metric);
          if (Number.isNaN(expected)) expect(found[n]).toBeNaN();
          else expect(found[n]).toBeCloseTo(expected, 9);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('do not depend on the order in which hours come', () => {
    const shuffled = place.chain(([timeZone, date]) =>
      cells.chain((all) => {
        const hours = hoursOf(date, all);
        const other = fc.shuffledSubarray(hours, { minLength: hours.length, maxLength: hours.length });
        return fc.record({
          timeZone: fc.constant(timeZone),
          date: fc.constant(date),
          hours: fc.constant(hours),
          other,
        });
      }),
    );
    fc.assert(
      fc.property(shuffled, metric, ({ timeZone, date, hours, other }, metric) => {
        const local = daysFrom(date, days, timeZone);
        const wish = { pollutant, metric } as const;
        expect(dailyValues(other, local, wish)).toStrictEqual(dailyValues(hours, local, wish));
      }),
    );
  });

  it('use no hour but their own, and of the 8-hour means the 7 before', () => {
    fc.assert(
      fc.property(place, cells, metric, fc.nat({ max: days - 1 }), ([timeZone, date], all, metric, n) => {
        const hours = hoursOf(date, all);
        const day = daysFrom(date, days, timeZone).slice(n, n + 1);
        const { from, to } = hoursNeeded(day, metric);
        const own = hours.filter(({ hourStart }) => hourStart >= from && hourStart < to);
        const foreign = hours.map((hour) => (own.includes(hour) ? hour : { ...hour, mean: 1e6 }));
        const wish = { pollutant, metric } as const;
        expect(dailyValues(own, day, wish)).toStrictEqual(dailyValues(hours, day, wish));
        expect(dailyValues(foreign, day, wish)).toStrictEqual(dailyValues(hours, day, wish));
      }),
    );
  });

  it('use no hours of other quantities', () => {
    fc.assert(
      fc.property(place, cells, metric, ([timeZone, date], all, metric) => {
        const ozone = hoursOf(date, all).map((hour) => ({ ...hour, quantity: 'O3' as const }));
        const values = dailyValues(ozone, daysFrom(date, days, timeZone), { pollutant, metric });
        expect([...values].every(Number.isNaN)).toBe(true);
      }),
    );
  });
});

describe('days that are whole', () => {
  const whole = fc.array(mean, { minLength: hoursAround, maxLength: hoursAround });

  it('have a mean that is no higher than the highest 8 hours, and these no higher than the highest hour of them', () => {
    fc.assert(
      fc.property(place, whole, ([timeZone, date], means) => {
        const hours = hoursOf(
          date,
          means.map((mean) => ({ mean, coveredMs: hourMs })),
        );
        for (const day of daysFrom(date, days, timeZone)) {
          const of = (metric: DailyMetric) => dailyValues(hours, [day], { pollutant, metric })[0] as number;
          const { from, to } = hoursNeeded([day], 'MAX_8H');
          const among = hours.filter(({ hourStart }) => hourStart >= from && hourStart < to);
          const highest = Math.max(...among.map(({ mean }) => mean));
          expect(of('MAX_8H')).toBeLessThanOrEqual(highest + 1e-9);
          expect(of('DAILY_MEAN')).toBeLessThanOrEqual(of('MAX_1H') + 1e-9);
          const isOf24 = day.to - day.from === 24 * hourMs;
          // three periods of 8 hours make a day of 24
          if (isOf24) expect(of('DAILY_MEAN')).toBeLessThanOrEqual(of('MAX_8H') + 1e-9);
          const evening = among.filter(({ hourStart }) => hourStart < day.from);
          if (evening.every(({ mean }) => mean <= of('MAX_1H')))
            expect(of('MAX_8H')).toBeLessThanOrEqual(of('MAX_1H') + 1e-9);
        }
      }),
    );
  });
});
