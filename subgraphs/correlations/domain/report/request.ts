import type { ResidualKind } from '../residual-checks.ts';
import type { Columns, ModelSpec } from '../terms/spec.ts';

/** A daily series: consecutive days from the first, one row a day. */
export interface Daily {
  /** `YYYY-MM-DD`. */
  readonly start: string;
  readonly columns: Columns;
}

/** Of the data, the days that are asked about: `YYYY-MM-DD`, both included; all unless given. */
export interface Span {
  readonly from?: string;
  readonly to?: string;
}

/** An effect of one numeric term that a report is to have. */
export interface EffectRequest {
  /** The term's place in `terms`, from 0. */
  readonly term: number;
  /** The value whose effect is asked for, over all lags, at each and up to each. */
  readonly at?: number;
  readonly reference: number;
  /** Values at which the effect over all lags is asked for: points of the exposure–response curve. */
  readonly curve?: readonly number[];
}

/** A model, and what to tell of it. */
export interface ModelRequest extends ModelSpec, Span {
  readonly kind: 'model';
  /** Exposures that are not named here are told per increment, if their response is linear or a threshold. */
  readonly effects?: readonly EffectRequest[];
  /** Of least squares: errors that allow for autocorrelation up to this lag. */
  readonly neweyWest?: number;
  readonly diagnostics?: { readonly lags?: number; readonly residuals?: ResidualKind };
  /** Whether to tell the covariance of the coefficients. */
  readonly covariance?: boolean;
}

interface Pair {
  readonly x: string;
  readonly y: string;
  /** Take a trend and so many waves of the year out of both first. */
  readonly harmonics?: number;
}

export type CorrelationRequest =
  | ({ readonly kind: 'pearson' | 'spearman' | 'kendall'; readonly lag?: number } & Pair)
  | ({ readonly kind: 'partial'; readonly given: readonly string[]; readonly isRanked?: boolean } & Pair)
  | ({ readonly kind: 'effective' | 'lagged' | 'ccf'; readonly lags: number } & Pair)
  | { readonly kind: 'acf'; readonly x: string; readonly lags: number; readonly harmonics?: number }
  | {
      readonly kind: 'matrix';
      readonly columns: readonly string[];
      readonly method: 'pearson' | 'spearman';
      readonly harmonics?: number;
    };

export interface CorrelationsRequest extends Span {
  readonly kind: 'correlations';
  readonly correlations: readonly CorrelationRequest[];
}

/** What an association's specification asks for. */
export type AssociationRequest = ModelRequest | CorrelationsRequest;
