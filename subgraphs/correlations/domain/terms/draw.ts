import { type CrossBasis, crossColumns, namesOf } from '../lags/cross-basis.ts';
import { lagBasisOf, singleLag } from '../lags/lag-window.ts';
import { lagged, stretches } from '../lags/lagged.ts';
import { basisOf } from '../lags/response.ts';
import { pick } from '../linear/matrix.ts';
import { isProblem, type Problem, problem } from '../problem.ts';
import { crossed, labelsOf, levelsOf, quantileGroups } from './labels.ts';
import type { Column, Columns, FactorTerm, NumericTerm, Term } from './spec.ts';

/** The days that a model may draw on, before gaps are known. */
export interface Frame {
  readonly days: Int32Array;
  readonly starts: Int32Array;
  readonly numbers: (name: string) => Float64Array;
  readonly labels: (name: string) => readonly string[];
}

/** A term over a frame, before it is known which days are complete. */
export interface Drawn {
  readonly term: Term;
  readonly cross: CrossBasis | null;
  readonly names: readonly string[];
  readonly columns: readonly Float64Array[];
  /** Of a factor: a label for each day. */
  readonly labels: readonly string[] | null;
}

export const frameOf = (columns: Columns, days: Int32Array, lagsWithin: string | undefined): Frame => {
  const column = (name: string): Column => columns[name] as Column;
  const labels = (name: string): readonly string[] => {
    const all = labelsOf(column(name));
    return Array.from(days, (day) => all[day] as string);
  };
  return {
    days,
    labels,
    numbers: (name) => pick(column(name) as Float64Array, days),
    starts: stretches(days, lagsWithin === undefined ? null : labels(lagsWithin)),
  };
};

const daysPerYear = 365.25;

/** More would take minutes, and no daily series bears them. */
const mostColumns = 1_000;

const tooMany = (name: string, count: number): Problem =>
  problem(
    name,
    'MORE_COLUMNS_THAN_ROWS',
    `${name} would become ${count} columns, of which a term has at most ${mostColumns}`,
    'Ask for fewer degrees of freedom, groups or lags.',
  );

const drawNumeric = (term: NumericTerm, frame: Frame): Drawn | Problem => {
  const { column, per = 1, response = { kind: 'linear' }, lags = 0 } = term;
  const values = frame.numbers(column);
  const basis = basisOf(response, { field: column, values, years: values.length / daysPerYear });
  if (isProblem(basis)) return basis;
  const window = typeof lags === 'number' ? singleLag(lags) : lagBasisOf(lags);
  if (isProblem(window)) return window;
  const cross = { response: basis, lags: window, per };
  const count = basis.names.length * window.columns.length;
  if (count > mostColumns) return tooMany(column, count);
  const named = per === 1 ? column : `${column}/${per}`;
  return {
    term,
    cross,
    names: namesOf(cross, named),
    columns: crossColumns(cross, values, frame.starts),
    labels: null,
  };
};

const drawFactor = (term: FactorTerm, frame: Frame): Drawn | Problem => {
  const { column, quantiles, lag = 0 } = term;
  const names = [column].flat();
  const all =
    quantiles === undefined
      ? crossed(names.map(frame.labels))
      : quantileGroups(frame.numbers(names[0] as string), quantiles);
  if (all === null)
    return problem(
      names[0] as string,
      'KNOTS_COINCIDE',
      `${names[0]} cannot be parted into ${quantiles} groups: cuts fall together`,
      'Ask for fewer groups.',
    );
  const places = lagged(
    Float64Array.from(all, (_, i) => i),
    lag,
    frame.starts,
  );
  return { term, cross: null, names, columns: [], labels: Array.from(places, (place) => all[place] ?? '') };
};

/** Whether a row has everything that a term needs. */
export const isComplete = ({ columns, labels }: Drawn, row: number): boolean =>
  labels === null ? columns.every((values) => !Number.isNaN(values[row])) : labels[row] !== '';

const constant = (name: string): Problem =>
  problem(
    name,
    'CONSTANT',
    `${name} does not vary on the days that are complete`,
    'Leave this term out, or give other data.',
  );

/** A term over a frame; a problem where its settings do not suit its column. */
export const draw = (term: Term, frame: Frame): Drawn | Problem =>
  term.kind === 'numeric' ? drawNumeric(term, frame) : drawFactor(term, frame);

/** A term's columns on the days used. A factor's groups are those that occur on them. */
export const settle = (
  { term, names, columns, labels }: Drawn,
  rows: Int32Array,
): { names: readonly string[]; columns: Float64Array[] } | Problem => {
  if (labels === null) {
    const kept = columns.map((values) => pick(values, rows));
    const varies = kept.some((values) => values.some((value) => value !== values[0]));
    return varies ? { names, columns: kept } : constant(term.column as string);
  }
  const used = Array.from(rows, (row) => labels[row] as string);
  const reference = term.kind === 'factor' ? term.reference : undefined;
  const name = names.join(':');
  if (reference !== undefined && !used.includes(reference))
    return problem(
      name,
      'WRONG_SETTING',
      `${name} is never ${reference} on the days that are complete`,
      'Name a reference that occurs.',
    );
  const levels = levelsOf(used, reference);
  if (levels.length < 2) return constant(name);
  if (levels.length > mostColumns) return tooMany(name, levels.length);
  return {
    names: levels.slice(1).map((level) => `${name} ${level}`),
    columns: levels.slice(1).map((level) => Float64Array.from(used, (label) => (label === level ? 1 : 0))),
  };
};
