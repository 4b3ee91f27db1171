import type { Aliased } from '../linear/least-squares.ts';
import type { Matrix } from '../linear/matrix.ts';

/** What a regression found, of either family. */
export interface Fitted {
  readonly kind: 'fitted';
  /** One a column; 0 for those that are aliased. */
  readonly coefficients: Float64Array;
  /** (X'WX)⁻¹, the covariance of the coefficients at a dispersion of 1; 0 for those that are aliased. */
  readonly covariance: Matrix;
  readonly aliased: readonly Aliased[];
  /** The mean of each row. */
  readonly fitted: Float64Array;
  readonly iterations: number;
}

export interface Failure {
  readonly kind: 'separated' | 'diverged';
  /** The column that moved most in the last step. */
  readonly column: number;
}
