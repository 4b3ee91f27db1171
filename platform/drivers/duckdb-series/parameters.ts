import {
  BIGINT,
  type DuckDBConnection,
  DuckDBListValue,
  type DuckDBMaterializedResult,
  INTEGER,
  LIST,
  listValue,
  VARCHAR,
} from '@duckdb/node-api';

/** Bound by name ($name): numbers are 32-bit numbers of series and groups, bigints are times and counts. */
export type Parameters = Readonly<Record<string, number | bigint | string | DuckDBListValue>>;

export const bigints = (values: readonly number[]): DuckDBListValue => listValue(values.map(BigInt));
export const integers = (values: readonly number[]): DuckDBListValue => listValue([...values]);
export const texts = (values: readonly string[]): DuckDBListValue => listValue([...values]);

const scalarTypeOf = (value: unknown) => {
  if (typeof value === 'bigint') return BIGINT;
  return typeof value === 'number' ? INTEGER : VARCHAR;
};

/**
 * Runs one statement. The types are said: left to itself the binding makes every bigint a HUGEINT, and a column that is
 * compared with one is widened row by row.
 */
export const execute = (
  connection: DuckDBConnection,
  sql: string,
  parameters: Parameters,
): Promise<DuckDBMaterializedResult> => {
  const types = Object.entries(parameters).map(([name, value]) => [
    name,
    value instanceof DuckDBListValue ? LIST(scalarTypeOf(value.items[0])) : scalarTypeOf(value),
  ]);
  return connection.run(sql, { ...parameters }, Object.fromEntries(types));
};

/** `column IN ($q0, $q1)`: single values are pushed into the scan, a bound list is not. */
export const oneOf = (column: string, values: readonly string[]): { sql: string; bound: Parameters } => {
  const bound = Object.fromEntries([...new Set(values)].map((value, at) => [`q${at}`, value]));
  const names = Object.keys(bound).map((name) => `$${name}`);
  return { sql: `${column} IN (${names.join(', ')})`, bound };
};

export const least = (values: readonly number[]): number => values.reduce((a, b) => Math.min(a, b));
export const greatest = (values: readonly number[]): number => values.reduce((a, b) => Math.max(a, b));
