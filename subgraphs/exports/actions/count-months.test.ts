import { openMemoryCache } from '@aqmrg/platform/drivers/memory-cache.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ExportRequest } from '../domain/request/export-request.ts';
import { openAir } from '../testing/open-air.ts';
import { makeRequest } from '../testing/requests.ts';
import { makeSensor } from '../testing/sensors.ts';
import { createMonthCounter } from './count-months.ts';
import { fileSensorOf } from './find-sensors.ts';
import { createElsewhere } from './look-elsewhere.ts';

const hourMs = 3_600_000;
const signal = new AbortController().signal;
const may = Date.UTC(2024, 4, 1);
const june = Date.UTC(2024, 5, 1);
const july = Date.UTC(2024, 6, 1);
const now = () => june + 40 * hourMs;
const sensors = ['a', 'b'].map((sensorId) => fileSensorOf(makeSensor({ sensorId })));
const all: Partial<ExportRequest> = {
  ...{ from: may, to: now(), asOf: now(), quantities: null, average: null, layout: 'LONG' },
  quality: ['GOOD', 'UNKNOWN', 'SUSPECT'],
};
const requestOf = (changes: Partial<ExportRequest> = {}) => makeRequest({ ...all, ...changes });

let air: Awaited<ReturnType<typeof openAir>>;
beforeAll(async () => {
  air = await openAir();
  await air.write('a', may - 2 * hourMs, 5);
  await air.write('a', june, 7);
  await air.write('b', june, 3, { quality: 'FAIL' });
  await air.write('b', june, 2, { quantity: 'PM10' });
});
afterAll(() => air.close());

const count = (changes: Partial<ExportRequest> = {}, cache = openMemoryCache({ now })) =>
  createMonthCounter({ reader: air.reader, cache, now })(requestOf(changes), sensors, { signal });

describe('the months of an export', () => {
  it('are those of UTC that have rows of its qualities, cut to its span', async () => {
    expect(await count()).toEqual({
      months: [
        { from: may, to: june, rows: 3 },
        { from: june, to: now(), rows: 9 },
      ],
      rows: 12,
    });
    expect((await count({ quality: ['FAIL'] })).months).toEqual([{ from: june, to: now(), rows: 3 }]);
  });

  it('are counted of every quality where it shows what was known before', async () => {
    expect((await count({ asOf: june })).months).toMatchObject([{ rows: 3 }, { rows: 12 }]);
  });

  it('are counted by day too where they have more rows than a piece', async () => {
    const cache = openMemoryCache({ now });
    const counter = createMonthCounter({ reader: air.reader, cache, now, mostRows: 3 });
    const from = june - 33 * 24 * hourMs;
    const [begun, second] = [june + 15 * hourMs, june + 24 * hourMs];
    // the last begins in June and ends in July
    await air.write('c', begun, 12);
    await air.write('c', july - hourMs / 2, 1);
    const request = requestOf({ from, to: july + 24 * hourMs, asOf: now() });
    const c = [fileSensorOf(makeSensor({ sensorId: 'c' }))];
    expect(await counter(request, c, { signal })).toEqual({
      months: [
        {
          ...{ from: june, to: july, rows: 13 },
          days: [
            { from: june, to: second, rows: 9 },
            { from: second, to: second + 24 * hourMs, rows: 3 },
            { from: july - 24 * hourMs, to: july, rows: 1 },
          ],
        },
      ],
      rows: 13,
    });
    expect((await counter(requestOf(), sensors, { signal })).months.map(({ days }) => days)).toEqual([
      undefined,
      [{ from: june, to: second, rows: 9 }],
    ]);
  });

  it('are remembered for whoever asks the same, but not that there are none', async () => {
    const cache = openMemoryCache({ now });
    const asked = async (changes: Partial<ExportRequest>) => {
      const before = air.asked;
      await count(changes, cache);
      return air.asked - before;
    };
    expect([await asked({}), await asked({}), await asked({ format: 'NDJSON' })]).toEqual([15, 0, 0]);
    const none = { quantities: ['O3'] } as const;
    expect([await asked(none), await asked(none)]).toEqual([1, 1]);
  });

  it('are those that there are now, where somebody plans with them', async () => {
    const later = await openAir();
    await later.write('a', june, 7);
    const counter = createMonthCounter({ reader: later.reader, cache: openMemoryCache({ now }), now });
    const monthsOf = async (isAfresh: boolean) =>
      (await counter(requestOf(), sensors, { signal, isAfresh })).months.map(({ from }) => from);
    expect(await monthsOf(false)).toEqual([june]);
    await later.write('a', may, 5);
    expect([await monthsOf(false), await monthsOf(true)]).toEqual([[june], [may, june]]);
    expect(await monthsOf(false)).toEqual([may, june]);
    await later.close();
  });

  it('are no longer counted when nobody waits for them', async () => {
    const gone = AbortSignal.abort(new Error('left'));
    const counter = createMonthCounter({ reader: air.reader, cache: openMemoryCache({ now }), now });
    await expect(counter(requestOf(), sensors, { signal: gone })).rejects.toThrow('left');
  });
});

describe('an export that would hold no rows', () => {
  const look = (changes: Partial<ExportRequest>) =>
    createElsewhere({ reader: air.reader, now })(requestOf(changes), sensors, signal);

  it('is told where there are some', async () => {
    const { field, code, reason } = await look({
      quantities: ['PM25'],
      from: may - 99 * hourMs,
      to: may - 3 * hourMs,
    });
    expect([field, code]).toEqual(['from', 'NOTHING_THERE']);
    expect(reason).toContain('from 2024-04 to 2024-06');
  });

  it('is told that there are none at all, or of other qualities alone', async () => {
    expect(await look({ quantities: ['O3'] })).toMatchObject({ field: 'quantities', code: 'NOTHING_THERE' });
    expect(await look({ quality: ['UNKNOWN'] })).toMatchObject({ field: 'quality', code: 'NOTHING_THERE' });
  });
});
