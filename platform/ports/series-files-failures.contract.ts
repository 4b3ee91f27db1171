import { access, readdir, symlink } from 'node:fs/promises';
import { dirname } from 'node:path';
import { setTimeout as after } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { at, dayMs, makeStored, minuteMs } from './series.builders.ts';
import { column, makePiece, makeRows, makeSensor } from './series-files.builders.ts';
import { type OpenFiles, openFilesBench } from './testing/open-files.ts';
import { readRows } from './testing/read-piece.ts';

const noon = at('2026-03-01T12:00:00Z');

/** What every SeriesFiles leaves where it fails: nothing. */
export const seriesFilesFailuresContract = (driver: string, open: () => Promise<OpenFiles>): void => {
  describe(`${driver} as SeriesFiles that fails`, () => {
    const { store, newSensor, newPath, written } = openFilesBench('fx', open);

    const fill = async (): Promise<string> => {
      const sensorId = newSensor();
      await store().writer.write(
        Array.from({ length: 4_500 }, (_, n) =>
          makeStored({ sensorId, periodStart: noon + n * minuteMs, periodEnd: noon + (n + 1) * minuteMs }),
        ),
      );
      return sensorId;
    };
    const pieceOf = (sensorId: string) =>
      makePiece({
        path: newPath(),
        rows: makeRows({ sensors: [makeSensor(sensorId)], from: noon, to: noon + 30 * dayMs }),
      });

    it('leaves no file when it is stopped, whenever that is', async () => {
      const piece = pieceOf(await fill());
      const left = new Error('nobody wants it any more');
      for (const ms of [0, 1, 3, 10, 30]) {
        for (const compression of ['NONE', 'GZIP'] as const) {
          const leaving = new AbortController();
          const path = newPath();
          const writing = store()
            .files.write({ ...piece, path, compression }, leaving.signal)
            .then(
              () => 'written',
              (error) => error,
            );
          if (ms > 0) await after(ms);
          leaving.abort(left);
          if ((await writing) === 'written') continue;
          expect(await writing).toBe(left);
          await expect(access(path)).rejects.toMatchObject({ code: 'ENOENT' });
        }
      }
      expect((await readdir(dirname(piece.path))).filter((name) => name.endsWith('.plain'))).toStrictEqual(
        [],
      );
      const again = await store().files.write(piece);
      expect(again.rows).toBe(4_500);
      expect(await readRows(piece.path, piece)).toHaveLength(4_500);
    });

    it.skipIf(process.platform !== 'linux').each(['NONE', 'GZIP', 'ZSTD'] as const)(
      'says that the disk is full, under %s',
      async (compression) => {
        const piece = { ...pieceOf(await fill()), compression };
        // what is written through this link finds no room
        await symlink('/dev/full', piece.path);
        await expect(store().files.write(piece)).rejects.toMatchObject({ code: 'STORAGE_FULL' });
        await expect(access(piece.path)).rejects.toMatchObject({ code: 'ENOENT' });
        expect(await store().files.write(piece)).toMatchObject({ rows: 4_500 });
      },
    );

    it('refuses columns that its rows cannot fill, and zones that do not exist', async () => {
      const sensors = [makeSensor(await fill())];
      const rows = makeRows({ sensors, from: noon, to: noon + dayMs });
      const wrong = column('a', { of: 'quantity', quantity: 'PM25', what: 'value' });
      await expect(written({ rows, columns: [wrong] })).rejects.toMatchObject({ code: 'BAD_INPUT' });
      const local = column('a', { of: 'time', what: 'periodStart', clock: 'LOCAL' });
      const nowhere = { ...rows, sensors: sensors.map((one) => ({ ...one, timeZone: 'Nowhere/At_All' })) };
      await expect(written({ rows: nowhere, columns: [local] })).rejects.toMatchObject({ code: 'BAD_INPUT' });
    });

    it('writes nothing more once it is closed', async () => {
      const { files, close } = await open();
      const piece = pieceOf('nobody');
      await files.close();
      await close();
      await expect(files.write(piece)).rejects.toMatchObject({ code: 'SHUTTING_DOWN' });
      await expect(access(piece.path)).rejects.toMatchObject({ code: 'ENOENT' });
    });
  });
};
