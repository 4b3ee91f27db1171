import { qualityFlags, units } from '@aqmrg/schema/events/vocabulary.ts';
import { DOUBLE, type DuckDBConnection, INTEGER, VARCHAR } from '@duckdb/node-api';
import { named, quoted } from '../cells/texts.ts';
import type { MemberColumn } from '../cells/writing.ts';
import type { Member } from '../members.ts';
import { appendColumns } from './append.ts';

/** Makes the temporary table `series_of`: rank and quantity of each series. Temporary names are the connection's own, and gone with it. */
export const stageSeries = async (
  connection: DuckDBConnection,
  members: readonly Member[],
): Promise<void> => {
  await connection.run('CREATE TEMP TABLE series_of (series INTEGER, rank INTEGER, quantity VARCHAR)');
  await appendColumns(
    connection,
    'series_of',
    [INTEGER, INTEGER, VARCHAR],
    [
      members.map(({ series }) => series),
      members.map(({ rank }) => rank),
      members.map(({ quantity }) => quantity),
    ],
  );
};

/** What every store says of its rows by these words. */
const vocabulary = [...units, ...qualityFlags].map(quoted).join(', ');

/** The type `word`, of every text that rows have in common with others: they carry a small number in place of it while they are sorted. */
const createWords = (connection: DuckDBConnection, texts: readonly MemberColumn[]) => {
  const said = texts.map(({ name }) => `UNION ALL SELECT ${named(name)} FROM temp.said`).join(' ');
  return connection.run(`
    CREATE TEMP TYPE word AS ENUM (
      SELECT DISTINCT word FROM (SELECT unnest([${vocabulary}]) AS word ${said}) WHERE word IS NOT NULL
    )`);
};

/** Makes the type `word`, and the temporary table `member`: of each series, or sensor where its quantities share their rows, its rank and what its rows have in common. */
export const stageMembers = async (
  connection: DuckDBConnection,
  members: readonly Member[],
  asked: readonly MemberColumn[],
): Promise<void> => {
  const isFirst = members.map(({ rank }, at) => rank !== members[at - 1]?.rank);
  const types = asked.map(({ type }) => (type === 'TEXT' ? VARCHAR : DOUBLE));
  const columns = asked.map(({ name }, at) => `${named(name)} ${types[at]}`);
  await connection.run(
    `CREATE TEMP TABLE said (${['series INTEGER', 'rank INTEGER', ...columns].join(', ')})`,
  );
  await appendColumns(
    connection,
    'said',
    [INTEGER, INTEGER, ...types],
    [
      members.map(({ series }) => series),
      members.map(({ rank }) => rank),
      ...asked.map(({ values }) => values),
    ].map((column) => column.filter((_, at) => isFirst[at])),
  );
  const texts = asked.filter(({ type }) => type === 'TEXT');
  await createWords(connection, texts);
  const words = texts.map(({ name }) => `${named(name)}::word AS ${named(name)}`);
  await connection.run(
    `CREATE TEMP TABLE member AS SELECT * ${words.length === 0 ? '' : `REPLACE (${words.join(', ')})`} FROM temp.said`,
  );
};
