import { rm, stat } from 'node:fs/promises';
import type {
  Cell,
  FileColumn,
  FileFormat,
  FilePiece,
  SeriesFiles,
} from '@aqmrg/platform/ports/series-files.ts';
import type { EpochMs } from '@aqmrg/schema/events/vocabulary.ts';
import { DuckDBInstance } from '@duckdb/node-api';

interface Generated {
  /** Length of the periods, of which each sensor has one after the other. */
  readonly everyMs: number;
  /** From when on what there is is a recording. */
  readonly replayedFrom: EpochMs;
}

const text = (value: string): string => `'${value.replaceAll("'", "''")}'`;

const timeSql = (cell: Cell & { of: 'time' }, format: FileFormat, { everyMs }: Generated): string => {
  const ms = cell.what === 'periodEnd' ? `(start_ms + ${everyMs})` : 'start_ms';
  return format === 'PARQUET'
    ? `to_timestamp(${ms} / 1000.0)`
    : `strftime(epoch_ms(${ms}), '%Y-%m-%dT%H:%M:%S.%gZ')`;
};

const cellSql = (cell: Cell, format: FileFormat, generated: Generated): string => {
  if (cell.of === 'time') return timeSql(cell, format, generated);
  if (cell.of === 'constant') return text(cell.text);
  if (cell.of !== 'reading') return 'NULL::VARCHAR';
  if (cell.what === 'sensorId') return 'sensor';
  if (cell.what === 'quantity') return "'PM25'";
  if (cell.what === 'value') return '(round(abs(sin(start_ms / 3600000)) * 100 + length(sensor), 2))::DOUBLE';
  return cell.what === 'revision' ? '1::INTEGER' : "'µg/m³'";
};

const selected = (columns: readonly FileColumn[], format: FileFormat, generated: Generated): string => {
  const cells = columns.map(({ name, cell }) => ({ name, sql: cellSql(cell, format, generated) }));
  if (format !== 'GEOJSON') return cells.map(({ name, sql }) => `${sql} AS "${name}"`).join(', ');
  const properties = cells.map(({ name, sql }) => `${text(name)}: ${sql}`).join(', ');
  return `'Feature' AS type, {'type': 'Point', 'coordinates': [32.5, 0.3]} AS geometry, {${properties}} AS properties`;
};

const asSql = ({ format, compression, isHeaded }: FilePiece): string => {
  if (format === 'PARQUET') return 'FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE 2048';
  const as = format === 'CSV' ? `csv, HEADER ${isHeaded}` : 'json';
  return `FORMAT ${as}, COMPRESSION ${compression.toLowerCase()}`;
};

/**
 * Files of readings that are worked out, not kept: the same for the same piece. Each sensor has one in each period. For tests of what is done with files; what the stores themselves
 * write is tested with them.
 */
export const openGeneratedFiles = async (generated: Partial<Generated> = {}): Promise<SeriesFiles> => {
  const settings = { everyMs: 3_600_000, replayedFrom: Number.POSITIVE_INFINITY, ...generated };
  const duckdb = await DuckDBInstance.create(':memory:', { threads: '1' });
  const connection = await duckdb.connect();
  return {
    async write(piece, signal) {
      signal?.throwIfAborted();
      const { rows: wanted, path, format, columns } = piece;
      const sensors = wanted.sensors.map(({ id }) => text(id)).join(', ');
      const rows = await connection.runAndReadAll(`COPY (
        SELECT ${selected(columns, format, settings)}
        FROM (SELECT unnest([${sensors}]) AS sensor), range(${wanted.from}, ${wanted.to}, ${settings.everyMs}) AS starts (start_ms)
        ORDER BY start_ms, sensor) TO ${text(path)} (${asSql(piece)})`);
      if (signal?.aborted) {
        await rm(path);
        throw signal.reason;
      }
      return {
        rows: Number(rows.getRows()[0]?.[0]),
        bytes: (await stat(path)).size,
        isReplayed: wanted.to > settings.replayedFrom,
      };
    },
    async close() {
      connection.closeSync();
      duckdb.closeSync();
    },
  };
};
