import { type Strata, strataOf, sumsWithin } from '../glm/strata.ts';
import type { CrossBasis } from '../lags/cross-basis.ts';
import { beside, type Matrix, pick } from '../linear/matrix.ts';
import { isProblem, type Problem, problem } from '../problem.ts';
import { type Drawn, draw, frameOf, isComplete, settle } from './draw.ts';
import { labelsOf } from './labels.ts';
import type { Column, Columns, ModelSpec, Term } from './spec.ts';

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
    const one = draw(term, frame);
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
