import type { Stat } from './feature-set.ts';

/** Over the values of `x` at these ages that are there; NaN where fewer than `least` are. A count is never NaN. */
export const statOf = (x: Float64Array, ages: Uint16Array, stat: Stat, least: number): number => {
  let count = 0;
  let sum = 0;
  let min = Infinity;
  let max = -Infinity;
  for (const age of ages) {
    const value = x[age];
    if (value === undefined || Number.isNaN(value)) continue;
    count += 1;
    sum += value;
    if (value < min) min = value;
    if (value > max) max = value;
  }
  if (stat === 'count') return count;
  if (count === 0 || count < least) return Number.NaN;
  switch (stat) {
    case 'mean':
      return sum / count;
    case 'min':
      return min;
    case 'max':
      return max;
    case 'std':
      return deviation(x, ages, sum / count, count);
    default:
      return stat satisfies never;
  }
};

/** Of the population. A second pass: from sums of squares, a steady series would get a deviation out of rounding errors. */
const deviation = (x: Float64Array, ages: Uint16Array, mean: number, count: number): number => {
  let squares = 0;
  for (const age of ages) {
    const value = x[age];
    if (value !== undefined && !Number.isNaN(value)) squares += (value - mean) ** 2;
  }
  return Math.sqrt(squares / count);
};

/** The ages from … from + hours − 1. */
export const agesOf = (from: number, hours: number): Uint16Array =>
  Uint16Array.from({ length: hours }, (_, n) => from + n);

/** The age of the newest value among ages 0 … within − 1; NaN where there is none. */
export const newestAge = (x: Float64Array, within: number): number => {
  for (let age = 0; age < within; age += 1) if (!Number.isNaN(x[age] ?? Number.NaN)) return age;
  return Number.NaN;
};

/** How many of the last `hours` are there. */
export const observedOf = (x: Float64Array, hours: number): number => {
  let count = 0;
  for (let age = 0; age < hours; age += 1) if (!Number.isNaN(x[age] ?? Number.NaN)) count += 1;
  return count;
};

/** Of ascending values, straight between two of them (type 7 of Hyndman and Fan 1996). */
export const quantileOf = (ascending: Float64Array, level: number): number => {
  const place = level * (ascending.length - 1);
  const low = ascending[Math.floor(place)] ?? Number.NaN;
  const high = ascending[Math.ceil(place)] ?? Number.NaN;
  return low + (high - low) * (place - Math.floor(place));
};
