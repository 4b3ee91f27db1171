import { type Problem, problem } from '../problem.ts';
import { settingFault, wrong } from './settings.ts';
import type { Columns, ModelSpec } from './spec.ts';

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
    const fault = settingFault(term, `terms.${i}`);
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
