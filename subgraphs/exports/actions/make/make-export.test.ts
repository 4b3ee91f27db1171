import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { truncate } from 'node:fs/promises';
import { join } from 'node:path';
import { AirError } from '@aqmrg/platform/errors/air-error.ts';
import type { FilePiece, SeriesFiles } from '@aqmrg/platform/ports/series-files.ts';
import { parse } from 'csv-parse/sync';
import { afterEach, describe, expect, it } from 'vitest';
import { keyOf } from '../../domain/export-job.ts';
import { openMaker, runningJob, type TestMaker } from '../../testing/open-maker.ts';
import { firstDay } from '../../testing/queued-jobs.ts';
import { makeSensor } from '../../testing/sensors.ts';

const day = 86_400_000;
const beside = ['sensors.csv', 'README.md', 'manifest.json', 'datapackage.json'];

const makers: TestMaker[] = [];
const open: typeof openMaker = async (ground) => {
  const maker = await openMaker(ground);
  makers.push(maker);
  return maker;
};
afterEach(async () => {
  for (const maker of makers.splice(0)) await maker.close();
});

type Write = SeriesFiles['write'];

/** Files of another maker, whose pieces go through `write`. */
const through = async (
  write: (piece: FilePiece, signal: AbortSignal | undefined, inner: Write) => ReturnType<Write>,
) => {
  const inner = await open();
  return { write: (piece: FilePiece, signal?: AbortSignal) => write(piece, signal, inner.seriesFiles.write) };
};

const twoFiles = (request: Parameters<typeof runningJob>[0] = {}) =>
  runningJob({
    plan: {
      sensorIds: ['a', 'b'],
      files: [0, 1].map((i) => ({
        name: `readings-${i}.csv`,
        pieces: [{ from: firstDay + i * day, to: firstDay + (i + 1) * day }],
      })),
    },
    ...request,
  });

