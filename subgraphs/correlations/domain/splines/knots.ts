import { type Problem, problem } from '../problem.ts';
import { inner, sortedFinite } from './quantile.ts';

export interface Knots {
  readonly internal: readonly number[];
  readonly boundary: readonly [number, number];
}

export interface KnotChoice {
  /** What to call the column in a problem. */
  readonly field: string;
  /** The whole series, its gaps as NaN: knots do not move when other columns lose days. */
  readonly values: ArrayLike<number>;
  /** Their number, at quantiles of the values, or where they are. */
  readonly internal: number | readonly number[];
  readonly boundary?: readonly [number, number] | undefined;
}

/** The knots of a spline; a problem where two fall together, so that the spline would not be what was asked for. */
export const chooseKnots = ({ field, values, internal, boundary }: KnotChoice): Knots | Problem => {
  const sorted = sortedFinite(values);
  const within = sorted.filter(
    (value) => boundary === undefined || (value >= boundary[0] && value <= boundary[1]),
  );
  if (boundary !== undefined && within.length === 0)
    return problem(
      field,
      'WRONG_SETTING',
      `No value of ${field} lies between the boundary knots ${boundary.join(' and ')}`,
      'Give the lower first, and values between them, or leave them out.',
    );
  const ends = boundary ?? ([sorted[0] ?? Number.NaN, sorted.at(-1) ?? Number.NaN] as const);
  if (!(ends[0] < ends[1]))
    return problem(field, 'CONSTANT', `${field} does not vary`, 'Leave this term out, or give other data.');
  const chosen =
    typeof internal === 'number' ? inner(within, internal + 1) : [...internal].sort((a, b) => a - b);
  const all = [ends[0], ...chosen, ends[1]];
  if (all.some((knot, i) => i > 0 && !(knot > (all[i - 1] as number))))
    return problem(
      field,
      'KNOTS_COINCIDE',
      `The knots of ${field} fall together or beyond its ends: ${all.map((knot) => knot.toPrecision(6)).join(', ')}`,
      'Ask for fewer degrees of freedom, or say where the knots are.',
    );
  return { internal: chosen, boundary: ends };
};
