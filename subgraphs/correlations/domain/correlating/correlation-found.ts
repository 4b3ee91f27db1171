import type { Warning } from '../study/warnings/warning.ts';

export interface CorrelationFigures {
  readonly r: number;
  /** 95 % interval, and p: from `nEffective` days. */
  readonly low: number;
  readonly high: number;
  readonly p: number;
  /** For the lags that were tried. */
  readonly pAdjusted: number;
  /** Days that have everything. */
  readonly n: number;
  /** The independent days that these amount to. */
  readonly nEffective: number;
  /** What was taken out of both. */
  readonly given: readonly string[];
}

export interface LagCorrelation {
  /** Days by which the exposure comes before. */
  readonly lag: number;
  readonly raw: CorrelationFigures;
  readonly adjusted: CorrelationFigures;
}

/** How two daily series go together: with the names that the graph has. */
export interface CorrelationFound {
  readonly kind: 'found';
  readonly lags: readonly LagCorrelation[];
  readonly warnings: readonly Warning[];
  readonly summary: string;
}
