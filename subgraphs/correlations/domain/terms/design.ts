import { type Strata, strataOf, sumsWithin } from '../glm/strata.ts';
import { type CrossBasis, crossColumns, namesOf } from '../lags/cross-basis.ts';
import { lagBasisOf, singleLag } from '../lags/lag-window.ts';
import { lagged, stretches } from '../lags/lagged.ts';
import { basisOf } from '../lags/response.ts';
import { beside, type Matrix, pick } from '../linear/matrix.ts';
import { isProblem, type Problem, problem } from '../problem.ts';
import { crossed, labelsOf, levelsOf, quantileGroups } from './labels.ts';
import type { Column, Columns, FactorTerm, ModelSpec, NumericTerm, Term } from './spec.ts';

/** A term's columns in the model matrix: from `from` up to `to`, that not included. */
export interface TermColumns {
  readonly term: Term;
  readonly from: number;
  readonly to: number;
  /** What predicts the effect of values; null of a factor. */
  readonly cross: CrossBasis | null;
}

/** A specification and its data turned into numbers, without the days on which anything is missing. */
export interface Design {
  readonly names: readonly string[];
  readonly x: Matrix;
  readonly y: Float64Array;
  readonly strata: Strata | null;
  readonly terms: readonly TermColumns[];
  /** Where the days used stand in the columns. */
  readonly days: Int32Array;
}

/** The days that a model may draw on, before gaps are known. */
interface Frame {
  readonly days: Int32Array;
  readonly starts: Int32Array;
  readonly numbers: (name: string) => Float64Array;
  readonly labels: (name: string) => readonly string[];
}

/** A term over a frame, before it is known which days are complete. */
interface Drawn {
  readonly term: Term;
  readonly cross: CrossBasis | null;
  readonly names: readonly string[];
  readonly columns: readonly Float64Array[];
  /** Of a factor: a label for each day. */
  readonly labels: readonly string[] | null;
}

const frameOf = (columns: Columns, days: Int32Array, lagsWithin: string | undefined): Frame => {
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

const isComplete = ({ columns, labels }: Drawn, row: number): boolean =>
  labels === null ? columns.every((values) => !Number.isNaN(values[row])) : labels[row] !== '';

const constant = (name: string): Problem =>
  problem(
    name,
    'CONSTANT',
    `${name} does not vary on the days that are complete`,
    'Leave this term out, or give other data.',
  );

/** A term's columns on the days used. A factor's groups are those that occur on them. */
const settle = (
  { term, names, columns, labels }: Drawn,
  rows: Int32Array,
): { names: readonly string[]; columns: Float64Array[] } | Problem => {
  if (labels === null) {
    const kept = columns.map((values) => pick(values, rows));
    const varies = kept.some((values) => values.some((value) => value !== values[0]));
    return varies ? { names, columns: kept } : constant(term.column as string);
  }
  const used = Array.from(rows, (row) => labels[row] as string);
  const levels = levelsOf(used, term.kind === 'factor' ? term.reference : undefined);
  const name = names.join(':');
  if (levels.length < 2) return constant(name);
  if (levels.length > mostColumns) return tooMany(name, levels.length);
  return {
    names: levels.slice(1).map((level) => `${name} ${level}`),
    columns: levels.slice(1).map((level) => Float64Array.from(used, (label) => (label === level ? 1 : 0))),
  };
};

const fewestDays = 30;

/** The model matrix of a specification that was found without fault. Its first column is the intercept, unless there are strata. */
export const designOf = (spec: ModelSpec, columns: Columns): Design | Problem => {
  const { subset, strata = [] } = spec;
  const whole = Int32Array.from(columns[spec.outcome] as Float64Array, (_, day) => day);
  const chosen = new Set(subset?.in.map(String));
  const among = subset === undefined ? null : labelsOf(columns[subset.column] as Column);
  const isChosen = (day: number): boolean => among === null || chosen.has(among[day] as string);
  const frame = frameOf(columns, subset?.lags === 'across' ? whole : whole.filter(isChosen), spec.lagsWithin);

  const drawn: Drawn[] = [];
  for (const term of spec.terms) {
    const one = term.kind === 'numeric' ? drawNumeric(term, frame) : drawFactor(term, frame);
    if (isProblem(one)) return one;
    drawn.push(one);
  }
  const counts = frame.numbers(spec.outcome);
  const groups = strata.map(frame.labels);
  const complete = Int32Array.from(frame.days.keys()).filter(
    (row) =>
      isChosen(frame.days[row] as number) &&
      !Number.isNaN(counts[row]) &&
      drawn.every((one) => isComplete(one, row)) &&
      groups.every((labels) => labels[row] !== ''),
  );
  const stratify = (rows: Int32Array): Strata =>
    strataOf(
      groups.map((labels) => Array.from(rows, (row) => labels[row] as string)),
      rows.length,
    );
  // strata without an event say nothing of the slopes
  const all = stratify(complete);
  const events = sumsWithin(pick(counts, complete), all);
  const isTold = strata.length === 0 || spec.family === 'gaussian';
  const rows = isTold ? complete : complete.filter((_, i) => events[all.of[i] as number] !== 0);
  if (rows.length < fewestDays)
    return problem(
      spec.outcome,
      'TOO_FEW_DAYS',
      `Only ${rows.length} days have everything that the model needs`,
      `Give at least ${fewestDays} complete days, or ask for shorter lags.`,
    );

  const names: string[] = [];
  const values: Float64Array[] = [];
  if (strata.length === 0) {
    names.push('intercept');
    values.push(new Float64Array(rows.length).fill(1));
  }
  const terms: TermColumns[] = [];
  for (const one of drawn) {
    const settled = settle(one, rows);
    if (isProblem(settled)) return settled;
    terms.push({
      term: one.term,
      cross: one.cross,
      from: values.length,
      to: values.length + settled.columns.length,
    });
    names.push(...settled.names);
    values.push(...settled.columns);
  }
  return {
    names,
    x: beside(values, rows.length),
    y: pick(counts, rows),
    strata: strata.length === 0 ? null : stratify(rows),
    terms,
    days: rows.map((row) => frame.days[row] as number),
  };
};
