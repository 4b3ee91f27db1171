import type { DuckDBConnection } from '@duckdb/node-api';
import type { FilePiece, SingleRows } from '../../../ports/series-files.ts';
import { quoted } from '../../series-files/cells/texts.ts';
import { tellsOrigins } from '../../series-files/origins.ts';
import type { MakeReady } from '../../series-files/write-piece.ts';
import { stageEarlier, within } from './known-then.ts';
import { stageOrigins, withOrigins } from './origins.ts';

/** What is written of a reading, as it stands in its row. */
const columnsOf = ({ version }: SingleRows): string =>
  [
    'series',
    'period_start',
    'period_end',
    `${version === 'RAW' ? 'uncorrected' : 'value'} AS value`,
    'unit',
    'quality',
    'tests',
    'origin',
    'revision',
    'raw_value',
    'channels',
    'replay_start',
    'replay_end',
    'received_at',
  ].join(', ');

const airs = { REAL: ' AND replay_start IS NULL', RECORDED: ' AND replay_start IS NOT NULL' };

const knownThen = async (connection: DuckDBConnection, rows: SingleRows): Promise<string> => {
  const { quality, air } = rows;
  // an empty list is no SQL
  const list = ['', ...quality].map(quoted).join(', ');
  const wanted = `quality IN (${list})${air === undefined ? '' : airs[air]}`;
  const current = `SELECT ${columnsOf(rows)} FROM reading r WHERE ${within('r', rows)} AND ${wanted}`;
  return (await stageEarlier(connection, rows))
    ? `${current} UNION ALL SELECT ${columnsOf(rows)} FROM temp.earlier WHERE ${wanted}`
    : current;
};

/** Of so few sensors rows are looked for once: each statement that looked by itself would go over the rows of all others again. */
const fewSensors = 4;

const picked = async (connection: DuckDBConnection, source: string): Promise<string> => {
  await connection.run(`
    CREATE TEMP TABLE picked AS SELECT r.* FROM (${source}) r SEMI JOIN temp.series_of m ON r.series = m.series`);
  return 'SELECT * FROM temp.picked';
};

/** Single readings of the store, as they were known then. */
export const rowsOfStore =
  (piece: FilePiece, rows: SingleRows): MakeReady =>
  async (connection) => {
    const known = await knownThen(connection, rows);
    const source = rows.sensors.length > fewSensors ? known : await picked(connection, known);
    if (!tellsOrigins(piece)) return source;
    await stageOrigins(connection, source);
    return withOrigins(source);
  };
