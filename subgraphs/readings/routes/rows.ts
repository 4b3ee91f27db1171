import { isUtf8 } from 'node:buffer';
import { AirError } from '@aqmrg/platform/errors/air-error.ts';
import { findJsonFault, mostSearchedCharacters } from '@aqmrg/platform/json-fault.ts';
import { maxRows, tooManyRows } from '../actions/row-limits.ts';
import type { RefusedRow } from '../domain/refusal.ts';
import { linesOf } from './lines.ts';

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
    if (text.length > mostSearchedCharacters)
      throw malformed('The body is no JSON: it is broken or cut off.');
    const { position, line, column } = findJsonFault(text);
    throw malformed(`The body is no JSON at position ${position} (line ${line}, column ${column}).`);
  }
  if (!Array.isArray(rows)) throw malformed('The body must be a JSON array of readings (at position 0).');
  if (rows.length > maxRows) throw tooManyRows(rows.length);
  return { rows, indexes: rows.map((_, index) => index), refused: [] };
};

const parseLines = (body: Buffer): ParsedRows => {
  const rows: unknown[] = [];
  const indexes: number[] = [];
  const refused: RefusedRow[] = [];
  let searched = 0;
  const placeIn = (line: string): string => {
    searched += line.length;
    return searched > mostSearchedCharacters ? '' : ` at column ${findJsonFault(line).column}`;
  };
  for (const [index, { number, from, to }] of linesOf(body).entries()) {
    const line = body.toString('utf8', from, to);
    try {
      rows.push(JSON.parse(line));
      indexes.push(index);
    } catch {
      const message = `Line ${number} is no JSON${placeIn(line)}: correct it and send it again.`;
      refused.push({ index, field: '', code: 'MALFORMED', message });
    }
  }
  return { rows, indexes, refused };
};

const byteOrderMark = Buffer.from([0xef, 0xbb, 0xbf]);
const withoutMark = (body: Buffer): Buffer =>
  body.subarray(0, byteOrderMark.length).equals(byteOrderMark) ? body.subarray(byteOrderMark.length) : body;

/** Rejects with MALFORMED_BODY or TOO_MANY_ROWS. */
export const parseRows = (body: Buffer, format: RowFormat): ParsedRows => {
  if (!isUtf8(body)) throw malformed('The body is not UTF-8.');
  const plain = withoutMark(body);
  return format === 'array' ? parseArray(plain.toString('utf8')) : parseLines(plain);
};
