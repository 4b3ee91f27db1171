import { findJsonFault, mostSearchedCharacters } from '@aqmrg/platform/json-fault.ts';
import type { Table } from '../domain/health/table.ts';
import { type Problem, problem } from '../domain/problem.ts';

type JsonRow = Readonly<Record<string, unknown>>;

const isRow = (row: unknown): row is JsonRow =>
  typeof row === 'object' && row !== null && !Array.isArray(row);

/** As a cell of CSV would say it. */
const cellOf = (value: unknown): string => {
  if (value === null || value === undefined) return '';
  if (typeof value === 'string') return value.trim();
  if (typeof value === 'object') return Array.isArray(value) ? 'a list' : 'an object';
  return String(value);
};

const fault = (field: string, reason: string, next: string): Problem =>
  problem(field, 'NOT_JSON', reason, next);

/** The value of a JSON text, or where it breaks off. */
export const readJson = (text: string, field: string): { readonly value: unknown } | Problem => {
  try {
    return { value: JSON.parse(text) };
  } catch {
    if (text.length > mostSearchedCharacters)
      return fault(field, 'It is no JSON: it is broken or cut off', 'Correct it.');
    const { line, column } = findJsonFault(text);
    return fault(field, `It is no JSON at line ${line}, column ${column}`, 'Correct it there.');
  }
};

/** Rows as JSON has them: objects in a list. What a row does not say is missing. Rows are counted from 1. */
export const tableOfRows = (rows: unknown, field: string): Table | Problem => {
  if (!Array.isArray(rows)) return fault(field, 'It is no list of rows', 'Send [{"date": …}, …].');
  const other = rows.findIndex((row) => !isRow(row));
  if (other !== -1)
    return fault(`${field}.${other}`, `Row ${other + 1} is no object`, 'Name its columns: {"date": …}.');
  const named = rows as readonly JsonRow[];
  return {
    names: [...new Set(named.flatMap((row) => Object.keys(row)))],
    nextName: 'Write the name as the rows have it.',
    rows: rows.length,
    column: (name) => named.map((row) => (Object.hasOwn(row, name) ? cellOf(row[name]) : '')),
    placeOf: (row) => `Row ${row + 1}`,
  };
};
