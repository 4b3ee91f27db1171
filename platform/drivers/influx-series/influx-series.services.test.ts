import { afterAll, describe, expect, it } from 'vitest';
import {
  at,
  dayMs,
  hourMs,
  makeProvenance,
  makeStored,
  minuteMs,
  revised,
} from '../../ports/series.builders.ts';
import { seriesReaderContract, seriesWriterContract } from '../../ports/series.contract.ts';
import { seriesFilesContract } from '../../ports/series-files.contract.ts';
import { openSeriesFiles } from '../series-files/index.ts';
import { openBench, whyNot } from './testing/bench.ts';

const noon = at('2026-03-01T12:00:00Z');
const allOfIt = { quantity: 'PM25', from: noon, to: noon + dayMs } as const;
const provenance = makeProvenance({ replayOf: { periodStart: 0, periodEnd: hourMs } });
const good = { quality: ['GOOD'], version: 'CORRECTED' } as const;

describe.skipIf(whyNot !== '')(`series in InfluxDB${whyNot}`, () => {
  const bench = openBench();
  afterAll(() => bench.clear());

  seriesWriterContract('InfluxDB', () => bench.open());
  seriesReaderContract('InfluxDB', () => bench.open());
  seriesFilesContract('InfluxDB', async () => {
    const series = await bench.open();
    const files = openSeriesFiles({ reader: series.reader });
    const close = async (): Promise<void> => {
      await files.close();
      await series.close();
    };
    return { ...series, files, close };
  });

  it('reads no id as Flux, as line protocol or as a regular expression', async () => {
    const ids = [
      '") or true) |> drop(columns: ["sensor"]) //',
      'a" or r.sensor =~ /.*/ or r.sensor == "',
      // biome-ignore lint/suspicious/noTemplateCurlyInString: as Flux would read it
      '${1 + 1}',
      '.*',
      'a|b',
      'a,quality=GOOD value=1 0\nreading,sensor=b',
      'ends with \\',
      ' ',
      '',
      '\ud83c\udf2b,=\r\t',
      '%41;',
      'A',
    ];
    const series = await bench.open();
    const rows = ids.map((sensorId, n) => makeStored({ sensorId, periodStart: noon, value: n, provenance }));
    await series.writer.write(rows);
    expect(await series.reader.replayed({ sensorIds: ids, ...allOfIt })).toStrictEqual(ids.toSorted());
    for (const [n, sensorId] of ids.entries()) {
      const { reading } = rows[n] as (typeof rows)[number];
      expect(await series.writer.current([{ sensorId, ...allOfIt }])).toStrictEqual([rows[n]]);
      expect(await series.reader.latest([sensorId])).toStrictEqual([reading]);
      const readings = await series.reader.readings({ sensorId, ...allOfIt, quality: ['GOOD'], limit: 5 });
      expect(readings).toStrictEqual([reading]);
      expect(await series.reader.replayed({ sensorIds: [sensorId], ...allOfIt })).toStrictEqual([sensorId]);
    }
    const groups = ids.map((id) => ({ id, sensorIds: [id], timeZone: 'UTC' }));
    for (const aggregates of [['MEAN'], ['MEDIAN']] as const) {
      const every = { kind: 'fixed', ms: hourMs } as const;
      const found = await series.reader.series({ groups, ...allOfIt, ...good, every, aggregates });
      expect(found.map(({ columns }) => columns)).toStrictEqual(ids.map((_, n) => [[n]]));
    }
    const hours = await series.reader.hourly({
      sensorIds: ids,
      quantities: ['PM25'],
      from: 0,
      to: noon + dayMs,
    });
    expect(hours.map(({ sensorId, mean }) => [sensorId, mean]).sort()).toStrictEqual(
      ids.map((id, n) => [id, n]).sort(),
    );
    expect(await series.reader.latest(['B', 'a', 'nobody'])).toStrictEqual([]);
    await series.close();
  });

  it('answers more sensors than one query asks for', async () => {
    const series = await bench.open();
    const ids = Array.from({ length: 1_200 }, (_, n) => `sensor-${n}`);
    await series.writer.write(
      ids.map((sensorId, n) => makeStored({ sensorId, periodStart: noon, value: n, provenance })),
    );
    expect(await series.reader.latest(ids)).toHaveLength(1_200);
    expect(await series.reader.replayed({ sensorIds: ids, ...allOfIt })).toStrictEqual(ids.toSorted());
    expect(
      await series.reader.hourly({ sensorIds: ids, quantities: ['PM25'], from: noon, to: noon + 1 }),
    ).toHaveLength(1_200);
    const groups = [{ id: 'all', sensorIds: ids, timeZone: 'Africa/Kampala' }];
    const every = { kind: 'calendar', days: 1, months: 0 } as const;
    for (const aggregates of [['MEAN'], ['MEDIAN']] as const) {
      const found = await series.reader.series({ groups, ...allOfIt, ...good, every, aggregates });
      expect(found).toMatchObject([{ counts: [1_200], columns: [[599.5]] }]);
    }
    await series.close();
  });

  it('pages on where more readings start together than a page holds', async () => {
    const series = await bench.open();
    const rows = Array.from({ length: 150 }, (_, n) =>
      makeStored({ periodStart: noon, periodEnd: noon + (n + 1) * 1_000, value: n }),
    );
    await series.writer.write(rows);
    const query = { sensorId: 'a-sensor', ...allOfIt, quality: ['GOOD'], limit: 40 } as const;
    const first = await series.reader.readings(query);
    expect(first).toStrictEqual(rows.slice(0, 40).map(({ reading }) => reading));
    const after = { periodStart: noon, periodEnd: noon + 140_000 };
    expect(await series.reader.readings({ ...query, after })).toHaveLength(10);
    await series.close();
  });

  it('refuses a query that would bring in more values than it may', async () => {
    const series = await bench.open({ mostValues: 9 });
    await series.writer.write(
      Array.from({ length: 10 }, (_, n) =>
        makeStored({ periodStart: noon + n * minuteMs, periodEnd: noon + (n + 1) * minuteMs }),
      ),
    );
    const groups = [{ id: 'one', sensorIds: ['a-sensor'], timeZone: 'UTC' }];
    const query = { groups, ...allOfIt, ...good, every: { kind: 'fixed', ms: hourMs } } as const;
    await expect(series.reader.series({ ...query, aggregates: ['MEDIAN'] })).rejects.toMatchObject({
      code: 'QUERY_TOO_COSTLY',
    });
    expect(await series.reader.series({ ...query, aggregates: ['MEAN'] })).toMatchObject([{ counts: [10] }]);
    await series.close();
  });

  it('leaves out, and tells of, rows that lie outside of the time that it keeps', async () => {
    const warned: unknown[] = [];
    const log = { warn: (fields: unknown) => warned.push(fields) } as never;
    const prefix = bench.newPrefix();
    const series = await bench.open({ prefix, retention: { readingDays: 30 }, log });
    const now = Date.now();
    const start = now - (now % hourMs) - 2 * hourMs;
    const kept = makeStored({ periodStart: start });
    const rows = [
      kept,
      makeStored({ periodStart: start - 31 * dayMs }),
      makeStored({ periodStart: at('1200-01-01T00:00:00Z') }),
    ];
    await series.writer.write(rows);
    const span = {
      sensorId: 'a-sensor',
      quantity: 'PM25',
      from: at('0001-01-01T00:00:00Z'),
      to: now,
    } as const;
    expect(await series.writer.current([span])).toStrictEqual([kept]);
    expect(await series.reader.latest(['a-sensor'])).toStrictEqual([kept.reading]);
    expect(warned).toStrictEqual([{ rows: 2 }]);
    await series.close();

    const rules = async () =>
      (await bench.api().getBuckets({ name: `${prefix}-readings` })).buckets?.[0]?.retentionRules;
    expect(await rules()).toMatchObject([{ everySeconds: 30 * 86_400 }]);
    const again = await bench.open({ prefix });
    await again.writer.write(rows);
    expect(warned).toHaveLength(1);
    expect(await again.writer.current([span])).toStrictEqual([kept]);
    await again.close();
    expect(await rules()).toMatchObject([{ everySeconds: 30 * 86_400 }]);
    const forEver = await bench.open({ prefix, retention: { readingDays: 0 } });
    expect(await rules()).toMatchObject([{ everySeconds: 0 }]);
    await forEver.close();
  });

  it('opens no buckets that hold something else', async () => {
    const prefix = bench.newPrefix();
    const series = await bench.open({ prefix });
    await series.close();
    const bucket = (await bench.api().getBuckets({ name: `${prefix}-hours` })).buckets?.[0];
    await bench.api().patchBucketsID({ bucketID: bucket?.id ?? '', body: { description: 'mine' } });
    await expect(bench.open({ prefix })).rejects.toThrow(/holds mine/);
  });

  it('needs no right but to read and write its buckets once they are there', async () => {
    const prefix = bench.newPrefix();
    const made = await bench.open({ prefix });
    await made.close();
    const token = await bench.tokenFor(prefix);
    const series = await bench.open({ prefix, token });
    await series.writer.write([makeStored()]);
    expect(await series.reader.latest(['a-sensor'])).toHaveLength(1);
    await series.close();
    await expect(bench.open({ token })).rejects.toThrow(/hides it|unauthorized/);
    await expect(bench.open({ prefix, token: 'wrong' })).rejects.toThrow(/unauthorized/);
  });

  it('is made by several processes at once', async () => {
    const prefix = bench.newPrefix();
    const stores = await Promise.all([1, 2, 3].map(() => bench.open({ prefix })));
    const [one, two] = stores as [(typeof stores)[number], (typeof stores)[number]];
    const row = makeStored();
    await one.writer.write([row]);
    await two.writer.write([revised(row, { quality: 'FAIL' })]);
    expect(await one.reader.latest(['a-sensor'])).toMatchObject([{ revision: 2 }]);
    for (const store of stores) await store.close();
  });

  it('finishes the write in hand before it closes, with both its ends', async () => {
    const series = await bench.open();
    const row = makeStored();
    const written = series.writer.write([row]);
    await series.writer.close();
    expect(await series.reader.latest(['nobody'])).toStrictEqual([]);
    await series.reader.close();
    await written;
    await expect(series.reader.latest(['a-sensor'])).rejects.toMatchObject({ code: 'SHUTTING_DOWN' });
    await expect(series.writer.write([row])).rejects.toMatchObject({ code: 'SHUTTING_DOWN' });
    await expect(series.writer.current([])).rejects.toMatchObject({ code: 'SHUTTING_DOWN' });
  });
});
