import { judgeUpload } from '../domain/health/judge-upload.ts';
import type { Table } from '../domain/health/table.ts';
import { type JudgedUpload, mostDays, type UploadSaid } from '../domain/health/upload.ts';
import { isProblem, type Problem, problem } from '../domain/problem.ts';
import { readCsv } from './csv-table.ts';
import { readJson, tableOfRows } from './json-table.ts';

/** A series as it is sent: what is said of it, and its rows in one of three ways. */
export interface Upload extends UploadSaid {
  /** With a header. */
  readonly csv?: string | null | undefined;
  /** The text of a JSON array of objects. */
  readonly json?: string | null | undefined;
  /** What such a text says. */
  readonly rows?: unknown;
}

const fromCsv = (text: string): Table | Problem => {
  const csv = readCsv(text, 'csv', mostDays + 1);
  if (isProblem(csv)) return csv;
  const { names, rows } = csv;
  return {
    names,
    nextName: names.length === 1 ? 'Separate columns with commas.' : 'Write the name as the header has it.',
    rows: rows.length,
    column: (name) => {
      const place = names.indexOf(name);
      return rows.map(({ cells }) => cells[place] as string);
    },
    placeOf: (row) => `Line ${rows[row]?.line}`,
  };
};

const fromJson = (text: string): Table | Problem => {
  const read = readJson(text, 'json');
  return isProblem(read) ? read : tableOfRows(read.value, 'json');
};

const tableOf = ({ csv, json, rows }: Upload): Table | Problem => {
  const ways = [
    typeof csv === 'string' ? () => fromCsv(csv) : null,
    typeof json === 'string' ? () => fromJson(json) : null,
    rows === undefined || rows === null ? null : () => tableOfRows(rows, 'rows'),
  ].filter((way) => way !== null);
  const [way] = ways;
  if (way !== undefined && ways.length === 1) return way();
  const reason = way === undefined ? 'There are no rows' : 'The rows come in more than one way';
  return problem('csv', 'WRONG_SETTING', reason, 'Send csv or json, one of them.');
};

/** A series that may be kept, or everything that is wrong with it. `tomorrow` is the first day that has not come anywhere on Earth. */
export const readUpload = (upload: Upload, tomorrow: string): JudgedUpload | readonly Problem[] =>
  judgeUpload(upload, tableOf(upload), tomorrow);
