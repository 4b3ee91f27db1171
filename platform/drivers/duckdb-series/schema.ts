import type { DuckDBConnection } from '@duckdb/node-api';

/**
 * One stored reading. `series` numbers a (sensor, quantity); times are epoch ms. What differs from row to row stands in
 * columns of its own, so that the two JSON columns (`tests`, `origin`) repeat and compress to a dictionary.
 */
export const readingColumns = {
  series: 'INTEGER',
  period_start: 'BIGINT',
  period_end: 'BIGINT',
  value: 'DOUBLE',
  unit: 'VARCHAR',
  uncorrected: 'DOUBLE',
  revision: 'INTEGER',
  quality: 'VARCHAR',
  tests: 'VARCHAR',
  origin: 'VARCHAR',
  raw_value: 'DOUBLE',
  channels: 'VARCHAR',
  correction_inputs: 'VARCHAR',
  replay_start: 'BIGINT',
  replay_end: 'BIGINT',
  received_at: 'BIGINT',
  known_at: 'BIGINT',
  reported_partition: 'INTEGER',
  reported_offset: 'BIGINT',
  reported_index: 'INTEGER',
  caused_partition: 'INTEGER',
  caused_offset: 'BIGINT',
  caused_index: 'INTEGER',
  content_hash: 'VARCHAR',
} as const;

export type ColumnName = keyof typeof readingColumns;

export const columnNames = Object.keys(readingColumns) as readonly ColumnName[];

/** The text columns, in the order in which they stand in `texts`; content_hash, whose letters are not ours, is last. */
export const textNames = [
  'quality',
  'unit',
  'tests',
  'origin',
  'channels',
  'correction_inputs',
  'content_hash',
] as const satisfies readonly ColumnName[];

/** No JSON text and no word of the vocabulary holds it. */
export const textSeparator = '\u001f';

/**
 * The columns of `table` as `rowReader` takes them: times as doubles, which JavaScript takes without a detour over
 * BigInt, and all texts of a row as one, because the binding makes a native call a string.
 */
export const selectList = (table: string): string => {
  const numbers = columnNames
    .filter((name) => readingColumns[name] !== 'VARCHAR')
    .map((name) => `${table}.${name}${readingColumns[name] === 'BIGINT' ? '::DOUBLE' : ''} AS ${name}`);
  const texts = textNames.map((name) => `coalesce(${table}.${name}, '')`);
  return `${numbers.join(', ')}, concat_ws(chr(${textSeparator.charCodeAt(0)}), ${texts.join(', ')}) AS texts`;
};

export const columnList = (table?: string): string =>
  columnNames.map((name) => (table === undefined ? name : `${table}.${name}`)).join(', ');

const definitions = Object.entries(readingColumns)
  .map(([name, type]) => `${name} ${type}`)
  .join(', ');

/** Changes when the tables change in a way that an older driver cannot read. */
const layout = 1;

/**
 * No primary keys: an index costs seven times the disk and four times the memory, and the one writer keeps keys unique.
 *
 * - series: numbers of (sensor, quantity)
 * - reading: the current row of each key
 * - superseded: rows that were replaced; `superseded_at` is the `known_at` of the row that replaced them
 * - latest: the newest current row of each series
 * - hourly: rollup of GOOD and UNKNOWN readings by the UTC hour in which they start
 */
const tables = [
  'CREATE TABLE IF NOT EXISTS store (layout INTEGER)',
  'CREATE TABLE IF NOT EXISTS series (id INTEGER, sensor VARCHAR, quantity VARCHAR)',
  `CREATE TABLE IF NOT EXISTS reading (${definitions})`,
  `CREATE TABLE IF NOT EXISTS superseded (${definitions}, superseded_at BIGINT)`,
  `CREATE TABLE IF NOT EXISTS latest (${definitions})`,
  'CREATE TABLE IF NOT EXISTS hourly (series INTEGER, hour_start BIGINT, mean DOUBLE, count INTEGER, covered_ms BIGINT)',
];

export const createTables = async (connection: DuckDBConnection): Promise<void> => {
  await connection.run('BEGIN');
  for (const table of tables) await connection.run(table);
  const found = (await connection.runAndReadAll('SELECT max(layout) FROM store')).getRows()[0]?.[0];
  if (found === null) await connection.run('INSERT INTO store VALUES ($1)', [layout]);
  else if (found !== layout) {
    throw new Error(`The series store has layout ${found}; this version reads layout ${layout}.`);
  }
  await connection.run('COMMIT');
};

/** Where a batch lies while it is merged; temporary tables are private to their connection and never synced. */
export const createStaging = async (connection: DuckDBConnection): Promise<void> => {
  await connection.run(`CREATE TEMP TABLE staging (${definitions}, newest BOOLEAN)`);
};
