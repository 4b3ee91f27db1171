import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Condition, Pace } from '../../domain/rule/rule.ts';
import { makeReading, storedOf } from '../../testing/readings.ts';
import { above, at, hour, openWatched, pace, type Watched } from '../../testing/watched.ts';

const minute = 60_000;
let watched: Watched;
beforeAll(async () => {
  watched = await openWatched();
});
afterAll(() => watched.close());

const signalOf = (signal: Parameters<typeof above>[2]): Condition => above(100, 90, signal);
const kinds: Readonly<Record<string, readonly [Condition, Partial<Pace>]>> = {
  'a value': [above(100, 80), { noDataAfterMs: hour }],
  'a value that has to hold, and to be over': [
    above(100, 80),
    { forMs: 20 * minute, keepFiringMs: 20 * minute },
  ],
  'a value that ends with its readings': [above(100, 80), { noDataAfterMs: hour, noData: 'RESOLVE' }],
  'a NowCast': [signalOf({ kind: 'NOWCAST', quantity: 'PM25' }), { noDataAfterMs: 3 * hour }],
  'a change': [
    signalOf({ kind: 'RATE_OF_CHANGE', quantity: 'PM25', windowMs: 30 * minute }),
    { noDataAfterMs: 2 * hour },
  ],
  'a mean': [
    signalOf({ kind: 'ROLLING_MEAN', quantity: 'PM25', windowMs: hour, minCoverage: 0.75 }),
    { forMs: 10 * minute },
  ],
};

/** Readings of five minutes, some of them missing. */
const airs = fc.array(fc.option(fc.integer({ min: 40, max: 150 }), { freq: 8 }), {
  minLength: 60,
  maxLength: 90,
});
/** How many places later each comes, and how many come in one batch. */
const delays = fc.array(fc.constantFrom(0, 0, 0, 4, 17), { minLength: 90, maxLength: 90 });
const batches = fc.array(fc.integer({ min: 1, max: 6 }), { minLength: 90, maxLength: 90 });

describe('whatever comes late', () => {
  it.each(Object.entries(kinds))('ends with the same incidents: %s', async (_name, [condition, changes]) => {
    const property = fc.asyncProperty(airs, delays, batches, async (air, late, sizes) => {
      const rows = air.flatMap((value, i) =>
        value === null
          ? []
          : [{ value, periodStart: at(20) + i * 5 * minute, periodEnd: at(20) + (i + 1) * 5 * minute }],
      );
      const fields = { condition, pace: pace(changes) };
      const [inOrder, mixed] = [await watched.withRule(fields), await watched.withRule(fields)];
      const of = ({ sensorId }: { readonly sensorId: string }) =>
        rows.map((row) => makeReading({ ...row, sensorId }));
      await watched.ports.series.writer.write([...of(inOrder), ...of(mixed)].map(storedOf));
      for (const reading of of(inOrder)) await watched.engine.judge(reading);
      const left = of(mixed)
        .map((reading, i) => ({ reading, place: i + (late[i] ?? 0) }))
        .sort((a, b) => a.place - b.place)
        .map(({ reading }) => reading);
      for (const size of [...sizes, left.length]) await watched.engine.judge(...left.splice(0, size));
      const shown = async (one: typeof mixed) =>
        (await one.incidents())
          .filter(({ state }) => state !== 'WITHDRAWN')
          .map(({ startedAt, firedAt, resolvedAt, state }) => ({ startedAt, firedAt, resolvedAt, state }));
      expect(await shown(mixed)).toEqual(await shown(inOrder));
    });
    await fc.assert(property, { numRuns: 2 });
  });
});
