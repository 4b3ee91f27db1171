import type { Problem } from '../problem.ts';
import type { Knots } from '../splines/knots.ts';
import { type SplineSize, splineBasis } from './response.ts';

/** How the effects at successive lags are held together. */
export type LagShape =
  /** A coefficient for each lag. */
  | { readonly kind: 'unconstrained' }
  /** One coefficient, for the mean over the lags. */
  | { readonly kind: 'mean' }
  /** One coefficient, for the sum over the lags. */
  | { readonly kind: 'sum' }
  /** One coefficient for the sum over each stretch of lags; `starts` are their first lags. */
  | { readonly kind: 'strata'; readonly starts: readonly number[] }
  /** Effects on a polynomial: Σ xₜ₋ₗ (l / last lag)ᵖ for p from 0 to degree (Almon 1965). */
  | { readonly kind: 'polynomial'; readonly degree: number }
  /** Effects on a spline over the lags, with an intercept (Gasparrini et al. 2010). */
  | ({ readonly kind: 'ns' } & SplineSize)
  | ({ readonly kind: 'bs'; readonly degree?: number } & SplineSize);

/** Lags in days, both ends included; `from` is 0 and the shape unconstrained unless given. */
export interface LagWindow {
  readonly from?: number;
  readonly to: number;
  readonly shape?: LagShape;
}

/** A window that is made up: the effect at lag `from + l` is Σₖ `columns[k].weights[l]` × coefficient k. */
export interface LagBasis {
  readonly from: number;
  readonly to: number;
  readonly columns: readonly { readonly name: string; readonly weights: Float64Array }[];
  readonly knots: Knots | null;
}

export const singleLag = (lag: number): LagBasis => ({
  from: lag,
  to: lag,
  columns: [{ name: lag === 0 ? '' : `lag ${lag}`, weights: Float64Array.of(1) }],
  knots: null,
});

const stretch = (first: number, last: number): string =>
  first === last ? `lag ${first}` : `lags ${first}–${last}`;

export const lagBasisOf = ({
  from = 0,
  to,
  shape = { kind: 'unconstrained' },
}: LagWindow): LagBasis | Problem => {
  const lags = Float64Array.from({ length: to - from + 1 }, (_, l) => from + l);
  const whole = stretch(from, to);
  const basis = (columns: LagBasis['columns'], knots: Knots | null = null): LagBasis => ({
    from,
    to,
    columns,
    knots,
  });
  switch (shape.kind) {
    case 'unconstrained':
      return basis(
        Array.from(lags, (lag) => ({ name: `lag ${lag}`, weights: lags.map((l) => (l === lag ? 1 : 0)) })),
      );
    case 'mean':
      return basis([{ name: `mean of ${whole}`, weights: lags.map(() => 1 / lags.length) }]);
    case 'sum':
      return basis([{ name: `sum of ${whole}`, weights: lags.map(() => 1) }]);
    case 'strata':
      return basis(
        shape.starts.map((first, i) => {
          const last = (shape.starts[i + 1] ?? to + 1) - 1;
          return { name: stretch(first, last), weights: lags.map((l) => (l >= first && l <= last ? 1 : 0)) };
        }),
      );
    case 'polynomial':
      return basis(
        Array.from({ length: shape.degree + 1 }, (_, p) => ({
          name: `lag^${p}`,
          weights: lags.map((l) => (l / Math.max(to, 1)) ** p),
        })),
      );
    case 'ns':
    case 'bs': {
      const spline = splineBasis(shape, { field: 'lags', values: lags, years: Number.NaN }, true);
      if ('kind' in spline) return spline;
      const rows = Array.from(lags, (lag) => spline.at(lag));
      return basis(
        spline.names.map((name, k) => ({
          name: `lag ${name}`,
          weights: Float64Array.from(rows, (row) => row[k] as number),
        })),
        spline.knots,
      );
    }
    default:
      return shape satisfies never;
  }
};
