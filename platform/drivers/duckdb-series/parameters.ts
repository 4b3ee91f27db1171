import { type DuckDBListValue, type DuckDBValue, listValue } from '@duckdb/node-api';

/** Bound by name: $name. */
export type Parameters = Record<string, DuckDBValue>;

export const bigints = (values: readonly number[]): DuckDBListValue => listValue(values.map(BigInt));

export const texts = (values: readonly string[]): DuckDBListValue => listValue([...values]);

/** `column IN ($q0, $q1)`: single values are pushed into the scan, a bound list is not. */
export const oneOf = (column: string, values: readonly string[]): { sql: string; bound: Parameters } => {
  const bound = Object.fromEntries([...new Set(values)].map((value, at) => [`q${at}`, value]));
  return {
    sql: `${column} IN (${Object.keys(bound)
      .map((name) => `$${name}`)
      .join(', ')})`,
    bound,
  };
};

export const least = (values: readonly number[]): number => values.reduce((a, b) => Math.min(a, b));
export const greatest = (values: readonly number[]): number => values.reduce((a, b) => Math.max(a, b));
