import type { Knots } from './knots.ts';

/** The knots with the boundaries repeated, so that the basis ends there. */
export const extended = ({ internal, boundary }: Knots, degree: number): Float64Array =>
  Float64Array.from([
    ...Array(degree + 1).fill(boundary[0]),
    ...internal,
    ...Array(degree + 1).fill(boundary[1]),
  ]);

/** Where the piece begins that x lies in; beyond the ends, the outermost piece. */
const pieceOf = (knots: Float64Array, degree: number, x: number): number => {
  let low = degree;
  let high = knots.length - degree - 2;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((knots[middle] as number) <= x) low = middle;
    else high = middle - 1;
  }
  return low;
};

/**
 * All B-splines of a degree at x, or their derivatives, by the recursion of Cox and de Boor: knots.length − degree − 1 values.
 * `knots` are the extended ones. Beyond the ends the outermost polynomials go on, as in R's `bs`.
 */
export const bSplines = (knots: Float64Array, degree: number, x: number, derivative = 0): Float64Array => {
  const piece = pieceOf(knots, degree, x);
  const basis = new Float64Array(knots.length - 1);
  basis[piece] = 1;
  // in place: each degree reads a value and the next, and is written from the left
  for (let d = 1; d <= degree; d++) {
    const isDifferentiated = d > degree - derivative;
    for (let i = Math.max(0, piece - d); i <= Math.min(piece, basis.length - d - 1); i++) {
      const start = knots[i] as number;
      const end = knots[i + d + 1] as number;
      const left = (knots[i + d] as number) - start;
      const right = end - (knots[i + 1] as number);
      const rising = isDifferentiated ? d : x - start;
      const falling = isDifferentiated ? -d : end - x;
      basis[i] =
        (left === 0 ? 0 : (rising / left) * (basis[i] as number)) +
        (right === 0 ? 0 : (falling / right) * (basis[i + 1] as number));
    }
  }
  return basis.subarray(0, basis.length - degree);
};
