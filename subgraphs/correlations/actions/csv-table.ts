import { CsvError, parse } from 'csv-parse/sync';
import { type Problem, problem } from '../domain/problem.ts';
import { shown } from '../domain/shown.ts';

/** A row, and the line of the text on which it ends. */
export interface CsvRow {
  readonly cells: readonly string[];
  readonly line: number;
}

export interface CsvTable {
  /** Each another, none empty. */
  readonly names: readonly string[];
  /** At least one; each has as many cells as there are names. */
  readonly rows: readonly CsvRow[];
}

/** A line as long as this is no line of a daily series. */
const mostLineCharacters = 1_000_000;

/** Faults of cells are told with the cell. */
const longestMessage = 300;

const notCsv = (field: string, reason: string, next: string): Problem =>
  problem(field, 'NOT_CSV', reason, next);

const rowsOf = (text: string, field: string, most: number | undefined): readonly CsvRow[] | Problem => {
  try {
    // typed for records alone, it gives their lines too when asked for
    const found = parse(text, {
      ...{ bom: true, info: true, skip_empty_lines: true, trim: true },
      max_record_size: mostLineCharacters,
      ...(most === undefined ? {} : { to: most + 1 }),
    }) as unknown as {
      readonly record: readonly string[];
      readonly info: { readonly lines: number };
    }[];
    return found.map(({ record, info }) => ({ cells: record, line: info.lines }));
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const column = 'column' in error ? `, column ${Number(error.column) + 1}` : '';
    return notCsv(
      field,
      `Line ${'lines' in error ? error.lines : 1}${column}: ${shown(error.message, longestMessage)}`,
      'Separate cells with commas, as many in each row as the header has, and put those with commas in quotes.',
    );
  }
};

const headerFault = (names: readonly string[], field: string): Problem | null => {
  const unnamed = names.indexOf('');
  if (unnamed !== -1)
    return notCsv(field, `Line 1: column ${unnamed + 1} has no name`, 'Name it in the header.');
  const seen = new Set<string>();
  const twice = names.find((name) => seen.size === seen.add(name).size);
  if (twice === undefined) return null;
  const name = shown(twice);
  return notCsv(name, `Line 1: there are two columns ${name}`, 'Rename one of them.');
};

/** A header and rows. `field` is what the text is called where it is at fault; of more rows than `most`, these are read. */
export const readCsv = (text: string, field: string, most?: number): CsvTable | Problem => {
  const all = rowsOf(text, field, most);
  if ('kind' in all) return all;
  const [header, ...rows] = all;
  if (header === undefined || rows.length === 0)
    return notCsv(field, 'There is no row of data', 'Give a header, and a row for each day.');
  return headerFault(header.cells, field) ?? { names: header.cells, rows };
};
