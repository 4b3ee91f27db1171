import { afterAll, describe, expect, it } from 'vitest';
import { at, hourMs, makeStored, minuteMs } from '../../ports/series.builders.ts';
import { openBench, whyNot } from './testing/bench.ts';

const noon = at('2026-03-01T12:00:00Z');
const rounds = 40;
const minutesARound = 50;
const sensorIds = Array.from({ length: 10 }, (_, i) => `roof-${i}`);

describe.skipIf(whyNot !== '')(`readers beside a writer, in InfluxDB${whyNot}`, () => {
  const bench = openBench();
  afterAll(() => bench.clear());

  // InfluxDB keeps each field of a point for itself: who reads while one is written may find some of them
  it('see rows whole or not at all', async () => {
    const { writer, reader } = await bench.open();
    const rowAt = (sensorId: string, minute: number) =>
      makeStored({
        sensorId,
        periodStart: noon + minute * minuteMs,
        periodEnd: noon + (minute + 1) * minuteMs,
        value: 100 + (minute % 50),
        uncorrected: 100 + (minute % 50),
      });
    let isWriting = true;
    let seen = 0;
    const read = async (sensorId: string): Promise<void> => {
      while (isWriting) {
        const readings = await reader.readings({
          sensorId,
          quantity: 'PM25',
          from: noon,
          to: noon + rounds * minutesARound * minuteMs,
          quality: ['GOOD'],
          limit: 5_000,
        });
        const latest = await reader.latest([sensorId]);
        const hours = await reader.hourly({
          sensorIds: [sensorId],
          quantities: ['PM25'],
          from: noon,
          to: noon + rounds * hourMs,
        });
        for (const reading of readings) {
          const minute = (reading.periodStart - noon) / minuteMs;
          expect(reading).toStrictEqual(rowAt(sensorId, minute).reading);
        }
        for (const { provenance, value } of latest)
          expect([provenance.source, value > 99]).toEqual([null, true]);
        for (const { mean, count } of hours) expect([mean > 99, count > 0]).toEqual([true, true]);
        seen += readings.length;
      }
    };
    const reading = Promise.all(sensorIds.slice(0, 4).map(read));
    try {
      for (let round = 0; round < rounds; round += 1)
        await writer.write(
          sensorIds.flatMap((sensorId) =>
            Array.from({ length: minutesARound }, (_, i) => rowAt(sensorId, round * minutesARound + i)),
          ),
        );
    } finally {
      isWriting = false;
    }
    await reading;
    expect(seen).toBeGreaterThan(1_000);
  }, 120_000);
});
