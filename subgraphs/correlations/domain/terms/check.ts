import { type Problem, problem } from '../problem.ts';
import type { Columns, FactorTerm, ModelSpec, NumericTerm } from './spec.ts';

const isCount = (value: number | undefined, least: number, most: number): boolean =>
  value === undefined || (Number.isInteger(value) && value >= least && value <= most);

const wrong = (field: string, reason: string): Problem =>
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

/** A column that a specification names, and where. */
export interface Named {
  readonly field: string;
  readonly column: string;
  /** Whether labels will not do. */
  readonly isNumeric: boolean;
}

/** The columns that a model is made of, its outcome first. */
export const columnsNamedIn = (spec: ModelSpec): readonly Named[] => [
  { field: 'outcome', column: spec.outcome, isNumeric: true },
  ...spec.terms.flatMap((term, i) =>
    [term.column].flat().map((column) => ({
      field: `terms.${i}.column`,
      column,
      isNumeric: term.kind === 'numeric' || term.quantiles !== undefined,
    })),
  ),
  ...(spec.strata ?? []).map((column, i) => ({ field: `strata.${i}`, column, isNumeric: false })),
  ...(spec.subset === undefined
    ? []
    : [{ field: 'subset.column', column: spec.subset.column, isNumeric: false }]),
  ...(spec.lagsWithin === undefined
    ? []
    : [{ field: 'lagsWithin', column: spec.lagsWithin, isNumeric: false }]),
];

/** What is wrong with a column that is named: it is not there, of another length, or holds what it must not. */
const columnFault = (
  columns: Columns,
  { field, column, isNumeric, days }: Named & { readonly days: number | undefined },
): Problem | null => {
  const values = Object.hasOwn(columns, column) ? columns[column] : undefined;
  if (values === undefined)
    return problem(
      field,
      'UNKNOWN_COLUMN',
      `There is no column ${column}`,
      `Name one of ${Object.keys(columns).join(', ')}.`,
    );
  if (days !== undefined && values.length !== days)
    return problem(
      column,
      'UNEQUAL_LENGTHS',
      `${column} has ${values.length} days, others ${days}`,
      'Give every column a value or a gap for each day.',
    );
  if (isNumeric && !(values instanceof Float64Array))
    return problem(
      column,
      'NOT_NUMERIC',
      `${column} holds labels, not numbers`,
      'Use it as a factor, or send numbers.',
    );
  return values instanceof Float64Array &&
    values.some((value) => Math.abs(value) === Number.POSITIVE_INFINITY)
    ? problem(column, 'NOT_FINITE', `${column} holds infinite values`, 'Send a gap where there is no value.')
    : null;
};

/** What is wrong with columns that a specification names; null where nothing is. */
export const namedFault = (named: readonly Named[], columns: Columns): Problem | null => {
  const days = columns[named[0]?.column ?? '']?.length;
  for (const one of named) {
    const fault = columnFault(columns, { ...one, days });
    if (fault !== null) return fault;
  }
  return null;
};

/** The first reason for which a specification does not fit the data, before anything is computed. */
export const faultOf = (spec: ModelSpec, columns: Columns): Problem | null => {
  const fault = namedFault(columnsNamedIn(spec), columns);
  if (fault !== null) return fault;
  if (spec.isLog === true && spec.family !== 'gaussian')
    return wrong('isLog', 'Counts have a log link already: the logarithm is for least squares');
  for (const [i, term] of spec.terms.entries()) {
    const path = `terms.${i}`;
    const fault = term.kind === 'numeric' ? numericFault(term, path) : factorFault(term, path);
    if (fault !== null) return fault;
  }
  return null;
};

/** What is wrong with the outcome on the days that a model uses. */
export const outcomeFault = (
  { outcome, family, isLog = false }: ModelSpec,
  y: Float64Array,
): Problem | null => {
  const without = (code: 'NEGATIVE_COUNT' | 'FRACTIONAL_COUNT' | 'ALL_ZERO', reason: string, next: string) =>
    problem(outcome, code, `${outcome} ${reason}`, next);
  if (isLog && !y.every((value) => value > 0))
    return without(
      'NEGATIVE_COUNT',
      'is not above 0 on every day, so that it has no logarithm',
      'Model the counts instead, as quasipoisson.',
    );
  if (family === 'gaussian')
    return y.some((value) => value !== y[0])
      ? null
      : problem(outcome, 'CONSTANT', `${outcome} does not vary`, 'Give an outcome that varies.');
  if (y.some((value) => value < 0))
    return without('NEGATIVE_COUNT', 'has negative counts', 'Send a gap where the count is not known.');
  if (!y.every(Number.isInteger))
    return without(
      'FRACTIONAL_COUNT',
      'has counts that are not whole',
      'Send counts of events, not rates or means.',
    );
  return y.every((value) => value === 0)
    ? without('ALL_ZERO', 'has no events', 'Give a series in which events occur.')
    : null;
};
