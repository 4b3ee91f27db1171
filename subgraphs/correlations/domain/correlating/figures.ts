import { benjaminiHochberg } from '../correlation/benjamini-hochberg.ts';
import { effectiveCorrelation } from '../correlation/effective-n.ts';
import { completeRows } from '../correlation/pairs.ts';
import { residualsOf } from '../correlation/partial.ts';
import { averageRanks } from '../correlation/ranks.ts';
import { norm, pick } from '../linear/matrix.ts';
import { isProblem, type Problem, problem } from '../problem.ts';
import { isTooSmall } from '../small-groups.ts';
import { fewDaysDecide, hangsOnFewDays } from '../study/few-days.ts';
import { groupTooSmall } from '../study/suppression.ts';
import type { CorrelationFigures } from './correlation-found.ts';
import type { TakenOut } from './taken-out.ts';

/** Two series on the same days, gaps as NaN. */
export interface Two {
  readonly x: Float64Array;
  readonly y: Float64Array;
}

export type UnadjustedFigures = Omit<CorrelationFigures, 'pAdjusted'>;

/** Over which autocorrelations the number of independent days is taken. */
const effectiveLags = 30;

const within = (values: Float64Array, rows: Int32Array, days: number): Float64Array => {
  const placed = new Float64Array(days).fill(Number.NaN);
  rows.forEach((row, i) => {
    placed[row] = values[i] as number;
  });
  return placed;
};

const figures = (
  { x, y }: Two,
  rows: Int32Array,
  days: number,
  { given, columns }: Pick<TakenOut, 'given'> & { readonly columns: number },
): UnadjustedFigures | Problem => {
  const found = effectiveCorrelation(within(x, rows, days), within(y, rows, days), effectiveLags, columns);
  if (isProblem(found)) return found;
  const { r, interval, p, n, nEffective } = found;
  return { r, low: interval[0], high: interval[1], p, n, nEffective, given };
};

const isFew = (rows: Int32Array, y: Float64Array): boolean =>
  isTooSmall(
    rows.length,
    rows.reduce((events, row) => events + (y[row] as number), 0),
  );

/** As the series are; of ranks where they are ranked. */
export const rawFigures = ({ x, y }: Two, isRanked: boolean): UnadjustedFigures | Problem => {
  const rows = completeRows([x, y]);
  if (isFew(rows, y)) return groupTooSmall();
  const [a, b] = [pick(x, rows), pick(y, rows)];
  const two = isRanked ? { x: averageRanks(a), y: averageRanks(b) } : { x: a, y: b };
  return figures(two, rows, x.length, { given: [], columns: 0 });
};

const varies = (values: Float64Array): boolean => values.some((value) => value !== values[0]);

const negligible = 1e-10;

/** What is left after calendar and weather are taken out of both; where they are ranked, of ranks, the weather's among them. */
export const adjustedFigures = (
  { x, y }: Two,
  { given, measured, calendar }: TakenOut,
  isRanked: boolean,
): UnadjustedFigures | Problem => {
  const rows = completeRows([x, y, ...measured]);
  if (isFew(rows, y)) return groupTooSmall();
  const [a, b, ...others] = [x, y, ...measured].map((values) => {
    const kept = pick(values, rows);
    return isRanked ? averageRanks(kept) : kept;
  }) as [Float64Array, Float64Array, ...Float64Array[]];
  const covariates = [...calendar.map((values) => pick(values, rows)), ...others].filter(varies);
  const [left, right] = [residualsOf(a, covariates), residualsOf(b, covariates)];
  const isGone = norm(left) < negligible * norm(a) || norm(right) < negligible * norm(b);
  if (isGone)
    return problem(
      norm(left) < negligible * norm(a) ? 'exposure' : 'outcome',
      'COLLINEAR',
      'Season and weather leave nothing of it',
      'Ask about another.',
    );
  return hangsOnFewDays(left)
    ? fewDaysDecide('exposure')
    : figures({ x: left, y: right }, rows, x.length, { given, columns: covariates.length });
};

/** Figures with their p-values adjusted for how many of them were tried. */
export const withAdjustedP = (all: readonly UnadjustedFigures[]): readonly CorrelationFigures[] => {
  const adjusted = benjaminiHochberg(all.map(({ p }) => p));
  return all.map((one, i) => ({ ...one, pAdjusted: adjusted[i] as number }));
};
