import type { Area } from './scope.ts';

const degrees = (value: number, [plus, minus]: readonly [string, string]): string =>
  `${Number(Math.abs(value).toFixed(4))}° ${value < 0 ? minus : plus}`;
const north = (value: number): string => degrees(value, ['N', 'S']);
const east = (value: number): string => degrees(value, ['E', 'W']);

/** An area in words: `within 25 km of 0.3163° N, 32.5822° E`. */
export const areaText = (area: Area): string => {
  switch (area.kind) {
    case 'BOX':
      return `from ${north(area.south)} to ${north(area.north)}, from ${east(area.west)} to ${east(area.east)}`;
    case 'CIRCLE':
      return `within ${Number(area.radiusKm.toPrecision(6))} km of ${north(area.latitude)}, ${east(area.longitude)}`;
    default:
      return area satisfies never;
  }
};
