import { pick } from '../linear/matrix.ts';
import { type Problem, problem } from '../problem.ts';

/** Two columns on the days that have both. */
export interface Pairs {
  readonly x: Float64Array;
  readonly y: Float64Array;
}

const fewestPairs = 4;

const vary = (values: Float64Array): boolean => values.some((value) => value !== values[0]);

/** The rows on which all columns are finite. */
export const completeRows = (columns: readonly Float64Array[]): Int32Array =>
  Int32Array.from((columns[0] as Float64Array).keys()).filter((row) =>
    columns.every((values) => Number.isFinite(values[row])),
  );

/** Why these columns, without gaps, have no correlation; null if they have one. */
export const pairFault = ({ x, y }: Pairs): Problem | null => {
  if (x.length < fewestPairs)
    return problem(
      'days',
      'TOO_FEW_DAYS',
      `Only ${x.length} days have both`,
      `Give at least ${fewestPairs} days that have both.`,
    );
  if (vary(x) && vary(y)) return null;
  const field = vary(x) ? 'y' : 'x';
  return problem(
    field,
    'CONSTANT',
    'A series that does not vary has no correlation',
    'Give a series that varies.',
  );
};

/** The days that have both; a problem where they are too few, or one of them does not vary. */
export const pairsOf = (x: Float64Array, y: Float64Array): Pairs | Problem => {
  if (x.length !== y.length)
    return problem(
      'y',
      'UNEQUAL_LENGTHS',
      `${x.length} and ${y.length} days`,
      'Give both for the same days.',
    );
  const rows = completeRows([x, y]);
  const pairs = { x: pick(x, rows), y: pick(y, rows) };
  return pairFault(pairs) ?? pairs;
};
