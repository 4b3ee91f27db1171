import { execFileSync } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { hourMs, makeStored, minuteMs } from '../../ports/series.builders.ts';
import { type InfluxSeries, openInfluxSeries } from './index.ts';
import { type OwnInflux, startOwnInflux, whyNotOwn } from './testing/own-influx.ts';

const perBatch = 100;
const batchOf = (n: number) =>
  Array.from({ length: perBatch }, (_, row) => {
    const periodStart = (n * perBatch + row) * minuteMs;
    return makeStored({ periodStart, periodEnd: periodStart + minuteMs });
  });

describe.skipIf(whyNotOwn !== '')(`series in an InfluxDB of its own${whyNotOwn}`, () => {
  let server: OwnInflux;
  let series: InfluxSeries;
  beforeEach(async () => {
    server = await startOwnInflux();
    series = await openInfluxSeries({ ...server.connection, retryMs: 300, requestMs: 5_000 });
  });
  afterEach(async () => {
    await series.close();
    await server.remove();
  });

  const stored = async () => {
    const span = { sensorId: 'a-sensor', quantity: 'PM25', from: 0, to: 100_000 * minuteMs } as const;
    const rows = await series.writer.current([span]);
    const hours = await series.reader.hourly({ ...span, sensorIds: ['a-sensor'], quantities: ['PM25'] });
    return { rows, hours, latest: await series.reader.latest(['a-sensor']) };
  };

  it('holds every acknowledged batch after the server was killed, and all is true once the last comes again', async () => {
    let acknowledged = -1;
    const writing = (async () => {
      for (let n = 0; ; n += 1) {
        await series.writer.write(batchOf(n));
        acknowledged = n;
      }
    })().catch((error: unknown) => error);
    while (acknowledged < 10) await sleep(1);
    await server.kill();
    expect(await writing).toMatchObject({ code: 'SUBGRAPH_UNAVAILABLE' });
    const last = acknowledged;
    await server.start();

    const { rows } = await stored();
    const starts = new Set(rows.map(({ reading }) => reading.periodStart));
    for (let n = 0; n <= last; n += 1) {
      for (const { reading } of batchOf(n)) expect(starts.has(reading.periodStart)).toBe(true);
    }
    await series.writer.write(batchOf(last + 1).filter(({ reading }) => !starts.has(reading.periodStart)));
    const all = await stored();
    expect(all.rows).toHaveLength((last + 2) * perBatch);
    expect(all.latest).toStrictEqual([all.rows.at(-1)?.reading]);
    expect(all.hours.reduce((sum, { count }) => sum + count, 0)).toBe(all.rows.length);
    expect(all.hours.every(({ hourStart }) => hourStart % hourMs === 0)).toBe(true);
  });

  it('goes on by itself after the server was stopped and came back', async () => {
    await series.writer.write(batchOf(0));
    await server.kill();
    await expect(series.reader.latest(['a-sensor'])).rejects.toMatchObject({ code: 'SUBGRAPH_UNAVAILABLE' });
    await server.start();
    await series.writer.write(batchOf(1));
    expect((await stored()).rows).toHaveLength(2 * perBatch);
  });

  it.skipIf(process.platform !== 'linux')(
    'refuses rows while the disk is full, and goes on once there is room and the server was started anew',
    async () => {
      await series.writer.write(batchOf(0));
      execFileSync('prlimit', ['--pid', String(server.pid), '--fsize=1:unlimited']);
      await expect(series.writer.write(batchOf(1))).rejects.toMatchObject({ code: 'STORAGE_FULL' });
      expect((await stored()).rows).toHaveLength(perBatch);
      // Once it failed to write, the log of an influxd fails until the next start, whatever room there is.
      await server.kill();
      await server.start();
      await series.writer.write(batchOf(1));
      expect((await stored()).rows).toHaveLength(2 * perBatch);
    },
  );
});
