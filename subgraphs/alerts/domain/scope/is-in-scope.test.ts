import { describe, expect, it } from 'vitest';
import { everySensor, makeSensor } from '../../testing/rules.ts';
import type { Scope } from '../rule/scope.ts';
import { isInScope } from './is-in-scope.ts';

const holds = (scope: Partial<Scope>, fields: Parameters<typeof makeSensor>[0] = {}) =>
  isInScope({ ...everySensor, ...scope }, makeSensor(fields));
const at = (latitude: number, longitude: number) => ({ location: { latitude, longitude } });

describe('a scope', () => {
  it('that names nothing is every sensor, but for retired ones', () => {
    expect(holds({})).toBe(true);
    expect(holds({}, { retired: true })).toBe(false);
    expect(holds({ sensorIds: ['a-sensor'] }, { retired: true })).toBe(false);
  });

  it.each<[string, Partial<Scope>, Partial<Scope>]>([
    ['ids', { sensorIds: ['b', 'a-sensor'] }, { sensorIds: ['b'] }],
    ['sites', { siteIds: ['roof'] }, { siteIds: ['cellar'] }],
    ['networks', { networkIds: ['a-network'] }, { networkIds: [] }],
    ['kinds', { kinds: ['LOW_COST'] }, { kinds: ['REFERENCE', 'UNKNOWN'] }],
    ['countries', { countries: ['TD', 'GH'] }, { countries: ['TD'] }],
    ['tags, one of which is enough', { tags: ['school', 'road'] }, { tags: ['road'] }],
  ])('is told by %s', (_, inside, outside) => {
    const sensor = { siteId: 'roof', tags: ['school', 'north'] };
    expect(holds(inside, sensor)).toBe(true);
    expect(holds(outside, sensor)).toBe(false);
    expect(holds({ ...inside, ...{ sensorIds: ['another'] } }, sensor)).toBe(false);
  });

  it('does not hold what has no site, country or position, where these are asked for', () => {
    expect(holds({ siteIds: ['roof'] }, { siteId: null })).toBe(false);
    expect(holds({ countries: ['GH'] }, { country: null })).toBe(false);
    const area = { kind: 'BOX', south: -90, west: -180, north: 90, east: 180 } as const;
    expect(holds({ area }, { location: null })).toBe(false);
  });

  it('is a box, over the 180th meridian as well', () => {
    const fiji = { kind: 'BOX', south: -20, west: 176, north: -12, east: -178 } as const;
    expect([177, 180, -180, -179].map((east) => holds({ area: fiji }, at(-17, east)))).toEqual([
      true,
      true,
      true,
      true,
    ]);
    expect([175, -177, 0].map((east) => holds({ area: fiji }, at(-17, east)))).toEqual([false, false, false]);
    expect([-20, -12, -11.9].map((north) => holds({ area: fiji }, at(north, 179)))).toEqual([
      true,
      true,
      false,
    ]);
  });

  it('is a circle on the globe', () => {
    const accra = { kind: 'CIRCLE', latitude: 5.6, longitude: -0.19, radiusKm: 168 } as const;
    // Lomé
    expect(holds({ area: accra }, at(6.1319, 1.2228))).toBe(true);
    expect(holds({ area: { ...accra, radiusKm: 160 } }, at(6.1319, 1.2228))).toBe(false);
    const dateLine = { kind: 'CIRCLE', latitude: 0, longitude: 179.9, radiusKm: 30 } as const;
    expect(holds({ area: dateLine }, at(0, -179.9))).toBe(true);
  });
});
