import { describe, expect, it } from 'vitest';
import { boxFault, contains } from './bounding-box.ts';

const accra = { south: 5, west: -1, north: 6, east: 0 };
const fiji = { south: -20, west: 177, north: -15, east: -178 };
const at = (latitude: number, longitude: number) => ({ latitude, longitude });

describe('a box on the map', () => {
  it.each([
    [accra, at(5.6, -0.2), true],
    [accra, at(5, -1), true],
    [accra, at(6, 0), true],
    [accra, at(4.99, -0.2), false],
    [accra, at(6.01, -0.2), false],
    [accra, at(5.6, -1.01), false],
    [accra, at(5.6, 0.01), false],
    [fiji, at(-18, 178), true],
    [fiji, at(-18, -179), true],
    [fiji, at(-18, 180), true],
    [fiji, at(-18, -180), true],
    [fiji, at(-18, 0), false],
    [fiji, at(-18, 176.9), false],
    [{ ...fiji, east: 180 }, at(-18, -180), true],
    [{ ...fiji, east: 180 }, at(-18, -179.9), false],
    [{ ...fiji, west: -180, east: -178 }, at(-18, 180), true],
    [{ south: -90, west: -180, north: 90, east: 180 }, at(90, 12), true],
  ])('%j holds %j: %s', (box, place, is) => {
    expect(contains(box, place)).toBe(is);
  });

  it.each([
    [{ ...accra, south: -90.1 }, 'south'],
    [{ ...accra, north: 91 }, 'north'],
    [{ ...accra, west: -181 }, 'west'],
    [{ ...accra, east: 180.5 }, 'east'],
    [{ ...accra, east: Number.NaN }, 'east'],
    [{ ...accra, north: 4 }, 'north'],
  ])('%j is refused for its %s', (box, edge) => {
    expect(boxFault(box)?.edge).toBe(edge);
  });

  it('may be a point, and may cross the 180th meridian', () => {
    expect(boxFault({ south: 5, north: 5, west: 1, east: 1 })).toBeNull();
    expect(boxFault(fiji)).toBeNull();
  });
});
