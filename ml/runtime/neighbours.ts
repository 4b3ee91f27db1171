import { distanceKm, latitudeReach, type Place } from './distance.ts';

/** How far neighbours may be, and how many of them must have an hour for their mean to count. */
export const neighbourRadiusKm = 100;
const leastNeighbours = 2;

export interface PlacedSeries {
  /** null: nobody's neighbour. */
  readonly place: Place | null;
  /** Age 0 first, NaN where missing. */
  readonly target: Float64Array;
}

/** Indices of those around each one, without itself. Sorted by latitude, so that only a strip has to be looked through. */
const around = (sensors: readonly PlacedSeries[]): readonly (readonly number[])[] => {
  const placed = sensors
    .flatMap(({ place }, index) => (place === null ? [] : { place, index }))
    .sort((a, b) => a.place.latitude - b.place.latitude);
  const reach = latitudeReach(neighbourRadiusKm);
  const found = sensors.map((): number[] => []);
  for (const [n, one] of placed.entries()) {
    for (let m = n + 1; m < placed.length; m += 1) {
      const other = placed[m] as (typeof placed)[number];
      if (other.place.latitude - one.place.latitude > reach) break;
      if (distanceKm(one.place, other.place) > neighbourRadiusKm) continue;
      found[one.index]?.push(other.index);
      found[other.index]?.push(one.index);
    }
  }
  return found;
};

interface Pool {
  readonly sums: Float64Array;
  readonly counts: Uint16Array;
}

const poolOf = (members: readonly number[], sensors: readonly PlacedSeries[], hours: number): Pool => {
  const sums = new Float64Array(hours);
  const counts = new Uint16Array(hours);
  for (const member of members) {
    const { target } = sensors[member] as PlacedSeries;
    for (let age = 0; age < hours; age += 1) {
      const value = target[age] ?? Number.NaN;
      if (Number.isNaN(value)) continue;
      sums[age] = (sums[age] as number) + value;
      counts[age] = (counts[age] as number) + 1;
    }
  }
  return { sums, counts };
};

/**
 * For each of the first `wanted` sensors the hourly mean over the others within 100 km, where at least 2 of them have the
 * hour; else NaN. Sensors that share a neighbourhood share its sums, of which each takes its own value out.
 */
export const neighbourMeans = (
  sensors: readonly PlacedSeries[],
  wanted: number,
  hours: number,
): readonly Float64Array[] => {
  const pools = new Map<string, Pool>();
  const neighbourhoods = around(sensors);
  return sensors.slice(0, wanted).map(({ target }, index) => {
    const means = new Float64Array(hours).fill(Number.NaN);
    const others = neighbourhoods[index] ?? [];
    if (others.length < leastNeighbours) return means;
    const all = [...others, index].sort((a, b) => a - b);
    const key = all.join();
    const pool = pools.get(key) ?? poolOf(all, sensors, hours);
    pools.set(key, pool);
    for (let age = 0; age < hours; age += 1) {
      const own = target[age] ?? Number.NaN;
      const has = !Number.isNaN(own);
      const count = (pool.counts[age] as number) - (has ? 1 : 0);
      if (count >= leastNeighbours) means[age] = ((pool.sums[age] as number) - (has ? own : 0)) / count;
    }
    return means;
  });
};
