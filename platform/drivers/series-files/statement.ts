import type { FileColumn } from '../../ports/series-files.ts';
import { cellOfAverage } from './cells/of-averages.ts';
import { cellOfReading } from './cells/of-readings.ts';
import { cellOfWide, gatheredOf } from './cells/of-wide.ts';
import { named } from './cells/texts.ts';
import type { Writing } from './cells/writing.ts';

const inOrder = 'ORDER BY r.period_start, m.rank, r.period_end';

const periodsOf = (asked: readonly unknown[]): { readonly columns: string; readonly join: string } =>
  asked.length === 0
    ? { columns: '', join: '' }
    : {
        columns: ', p.* EXCLUDE (period_start, period_end)',
        join: 'JOIN temp.moments_of p ON r.period_start = p.period_start AND r.period_end = p.period_end',
      };

/** Rows in order: narrow ones, so that little is moved while they are sorted. The texts are made of them afterwards. */
const sortedRows = ({ piece: { rows, columns }, askedOfPeriods }: Writing, source: string): string => {
  const periods = periodsOf(askedOfPeriods);
  switch (rows.kind) {
    case 'readings':
      return `
        SELECT r.* REPLACE (r.unit::word AS unit, r.quality::word AS quality), m.* ${periods.columns}
        FROM (${source}) r JOIN temp.member m ON r.series = m.series ${periods.join} ${inOrder}`;
    case 'averages':
      return `
        SELECT r.*, m.* ${periods.columns}
        FROM (${source}) r JOIN temp.member m ON r.series = m.series ${periods.join} ${inOrder}`;
    case 'wide':
      return `
        SELECT r.*, m.* ${periods.columns} FROM (
          SELECT ${['m.rank', 'r.period_start', 'r.period_end', ...gatheredOf(columns)].join(', ')}
          FROM (${source}) r JOIN temp.series_of m ON r.series = m.series
          GROUP BY m.rank, r.period_start, r.period_end
        ) r JOIN temp.member m ON r.rank = m.rank ${periods.join} ${inOrder}`;
    default:
      return rows satisfies never;
  }
};

const cellsOf = (writing: Writing): readonly (readonly [name: string, sql: string])[] => {
  const { rows, columns } = writing.piece;
  const cellOf: (column: FileColumn, writing: Writing) => string =
    rows.kind === 'readings' ? cellOfReading : rows.kind === 'wide' ? cellOfWide : cellOfAverage(rows);
  return columns.map((column) => [column.name, cellOf(column, writing)]);
};

const featureOf = (cells: ReturnType<typeof cellsOf>, { ofMember }: Writing): ReturnType<typeof cellsOf> => {
  const place = (fact: string): string =>
    ofMember(`NUMBER ${fact}`, 'NUMBER', ({ sensor }) => {
      const said = sensor.facts[fact] ?? null;
      return said === null ? null : Number(said);
    });
  const [longitude, latitude] = [place('longitude'), place('latitude')];
  const properties = cells.map(([name, sql]) => `${named(name)} := ${sql}`).join(', ');
  const point = `{'type': 'Point', 'coordinates': [${longitude}, ${latitude}]}`;
  return [
    ['type', `'Feature'`],
    ['geometry', `CASE WHEN ${longitude} IS NOT NULL AND ${latitude} IS NOT NULL THEN ${point} END`],
    ['properties', `struct_pack(${properties})`],
  ];
};

/**
 * The rows of a piece as its columns, in order, as one SELECT. Rows that other statements gave come as `source`: numbered by series, one a reading or bucket. An empty source that is no table
 * stands behind them: where all sources are numbered in batches, COPY holds batches of text until it is their turn, which took a third more time and three times the memory.
 */
export const selectOf = (writing: Writing): ((source: string) => string) => {
  const cells = cellsOf(writing);
  const written = writing.piece.format === 'GEOJSON' ? featureOf(cells, writing) : cells;
  const columns = written.map(([name, sql]) => `${sql} AS ${named(name)}`);
  const nothing = written.map(() => 'NULL');
  return (source) => `
    SELECT ${columns.join(', ')} FROM (${sortedRows(writing, source)}) r
    UNION ALL SELECT ${nothing.join(', ')} FROM range(0)`;
};