describe('making an export', () => {
  it('puts each file into the object store, with what explains it beside, and leaves nothing on the disk', async () => {
    const maker = await open();
    const job = runningJob();
    const { files, rows, isReplayed, noted, heard } = await maker.run(job);
    expect([rows, isReplayed]).toEqual([96, false]);
    expect(files.map(({ name }) => name)).toEqual(['readings.csv', ...beside]);
    expect(noted.map(({ file }) => file)).toEqual([files[0]]);
    expect(heard).toEqual([48, 96]);
    expect(await maker.stored(job.id)).toEqual(files.map(({ name }) => name).toSorted());
    for (const file of files) {
      const bytes = await maker.read(job.id, file);
      expect(createHash('sha256').update(bytes).digest('hex')).toBe(file.sha256);
      expect(bytes).toHaveLength(file.bytes);
    }
    const [head, ...cells] = parse(await maker.read(job.id, { name: 'readings.csv' })) as string[][];
    expect(cells).toHaveLength(96);
    expect(new Set(cells.map((row) => row[head?.indexOf('sensorId') ?? -1]))).toEqual(new Set(['a', 'b']));
    expect(await maker.left()).toEqual([]);
  });

  it('gives the same bytes whoever makes it, and however its pieces came about', async () => {
    const job = runningJob({ request: { ...runningJob().request, compression: 'GZIP' } });
    const one = await (await open()).run(job);
    const two = await (await open()).run(job);
    expect(two.files).toEqual(one.files);
  });

  it('goes on behind the pieces that are there, whatever became of who wrote them', async () => {
    const job = runningJob();
    let broken = true;
    const written: string[] = [];
    const seriesFiles = await through(async (piece, signal, inner) => {
      if (broken && piece.rows.from > firstDay) throw new Error('the store is away');
      written.push(new Date(piece.rows.from).toISOString());
      return inner(piece, signal);
    });
    const maker = await open({ seriesFiles });
    await expect(maker.run(job)).rejects.toThrow('piece 1 of readings.csv failed 3 times');
    expect(await maker.stored(job.id)).toEqual([]);
    expect(await maker.left()).toContain(`${job.id}/readings.csv.0.48.${await sizeOf(maker, job.id)}.live`);
    broken = false;
    // renamed meanwhile: the file has one name of it in all of its pieces
    maker.sensors.set('a', makeSensor({ sensorId: 'a', name: 'Another' }));
    const { files } = await maker.run(job);
    expect(written).toEqual(['2024-05-01T00:00:00.000Z', '2024-05-02T00:00:00.000Z']);
    expect(files).toEqual((await (await open()).run(job)).files);
  });

  it('makes no file again that is noted and there, and each other one', async () => {
    const maker = await open({ replayedFrom: firstDay });
    const job = twoFiles();
    const { files, noted, isReplayed } = await maker.run(job);
    expect(isReplayed).toBe(true);
    expect(noted.map(({ isReplayed: is }) => is)).toEqual([true, true]);
    const done = { ...job, files: noted.map(({ file }) => file), isReplayed: true };
    const again = await maker.run(done);
    expect(again.noted).toEqual([]);
    expect([again.files, again.isReplayed]).toEqual([files, true]);
    await maker.objectStore.delete(keyOf(job.id, 'readings-1.csv'));
    const third = await maker.run(done);
    expect(third.noted.map(({ file }) => file.name)).toEqual(['readings-1.csv']);
    expect([third.files, third.heard]).toEqual([files, [48, 96]]);
  });

  it('tries a piece again twice, and a file that could not be put, without writing its pieces anew', async () => {
    let [writes, puts] = [0, 0];
    const seriesFiles = await through(async (piece, signal, inner) => {
      writes += 1;
      if (writes === 1 || writes === 2) throw new AirError('OVERLOADED', 'Too many wait.');
      return inner(piece, signal);
    });
    const { objectStore } = await open();
    const maker = await open({
      seriesFiles,
      objectStore: {
        ...objectStore,
        put: async (key, body) => {
          puts += 1;
          if (puts > 1) return objectStore.put(key, body);
          await once(body, 'readable');
          throw new Error('the connection broke');
        },
      },
    });
    const { rows } = await maker.run(runningJob());
    expect(rows).toBe(96);
    // one that was under way when the connection broke is begun anew
    expect([4, 5]).toContain(writes);
    expect(puts).toBe(2 + beside.length);
  });

  it('does not insist where the disk is full', async () => {
    let writes = 0;
    const seriesFiles = await through(async () => {
      writes += 1;
      throw new AirError('STORAGE_FULL', 'The disk is full.');
    });
    await expect((await open({ seriesFiles })).run(runningJob())).rejects.toMatchObject({
      code: 'STORAGE_FULL',
    });
    expect(writes).toBe(1);
    const { objectStore } = await open();
    const full = async () => Promise.reject(new AirError('STORAGE_FULL', 'The disk is full.'));
    const maker = await open({ objectStore: { ...objectStore, put: full } });
    await expect(maker.run(runningJob())).rejects.toMatchObject({ code: 'STORAGE_FULL' });
  });

  it('ends before the disk is full, for all that writes there', async () => {
    const disks = [
      { freeBytes: 3e9, totalBytes: 1e12 },
      { freeBytes: 1e9, totalBytes: 1e12 },
    ];
    const looked: string[] = [];
    const maker = await open({
      lookAtDisk: async (folder) => {
        looked.push(folder);
        return disks[looked.length - 1] as (typeof disks)[number];
      },
    });
    await expect(maker.run(runningJob())).rejects.toMatchObject({ code: 'STORAGE_FULL' });
    expect(looked).toEqual([maker.scratch, maker.scratch]);
    expect((await maker.left()).filter((name) => name.includes('.csv.'))).toHaveLength(1);
  });

  it.each(['while a piece is written', 'while a file is put'])(
    'ends %s, and no part of a file is seen',
    async (when) => {
      const ending = new AbortController();
      const seriesFiles = await through(async (piece, signal, inner) => {
        if (piece.rows.from === firstDay) return inner(piece, signal);
        if (when === 'while a piece is written') ending.abort(new Error('cancelled'));
        return new Promise((_resolve, reject) => {
          const end = () => reject(signal?.reason);
          if (signal?.aborted) end();
          else signal?.addEventListener('abort', end);
        });
      });
      const { objectStore } = await open();
      const maker = await open({
        seriesFiles,
        objectStore: {
          ...objectStore,
          put: (key, body) => {
            if (when === 'while a file is put')
              body.once('readable', () => ending.abort(new Error('cancelled')));
            return objectStore.put(key, body);
          },
        },
      });
      const job = runningJob();
      await expect(maker.run(job, ending.signal)).rejects.toThrow('cancelled');
      expect(await objectStore.list('', 10)).toEqual([]);
      // what is whole is gone on from
      expect((await maker.left()).filter((name) => name.includes('.part'))).toEqual([]);
    },
  );

  it('believes no piece that is not what its name says', async () => {
    let isAway = true;
    const seriesFiles = await through(async (piece, signal, inner) => {
      if (isAway && piece.rows.from > firstDay) throw new Error('the store is away');
      return inner(piece, signal);
    });
    const maker = await open({ seriesFiles });
    const job = runningJob();
    await expect(maker.run(job)).rejects.toThrow('failed 3 times');
    const name = (await maker.left()).find((one) => one.includes('readings.csv.0.')) ?? '';
    await truncate(join(maker.scratch, name), 100);
    isAway = false;
    expect((await maker.run(job)).files).toEqual((await (await open()).run(job)).files);
  });
});

const sizeOf = async (maker: TestMaker, id: string): Promise<string> => {
  const name = (await maker.left()).find((one) => one.startsWith(`${id}/readings.csv.0.`)) ?? '';
  return name.split('.').at(-2) ?? '';
};
