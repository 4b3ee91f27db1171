import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { boxAround, distanceKm, earthRadiusKm, type GeoPoint, longitudeSpans } from './geo.ts';

const at = (latitude: number, longitude: number): GeoPoint => ({ latitude, longitude });
const degree = (min: number, max: number) => fc.double({ min, max, noNaN: true });
const points = fc.record({ latitude: degree(-90, 90), longitude: degree(-180, 180) });

describe('great-circle distance', () => {
  it('measures a degree of the equator and of a meridian as a 360th of the circumference', () => {
    const oneDegree = (2 * Math.PI * earthRadiusKm) / 360;
    expect(distanceKm(at(0, 10), at(0, 11))).toBeCloseTo(oneDegree, 9);
    expect(distanceKm(at(50, 10), at(51, 10))).toBeCloseTo(oneDegree, 9);
  });

  it('agrees with the vector of Rosetta Code (Nashville to Los Angeles), scaled to our radius', () => {
    // rosettacode.org/wiki/Haversine_formula: 2887.2599506071106 km with R = 6372.8 km
    const expected = (2887.2599506071106 * earthRadiusKm) / 6372.8;
    expect(distanceKm(at(36.12, -86.67), at(33.94, -118.4))).toBeCloseTo(expected, 6);
  });

  it('is within 0.6 % of the geodesic on the ellipsoid', () => {
    // Vincenty's classic Flinders Peak to Buninyong on GRS 80: 54,972.271 m (Geoscience Australia, GDA technical manual)
    const flinders = at(-37.95103342, 144.42486789);
    const buninyong = at(-37.65282114, 143.92649554);
    expect(Math.abs(distanceKm(flinders, buninyong) / 54.972271 - 1)).toBeLessThan(0.006);
  });

  it('is half the circumference between antipodes, and across the 180th meridian is short', () => {
    expect(distanceKm(at(12, 34), at(-12, -146))).toBeCloseTo(Math.PI * earthRadiusKm, 6);
    expect(distanceKm(at(0, 179.5), at(0, -179.5))).toBeCloseTo(111.195, 3);
  });

  it('is symmetric, never negative, and at most half the circumference', () => {
    fc.assert(
      fc.property(points, points, (a, b) => {
        const there = distanceKm(a, b);
        expect(distanceKm(b, a)).toBeCloseTo(there, 6);
        expect(there).toBeGreaterThanOrEqual(0);
        expect(there).toBeLessThanOrEqual(Math.PI * earthRadiusKm + 1e-9);
        expect(distanceKm(a, a)).toBe(0);
      }),
    );
  });
});

const isInside = (box: ReturnType<typeof boxAround>, { latitude, longitude }: GeoPoint): boolean =>
  latitude >= box.south &&
  latitude <= box.north &&
  longitudeSpans(box).some(([west, east]) => west <= longitude && longitude <= east);

describe('a box around a circle', () => {
  it('holds every point of the circle, over poles and the 180th meridian too', () => {
    const radii = fc.double({ min: 0.001, max: 20_000, noNaN: true });
    const bearings = fc.double({ min: 0, max: 2 * Math.PI, noNaN: true });
    const shares = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(points, radii, bearings, shares, (centre, radiusKm, bearing, share) => {
        const reached = destination(centre, bearing, (radiusKm * share) / earthRadiusKm);
        const circle = { lat: centre.latitude, lon: centre.longitude, radiusKm };
        expect(isInside(boxAround(circle), reached)).toBe(true);
      }),
      { numRuns: 2_000 },
    );
  });

  it('is narrow at the equator and crosses the 180th meridian with west > east', () => {
    const box = boxAround({ lat: 0, lon: 179.9, radiusKm: 111.195 });
    expect(box.west).toBeCloseTo(178.9, 3);
    expect(box.east).toBeCloseTo(-179.1, 3);
    expect(box.north).toBeCloseTo(1, 3);
  });

  it('has all longitudes where a pole lies within', () => {
    expect(boxAround({ lat: 89, lon: 20, radiusKm: 200 })).toMatchObject({
      west: -180,
      east: 180,
      north: 90,
    });
  });
});

describe('spans of longitude', () => {
  it('hold the 180th meridian under both of its names', () => {
    const holds = (west: number, east: number, longitude: number) =>
      isInside({ south: -1, north: 1, west, east }, at(0, longitude));
    expect([holds(170, 180, -180), holds(-180, -170, 180), holds(170, -170, 180)]).toEqual([
      true,
      true,
      true,
    ]);
    expect([holds(170, 180, -179.9), holds(170, -170, 0), holds(-10, 10, 180)]).toEqual([
      false,
      false,
      false,
    ]);
  });
});

/** The direct problem on the sphere (Williams, E., Aviation Formulary 1.47, "Lat/lon given radial and distance"). */
function destination({ latitude, longitude }: GeoPoint, bearing: number, angle: number): GeoPoint {
  const lat = (latitude * Math.PI) / 180;
  const sinLat = Math.sin(lat) * Math.cos(angle) + Math.cos(lat) * Math.sin(angle) * Math.cos(bearing);
  const reached = Math.asin(Math.max(-1, Math.min(1, sinLat)));
  const east = Math.atan2(
    Math.sin(bearing) * Math.sin(angle) * Math.cos(lat),
    Math.cos(angle) - Math.sin(lat) * Math.sin(reached),
  );
  const lon = longitude + (east * 180) / Math.PI;
  return at((reached * 180) / Math.PI, lon > 180 ? lon - 360 : lon < -180 ? lon + 360 : lon);
}
