import type { Quantity } from '@aqmrg/schema/events/vocabulary.ts';
import { describe, expect, it } from 'vitest';
import { type Hour, hourMs } from '../hours.ts';
import type { Index, Unavailable } from './air-quality-index.ts';
import { computeIndex, hoursNeeded, type IndexQuery } from './index-of.ts';

const at = Date.parse('2025-03-10T10:20:00Z');
const end = Date.parse('2025-03-10T10:00:00Z');

/** Hours of a quantity, the newest of which ends at `until`; null leaves a gap. */
const makeHours = (quantity: Quantity, newestFirst: readonly (number | null)[], until = end): Hour[] =>
  newestFirst.flatMap((mean, ago) =>
    mean === null ? [] : { quantity, hourStart: until - (ago + 1) * hourMs, mean, coveredMs: hourMs },
  );
const steady = (quantity: Quantity, mean: number, count: number, until = end): Hour[] =>
  makeHours(quantity, Array(count).fill(mean), until);

const ask = (over: Partial<IndexQuery>): Index | Unavailable =>
  computeIndex({ standard: 'US_EPA', basis: 'CURRENT', at, timeZone: 'UTC', hours: [], ...over });
const indexOf = (over: Partial<IndexQuery>): Index => {
  const answer = ask(over);
  if ('unavailable' in answer) throw new Error(answer.unavailable);
  return answer;
};

describe('US EPA, current', () => {
  it('gives the published NowCast example its index, up to the last whole hour', () => {
    const newestFirst = [21, null, 35, 49.2, 48.6, 53.7, 66.2, 69.2, 64.9, 50, 43, 34.9];
    expect(indexOf({ hours: makeHours('PM25', newestFirst) })).toEqual({
      standard: 'US_EPA',
      basis: 'CURRENT',
      periodStart: end - 12 * hourMs,
      periodEnd: end,
      index: 87,
      category: 'Moderate',
      color: '#ffff00',
      dominant: 'PM25',
      nowcast: 28.4,
      message: expect.stringContaining('sensitive'),
      subIndices: [
        {
          quantity: 'PM25',
          index: 87,
          category: 'Moderate',
          concentration: 28.4,
          unit: 'MICROGRAM_PER_CUBIC_METRE',
          averaging: 'NOWCAST_12H',
          coverage: 11 / 12,
        },
      ],
    });
  });

  it('does not look at the hour that is not over', () => {
    const hours = [...steady('PM25', 10, 12), ...steady('PM25', 900, 1, end + hourMs)];
    expect(indexOf({ hours }).nowcast).toBe(10);
  });

  it('lets the worst quantity decide and keeps the NowCast beside it', () => {
    const answer = indexOf({ hours: [...steady('PM25', 5, 12), ...steady('O3', 80, 8)] });
    expect(answer).toMatchObject({ dominant: 'O3', index: 133, nowcast: 5, periodStart: end - 8 * hourMs });
    expect(answer.subIndices.map(({ quantity }) => quantity)).toEqual(['PM25', 'O3']);
    expect(answer.subIndices[1]).toMatchObject({ concentration: 0.08, unit: 'PARTS_PER_MILLION' });
  });

  it('asks six of eight hours for O3 and CO', () => {
    expect(indexOf({ hours: makeHours('CO', [5, 5, 5, null, null, 5, 5, 5]) })).toMatchObject({
      dominant: 'CO',
      subIndices: [{ coverage: 0.75, averaging: 'MEAN_8H' }],
    });
    expect(ask({ hours: makeHours('CO', [5, 5, 5, null, null, null, 5, 5]) })).toHaveProperty('unavailable');
  });

  it('takes the higher of the 8 h and the 1 h index of ozone', () => {
    const answer = indexOf({ hours: makeHours('O3', [170, 60, 60, 60, 60, 60, 60, 60]) });
    expect(answer).toMatchObject({ index: 157, dominant: 'O3', periodStart: end - hourMs });
    expect(answer.subIndices[0]?.averaging).toBe('MEAN_1H');
  });

  it('ends the 8 h index of ozone at 300 and leaves what is above to the 1 h value', () => {
    expect(indexOf({ hours: makeHours('O3', [190, 300, 300, 300, 300, 300, 300, 300]) })).toMatchObject({
      index: 300,
      subIndices: [{ concentration: 0.286, averaging: 'MEAN_8H' }],
    });
    expect(indexOf({ hours: steady('O3', 500, 8) })).toMatchObject({ index: 396, category: 'Hazardous' });
  });

  it('caps the 1 h index of SO2 at 200 unless the 24 h mean is as high', () => {
    expect(indexOf({ hours: makeHours('SO2', [400, 10, 10]) })).toMatchObject({ index: 200 });
    const answer = indexOf({ hours: steady('SO2', 400, 24) });
    expect(answer.index).toBe(232);
    expect(answer.subIndices[0]?.averaging).toBe('MEAN_24H');
  });

  it('takes the newest of the last three hours for NO2, and none before', () => {
    expect(indexOf({ hours: makeHours('NO2', [null, null, 43]) })).toMatchObject({
      index: 41,
      periodEnd: end - 2 * hourMs,
    });
    expect(ask({ hours: makeHours('NO2', [null, null, null, 43]) })).toHaveProperty('unavailable');
  });

  it('counts an hour from three quarters of coverage on', () => {
    const covered = (coveredMs: number) => steady('PM25', 20, 12).map((hour) => ({ ...hour, coveredMs }));
    expect(ask({ hours: covered(0.75 * hourMs) })).toMatchObject({ nowcast: 20 });
    expect(ask({ hours: covered(0.75 * hourMs - 1) })).toEqual({
      unavailable: expect.stringContaining('two of the last three'),
    });
  });

  it('takes the table in force on the local date of the period', () => {
    const change = Date.parse('2024-05-06T04:00:00Z');
    const hours = steady('PM25', 12, 12, change);
    expect(indexOf({ at: change, hours, timeZone: 'America/New_York' }).index).toBe(50);
    expect(indexOf({ at: change, hours, timeZone: 'UTC' }).index).toBe(56);
  });

  it('averages the sensors of one place hour by hour', () => {
    expect(indexOf({ hours: [...steady('PM25', 10, 12), ...steady('PM25', 20, 12)] }).nowcast).toBe(15);
  });
});

