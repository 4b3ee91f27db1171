const missing: ReadonlySet<string> = new Set(['', 'NA']);
const number = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;
const infinite = /^[+-]?(nan|inf|infinity)$/i;

/** What a cell of a daily series says. */
export const isMissingCell = (cell: string): boolean => missing.has(cell);
export const isNumberCell = (cell: string): boolean => number.test(cell);
/** A number that none can be calculated with. */
export const isInfiniteCell = (cell: string): boolean =>
  infinite.test(cell) || (number.test(cell) && !Number.isFinite(Number(cell)));
