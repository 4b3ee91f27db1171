import type { Draw } from './draw.ts';

/** A list or not, with non-null marks anywhere. */
export const wrapped = (draw: Draw, type: string, listPercent = 40): string => {
  const inner = draw.chance(35) ? `${type}!` : type;
  return draw.chance(listPercent) ? wrapped(draw, `[${inner}]`, 25) : inner;
};
