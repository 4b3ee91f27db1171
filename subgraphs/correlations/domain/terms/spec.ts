import type { Family } from '../glm/statistics.ts';
import type { LagWindow } from '../lags/lag-window.ts';
import type { Response } from '../lags/response.ts';

/** A column of numbers: the shape of its response times that of its lags. Linear, on the same day, unless said otherwise. */
export interface NumericTerm {
  readonly kind: 'numeric';
  readonly column: string;
  /** The increment that coefficients are for, of a linear response or a threshold; 1 unless given. */
  readonly per?: number;
  readonly response?: Response;
  /** A single lag in days, or a window. */
  readonly lags?: number | LagWindow;
  /** That this is what the model is about: a problem where its effect cannot be told from the other terms'. */
  readonly isExposure?: boolean;
}

/** Groups: a coefficient for each but the reference. */
export interface FactorTerm {
  readonly kind: 'factor';
  /** Several columns are crossed: `['year', 'month']` has a group for each month of each year. */
  readonly column: string | readonly string[];
  /** Numbers parted at their quantiles into so many groups, each with its upper end, the lowest with both. */
  readonly quantiles?: number;
  readonly lag?: number;
  /** The first in order unless given. */
  readonly reference?: string;
}

export type Term = NumericTerm | FactorTerm;

/** A model as data: what `fit` takes, and what a result refers to. */
export interface ModelSpec {
  readonly outcome: string;
  /** The outcome's logarithm is modelled: for least squares. */
  readonly isLog?: boolean;
  readonly family: Family;
  readonly terms: readonly Term[];
  /** Each combination of these columns' labels has a rate of its own, compared with nothing else: a case-crossover. */
  readonly strata?: readonly string[];
  /** Only days on which the column has one of these. */
  readonly subset?: {
    readonly column: string;
    readonly in: readonly (string | number)[];
    /** Whether lags and knots come from these days alone (`within`, so unless given) or from the whole series. */
    readonly lags?: 'within' | 'across';
  };
  /** Lags do not reach across a change of this column, such as the year. */
  readonly lagsWithin?: string;
}

/** Numbers with gaps as NaN, or labels with gaps as ''. */
export type Column = Float64Array | readonly string[];

/** One row a day, consecutive days, all columns of one length. */
export type Columns = Readonly<Record<string, Column>>;
