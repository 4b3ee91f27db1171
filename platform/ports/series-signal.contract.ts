import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { at, hourMs, makeProvenance, makeStored } from './series.builders.ts';
import type { SeriesReader } from './series.ts';
import type { OpenSeries } from './series-writer.contract.ts';

const noon = at('2026-03-01T12:00:00Z');
const sensorId = 's-sensor-1';
const span = { quantity: 'PM25', from: noon, to: noon + hourMs } as const;
const group = { id: 'one', sensorIds: [sensorId], timeZone: 'UTC' };
const asked = { aggregates: ['MEAN'], quality: ['GOOD'], version: 'RAW' } as const;

const reads: readonly (readonly [
  name: string,
  read: (reader: SeriesReader, signal?: AbortSignal) => Promise<readonly unknown[]>,
])[] = [
  ['latest', (reader, signal) => reader.latest([sensorId], ['PM25'], signal)],
  [
    'readings',
    (reader, signal) => reader.readings({ sensorId, ...span, quality: ['GOOD'], limit: 5 }, signal),
  ],
  [
    'series',
    (reader, signal) =>
      reader.series({ groups: [group], ...span, ...asked, every: { kind: 'fixed', ms: hourMs } }, signal),
  ],
  [
    'hourly',
    (reader, signal) =>
      reader.hourly({ sensorIds: [sensorId], quantities: ['PM25'], from: noon, to: noon + hourMs }, signal),
  ],
  ['replayed', (reader, signal) => reader.replayed({ sensorIds: [sensorId], ...span }, signal)],
];

/** How every SeriesReader stops a read that nobody waits for. */
export const seriesSignalContract = (driver: string, open: () => Promise<OpenSeries>): void => {
  describe(`${driver} as SeriesReader whose asker leaves`, () => {
    let store: OpenSeries;

    beforeAll(async () => {
      store = await open();
      const provenance = makeProvenance({ replayOf: { periodStart: 0, periodEnd: hourMs } });
      await store.writer.write([
        makeStored({ sensorId, periodStart: noon, periodEnd: noon + hourMs, provenance }),
      ]);
    });
    afterAll(() => store.close());

    it.each(reads)('begins no %s for a signal that has aborted', async (_name, read) => {
      const left = new Error('left before');
      await expect(read(store.reader, AbortSignal.abort(left))).rejects.toBe(left);
    });

    it.each(reads)('stops %s when its signal aborts, and goes on with others', async (_name, read) => {
      const leaving = new AbortController();
      const left = new Error('left meanwhile');
      // more than run at once: some are stopped while they wait
      const stopped = Array.from({ length: 8 }, () => read(store.reader, leaving.signal));
      const going = read(store.reader);
      leaving.abort(left);
      for (const one of await Promise.allSettled(stopped)) {
        expect(one).toStrictEqual({ status: 'rejected', reason: left });
      }
      expect(await going).toHaveLength(1);
      expect(await read(store.reader, new AbortController().signal)).toHaveLength(1);
    });
  });
};
