import { type Problem, problem } from '../problem.ts';
import type { FactorTerm, NumericTerm, Term } from './spec.ts';

const isCount = (value: number | undefined, least: number, most: number): boolean =>
  value === undefined || (Number.isInteger(value) && value >= least && value <= most);

export const wrong = (field: string, reason: string): Problem =>
  problem(field, 'WRONG_SETTING', reason, 'Change this setting of the model.');

const longestLag = 365;

const numericFault = (term: NumericTerm, path: string): Problem | null => {
  const { per = 1, response = { kind: 'linear' }, lags = 0 } = term;
  if (!(Number.isFinite(per) && per > 0)) return wrong(`${path}.per`, 'The increment must be above 0');
  if (per !== 1 && response.kind !== 'linear' && response.kind !== 'threshold')
    return wrong(`${path}.per`, 'Only linear responses and thresholds have an increment');
  const window = typeof lags === 'number' ? { from: lags, to: lags } : { from: 0, ...lags };
  if (!isCount(window.from, 0, longestLag) || !isCount(window.to, window.from, longestLag))
    return wrong(`${path}.lags`, `Lags are whole days from 0 to ${longestLag}, the first not after the last`);
  const shape = typeof lags === 'number' ? undefined : lags.shape;
  if (
    shape?.kind === 'strata' &&
    !shape.starts.every(
      (start, i) =>
        Number.isInteger(start) &&
        start <= window.to &&
        (i === 0 ? start === window.from : start > (shape.starts[i - 1] as number)),
    )
  )
    return wrong(`${path}.lags.shape.starts`, 'Strata begin at the first lag and ascend');
  if (shape?.kind === 'polynomial' && !isCount(shape.degree, 0, window.to - window.from))
    return wrong(`${path}.lags.shape.degree`, 'The polynomial must have a lower degree than there are lags');
  if (response.kind === 'polynomial' && !isCount(response.degree, 1, 10))
    return wrong(`${path}.response.degree`, 'The degree must be a whole number from 1 to 10');
  if (response.kind === 'threshold' && response.below === undefined && response.above === undefined)
    return wrong(`${path}.response`, 'A threshold needs below, above or both');
  if (
    response.kind === 'steps' &&
    !(
      response.cuts.length > 0 &&
      response.cuts.every((cut, i) => i === 0 || cut > (response.cuts[i - 1] as number))
    )
  )
    return wrong(`${path}.response.cuts`, 'Cuts must ascend');
  if (response.kind === 'fourier' && !(isCount(response.harmonics, 1, 50) && response.period > 0))
    return wrong(`${path}.response`, 'A Fourier response needs a period above 0 and 1 to 50 harmonics');
  const df = 'df' in response ? response.df : undefined;
  if (!isCount(df, 1, 1_000)) return wrong(`${path}.response.df`, 'Degrees of freedom are a whole number');
  return null;
};

const factorFault = (term: FactorTerm, path: string): Problem | null => {
  if (!isCount(term.lag, 0, longestLag)) return wrong(`${path}.lag`, 'A lag is a whole number of days');
  if (term.quantiles === undefined) return null;
  if (!isCount(term.quantiles, 2, 100))
    return wrong(`${path}.quantiles`, 'Quantiles part numbers into 2 to 100 groups');
  return typeof term.column === 'string'
    ? null
    : wrong(`${path}.quantiles`, 'Quantiles are those of one column');
};

/** What is wrong with a term by itself, whatever the data. */
export const settingFault = (term: Term, path: string): Problem | null =>
  term.kind === 'numeric' ? numericFault(term, path) : factorFault(term, path);
