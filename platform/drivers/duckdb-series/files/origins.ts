import type { DuckDBConnection } from '@duckdb/node-api';

/** What the JSON of `tests` and `origin` says, in words; each distinct text is read once a piece. */
const joined = (json: string, shape: string, word: string): string =>
  `array_to_string(list_transform(from_json(${json}, '${shape}'), lambda one: ${word}), ' ')`;

const testWords = joined('tests', '[{"test":"VARCHAR","flag":"VARCHAR"}]', `one.test || ':' || one.flag`);
const correctionWords = joined(
  `origin->'corrections'`,
  '[{"id":"VARCHAR","version":"VARCHAR"}]',
  `one.id || '@' || one.version`,
);
const of = (field: string, name: string): string => `origin->>'${field}' AS ${name}`;
const originWords = [
  of('rawUnit', 'raw_unit'),
  of('variant', 'variant'),
  of('source', 'source'),
  of('delivery', 'delivery'),
  of('calibration', 'calibration'),
  `${correctionWords} AS corrections`,
];
const names = ['raw_unit', 'variant', 'source', 'delivery', 'calibration', 'corrections'];

/** Makes the temporary tables `test_words` and `origin_words` of all distinct texts of a source. */
export const stageOrigins = async (connection: DuckDBConnection, source: string): Promise<void> => {
  const distinct = (text: string): string =>
    `(SELECT DISTINCT r.${text} FROM (${source}) r SEMI JOIN temp.series_of m ON r.series = m.series)`;
  await connection.run(`
    CREATE TEMP TABLE test_texts AS SELECT tests AS test_json, ${testWords} AS tests FROM ${distinct('tests')}`);
  await connection.run(`
    CREATE TEMP TABLE origin_texts AS SELECT origin AS origin_json, ${originWords.join(', ')} FROM ${distinct('origin')}`);
  await connection.run(`
    CREATE TEMP TYPE origin_word AS ENUM (
      SELECT DISTINCT word FROM (
        SELECT tests AS word FROM temp.test_texts UNION ALL SELECT unnest([${names.join(', ')}]) FROM temp.origin_texts
      ) WHERE word IS NOT NULL
    )`);
  await connection.run(`
    CREATE TEMP TABLE test_words AS SELECT test_json, tests::origin_word AS tests FROM temp.test_texts`);
  await connection.run(`
    CREATE TEMP TABLE origin_words AS SELECT * REPLACE (${names.map((name) => `${name}::origin_word AS ${name}`).join(', ')})
    FROM temp.origin_texts`);
};

/** Rows of a source with the words of their origin. */
export const withOrigins = (source: string): string => `
  SELECT r.* EXCLUDE (tests, origin), t.tests, o.* EXCLUDE (origin_json)
  FROM (${source}) r JOIN temp.test_words t ON r.tests = t.test_json JOIN temp.origin_words o ON r.origin = o.origin_json`;
