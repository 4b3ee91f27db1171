import { isAqsQuantity } from '../../aqcsv/codes.ts';
import { type Problem, problem } from '../../problem.ts';
import type { ExportRequest, Format } from '../export-request.ts';

type Rule = (request: ExportRequest) => Problem | false | undefined;

const doesNotFit = (field: string, reason: string, next: string): Problem =>
  problem(field, 'DOES_NOT_FIT', reason, next);

/** Formats that are compressed inside. */
export const isPacked = (format: Format): boolean => format === 'PARQUET' || format === 'XLSX';

const isLongOnly = (format: Format): boolean => format === 'GEOJSON' || format === 'AQCSV';

const rules: readonly Rule[] = [
  ({ layout, format }) =>
    layout === 'WIDE' &&
    isLongOnly(format) &&
    doesNotFit('layout', `${format} has a value a row`, 'Ask for LONG, or for CSV, NDJSON, PARQUET or XLSX.'),
  ({ compression, format }) =>
    compression !== 'NONE' &&
    isPacked(format) &&
    doesNotFit('compression', `${format} is compressed inside`, 'Leave it out, or send NONE.'),
  ({ columns, layout }) =>
    columns === 'FULL' &&
    layout === 'WIDE' &&
    doesNotFit('columns', 'A wide row is of several readings', 'Ask for STANDARD, or for the layout LONG.'),
  ({ columns, average }) =>
    columns === 'FULL' &&
    average !== null &&
    doesNotFit(
      'columns',
      'An average has no history of its own',
      'Ask for STANDARD, or for single readings.',
    ),
  ({ columns, format }) =>
    columns === 'FULL' &&
    format === 'AQCSV' &&
    doesNotFit('columns', 'AQCSV has columns of its own', 'Ask for STANDARD, or for another format.'),
  ({ layout, average }) =>
    layout === 'WIDE' &&
    average !== null &&
    doesNotFit('layout', 'Averages are a row a quantity', 'Ask for LONG, or for single readings.'),
  ({ split, format }) =>
    split !== 'WHOLE' &&
    format === 'XLSX' &&
    doesNotFit('split', 'A workbook is for small spans', 'Ask for WHOLE, or for CSV.'),
  ({ format, average }) =>
    format === 'AQCSV' &&
    average !== null &&
    average.aggregates.some((aggregate) => aggregate !== 'MEAN') &&
    doesNotFit('average.aggregates', 'AQCSV has one value a row', 'Ask for MEAN alone, or for CSV.'),
  ({ format, quantities }) => {
    const strange = format === 'AQCSV' && quantities?.find((quantity) => !isAqsQuantity(quantity));
    return (
      strange &&
      doesNotFit('quantities', `AQS has no code for ${strange}`, `Leave out ${strange}, or ask for CSV.`)
    );
  },
];

/** What contradicts something else in a request; empty where all of it goes together. */
export const whatDoesNotFit = (request: ExportRequest): readonly Problem[] =>
  rules.flatMap((rule) => rule(request) || []);
