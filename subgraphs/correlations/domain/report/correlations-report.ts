import { acf, ccf, ljungBox, pacf } from '../correlation/autocorrelation.ts';
import { benjaminiHochberg } from '../correlation/benjamini-hochberg.ts';
import { pearson, spearman } from '../correlation/correlate.ts';
import { correlationMatrix } from '../correlation/correlation-matrix.ts';
import { effectiveCorrelation } from '../correlation/effective-n.ts';
import { kendall } from '../correlation/kendall.ts';
import { laggedCorrelations } from '../correlation/lagged-correlation.ts';
import { pairsOf } from '../correlation/pairs.ts';
import { partial } from '../correlation/partial.ts';
import { deseasonalised } from '../correlation/season.ts';
import { lagged } from '../lags/lagged.ts';
import { isProblem, type Problem, problem } from '../problem.ts';
import { type Named, namedFault } from '../terms/check.ts';
import type { CorrelationRequest, CorrelationsRequest, Daily } from './request.ts';

/** What was asked for, and what was found. */
export type CorrelationReport = CorrelationRequest & Readonly<Record<string, unknown>>;

export interface CorrelationsReport {
  readonly kind: 'correlations';
  readonly correlations: readonly CorrelationReport[];
}

/** Over which autocorrelations n_eff is taken beside a Pearson correlation. */
const effectiveLags = 30;

const numeric = (field: string, column: string): Named => ({ field, column, isNumeric: true });

/** The columns that correlations are of. */
export const correlatedIn = ({ correlations }: CorrelationsRequest): readonly Named[] =>
  correlations.flatMap((request, i) => {
    const path = `correlations.${i}`;
    const listed = (field: string, columns: readonly string[]): readonly Named[] =>
      columns.map((column, j) => numeric(`${path}.${field}.${j}`, column));
    if (request.kind === 'matrix') return listed('columns', request.columns);
    return [
      numeric(`${path}.x`, request.x),
      ...(request.kind === 'acf' ? [] : [numeric(`${path}.y`, request.y)]),
      ...(request.kind === 'partial' ? listed('given', request.given) : []),
    ];
  });

const before = (values: Float64Array, lag: number): Float64Array =>
  lagged(values, lag, new Int32Array(values.length));

const along = (values: Float64Array, lags: number) => {
  const days = values.filter((value) => !Number.isNaN(value));
  const fault = pairsOf(days, days);
  if (isProblem(fault)) return fault;
  const correlations = acf(values, lags);
  return {
    n: days.length,
    acf: [...correlations],
    pacf: [...pacf(correlations)],
    ljungBox: ljungBox(correlations, days.length),
  };
};

const findingOf = (
  request: CorrelationRequest,
  series: (column: string) => Float64Array,
): object | Problem => {
  switch (request.kind) {
    case 'pearson': {
      const [x, y] = [before(series(request.x), request.lag ?? 0), series(request.y)];
      const found = pearson(x, y);
      // an r is never told without what it is worth
      return isProblem(found) ? found : { ...found, effective: effectiveCorrelation(x, y, effectiveLags) };
    }
    case 'spearman':
      return spearman(before(series(request.x), request.lag ?? 0), series(request.y));
    case 'kendall':
      return kendall(before(series(request.x), request.lag ?? 0), series(request.y));
    case 'partial': {
      const { x, y, given, isRanked = false } = request;
      return partial({ x: series(x), y: series(y), given: given.map(series), isRanked });
    }
    case 'effective':
      return effectiveCorrelation(series(request.x), series(request.y), request.lags);
    case 'lagged': {
      const found = laggedCorrelations(series(request.x), series(request.y), request.lags);
      return isProblem(found) ? found : { found };
    }
    case 'ccf': {
      const [x, y] = [series(request.x), series(request.y)];
      const fault = pairsOf(x, y);
      return isProblem(fault) ? fault : { found: ccf(x, y, request.lags) };
    }
    case 'acf':
      return along(series(request.x), request.lags);
    case 'matrix':
      return { r: correlationMatrix(request.columns.map(series), request.method) };
    default:
      return request satisfies never;
  }
};

const longest = (request: CorrelationRequest): number => {
  if ('lags' in request) return request.lags;
  return 'lag' in request ? (request.lag ?? 0) : 0;
};

const pOf = (report: object): number => ('p' in report ? (report.p as number) : Number.NaN);

/** p-values of single tests, adjusted for how many of them this run made. */
const adjusted = (reports: readonly CorrelationReport[]): readonly CorrelationReport[] => {
  const p = benjaminiHochberg(reports.map(pOf));
  return reports.map((report, i) => (Number.isNaN(pOf(report)) ? report : { ...report, pAdjusted: p[i] }));
};

/** Runs correlations, and tells what each found; or the first problem of one of them. */
export const correlationsReport = (
  request: CorrelationsRequest,
  { columns }: Daily,
): CorrelationsReport | Problem => {
  const fault = namedFault(correlatedIn(request), columns);
  if (fault !== null) return fault;
  const days = Object.values(columns)[0]?.length ?? 0;
  const reports: CorrelationReport[] = [];
  for (const [i, one] of request.correlations.entries()) {
    const path = `correlations.${i}`;
    if (longest(one) >= days)
      return problem(
        path,
        'TOO_FEW_DAYS',
        `Lags of ${longest(one)} days need more than the ${days} that there are`,
        'Ask for shorter lags, or give more days.',
      );
    const series = (column: string): Float64Array => {
      const values = columns[column] as Float64Array;
      return one.harmonics === undefined ? values : deseasonalised(values, one.harmonics);
    };
    const found = findingOf(one, series);
    if (isProblem(found)) return { ...found, field: `${path}.${found.field}` };
    reports.push({ ...one, ...found });
  }
  return { kind: 'correlations', correlations: adjusted(reports) };
};
