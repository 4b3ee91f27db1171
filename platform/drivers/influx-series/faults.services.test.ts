import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { at, dayMs, hourMs, makeStored, minuteMs, revised } from '../../ports/series.builders.ts';
import type { StoredReading } from '../../ports/series.ts';
import type { InfluxSeries } from './index.ts';
import { openBench, whyNot } from './testing/bench.ts';
import { type HarmfulProxy, openProxy } from './testing/proxy.ts';

const noon = at('2026-03-01T12:00:00Z');
const sensors = ['one', 'other'];
const isWrite = (path: string) => path.startsWith('/api/v2/write');

const half = (sensorId: string, n: number, value: number): StoredReading =>
  makeStored({
    sensorId,
    periodStart: noon + n * 30 * minuteMs,
    periodEnd: noon + (n + 1) * 30 * minuteMs,
    value,
  });

/** What stands before the fault; and a batch that adds, revises, and moves to another quality. */
const before = sensors.flatMap((id) => [half(id, 0, 10), half(id, 1, 30), half(id, 2, 50)]);
const batch = sensors.flatMap((id) => [
  revised(half(id, 0, 10), { quality: 'FAIL' }),
  revised(half(id, 2, 50), { value: 60 }),
  half(id, 3, 70),
]);

const everything = async ({ writer, reader }: InfluxSeries) => {
  const span = { quantity: 'PM25', from: noon, to: noon + dayMs } as const;
  const groups = [{ id: 'all', sensorIds: sensors, timeZone: 'UTC' }];
  const asked = { quality: ['GOOD', 'FAIL'], version: 'CORRECTED' } as const;
  const every = { kind: 'fixed', ms: hourMs } as const;
  const asOf = batch[2]?.knownAt ?? 0;
  return {
    current: await writer.current(sensors.map((sensorId) => ({ sensorId, ...span }))),
    latest: await reader.latest(sensors),
    hourly: await reader.hourly({ sensorIds: sensors, quantities: ['PM25'], from: noon, to: noon + dayMs }),
    before: await reader.readings({ sensorId: 'one', ...span, quality: ['GOOD'], limit: 9, asOf: asOf - 1 }),
    parts: await reader.series({ groups, ...span, ...asked, every, aggregates: ['MEAN', 'COUNT'] }),
    values: await reader.series({ groups, ...span, ...asked, every, aggregates: ['MEDIAN'] }),
  };
};

describe.skipIf(whyNot !== '')(`series in an InfluxDB that fails${whyNot}`, () => {
  const bench = openBench();
  const open: InfluxSeries[] = [];
  let proxy: HarmfulProxy;
  beforeEach(async () => {
    proxy = await openProxy(bench.url);
  });
  afterEach(async () => {
    proxy.judge(() => 'pass');
    for (const series of open.splice(0)) await series.close();
    await proxy.close();
  });
  afterAll(() => bench.clear());

  const opened = async (options: Parameters<typeof bench.open>[0]): Promise<InfluxSeries> => {
    const series = await bench.open(options);
    open.push(series);
    return series;
  };
  const behindProxy = (options: Parameters<typeof bench.open>[0] = {}) =>
    opened({ url: proxy.url, ...options });

  it.each(['cut', 'lose'] as const)(
    'makes all true when a batch comes again whose writing ended at any request (%s)',
    async (fate) => {
      const whole = await opened({});
      await whole.writer.write(before);
      await whole.writer.write(batch);
      const expected = await everything(whole);
      let failures = 0;
      for (let last = 1; ; last += 1) {
        const prefix = bench.newPrefix();
        const series = await behindProxy({ prefix, retryMs: 0 });
        await series.writer.write(before);
        let writes = 0;
        proxy.judge((path) => {
          if (isWrite(path)) writes += 1;
          if (writes > last) return 'cut';
          return isWrite(path) && writes === last ? fate : 'pass';
        });
        const failed = await series.writer.write(batch).then(
          () => false,
          () => true,
        );
        proxy.judge(() => 'pass');
        if (!failed) break;
        failures += 1;
        // as the readings room does: what it finds stored it writes no more
        const { current } = await everything(series);
        const found = new Set(
          current.map(({ reading }) => `${reading.sensorId} ${reading.periodStart} ${reading.revision}`),
        );
        await series.writer.write(
          batch.filter(
            ({ reading }) => !found.has(`${reading.sensorId} ${reading.periodStart} ${reading.revision}`),
          ),
        );
        expect(await everything(series)).toStrictEqual(expected);
      }
      expect(failures).toBe(4);
    },
  );

  it('tries again what may pass, and stores it once', async () => {
    const series = await behindProxy();
    const fates = ['unavailable', 'busy', 'cut', 'lose'] as const;
    proxy.judge((_, nth) => (nth % 2 === 0 ? 'pass' : (fates[(nth >> 1) % 4] ?? 'pass')));
    await series.writer.write(before);
    await series.writer.write(batch);
    proxy.judge(() => 'pass');
    expect((await everything(series)).current).toHaveLength(8);
    expect((await everything(series)).parts).toMatchObject([{ counts: [4, 4] }]);
  });

  it('says that the server is away, slow or busy, and names neither it nor the token', async () => {
    const series = await behindProxy({ retryMs: 50, requestMs: 300 });
    await series.writer.write(before);
    const tries = [
      ['unavailable', 'SUBGRAPH_UNAVAILABLE'],
      ['cut', 'SUBGRAPH_UNAVAILABLE'],
      ['busy', 'OVERLOADED'],
      ['hang', 'DEADLINE_EXCEEDED'],
    ] as const;
    for (const [fate, code] of tries) {
      proxy.judge(() => fate);
      const began = performance.now();
      const works = [
        series.reader.latest(sensors),
        series.writer.write(batch),
        series.writer.current(
          [half('one', 0, 1)].map(() => ({ sensorId: 'one', quantity: 'PM25', from: 0, to: 1 })),
        ),
      ];
      for (const one of await Promise.allSettled(works)) {
        expect(one).toMatchObject({ status: 'rejected', reason: { code } });
        expect(JSON.stringify((one as PromiseRejectedResult).reason)).not.toMatch(/127\.0\.0\.1|Token/);
      }
      expect(performance.now() - began).toBeLessThan(2_500);
    }
    proxy.judge(() => 'pass');
    expect(await series.reader.latest(sensors)).toHaveLength(2);
  });

  it('does not open where nothing answers', async () => {
    await proxy.close();
    await expect(bench.open({ url: proxy.url, retryMs: 200 })).rejects.toMatchObject({
      code: 'SUBGRAPH_UNAVAILABLE',
    });
    proxy = await openProxy(bench.url);
  });

  it('opens once the server answers', async () => {
    proxy.judge((_, nth) => (nth < 6 ? 'unavailable' : 'pass'));
    const series = await behindProxy();
    expect(await series.reader.latest(['nobody'])).toStrictEqual([]);
  });

  it('gives up trying when it closes', async () => {
    const series = await behindProxy({ retryMs: 60_000 });
    proxy.judge(() => 'unavailable');
    const writing = series.writer.write(before);
    const began = performance.now();
    await Promise.all([
      series.close(),
      expect(writing).rejects.toMatchObject({ code: 'SUBGRAPH_UNAVAILABLE' }),
    ]);
    expect(performance.now() - began).toBeLessThan(5_000);
  });
});
