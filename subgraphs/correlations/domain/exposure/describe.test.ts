import { describe, expect, it } from 'vitest';
import { averageMonitors } from './average-monitors.ts';
import { figuresOf, measuredExposure, uploadedExposure } from './describe.ts';

const none = Number.NaN;
const monitor = (sensorId: string, ...values: number[]) => ({
  sensorId,
  isLowCost: true,
  values: Float64Array.from(values),
});

describe('what an exposure was made of', () => {
  it('has the quantiles of the days that have a value, as R has them', () => {
    // quantile(c(1, 2, 3, 4, 10), c(0.05, 0.5, 0.95))
    expect(figuresOf([10, none, 2, 3, 4, 1])).toEqual({
      days: 5,
      p05: expect.closeTo(1.2, 12),
      median: 3,
      p95: expect.closeTo(8.8, 12),
    });
    expect(figuresOf([none])).toEqual({ days: 0, median: null, p05: null, p95: null });
  });

  it('tells how days were made of hours, and one value of several monitors', () => {
    const averaged = averageMonitors(
      [monitor('a', 1, 3), monitor('b', 3, none), monitor('c', none, none)],
      2,
    );
    const wish = { pollutant: 'PM25', metric: 'DAILY_MEAN' } as const;
    const { exposure, values } = measuredExposure(wish, averaged, { timeZone: 'Africa/Kampala', asked: 3 });
    expect([...values]).toEqual([2, 3]);
    expect(exposure).toEqual({
      label: 'PM2.5, daily mean',
      quantity: 'PM25',
      metric: 'DAILY_MEAN',
      unit: 'MICROGRAM_PER_CUBIC_METRE',
      monitors: [
        { sensorId: 'a', days: 2, isLowCost: true },
        { sensorId: 'b', days: 1, isLowCost: true },
      ],
      monitorsChanged: true,
      method:
        "The mean of the local day's hours, three quarters of which must be there (18 of 24); days are those of Africa/Kampala. An hour is the mean of its GOOD and UNKNOWN readings, with their corrections, where these cover 45 minutes of it. A day's value is the mean of those of 2 monitors that have one; of 1 more there is none.",
      days: 2,
      median: 2.5,
      p05: expect.closeTo(2.05, 12),
      p95: expect.closeTo(2.95, 12),
    });
  });

  it('knows gases by their name and unit', () => {
    const averaged = averageMonitors([monitor('a', 1)], 1);
    const { exposure } = measuredExposure({ pollutant: 'O3', metric: 'MAX_8H' }, averaged, {
      timeZone: 'Europe/London',
      asked: 1,
    });
    expect(exposure).toMatchObject({
      label: 'Ozone, highest 8-hour mean of the day',
      unit: 'PARTS_PER_BILLION',
    });
    expect(exposure.method).toMatch(/2008\/50\/EC.* One monitor\.$/);
  });

  it('claims nothing of what was uploaded', () => {
    const named = { name: 'o3', label: 'Ozone', unit: 'µg/m³' };
    const { exposure, column } = uploadedExposure(named, Float64Array.of(1, none, 2));
    expect(column).toBe('o3');
    expect(exposure).toMatchObject({
      ...{ label: 'Ozone', unit: 'µg/m³', quantity: null, metric: null, monitors: null },
      ...{ monitorsChanged: false, days: 2, median: 1.5 },
    });
    expect(exposure.method).toMatch(/uploaded.*nothing is known/);
  });
});
