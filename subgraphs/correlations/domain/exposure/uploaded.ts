import type { HealthColumn } from '../health/health-series.ts';
import { isProblem, type Problem, problem } from '../problem.ts';
import type { Part } from '../question/part.ts';
import { shown } from '../shown.ts';
import { uploadedExposure } from './describe.ts';
import type { ExposureSeries } from './exposure.ts';
import { noExposure } from './no-exposure.ts';

/** The column of a series that is an exposure of this name. */
export const uploadedColumn = (
  column: string,
  { columns }: Pick<Part['series'], 'columns'>,
): HealthColumn | Problem => {
  const exposures = columns.filter(({ role }) => role === 'EXPOSURE');
  const there = exposures.map(({ name }) => shown(name)).join(', ');
  return (
    exposures.find(({ name }) => name === column) ??
    problem(
      'column',
      'UNKNOWN_COLUMN',
      `There is no column ${shown(column)} with the role EXPOSURE; there ${there === '' ? 'is none' : `are ${there}`}.`,
      there === '' ? 'Take a site or sensors.' : 'Name one of these, or take a site or sensors.',
    )
  );
};

/** An exposure that came with the series. Its rows have to be there. */
export const readUploaded = (column: string, { series, values }: Part): ExposureSeries | Problem => {
  const found = uploadedColumn(column, series);
  if (isProblem(found)) return found;
  const exposure = uploadedExposure(found, values[column] as Float64Array);
  return exposure.exposure.days === 0
    ? noExposure('column', shown(column), series, 'Upload a column that has values.')
    : exposure;
};
