import { describe, expect, it } from 'vitest';
import { driftOf } from './drift.ts';
import type { Figures } from './scoring.ts';

const figures = (fields: Partial<Figures> = {}): Figures => ({
  n: 48,
  mae: 5,
  persistenceMae: 8,
  skillOverPersistence: 0.375,
  coverage80: 0.8,
  pinball: 2,
  ...fields,
});

describe('drift', () => {
  it('is none where a model does as it promised', () => {
    expect(driftOf(figures({ mae: 7.5 }), 5, 'µg/m³')).toBeNull();
    expect(driftOf(figures({ coverage80: 0.7 }), 5, 'µg/m³')).toBeNull();
  });

  it('is said in words with its figures', () => {
    expect(driftOf(figures({ mae: 8 }), 5, 'µg/m³')).toEqual({
      reason: 'ERROR_GREW',
      message:
        'Over the last 7 days its forecasts were off by 8.00 µg/m³ on average, 1.60 times the 5.00 µg/m³ with which it was judged.',
    });
    expect(driftOf(figures({ coverage80: 0.69 }), 5, 'µg/m³')?.message).toContain('only 69 %');
    expect(driftOf(figures({ coverage80: 0.95 }), null, 'µg/m³')?.reason).toBe('BAND_TOO_WIDE');
  });

  it('is not said of less than two days', () => {
    expect(driftOf(figures({ n: 47, mae: 500, coverage80: 0 }), 5, 'µg/m³')).toBeNull();
  });
});
