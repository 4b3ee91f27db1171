import { column, type Matrix, norm, zeros } from '../linear/matrix.ts';
import { centre, type Strata } from './strata.ts';

const scale = (values: Float64Array, roots: Float64Array): void => {
  for (let i = 0; i < values.length; i++) values[i] = (values[i] as number) * (roots[i] as number);
};

interface Weighted {
  readonly a: Matrix;
  readonly b: Float64Array;
  readonly lengths: Float64Array;
}

/**
 * √W X and √W z for a least-squares step, within strata if there are any, in memory that is used anew at each step. `lengths` are
 * those of √W X's columns before strata were taken out: beside these it shows that a column does not vary within any stratum.
 */
export const weighting = (x: Matrix, strata: Strata | null) => {
  const a = zeros(x.rows, x.columns);
  const scratch = new Float64Array(x.rows);
  return (weights: Float64Array, z: Float64Array): Weighted => {
    const roots = weights.map(Math.sqrt);
    const lengths = new Float64Array(x.columns);
    const b = z.slice();
    for (let j = 0; j < x.columns; j++) {
      const values = column(a, j);
      values.set(column(x, j));
      scratch.set(values);
      scale(scratch, roots);
      lengths[j] = norm(scratch);
      if (strata === null) values.set(scratch);
      else {
        centre(values, weights, strata);
        scale(values, roots);
      }
    }
    if (strata !== null) centre(b, weights, strata);
    scale(b, roots);
    return { a, b, lengths };
  };
};
