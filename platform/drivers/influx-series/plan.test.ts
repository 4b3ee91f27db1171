import { describe, expect, it } from 'vitest';
import { at, hourMs, makeStored, minuteMs, revised } from '../../ports/series.builders.ts';
import { keyOfRow, planOf, type Standing } from './plan.ts';
import { rollUp } from './roll-up.ts';
import { stretchesOf } from './stretches.ts';

const noon = at('2026-03-01T12:00:00Z');
const first = makeStored({ periodStart: noon });
const standing = (...standings: Standing[]) => new Map([[keyOfRow(first), standings]]);

describe('what a batch changes', () => {
  it('makes a row that is new, and replaces one by a higher revision', () => {
    expect(planOf([first], new Map())).toMatchObject({ made: [first], replacing: [], again: [] });
    const second = revised(first);
    const plan = planOf([second], standing({ quality: 'GOOD', revision: 1 }));
    expect(plan).toMatchObject({ made: [second], replacing: [second], again: [] });
    expect(plan.gone.size).toBe(0);
  });

  it('clears the place of another quality, also one that a torn write left', () => {
    const failed = revised(first, { quality: 'FAIL' });
    const { made, gone } = planOf([failed], standing({ quality: 'GOOD', revision: 1 }));
    expect(made).toStrictEqual([failed]);
    expect(gone.get(failed)).toStrictEqual(['GOOD']);
    const torn = planOf(
      [failed],
      standing({ quality: 'GOOD', revision: 1 }, { quality: 'FAIL', revision: 2 }),
    );
    expect(torn).toMatchObject({ made: [], again: [failed] });
    expect(torn.gone.get(failed)).toStrictEqual(['GOOD']);
  });

  it('changes nothing by the same or a lower revision', () => {
    expect(planOf([first], standing({ quality: 'GOOD', revision: 1 }))).toMatchObject({
      made: [],
      again: [first],
    });
    const plan = planOf([first], standing({ quality: 'FAIL', revision: 2 }));
    expect(plan).toMatchObject({ made: [], again: [] });
    expect(plan.gone.size).toBe(0);
  });
});

describe('the hours of a batch', () => {
  const counted = { sensorId: 'a-sensor', quantity: 'PM25', start: noon, length: hourMs, value: 10 } as const;

  it('are made of what is stored and what comes', () => {
    const row = makeStored({ periodStart: noon, periodEnd: noon + minuteMs, value: 20 });
    expect(rollUp([row], [row], [counted])).toStrictEqual([
      { sensorId: 'a-sensor', quantity: 'PM25', hourStart: noon, mean: 15, count: 2, coveredMs: hourMs },
    ]);
    expect(rollUp([row], [], [counted])).toMatchObject([{ mean: 10, count: 1 }]);
  });

  it('lose a row that no longer counts, and have the count 0 when nothing is left', () => {
    const failed = revised(first, { quality: 'FAIL' });
    expect(rollUp([failed], [failed], [counted])).toMatchObject([{ count: 0, mean: 0, coveredMs: 0 }]);
  });

  it('are none for readings longer than an hour', () => {
    const daily = makeStored({ periodStart: noon, periodEnd: noon + 24 * hourMs });
    expect(rollUp([daily], [daily], [])).toStrictEqual([]);
  });

  it('come out the same whatever the order was', () => {
    const rows = [0.1, 0.7, 0.2].map((value, n) =>
      makeStored({ periodStart: noon + n * minuteMs, periodEnd: noon + (n + 1) * minuteMs, value }),
    );
    expect(rollUp(rows.toReversed(), rows.toReversed(), [])).toStrictEqual(rollUp(rows, rows, []));
  });
});

describe('stretches', () => {
  const grain = { grainMs: hourMs, gapMs: 6 * hourMs };
  const span = (sensorId: string, from: number, to = from) =>
    ({ sensorId, quantity: 'PM25', from, to }) as const;

  it('join the spans of a sensor that are near, and sensors whose spans are alike', () => {
    const spans = ['a', 'b'].flatMap((id, n) => [span(id, noon + n * minuteMs), span(id, noon + 2 * hourMs)]);
    expect(stretchesOf(spans, grain)).toStrictEqual([
      { quantity: 'PM25', from: noon, to: noon + 2 * hourMs + 1, sensorIds: ['a', 'b'] },
    ]);
  });

  it('keep apart what is far apart, and quantities', () => {
    const spans = [
      span('a', noon),
      span('a', noon + 7 * hourMs),
      { ...span('a', noon), quantity: 'O3' } as const,
    ];
    expect(stretchesOf(spans, grain)).toHaveLength(3);
  });

  it('hold so many sensors as one query asks for', () => {
    const spans = Array.from({ length: 1_001 }, (_, n) => span(`s-${n}`, noon));
    expect(stretchesOf(spans, grain).map(({ sensorIds }) => sensorIds.length)).toStrictEqual([500, 500, 1]);
  });
});
