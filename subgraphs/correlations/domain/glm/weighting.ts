import { columnsOf, type Matrix, norm, zeros } from '../linear/matrix.ts';
import { centre, type Strata } from './strata.ts';

/** values × roots, into `target`; which may be `values` itself. */
const scale = (target: Float64Array, values: Float64Array, roots: Float64Array): void => {
  for (let i = 0; i < target.length; i++) target[i] = (values[i] as number) * (roots[i] as number);
};

interface Weighted {
  readonly a: Matrix;
  readonly b: Float64Array;
  /**
   * Within strata, the lengths of √W X's columns before strata were taken out of them: beside these it shows that a column does not
   * vary within any stratum.
   */
  readonly lengths?: Float64Array;
}

/** √W X and √W z for a least-squares step, within strata if there are any. Each step uses the same memory. */
export const weighting = (x: Matrix, strata: Strata | null) => {
  const a = zeros(x.rows, x.columns);
  return (weights: Float64Array, z: Float64Array): Weighted => {
    const roots = weights.map(Math.sqrt);
    const b = z.slice();
    const [from, to] = [columnsOf(x), columnsOf(a)];
    to.forEach((values, j) => {
      scale(values, from[j] as Float64Array, roots);
    });
    if (strata === null) {
      scale(b, b, roots);
      return { a, b };
    }
    const lengths = Float64Array.from(to, norm);
    for (const [j, values] of [...to, b].entries()) {
      values.set(from[j] ?? z);
      centre(values, weights, strata);
      scale(values, values, roots);
    }
    return { a, b, lengths };
  };
};
