import type { DuckDBConnection } from '@duckdb/node-api';
import type { FilePiece, PieceWritten } from '../../ports/series-files.ts';
import { writingOf } from './cells/writing.ts';
import { copyTo } from './copy.ts';
import { extentsOf } from './extents.ts';
import type { Member } from './members.ts';
import { stageMembers, stageSeries } from './staging/members.ts';
import { stageMoments, stagePeriods } from './staging/periods.ts';
import { selectOf } from './statement.ts';

/**
 * Makes the rows of a piece ready, on its connection, and gives them as SQL: of the series in the temporary table `series_of`, numbered by `series`, with these columns as far as the
 * piece's cells need them.
 *
 * - of readings: period_start, period_end, value, unit, quality, revision, raw_value, replay_start, replay_end, received_at; as texts tests, raw_unit, variant, source, delivery,
 *   calibration, corrections; channels as JSON
 * - of averages: period_start, period_end, readings, coverage, v0, v1, …; replay_start, replay_end and received_at are null
 *
 * Times are epoch ms, BIGINT.
 */
export type MakeReady = (connection: DuckDBConnection) => Promise<string>;

/** Writes a piece by way of a DuckDB connection that nobody else uses, and that is closed afterwards. */
export const writePiece = async (
  connection: DuckDBConnection,
  piece: FilePiece,
  members: readonly Member[],
  makeReady: MakeReady,
  signal: AbortSignal | undefined,
): Promise<PieceWritten> => {
  await stageSeries(connection, members);
  const source = await makeReady(connection);
  const periods = await stagePeriods(connection, source);
  const extents = await extentsOf(connection, piece, source, periods);
  const writing = writingOf({ piece, members, extents, areShared: periods.areShared });
  const select = selectOf(writing);
  await stageMembers(connection, members, writing.asked);
  if (writing.askedOfPeriods.length > 0) await stageMoments(connection, writing.askedOfPeriods);
  const written = await copyTo(connection, select(source), piece, signal);
  return { ...written, isReplayed: extents.original !== null };
};
