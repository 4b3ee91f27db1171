import type { LagWindow } from '../lags/lag-window.ts';
import type { Response, SplineSize } from '../lags/response.ts';
import { type Problem, problem } from '../problem.ts';
import type { Daily, ModelRequest } from '../report/request.ts';
import type { Column, NumericTerm, Term } from '../terms/spec.ts';
import { daysIn } from './span.ts';
import type { PlannedModel } from './study-plan.ts';

/** Days times columns of a model: 80 MB a copy, of which a fit has some four. Fifty years of the default study are within it. */
const mostCells = 10_000_000;

const cubic = 3;

/** Columns of a spline: degrees of freedom, or internal knots and as many more as it has by its kind. */
const splineColumns = ({ df, knots = [] }: SplineSize, more: number): number => df ?? knots.length + more;

const responseColumns = (response: Response): number => {
  switch (response.kind) {
    case 'linear':
      return 1;
    case 'polynomial':
      return response.degree;
    case 'ns':
      return splineColumns(response, 1);
    case 'bs':
      return splineColumns(response, response.degree ?? cubic);
    case 'threshold':
      return [response.below, response.above].filter((end) => end !== undefined).length;
    case 'steps':
      return response.cuts.length;
    case 'fourier':
      return 2 * response.harmonics;
    default:
      return response satisfies never;
  }
};

const lagColumns = ({ from = 0, to, shape = { kind: 'unconstrained' } }: LagWindow): number => {
  switch (shape.kind) {
    case 'unconstrained':
      return to - from + 1;
    case 'mean':
    case 'sum':
      return 1;
    case 'strata':
      return shape.starts.length;
    case 'polynomial':
      return shape.degree + 1;
    case 'ns':
      return splineColumns(shape, 2);
    case 'bs':
      return splineColumns(shape, (shape.degree ?? cubic) + 1);
    default:
      return shape satisfies never;
  }
};

const numericColumns = ({ response = { kind: 'linear' }, lags = 0 }: NumericTerm): number =>
  responseColumns(response) * (typeof lags === 'number' ? 1 : lagColumns(lags));

/** How many columns a model's matrix has, an intercept among them. `groupsOf` says how many labels a column has. */
export const columnsOf = (
  { terms, strata }: Pick<ModelRequest, 'terms' | 'strata'>,
  groupsOf: (column: string) => number,
): number => {
  const of = (term: Term): number =>
    term.kind === 'numeric'
      ? numericColumns(term)
      : (term.quantiles ?? [term.column].flat().reduce((groups, one) => groups * groupsOf(one), 1)) - 1;
  return terms.reduce((sum, term) => sum + of(term), strata === undefined ? 1 : 0);
};

/** That a model of a study is larger than what is fitted here. */
export const sizeFault = (models: readonly PlannedModel[], daily: Daily): Problem | null => {
  const known = new Map<string, number>();
  const groupsOf = (column: string): number => {
    const groups = known.get(column) ?? new Set<unknown>(daily.columns[column] as Column).size;
    known.set(column, groups);
    return groups;
  };
  const days = daysIn(daily);
  const columns = Math.max(...models.map(({ request }) => columnsOf(request, groupsOf)));
  return days * columns <= mostCells
    ? null
    : problem(
        'from',
        'TOO_MANY',
        `${days} days with models of up to ${columns} columns are more than is fitted here at once`,
        'Ask for a part of these days.',
      );
};
