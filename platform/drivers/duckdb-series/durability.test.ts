import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { makeStored, minuteMs } from '../../ports/series.builders.ts';
import { openDuckdbSeries } from './index.ts';
import { startChild } from './testing/child.ts';

/** What `fill-disk.ts` says of a step. */
interface Found {
  readonly code: string;
  readonly rows?: number;
  readonly stored?: readonly number[];
  readonly wal?: number;
}

describe('a DuckDB series file', () => {
  let folder: string;
  let file: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'series-'));
    file = join(folder, 'series.duckdb');
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it('holds every acknowledged batch once after its process was killed', async () => {
    const { child, ended, lines } = startChild('keep-writing.ts', [file]);
    let acknowledged = -1;
    for await (const line of lines) {
      acknowledged = Number(line);
      if (acknowledged === 12) child.kill('SIGKILL');
    }
    await ended;
    expect(acknowledged).toBeGreaterThanOrEqual(12);

    const started = performance.now();
    const series = await openDuckdbSeries({ file });
    expect(performance.now() - started).toBeLessThan(3_000);
    const to = (acknowledged + 10) * 100 * minuteMs;
    const rows = await series.writer.current([{ sensorId: 'a-sensor', quantity: 'PM25', from: 0, to }]);
    const batches = Map.groupBy(rows, ({ reading }) => Math.floor(reading.periodStart / minuteMs / 100));
    // The batch in hand when the process died is there whole or not at all.
    expect([acknowledged + 1, acknowledged + 2]).toContain(batches.size);
    for (const [batch, ofBatch] of batches) {
      expect(ofBatch.map(({ reading }) => reading.periodStart / minuteMs)).toStrictEqual(
        Array.from({ length: 100 }, (_, n) => batch * 100 + n),
      );
    }
    const hourly = await series.reader.hourly({ sensorIds: ['a-sensor'], quantities: ['PM25'], from: 0, to });
    expect(hourly.reduce((sum, { count }) => sum + count, 0)).toBe(rows.length);
    const latest = await series.reader.latest(['a-sensor']);
    expect(latest).toStrictEqual([rows.at(-1)?.reading]);
    await series.close();
  });

  it.skipIf(process.platform !== 'linux')(
    'refuses rows while the disk is full, and goes on when it is not',
    async () => {
      const { ended, lines } = startChild('fill-disk.ts', [file]);
      const steps = new Map<string, Found>();
      for await (const line of lines) {
        const { step, found } = JSON.parse(line);
        steps.set(step, found);
      }
      expect(await ended).toBe(0);
      const stored = (step: string) => steps.get(step)?.stored;
      const rows = (step: string) => steps.get(step)?.rows;
      expect(steps.get('full')).toMatchObject({ code: 'STORAGE_FULL' });
      expect(rows('full')).toBeGreaterThan(0);
      expect(steps.get('room again')).toMatchObject({ code: 'done' });
      expect(steps.get('no room to checkpoint')).toMatchObject({ code: 'STORAGE_FULL' });
      expect(steps.get('checkpoint')).toStrictEqual({ code: 'done', wal: 0 });
      expect(steps.get('after all')).toMatchObject({ code: 'done' });
      for (const step of ['full', 'room again', 'no room to checkpoint', 'after all']) {
        expect(stored(step)).toStrictEqual([rows(step), rows(step)]);
      }
    },
  );

  it('is open once in a process, under whatever path', async () => {
    const series = await openDuckdbSeries({ file });
    await expect(openDuckdbSeries({ file: join(folder, '.', 'series.duckdb') })).rejects.toThrow(
      /open in this process/,
    );
    await series.close();
    const again = await openDuckdbSeries({ file });
    await again.close();
  });

  it('is refused to a second process', async () => {
    const { child, ended, lines } = startChild('keep-writing.ts', [file]);
    try {
      await once(lines, 'line');
      await expect(openDuckdbSeries({ file })).rejects.toThrow(/open in another process/);
    } finally {
      child.kill('SIGKILL');
      await ended;
    }
  });

  it('finishes the write in hand before it closes, and leaves no write-ahead log', async () => {
    const series = await openDuckdbSeries({ file });
    const row = makeStored({ sensorId: 'a-sensor' });
    const written = series.writer.write([row]);
    await series.close();
    await written;
    await expect(series.reader.latest(['a-sensor'])).rejects.toMatchObject({ code: 'SHUTTING_DOWN' });
    await expect(series.writer.write([row])).rejects.toMatchObject({ code: 'SHUTTING_DOWN' });
    await expect(rm(`${file}.wal`)).rejects.toMatchObject({ code: 'ENOENT' });
    const again = await openDuckdbSeries({ file });
    expect(await again.reader.latest(['a-sensor'])).toStrictEqual([row.reading]);
    await again.close();
  });

  it('stays open until both its ends are closed', async () => {
    const { writer, reader } = await openDuckdbSeries({ file });
    await writer.write([makeStored({ sensorId: 'a-sensor' })]);
    await writer.close();
    expect(await reader.latest(['a-sensor'])).toHaveLength(1);
    await reader.close();
    await expect(reader.latest(['a-sensor'])).rejects.toMatchObject({ code: 'SHUTTING_DOWN' });
  });
});
