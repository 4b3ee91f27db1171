import { openMemoryCache } from '@aqmrg/platform/drivers/memory-cache.ts';
import type { SensorChanged } from '@aqmrg/schema/events/sensors.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openAir } from '../testing/open-air.ts';
import { makeSensor } from '../testing/sensors.ts';
import { createAvailability } from './availability.ts';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const signal = new AbortController().signal;
/** Midnight in Kampala, three hours before that of UTC. */
const may = Date.UTC(2024, 3, 30, 21);
const june = Date.UTC(2024, 4, 31, 21);
const clock = { now: june + 5 * dayMs };
const now = () => clock.now;
const all = { from: Date.UTC(2024, 0, 1), to: Date.UTC(2025, 0, 1) };

let air: Awaited<ReturnType<typeof openAir>>;
let sensors: SensorChanged[];
const open = (cache = openMemoryCache({ now })) =>
  createAvailability({
    reader: air.reader,
    directory: { all: () => sensors, catchUp: async () => undefined },
    ...{ cache, now },
  });

beforeAll(async () => {
  sensors = [
    makeSensor({ sensorId: 'a', siteId: 'makerere' }),
    makeSensor({ sensorId: 'b', retired: true, reportingIntervalMs: 60_000 }),
    makeSensor({ sensorId: 'silent' }),
  ];
  air = await openAir();
  await air.write('a', may, 31 * 24);
  await air.write('a', june, 60, { quality: 'FAIL' });
  await air.write('a', may, 10, { quantity: 'HUMIDITY', unit: 'PERCENT' });
  await air.write('b', may, 12);
});
afterAll(() => air.close());

describe('availability', () => {
  it("tells the months of each sensor and quantity on the sensor's own calendar, whatever their quality says", async () => {
    const { rows, sensors: told } = await open()(all, signal);
    expect(rows).toBe(31 * 24 + 60 + 10 + 12);
    expect(told.map(({ sensorId, rows: of }) => [sensorId, of])).toEqual([
      ['a', 31 * 24 + 70],
      ['b', 12],
    ]);
    expect(told[0]?.months).toEqual([
      { quantity: 'PM25', month: may, rows: 31 * 24, coverage: 1 },
      { quantity: 'HUMIDITY', month: may, rows: 10, coverage: 10 / (31 * 24) },
      // of June, five days are over
      { quantity: 'PM25', month: june, rows: 60, coverage: 0.5 },
    ]);
    expect(told[1]?.months).toEqual([{ quantity: 'PM25', month: may, rows: 12, coverage: 12 / (31 * 24) }]);
  });

  it('takes the part inside the span of a month that it cuts', async () => {
    const cut = { sensorIds: ['a'], quantities: ['HUMIDITY'], from: may, to: may + 20 * hourMs } as const;
    expect(await open()(cut, signal)).toEqual({
      rows: 10,
      sensors: [
        { sensorId: 'a', rows: 10, months: [{ quantity: 'HUMIDITY', month: may, rows: 10, coverage: 0.5 }] },
      ],
    });
  });

  it('remembers for some minutes what is over', async () => {
    const cache = openMemoryCache({ now });
    const tell = open(cache);
    const [over, goesOn] = [{ ...all, to: may + dayMs }, all];
    const ask = async (asked: typeof all) => {
      const before = air.asked;
      await tell(asked, signal);
      return air.asked > before;
    };
    expect([await ask(over), await ask(over), await ask(goesOn), await ask(goesOn)]).toEqual([
      ...[true, false],
      ...[true, true],
    ]);
    clock.now += 10 * 60_000;
    expect(await ask(over)).toBe(true);
  });

  it.each([
    ['a span that is none', { ...all, to: all.from }, 'after from'],
    ['a span that is too long', { ...all, to: all.from + 21 * 366 * dayMs }, '20 years'],
    ['sensors that nobody knows', { ...all, sensorIds: ['a', 'x'] }, 'There is no sensor of: x'],
    ['a site without sensors', { ...all, siteIds: ['nowhere'] }, 'nowhere'],
  ])('refuses %s', async (_what, asked, words) => {
    await expect(open()(asked, signal)).rejects.toMatchObject({
      code: 'BAD_INPUT',
      message: expect.stringContaining(words),
    });
  });

  it('refuses more than a thousand sensors', async () => {
    const few = sensors;
    sensors = Array.from({ length: 1_001 }, (_, n) => makeSensor({ sensorId: `s${n}` }));
    await expect(open()(all, signal)).rejects.toMatchObject({ code: 'BAD_INPUT' });
    sensors = few;
  });

  it('ends when nobody waits any more', async () => {
    await expect(open()(all, AbortSignal.abort(new Error('left')))).rejects.toThrow('left');
  });
});
