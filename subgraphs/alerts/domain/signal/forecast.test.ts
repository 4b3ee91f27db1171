import type { ForecastIssued } from '@aqmrg/schema/events/forecasts.ts';
import { describe, expect, it } from 'vitest';
import { forecastSample } from './forecast.ts';

const issuedAt = Date.UTC(2026, 10, 23, 6);
const forecast: ForecastIssued = {
  sensorId: 's',
  quantity: 'PM25',
  issuedAt,
  madeAt: issuedAt + 60_000,
  kind: 'FULL',
  model: null,
  trainedTo: null,
  isShadow: false,
  replayed: false,
  timeZone: 'Africa/Accra',
  inputs: { newestHourEnd: issuedAt, observed24: 24, observed168: 168 },
  fallbacks: [],
  outlooks: [
    {
      head: 'D1',
      from: issuedAt + 18 * 3_600_000,
      to: issuedAt + 42 * 3_600_000,
      date: '2026-11-24',
      quantiles: [5, 10, 20, 30, 40, 60, 80],
      mean: 32,
      persistence: 30,
    },
  ],
};
const signal = { kind: 'FORECAST', quantity: 'PM25', head: 'D1', level: 40 } as const;
const threshold = { comparison: 'ABOVE', at: 0.2, recovery: 0.1 } as const;

describe('a sample of a forecast', () => {
  it('is how probable it makes the level, when it was issued', () => {
    const sample = forecastSample(signal, threshold, forecast);
    expect(sample).toMatchObject({ at: issuedAt, isOver: false });
    expect(sample?.value).toBeCloseTo(0.25, 12);
    expect(sample?.beyond).toBeCloseTo(0.05, 12);
  });

  it('is none of another quantity or head, or of a model that is only compared', () => {
    expect(forecastSample({ ...signal, quantity: 'PM10' }, threshold, forecast)).toBeNull();
    expect(forecastSample({ ...signal, head: 'D2' }, threshold, forecast)).toBeNull();
    expect(forecastSample(signal, threshold, { ...forecast, isShadow: true })).toBeNull();
  });
});
