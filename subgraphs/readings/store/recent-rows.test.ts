import { makeStored } from '@aqmrg/platform/ports/series.builders.ts';
import type { Span, StoredReading } from '@aqmrg/platform/ports/series.ts';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { reachOf } from '../domain/spans.ts';
import { hourMs, start } from '../testing/builders.ts';
import { openPorts, type TestPorts } from '../testing/open-room.ts';
import { keepRecentRows, type Rows } from './recent-rows.ts';

let ports: TestPorts;
let close: () => Promise<void>;
beforeAll(async () => {
  ({ ports, close } = await openPorts());
});
afterAll(() => close());

const hour = (sensorId: string, at: number, revision = 1): StoredReading => {
  const periodStart = start + at * hourMs;
  return makeStored({ sensorId, periodStart, periodEnd: periodStart + hourMs, value: at, revision });
};

const spanOf = (sensorId: string, from: number, to: number): Span => ({
  sensorId,
  quantity: 'PM25',
  from: start + from * hourMs,
  to: start + to * hourMs,
});

/** The store, counting what is read of it. */
const counting = () => {
  const { seriesWriter, seriesReader } = ports;
  let reads = 0;
  const writer: Rows = {
    current: (spans) => {
      reads += 1;
      return seriesWriter.current(spans);
    },
    write: (rows) => seriesWriter.write(rows),
  };
  return { writer, reader: seriesReader, reads: () => reads };
};

const names = (rows: readonly StoredReading[]): string[] =>
  rows.map(({ reading }) => `${reading.sensorId} ${reading.periodStart} ${reading.revision}`).sort();

describe('recent rows', () => {
  it('are read once for a stream in order', async () => {
    const { writer, reader, reads } = counting();
    const rows = keepRecentRows({ writer, reader, reachOf });
    for (let at = 0; at < 40; at += 1) {
      const found = await rows.current([spanOf('stream', at - 24, at + 28)]);
      expect(found).toHaveLength(Math.min(at, 24));
      await rows.write([hour('stream', at)]);
    }
    expect(reads()).toBe(1);
    expect(rows.held()).toBeLessThanOrEqual(25);
  });

  it('stay within their limit, and are read again when they have gone', async () => {
    const { writer, reader } = counting();
    const rows = keepRecentRows({ writer, reader, reachOf, limit: 30 });
    const ids = ['l1', 'l2', 'l3'];
    for (const id of ids) {
      await rows.current([spanOf(id, 0, 30)]);
      await rows.write(Array.from({ length: 20 }, (_, at) => hour(id, at)));
      expect(rows.held()).toBeLessThanOrEqual(30);
    }
    for (const id of ids) expect(await rows.current([spanOf(id, 0, 30)])).toHaveLength(20);
  });

  it('are forgotten when a write failed, which may have happened all the same', async () => {
    const { writer, reader } = counting();
    let fails = true;
    const half: Rows = {
      ...writer,
      async write(batch) {
        await writer.write(batch);
        if (fails) throw new Error('no answer');
      },
    };
    const rows = keepRecentRows({ writer: half, reader, reachOf });
    await rows.current([spanOf('half', -24, 28)]);
    await expect(rows.write([hour('half', 0)])).rejects.toThrow('no answer');
    fails = false;
    expect(await rows.current([spanOf('half', -24, 28)])).toHaveLength(1);
  });

  it('are read anew where they were to be forgotten, because another has written', async () => {
    const { writer, reader } = counting();
    const rows = keepRecentRows({ writer, reader, reachOf });
    await rows.current([spanOf('shared', -24, 28)]);
    await rows.write([hour('shared', 0)]);
    await ports.seriesWriter.write([hour('shared', 0, 2), hour('shared', 1)]);
    rows.forgetAll();
    expect(rows.held()).toBe(0);
    expect(names(await rows.current([spanOf('shared', -24, 28)]))).toEqual(
      names([hour('shared', 0, 2), hour('shared', 1)]),
    );
  });

  it('are what the store holds, whatever comes late, again or revised', async () => {
    let run = 0;
    const step = fc.record({ sensor: fc.nat(2), at: fc.nat(60), length: fc.integer({ min: 1, max: 6 }) });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 12 }), async (steps) => {
        run += 1;
        const { seriesWriter, seriesReader } = ports;
        const rows = keepRecentRows({ writer: seriesWriter, reader: seriesReader, reachOf, limit: 60 });
        const revisions = new Map<string, number>();
        for (const { sensor, at, length } of steps) {
          const id = `wild-${run}-${sensor}`;
          const spans = [spanOf(id, at - 24, at + length + 28)];
          expect(names(await rows.current(spans))).toEqual(names(await seriesWriter.current(spans)));
          const batch = Array.from({ length }, (_, i) => {
            const key = `${id} ${at + i}`;
            revisions.set(key, (revisions.get(key) ?? 0) + 1);
            return hour(id, at + i, revisions.get(key));
          });
          await rows.write(batch);
        }
      }),
      { numRuns: 15 },
    );
  });
});
