import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FileColumn, FilePiece, SeriesFiles } from '@aqmrg/platform/ports/series-files.ts';
import type { PieceFile } from '../actions/assemble/piece-file.ts';
import { openGeneratedFiles } from './generated-files.ts';
import { firstDay } from './queued-jobs.ts';

const hour = 3_600_000;

/** Some of those that exports have. */
export const columns: readonly FileColumn[] = [
  { name: 'periodStart', cell: { of: 'time', what: 'periodStart', clock: 'UTC' } },
  { name: 'periodEnd', cell: { of: 'time', what: 'periodEnd', clock: 'UTC' } },
  { name: 'sensorId', cell: { of: 'reading', what: 'sensorId' } },
  { name: 'quantity', cell: { of: 'reading', what: 'quantity' } },
  { name: 'value', cell: { of: 'reading', what: 'value' } },
  { name: 'note', cell: { of: 'constant', text: '=1+1' } },
];

export const makeFileSensor = (id: string) => ({
  ...{ id, timeZone: 'Africa/Kampala', reportingIntervalMs: hour },
  facts: { name: `Sensor ${id}`, latitude: 0.3, license: 'CC-BY-4.0', attribution: 'Makerere' },
});
export const sensors = ['a', 'bé'].map(makeFileSensor);

type Wanted = Partial<Pick<FilePiece, 'format' | 'compression' | 'isHeaded'>> & {
  readonly from?: number;
  readonly hours: number;
};

/** Writes pieces into a folder of their own: a row an hour of each of the sensors, from the first hour on. */
export const openPieces = async () => {
  const folder = await mkdtemp(join(tmpdir(), 'pieces-'));
  const files: SeriesFiles = await openGeneratedFiles();
  const write = async ({
    from = 0,
    hours,
    format = 'CSV',
    compression = 'NONE',
    isHeaded = false,
  }: Wanted): Promise<PieceFile> => {
    const path = join(folder, randomUUID());
    const span = { from: firstDay + from * hour, to: firstDay + (from + hours) * hour };
    const rows: FilePiece['rows'] = {
      ...{ kind: 'readings', sensors, quantities: ['PM25'], quality: ['GOOD'], version: 'CORRECTED' },
      ...{ ...span, end: span.to, asOf: span.to },
    };
    const written = await files.write({ path, format, compression, isHeaded, columns, rows });
    return { ...written, path };
  };
  return {
    folder,
    write,
    /** One piece after the other, of so many hours each. */
    async series(hours: readonly number[], wanted: Omit<Wanted, 'from' | 'hours'>): Promise<PieceFile[]> {
      const pieces: PieceFile[] = [];
      let from = 0;
      for (const some of hours) {
        pieces.push(await write({ ...wanted, from, hours: some, isHeaded: pieces.length === 0 }));
        from += some;
      }
      return pieces;
    },
    async close() {
      await files.close();
      await rm(folder, { recursive: true });
    },
  };
};

/** As they come while others are still being written. */
export async function* inOrder(pieces: readonly PieceFile[]): AsyncGenerator<PieceFile> {
  yield* pieces;
}