describe('US EPA, daily', () => {
  const daily = { basis: 'DAILY', timeZone: 'Africa/Kampala' } as const;
  const dayStart = Date.parse('2025-03-08T21:00:00Z');
  const dayEnd = dayStart + 24 * hourMs;

  it('is of the newest local day that is over', () => {
    const hours = [...steady('PM25', 40, 24, dayEnd), ...steady('PM25', 500, 10, dayEnd + 10 * hourMs)];
    expect(indexOf({ ...daily, hours })).toMatchObject({
      periodStart: dayStart,
      periodEnd: dayEnd,
      index: 112,
      nowcast: null,
      subIndices: [{ averaging: 'MEAN_24H', coverage: 1, concentration: 40 }],
    });
  });

  it('needs 18 of 24 hours', () => {
    expect(ask({ ...daily, hours: steady('PM25', 40, 18, dayEnd) })).toMatchObject({ index: 112 });
    expect(ask({ ...daily, hours: steady('PM25', 40, 17, dayEnd) })).toEqual({
      unavailable: expect.stringContaining('2025-03-09'),
    });
  });

  it('looks for ozone in the 17 windows that begin from 07:00 on', () => {
    const hours = makeHours(
      'O3',
      Array.from({ length: 31 }, (_, ago) => (ago >= 24 ? 200 : 40)),
      dayEnd + 7 * hourMs,
    );
    expect(indexOf({ ...daily, hours }).subIndices).toMatchObject([
      { quantity: 'O3', averaging: 'MAX_1H', concentration: 0.2 },
    ]);
    expect(indexOf({ ...daily, hours: steady('O3', 40, 24, dayEnd + 7 * hourMs) })).toMatchObject({
      index: 37,
    });
  });

  it('counts 23 hours where the clocks go forward, and asks 18 of them', () => {
    const newYork = { basis: 'DAILY', timeZone: 'America/New_York', at } as const;
    const from = Date.parse('2025-03-09T05:00:00Z');
    const to = Date.parse('2025-03-10T04:00:00Z');
    expect(indexOf({ ...newYork, hours: steady('PM25', 40, 23, to) })).toMatchObject({
      periodStart: from,
      periodEnd: to,
      subIndices: [{ coverage: 1 }],
    });
    expect(ask({ ...newYork, hours: steady('PM25', 40, 17, to) })).toHaveProperty('unavailable');
  });

  it('takes the hours that start in the day where a zone is at half an hour', () => {
    const kolkata = { basis: 'DAILY', timeZone: 'Asia/Kolkata', at } as const;
    const { from, to } = hoursNeeded({ standard: 'US_EPA', ...kolkata });
    expect(to - from).toBe(38 * hourMs - 30 * 60_000 + 30 * 60_000);
    const last = Date.parse('2025-03-09T19:00:00Z');
    expect(indexOf({ ...kolkata, hours: steady('PM25', 40, 24, last) }).subIndices[0]?.coverage).toBe(1);
  });
});

