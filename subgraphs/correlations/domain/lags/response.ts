import { type Problem, problem } from '../problem.ts';
import { chooseKnots, type Knots } from '../splines/knots.ts';
import { type AtOne, bSpline, naturalSpline } from '../splines/spline.ts';

/** How many pieces a spline has: degrees of freedom in all or for each year of days, or the internal knots themselves. */
export interface SplineSize {
  readonly df?: number;
  readonly dfPerYear?: number;
  readonly knots?: readonly number[];
  /** Where the outermost pieces end; by default the least and the greatest value. */
  readonly boundary?: readonly [number, number];
}

/** How the outcome may follow the values of a column. */
export type Response =
  | { readonly kind: 'linear' }
  /** Powers 1 to degree of the value itself. */
  | { readonly kind: 'polynomial'; readonly degree: number }
  /** Natural cubic spline. */
  | ({ readonly kind: 'ns' } & SplineSize)
  /** B-spline, cubic unless another degree is given. */
  | ({ readonly kind: 'bs'; readonly degree?: number } & SplineSize)
  /** Hockey stick: max(below − x, 0), max(x − above, 0), or both. */
  | { readonly kind: 'threshold'; readonly below?: number; readonly above?: number }
  /** Steps: which of the intervals [cut, next cut) the value is in; below the first cut is the reference. */
  | { readonly kind: 'steps'; readonly cuts: readonly number[] }
  /** sin and cos of 2πkx / period, for k from 1 to harmonics. */
  | { readonly kind: 'fourier'; readonly period: number; readonly harmonics: number };

/** A response that is made up: the columns that one column becomes. */
export interface Basis {
  /** One a column: `ns1`, `sin2`; empty where there is but one. */
  readonly names: readonly string[];
  readonly at: AtOne;
  readonly knots: Knots | null;
}

export interface Series {
  /** What to call it in problems. */
  readonly field: string;
  /** The whole series, gaps as NaN. */
  readonly values: Float64Array;
  readonly years: number;
}

const numbered = (name: string, count: number): string[] =>
  Array.from({ length: count }, (_, i) => `${name}${i + 1}`);

const mostPieces = 1_000;

/** The spline of a size over a series. The intercept counts as one degree of freedom, as in R. */
export const splineBasis = (
  spline: Extract<Response, { kind: 'ns' | 'bs' }>,
  { field, values, years }: Series,
  hasIntercept: boolean,
): Basis | Problem => {
  const df = spline.df ?? Math.round((spline.dfPerYear ?? Number.NaN) * years);
  const degree = spline.kind === 'ns' ? 3 : (spline.degree ?? 3);
  const least = (spline.kind === 'ns' ? 1 : degree) + (hasIntercept ? 1 : 0);
  if (spline.knots === undefined && !(df >= least && df <= mostPieces))
    return problem(
      field,
      'WRONG_SETTING',
      `${spline.kind} of ${field} needs ${least} to ${mostPieces} degrees of freedom`,
      'Give df, dfPerYear or knots.',
    );
  const internal = spline.knots ?? df - least;
  const knots = chooseKnots({ field, values, internal, boundary: spline.boundary });
  if ('kind' in knots) return knots;
  const at = spline.kind === 'ns' ? naturalSpline(knots, hasIntercept) : bSpline(knots, degree, hasIntercept);
  return { names: numbered(spline.kind, knots.internal.length + least), at, knots };
};

const fixed = (names: readonly string[], at: (x: number) => readonly number[]): Basis => ({
  names,
  at: (x) => Float64Array.from(at(x)),
  knots: null,
});

/** The basis of a response over a series. */
export const basisOf = (response: Response, series: Series): Basis | Problem => {
  switch (response.kind) {
    case 'linear':
      return fixed([''], (x) => [x]);
    case 'polynomial': {
      const powers = Array.from({ length: response.degree }, (_, p) => p + 1);
      return fixed(
        powers.map((p) => `^${p}`),
        (x) => powers.map((p) => x ** p),
      );
    }
    case 'ns':
    case 'bs':
      return splineBasis(response, series, false);
    case 'threshold': {
      const { below, above } = response;
      const sides = [
        ...(below === undefined
          ? []
          : [{ name: `below ${below}`, at: (x: number) => Math.max(below - x, 0) }]),
        ...(above === undefined
          ? []
          : [{ name: `above ${above}`, at: (x: number) => Math.max(x - above, 0) }]),
      ];
      return fixed(
        sides.map(({ name }) => name),
        (x) => sides.map(({ at }) => at(x)),
      );
    }
    case 'steps': {
      const cuts = [...response.cuts, Number.POSITIVE_INFINITY];
      return fixed(
        response.cuts.map((cut) => `from ${cut}`),
        (x) => response.cuts.map((cut, i) => (x >= cut && x < (cuts[i + 1] as number) ? 1 : 0)),
      );
    }
    case 'fourier': {
      const waves = Array.from(
        { length: response.harmonics },
        (_, k) => ((k + 1) * 2 * Math.PI) / response.period,
      );
      return fixed(
        waves.flatMap((_, k) => [`sin${k + 1}`, `cos${k + 1}`]),
        (x) => waves.flatMap((wave) => [Math.sin(wave * x), Math.cos(wave * x)]),
      );
    }
    default:
      return response satisfies never;
  }
};

/** The columns of a basis over a series; NaN where it has a gap. */
export const columnsAt = ({ names, at }: Basis, values: Float64Array): readonly Float64Array[] => {
  const columns = names.map(() => new Float64Array(values.length).fill(Number.NaN));
  values.forEach((x, i) => {
    if (Number.isNaN(x)) return;
    const row = at(x);
    for (let j = 0; j < columns.length; j++) (columns[j] as Float64Array)[i] = row[j] as number;
  });
  return columns;
};
