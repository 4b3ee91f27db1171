import type { Reading } from '@aqmrg/schema/events/readings.ts';
import { qualityFlags } from '@aqmrg/schema/events/vocabulary.ts';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { at, dayMs, hourMs, makeProvenance, makeStored, revised } from './series.builders.ts';
import type { ReplayedQuery } from './series.ts';
import type { OpenSeries } from './series-writer.contract.ts';

const midnight = at('2026-03-02T00:00:00Z');
const originalMs = at('2023-03-02T00:00:00Z');
const live = makeProvenance();
const replay = makeProvenance({ replayOf: { periodStart: originalMs, periodEnd: originalMs + hourMs } });

/** How every SeriesReader tells sensors whose readings were recorded at another time. */
export const seriesReplayedContract = (driver: string, open: () => Promise<OpenSeries>): void => {
  describe(`${driver} as SeriesReader of replayed readings`, () => {
    let store: OpenSeries;
    let sensors = 0;
    const newSensor = () => `p-sensor-${++sensors}`;

    beforeAll(async () => {
      store = await open();
    });
    afterAll(() => store.close());

    const replayed = (sensorIds: readonly string[], query: Partial<ReplayedQuery> = {}) =>
      store.reader.replayed({
        sensorIds,
        quantity: 'PM25',
        from: midnight,
        to: midnight + dayMs,
        ...query,
      });
    const rowOf = (sensorId: string, fields: Partial<Reading> = {}) =>
      makeStored({ sensorId, periodStart: midnight + hourMs, provenance: replay, ...fields });

    it('names each sensor with a replayed reading once, in order, whatever the quality', async () => {
      const [good, failed, measured, both] = [newSensor(), newSensor(), newSensor(), newSensor()];
      await store.writer.write([
        rowOf(good),
        rowOf(failed, { quality: 'FAIL' }),
        rowOf(measured, { provenance: live }),
        rowOf(both, { provenance: live }),
        rowOf(both, { periodStart: midnight + 2 * hourMs, periodEnd: midnight + 3 * hourMs }),
        rowOf(both, { periodStart: midnight + 3 * hourMs, quality: 'SUSPECT' }),
      ]);
      const asked = [both, good, measured, 'never-heard-of', failed, good];
      expect(await replayed(asked)).toStrictEqual([good, failed, both]);
      expect(await replayed([measured])).toStrictEqual([]);
      expect(await replayed([])).toStrictEqual([]);
    });

    it('looks at readings of the quantity that start in [from, to)', async () => {
      const sensorId = newSensor();
      await store.writer.write([rowOf(sensorId), rowOf(sensorId, { quantity: 'O3', provenance: live })]);
      const start = midnight + hourMs;
      expect(await replayed([sensorId], { from: start, to: start + 1 })).toStrictEqual([sensorId]);
      expect(await replayed([sensorId], { to: start })).toStrictEqual([]);
      expect(await replayed([sensorId], { from: start + 1 })).toStrictEqual([]);
      expect(await replayed([sensorId], { from: start, to: start })).toStrictEqual([]);
      expect(await replayed([sensorId], { quantity: 'O3' })).toStrictEqual([]);
    });

    it('knows replays by what the readings say, and not by words that stand in them', async () => {
      const sensorId = newSensor();
      const words = '"replayOf":{"periodStart":0}';
      await store.writer.write([
        rowOf(sensorId, { provenance: makeProvenance({ source: words, reportedBy: words }) }),
      ]);
      expect(await replayed([sensorId])).toStrictEqual([]);
    });

    it('goes by the current revision of each reading', async () => {
      const revision = fc.record({ isReplay: fc.boolean(), quality: fc.constantFrom(...qualityFlags) });
      const histories = fc.array(fc.array(revision, { minLength: 1, maxLength: 3 }), {
        minLength: 1,
        maxLength: 5,
      });
      await fc.assert(
        fc.asyncProperty(histories, async (ofSensors) => {
          const ids = ofSensors.map(newSensor);
          for (const n of [0, 1, 2]) {
            const rows = ofSensors.flatMap((history, sensor) => {
              const told = history[n];
              if (told === undefined) return [];
              const { isReplay, quality } = told;
              const fields = { quality, provenance: isReplay ? replay : live, revision: n + 1 };
              return [revised(rowOf(ids[sensor] as string), fields)];
            });
            await store.writer.write(rows);
          }
          const expected = ids.filter((_, sensor) => ofSensors[sensor]?.at(-1)?.isReplay);
          expect(await replayed(ids)).toStrictEqual(expected.sort());
        }),
        { numRuns: 20 },
      );
    });
  });
};