describe('EU', () => {
  const eu = { standard: 'EU' } as const;

  it('judges the newest hour, gases at 20 °C, and lets the worst band decide', () => {
    const hours = [...steady('PM25', 16, 2), ...steady('NO2', 30, 2), ...steady('O3', 20, 2)];
    expect(indexOf({ ...eu, hours })).toMatchObject({
      index: 3,
      category: 'Moderate',
      dominant: 'PM25',
      periodStart: end - hourMs,
      nowcast: null,
      subIndices: [
        { quantity: 'PM25', index: 3 },
        { quantity: 'O3', index: 1, unit: 'MICROGRAM_PER_CUBIC_METRE' },
        { quantity: 'NO2', index: 3, concentration: expect.closeTo(57.4, 1) },
      ],
    });
  });

  it('goes back up to three hours, for all quantities together', () => {
    const hours = [...makeHours('PM25', [null, 100]), ...makeHours('PM10', [null, null, 300])];
    const answer = indexOf({ ...eu, hours });
    expect(answer).toMatchObject({ index: 5, periodEnd: end - hourMs });
    expect(answer.subIndices).toHaveLength(1);
    expect(ask({ ...eu, hours: makeHours('PM25', [null, null, null, 100]) })).toHaveProperty('unavailable');
  });

  it('has no index of the day', () => {
    expect(ask({ ...eu, basis: 'DAILY', hours: steady('PM25', 16, 48) })).toEqual({
      unavailable: expect.stringContaining('by the hour'),
    });
  });
});

describe('WHO', () => {
  const who = { standard: 'WHO', basis: 'DAILY' } as const;
  const midnight = Date.parse('2025-03-10T00:00:00Z');

  it('names the target of the worst quantity and has no number', () => {
    const hours = [...steady('PM25', 30, 24, midnight), ...steady('PM10', 40, 24, midnight)];
    expect(indexOf({ ...who, hours })).toMatchObject({
      index: null,
      category: 'Meets interim target 3',
      dominant: 'PM25',
      subIndices: [
        { quantity: 'PM25', index: null, category: 'Meets interim target 3', averaging: 'MEAN_24H' },
        { quantity: 'PM10', category: 'Meets the guideline' },
      ],
    });
  });

  it('orders equal targets by how far they are above the guideline', () => {
    const hours = [...steady('PM25', 80, 24, midnight), ...steady('PM10', 900, 24, midnight)];
    expect(indexOf({ ...who, hours })).toMatchObject({
      dominant: 'PM10',
      category: 'Above interim target 1',
    });
  });

  it('judges the highest 8 h mean of ozone and carbon monoxide in mg/m³', () => {
    const hours = [...steady('O3', 45, 31, midnight), ...steady('CO', 5, 24, midnight)];
    expect(indexOf({ ...who, hours }).subIndices).toMatchObject([
      {
        quantity: 'O3',
        averaging: 'MAX_8H',
        concentration: expect.closeTo(89.8, 1),
        category: 'Meets the guideline',
      },
      { quantity: 'CO', unit: 'MILLIGRAM_PER_CUBIC_METRE', concentration: expect.closeTo(5.82, 2) },
    ]);
  });

  it('has no index of the moment', () => {
    expect(ask({ ...who, basis: 'CURRENT', hours: steady('PM25', 5, 48) })).toEqual({
      unavailable: expect.stringContaining('DAILY'),
    });
  });
});

describe('hoursNeeded', () => {
  it.each([
    ['US_EPA', 'CURRENT'],
    ['US_EPA', 'DAILY'],
    ['EU', 'CURRENT'],
    ['WHO', 'DAILY'],
  ] as const)('holds all that %s %s looks at', (standard, basis) => {
    const quantities = ['PM25', 'PM10', 'O3', 'NO2', 'SO2', 'CO'] as const;
    const all = quantities.flatMap((quantity, seed) =>
      makeHours(
        quantity,
        Array.from({ length: 24 * 5 }, (_, ago) => 20 + ((ago * 7919 + seed * 31) % 97)),
        end,
      ),
    );
    for (const timeZone of ['UTC', 'America/New_York', 'Asia/Kolkata', 'Pacific/Auckland']) {
      const { from, to } = hoursNeeded({ standard, basis, at, timeZone });
      const asked = all.filter(({ hourStart }) => hourStart >= from && hourStart < to);
      const query = { standard, basis, at, timeZone } as const;
      expect(asked.length).toBeLessThan(all.length / 2);
      expect(indexOf({ ...query, hours: asked })).toEqual(indexOf({ ...query, hours: all }));
    }
  });

  it('is empty where there is no such index', () => {
    const { from, to } = hoursNeeded({ standard: 'EU', basis: 'DAILY', at, timeZone: 'UTC' });
    expect(from).toBe(to);
  });
});
