import { readFile, writeFile } from 'node:fs/promises';
import { DuckDBInstance } from '@duckdb/node-api';
import { beforeAll, describe, expect, it } from 'vitest';
import { at, hourMs, makeProvenance, makeStored } from './series.builders.ts';
import { column, everyCell, makePiece, makeRows, makeSensor } from './series-files.builders.ts';
import type { FileSensor, ReadingRows } from './series-files.ts';
import { fileFormats } from './series-files.ts';
import { cellOf, rowAsRead } from './testing/expected-cells.ts';
import { type OpenFiles, openFilesBench } from './testing/open-files.ts';
import { type Row, readRows } from './testing/read-piece.ts';

const noon = at('2026-03-01T12:00:00Z');

/** What the cells of CSV files hold as numbers. */
const numberNames = everyCell
  .filter(
    ({ cell }) =>
      cell.of === 'minutes' ||
      (cell.of === 'sensor' && cell.type === 'NUMBER') ||
      (cell.of === 'reading' && ['value', 'revision', 'rawValue'].includes(cell.what)),
  )
  .map(({ name }) => name);
const withNumbers = (row: Row): Row =>
  Object.fromEntries(
    Object.entries(row).map(([name, cell]) => [
      name,
      numberNames.includes(name) && cell !== '' ? Number(cell) : cell,
    ]),
  );

/** As DuckDB reads a file: CSV without guessing what its texts are. */
const throughDuckdb = async (path: string, format: 'CSV' | 'PARQUET'): Promise<readonly Row[]> => {
  const instance = await DuckDBInstance.create(':memory:', { threads: '1' });
  const connection = await instance.connect();
  const text = `'${path.replaceAll("'", "''")}'`;
  const source =
    format === 'PARQUET' ? `read_parquet(${text})` : `read_csv(${text}, all_varchar = true, header = true)`;
  await connection.run(`SET TimeZone = 'UTC'`);
  const found = await connection.runAndReadAll(`SELECT * FROM ${source}`);
  const rows = found.getRowObjectsJS();
  connection.closeSync();
  instance.closeSync();
  return rows;
};

