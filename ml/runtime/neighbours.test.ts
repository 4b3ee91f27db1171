import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { distanceKm, type Place } from './distance.ts';
import { neighbourMeans, type PlacedSeries } from './neighbours.ts';

const at = (latitude: number, longitude: number): Place => ({ latitude, longitude });
const sensor = (place: Place | null, ...target: readonly number[]): PlacedSeries => ({
  place,
  target: Float64Array.from(target),
});

describe('the mean of the neighbours', () => {
  it('leaves the sensor itself out, and counts where two others have the hour', () => {
    const three = [
      sensor(at(0.3, 32.5), 100, 100, Number.NaN),
      sensor(at(0.31, 32.5), 10, Number.NaN, 10),
      sensor(at(0.3, 32.6), 20, 30, 20),
    ];
    expect(neighbourMeans(three, 1, 3)).toEqual([Float64Array.of(15, Number.NaN, 15)]);
  });

  it('does not reach beyond 100 km, nor to sensors whose place is unknown', () => {
    const scattered = [sensor(at(0, 0), 1), sensor(at(0, 0.8), 2), sensor(at(0, 0.95), 4), sensor(null, 9)];
    const means = neighbourMeans(scattered, 4, 1).map(([mean]) => mean);
    // only the one in the middle has two others within reach
    expect(means).toEqual([Number.NaN, 2.5, Number.NaN, Number.NaN]);
  });

  it('crosses the 180th meridian', () => {
    const fiji = [sensor(at(-17, 179.9), 1), sensor(at(-17, -179.9), 2), sensor(at(-17.1, 179.9), 4)];
    expect(neighbourMeans(fiji, 1, 1)).toEqual([Float64Array.of(3)]);
  });

  it('is that of looking at every pair', () => {
    const value = fc.oneof(fc.constant(Number.NaN), fc.double({ min: -5, max: 985, noNaN: true }));
    const place = fc.record({
      latitude: fc.double({ min: -2, max: 2, noNaN: true }),
      longitude: fc.double({ min: -2, max: 2, noNaN: true }),
    });
    const one = fc.record({
      place: fc.option(place),
      target: fc.array(value, { minLength: 4, maxLength: 4 }).map((x) => Float64Array.from(x)),
    });
    fc.assert(
      fc.property(fc.array(one, { maxLength: 20 }), (sensors) => {
        const found = neighbourMeans(sensors, sensors.length, 4);
        for (const [n, { place: here }] of sensors.entries())
          for (let age = 0; age < 4; age += 1) {
            const values = sensors.flatMap(({ place: there, target }, m) =>
              m !== n && here && there && distanceKm(here, there) <= 100 && !Number.isNaN(target[age])
                ? [target[age] as number]
                : [],
            );
            const mean = found[n]?.[age];
            if (values.length < 2) expect(mean).toBeNaN();
            else expect(mean).toBeCloseTo(values.reduce((a, b) => a + b) / values.length, 6);
          }
      }),
    );
  });
});
