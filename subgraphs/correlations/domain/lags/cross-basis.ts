import type { LagBasis } from './lag-window.ts';
import { weightedLags } from './lagged.ts';
import { type Basis, columnsAt } from './response.ts';

/** A column's exposure–lag–response: a basis in the exposure times a basis in the lag (Gasparrini et al. 2010, doi 10.1002/sim.3940). */
export interface CrossBasis {
  readonly response: Basis;
  readonly lags: LagBasis;
  /** What the columns are divided by, so that coefficients are for this many units. */
  readonly per: number;
}

/** One name a column: exposure basis outside, lag basis inside. */
export const namesOf = ({ response, lags }: CrossBasis, column: string): readonly string[] =>
  response.names.flatMap((value) =>
    lags.columns.map((lag) => [column, value, lag.name].filter((part) => part !== '').join(' ')),
  );

/** The columns over a series: NaN where a day of the window is missing. */
export const crossColumns = (
  { response, lags, per }: CrossBasis,
  values: Float64Array,
  starts: Int32Array,
): readonly Float64Array[] =>
  columnsAt(response, values).flatMap((column) => {
    const scaled = per === 1 ? column : column.map((value) => value / per);
    return lags.columns.map(({ weights }) => weightedLags(scaled, { from: lags.from, weights }, starts));
  });

export interface Contrast {
  /** The value whose effect is asked for, in the column's unit. */
  readonly at: number;
  /** The value it is compared with. */
  readonly reference: number;
  /** Summed over these lags, both included; all of them unless given. */
  readonly lags?: readonly [number, number];
}

/** By what to multiply the coefficients to have the effect of a contrast. */
export const contrastOf = (cross: CrossBasis, { at, reference, lags }: Contrast): Float64Array => {
  const { from, columns } = cross.lags;
  const [first, last] = lags ?? [from, cross.lags.to];
  const centred = cross.response.at(reference);
  const steps = cross.response.at(at).map((value, j) => (value - (centred[j] as number)) / cross.per);
  const sums = columns.map(({ weights }) =>
    weights
      .subarray(Math.max(first - from, 0), Math.max(last - from + 1, 0))
      .reduce((sum, weight) => sum + weight, 0),
  );
  return Float64Array.from([...steps].flatMap((step) => sums.map((sum) => step * sum)));
};