/** How every SeriesFiles spells what readings say, in each format. */
export const seriesFilesFormatsContract = (driver: string, open: () => Promise<OpenFiles>): void => {
  describe(`${driver} as SeriesFiles, by format`, () => {
    const { store, written, newPath } = openFilesBench('ff', open);
    const nasty = ['=1+1', '+1', '-1', '@x', '\tx', '\rx', 'a "b", c', 'two\nlines', 'ñandú 🌫', "it's", ' '];
    const sensors = nasty.map((name, n) =>
      makeSensor(`${name} ff`, {
        timeZone: n % 2 === 0 ? 'Africa/Kampala' : 'Europe/Paris',
        facts: { name, latitude: -0.5 + n, longitude: 32.5, nothing: null },
      }),
    );
    const rows: ReadingRows = makeRows({ sensors, from: noon, to: noon + hourMs, end: noon + 2 * hourMs });
    const stored = sensors.map(({ id, facts }, n) =>
      makeStored({
        sensorId: id,
        periodStart: noon,
        periodEnd: noon + 30_000,
        value: [-0.3, 1e-300, 12, 1 / 3, 1e21, 5e-324, 0][n % 7] as number,
        quality: n % 3 === 0 ? 'SUSPECT' : 'GOOD',
        tests:
          n === 0
            ? []
            : [
                { test: 'SPIKE', flag: 'SUSPECT', reason: `Stands ${n} above “neighbours”` },
                { test: 'FLAT_LINE', flag: 'UNKNOWN' },
              ],
        provenance: makeProvenance({
          source: n === 2 ? null : (facts.name as string),
          channels:
            n === 1
              ? []
              : [
                  { name: facts.name as string, value: 12.5 },
                  { name: 'b', value: -13 },
                ],
          variant: n % 2 === 0 ? 'CF_1' : null,
          delivery: 'BACKFILL',
          corrections: n === 3 ? [] : [{ id: 'us-epa', version: '2021', inputs: { humidityPercent: n } }],
          calibration: 'us-epa@2021',
          replayOf: n === 4 ? { periodStart: 0, periodEnd: hourMs } : null,
        }),
      }),
    );
    const inOrder = stored
      .map(({ reading }, n) => ({ reading, sensor: sensors[n] as FileSensor }))
      .sort((a, b) => (a.sensor.id < b.sensor.id ? -1 : 1));
    beforeAll(() => store().writer.write(stored));

    it.each(fileFormats)('says all that a reading says, as %s', async (format) => {
      const file = await written({ rows, columns: everyCell, format });
      const expected = inOrder.map(({ reading, sensor }) =>
        rowAsRead(everyCell, (cell) => cellOf(cell, reading, sensor, 'CORRECTED'), format),
      );
      expect(format === 'CSV' ? file.rows.map(withNumbers) : file.rows).toStrictEqual(expected);
      expect(file.told).toStrictEqual({
        rows: nasty.length,
        bytes: (await readFile(file.piece.path)).length,
        isReplayed: true,
      });
      if (format === 'CSV' || format === 'PARQUET') {
        const found = await throughDuckdb(file.piece.path, format);
        const empty = (row: Row) =>
          Object.fromEntries(Object.entries(row).map(([name, cell]) => [name, cell ?? '']));
        const read = format === 'CSV' ? found.map(empty).map(withNumbers) : found;
        expect(read).toStrictEqual(expected);
      }
    });

    it('puts a feature where its sensor stands, and one without a place nowhere', async () => {
      const places = [
        { longitude: 32.5, latitude: 0.25 },
        { longitude: null, latitude: 3 },
      ];
      const some = places.map((facts, n) => ({ ...(sensors[n] as FileSensor), facts }));
      const file = await written({ rows: { ...rows, sensors: some }, format: 'GEOJSON' });
      const lines = (await readFile(file.piece.path, 'utf8')).trimEnd().split('\n');
      const features = lines.map((line) => JSON.parse(line));
      expect(features.map(({ type, geometry }) => ({ type, geometry }))).toStrictEqual([
        { type: 'Feature', geometry: null },
        { type: 'Feature', geometry: { type: 'Point', coordinates: [32.5, 0.25] } },
      ]);
      expect(features.map(({ properties }) => properties)).toStrictEqual(file.rows);
    });

    it('makes pieces that are one file in a row, under gzip too', async () => {
      for (const compression of ['NONE', 'GZIP'] as const) {
        const pieces: Buffer[] = [];
        for (const [n, sensor] of sensors.slice(-3).entries()) {
          const fields = { rows: { ...rows, sensors: [sensor] }, compression, isHeaded: n === 0 };
          const piece = makePiece({ path: newPath(), ...fields });
          await store().files.write(piece);
          pieces.push(await readFile(piece.path));
        }
        const path = newPath();
        await writeFile(path, Buffer.concat(pieces));
        const whole = await readRows(path, { format: 'CSV', compression });
        expect(whole.map(({ sensorId }) => sensorId)).toStrictEqual(sensors.slice(-3).map(({ id }) => id));
      }
    });

    it('says the same under zstd', async () => {
      for (const format of ['CSV', 'NDJSON', 'GEOJSON'] as const) {
        const plain = await written({ rows, columns: everyCell, format });
        const packed = await written({ rows, columns: everyCell, format, compression: 'ZSTD' });
        expect(packed.rows).toStrictEqual(plain.rows);
      }
    });

    it.each(fileFormats)('makes a file of no rows where there are none, as %s', async (format) => {
      const columns = [column('a', { of: 'reading', what: 'value' }), column('b', { of: 'minutes' })];
      for (const asked of [
        { ...rows, sensors: [] },
        { ...rows, sensors: [makeSensor('never heard of')] },
        { ...rows, quality: [] },
        { ...rows, from: noon + 1 },
      ]) {
        const { piece, told, rows: found } = await written({ rows: asked, columns, format });
        expect(found).toStrictEqual([]);
        expect(told).toMatchObject({ rows: 0, isReplayed: false });
        if (format === 'CSV') expect(await readFile(piece.path, 'utf8')).toBe('a,b\n');
        if (format === 'NDJSON') expect(told.bytes).toBe(0);
      }
    });
  });
};
