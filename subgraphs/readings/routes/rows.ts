import { isUtf8 } from 'node:buffer';
import { AirError } from '@aqmrg/platform/errors/air-error.ts';
import { maxRows, tooManyRows } from '../actions/row-limits.ts';
import type { RefusedRow } from '../domain/refusal.ts';
import { findJsonFault } from './json-fault.ts';

export type RowFormat = 'array' | 'lines';

/** The rows of a body. `refused` are lines that are no JSON; `indexes` are the places of `rows` in the body, from 0. */
export interface ParsedRows {
  readonly rows: readonly unknown[];
  readonly indexes: readonly number[];
  readonly refused: readonly RefusedRow[];
}

const malformed = (message: string): AirError => new AirError('MALFORMED_BODY', message);

const parseArray = (text: string): ParsedRows => {
  let rows: unknown;
  try {
    rows = JSON.parse(text);
  } catch {
    const { position, line, column } = findJsonFault(text);
    throw malformed(`The body is no JSON at position ${position} (line ${line}, column ${column}).`);
  }
  if (!Array.isArray(rows)) throw malformed('The body must be a JSON array of readings (at position 0).');
  if (rows.length > maxRows) throw tooManyRows(rows.length);
  return { rows, indexes: rows.map((_, index) => index), refused: [] };
};

const parseLines = (text: string): ParsedRows => {
  const lines = text.split('\n');
  const rows: unknown[] = [];
  const indexes: number[] = [];
  const refused: RefusedRow[] = [];
  let index = 0;
  const given = lines.reduce((count, line) => (line.trim() === '' ? count : count + 1), 0);
  if (given > maxRows) throw tooManyRows(given);
  for (const [number, line] of lines.entries()) {
    if (line.trim() === '') continue;
    try {
      rows.push(JSON.parse(line));
      indexes.push(index);
    } catch {
      const message = `Line ${number + 1} is no JSON at column ${findJsonFault(line).column}: correct it and send it again.`;
      refused.push({ index, field: '', code: 'MALFORMED', message });
    }
    index += 1;
  }
  return { rows, indexes, refused };
};

/** Rejects with MALFORMED_BODY or TOO_MANY_ROWS. */
export const parseRows = (body: Buffer, format: RowFormat): ParsedRows => {
  if (!isUtf8(body)) throw malformed('The body is not UTF-8.');
  const text = body.toString('utf8').replace(/^\uFEFF/, '');
  return format === 'array' ? parseArray(text) : parseLines(text);
};
