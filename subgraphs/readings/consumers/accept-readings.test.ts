import { openDirectory } from '@aqmrg/platform/directory.ts';
import { createLog } from '@aqmrg/platform/log.ts';
import { readingsAccepted, readingsReported } from '@aqmrg/schema/events/readings.ts';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ReportedRecord } from '../domain/incoming.ts';
import { reachOf } from '../domain/spans.ts';
import { keepRecentRows } from '../store/recent-rows.ts';
import {
  hourMs,
  makeHumidity,
  makePurpleAir,
  makeRecord,
  makeReport,
  makeSensor,
  start,
} from '../testing/builders.ts';
import { everyRecord, openPorts, saySensors, type TestPorts, until } from '../testing/open-room.ts';
import { acceptReadings } from './accept-readings.ts';

const log = createLog('silent');
let opened: Awaited<ReturnType<typeof openPorts>>;
let ports: TestPorts;

beforeEach(async () => {
  opened = await openPorts();
  ports = opened.ports;
  await saySensors(ports.eventLog, makeSensor(), makePurpleAir(), { sensorId: 's2' });
});
afterEach(() => opened.close());

const say = (records: readonly ReportedRecord[]) =>
  ports.eventLog.append(
    readingsReported,
    records.map(({ value }) => ({ key: value.sensorId, value })),
  );

/** Runs the consumer until it has dealt with everything, then ends it. */
const accept = async (through: TestPorts = ports, options: { batchSize?: number; maxRows?: number } = {}) => {
  const directory = openDirectory(through.eventLog, () => undefined);
  const { eventLog, seriesWriter: writer, seriesReader: reader } = through;
  const rows = keepRecentRows({ writer, reader, reachOf });
  const consumer = acceptReadings({ eventLog, rows, directory, log, ...options });
  await until(async () => (await consumer.lag()) === 0);
  await consumer.stop();
};

/** What is stored, and what was said of it, without what the order of arrival decides. */
const stored = async () => {
  const spans = ['s1', 's2', 'pa'].flatMap((sensorId) =>
    (['PM25', 'HUMIDITY'] as const).map((quantity) => ({
      ...{ sensorId, quantity },
      ...{ from: start - 1_000 * hourMs, to: start + 1_000 * hourMs },
    })),
  );
  return ports.seriesWriter.current(spans);
};
const said = async () =>
  (await everyRecord(ports.eventLog, readingsAccepted)).flatMap(({ value }) =>
    value.changes.map(
      ({ change, reading }) => `${change} ${reading.quantity} ${reading.periodStart} ${reading.revision}`,
    ),
  );

const late = [10, 12, 11].map((value, hour) => makeReport(hour, value));
const early = [13, 12, 300, 12].map((value, i) => makeReport(i + 3, value));

describe('accepting readings', () => {
  it('stores them, says them by sensor in the order of their keys, and then commits', async () => {
    await say([
      makeRecord(0, [makeReport(1, 11), makeReport(0, 10)]),
      makeRecord(1, [makeReport(0, 5)], { sensorId: 's2' }),
    ]);
    await accept();
    expect((await stored()).map(({ reading }) => reading.value)).toEqual([10, 11, 5]);
    const records = await everyRecord(ports.eventLog, readingsAccepted);
    expect(records.map(({ key, value }) => [key, value.changes.map(({ reading }) => reading.value)])).toEqual(
      [
        ['s1', [10, 11]],
        ['s2', [5]],
      ],
    );
  });

  it('keeps what it replaces, so that it can be read as it was known then', async () => {
    const known = [start + 50 * hourMs, start + 60 * hourMs] as const;
    await say([
      makeRecord(0, [makeReport(0, 10)], { receivedAt: known[0] }),
      makeRecord(1, [makeReport(0, 20)], { receivedAt: known[1] }),
    ]);
    await accept();
    const valueAsOf = async (asOf: number) => {
      const query = { sensorId: 's1', quantity: 'PM25', from: start, to: start + hourMs, limit: 10 } as const;
      const found = await ports.seriesReader.readings({
        ...query,
        quality: ['GOOD', 'UNKNOWN', 'SUSPECT'],
        asOf,
      });
      return found.map(({ value, revision }) => [value, revision]);
    };
    expect(await valueAsOf(known[0] - 1)).toEqual([]);
    expect(await valueAsOf(known[0])).toEqual([[10, 1]]);
    expect(await valueAsOf(known[1])).toEqual([[20, 2]]);
  });

  it('corrects anew when the humidity comes later', async () => {
    await say([makeRecord(0, [makeReport(0, 40)], { sensorId: 'pa' })]);
    await accept();
    await say([makeRecord(1, [makeHumidity(0, 50)], { sensorId: 'pa' })]);
    await accept();
    const row = (await stored()).find(({ reading }) => reading.quantity === 'PM25');
    expect(row).toMatchObject({ reading: { revision: 2, uncorrected: 40 }, causedBy: { offset: 1 } });
    expect(row?.reading.provenance.corrections).toMatchObject([{ inputs: { humidityPercent: 50 } }]);
  });

  it('flags stored neighbours anew when a reading comes late', async () => {
    await say([makeRecord(0, early)]);
    await accept();
    await say([makeRecord(1, late)]);
    await accept();
    const row = (await stored()).find(({ reading }) => reading.value === 300);
    expect(row?.reading).toMatchObject({ revision: 2, quality: 'SUSPECT' });
    expect(await said()).toContain(`REVISED PM25 ${start + 5 * hourMs} 2`);
  });
});

describe('a partition that comes back from another process', () => {
  it('has its readings judged by what that one stored', async () => {
    let assign: ((partitions: readonly number[]) => void) | undefined;
    const { eventLog, seriesWriter: writer, seriesReader: reader } = ports;
    const divided: typeof eventLog = {
      ...eventLog,
      consume(options) {
        assign = options.onAssigned;
        return eventLog.consume(options);
      },
    };
    const rows = keepRecentRows({ writer, reader, reachOf });
    const directory = openDirectory(eventLog, () => undefined);
    const consumer = acceptReadings({ eventLog: divided, rows, directory, log });
    await say([makeRecord(0, [makeReport(0, 10)])]);
    await until(async () => (await consumer.lag()) === 0);

    const [ours] = await stored();
    if (ours === undefined) throw new Error('nothing was stored');
    await writer.write([{ ...ours, reading: { ...ours.reading, value: 20, revision: 2 } }]);
    assign?.([0]);
    await say([makeRecord(1, [makeReport(0, 30)])]);
    await until(async () => (await consumer.lag()) === 0);
    await consumer.stop();

    expect((await stored()).map(({ reading: { value, revision } }) => [value, revision])).toEqual([[30, 3]]);
  });
});

describe('a crash while readings are accepted', () => {
  /** Once, the call fails before or after it took effect, as if the process had died there. */
  const failing = (at: 'before write' | 'after write' | 'after append'): TestPorts => {
    let failed = false;
    const once = async <T>(where: typeof at, work: () => Promise<T>, isAfter: boolean): Promise<T> => {
      const result = isAfter || failed || where !== at ? await work() : undefined;
      if (where === at && !failed) {
        failed = true;
        throw new Error('killed');
      }
      return result as T;
    };
    const { eventLog, seriesWriter } = ports;
    return {
      ...ports,
      seriesWriter: {
        ...seriesWriter,
        write: async (rows) => {
          await once('before write', async () => undefined, false);
          await once('after write', () => seriesWriter.write(rows), true);
        },
      },
      eventLog: {
        ...eventLog,
        append: (topic, records) => once('after append', () => eventLog.append(topic, records), true),
      },
    };
  };

  it.each(['before write', 'after write', 'after append'] as const)(
    '%s ends in the same state, with every revision said once',
    async (at) => {
      await say([makeRecord(0, early)]);
      await accept();
      await say([makeRecord(1, late), makeRecord(2, [makeReport(3, 13.5)])]);
      await accept(failing(at));
      const rows = await stored();
      expect(rows.map(({ reading }) => reading.value)).toEqual([10, 12, 11, 13.5, 12, 300, 12]);
      const words = await said();
      for (const { reading } of rows) {
        for (let revision = 1; revision <= reading.revision; revision += 1) {
          const change = revision === 1 ? 'ADDED' : 'REVISED';
          expect(words).toContain(`${change} PM25 ${reading.periodStart} ${revision}`);
        }
      }
      expect(words).toHaveLength(rows.reduce((sum, { reading }) => sum + reading.revision, 0));
    },
  );
});

describe('on the real stores', () => {
  it('a shuffled, doubled and re-cut stream ends where one sorted pass ends', async () => {
    const reports = Array.from({ length: 90 }, (_, i) =>
      i % 3 === 0
        ? makeHumidity(i / 3, 40 + i)
        : makeReport(
            i - (i % 3),
            i % 7 === 0 ? 400 : 10 + (i % 5),
            i % 3 === 2 ? { periodEnd: start + (i + 2.5) * hourMs } : {},
          ),
    );
    const recordsOf = (list: typeof reports, sensorId: string) =>
      list.map((report, offset) => makeRecord(offset, [report], { sensorId }));
    await say([...recordsOf(reports, 's1'), ...recordsOf(reports, 'pa')]);
    await accept();
    const once = await stored();

    await opened.close();
    opened = await openPorts();
    ports = opened.ports;
    await saySensors(ports.eventLog, makeSensor(), makePurpleAir());
    const shuffled = reports
      .map((report, i) => [(i * 37) % 90, report] as const)
      .toSorted((a, b) => a[0] - b[0]);
    const order = shuffled.map(([, report]) => report);
    await say([...recordsOf(order, 'pa'), ...recordsOf(order.slice(0, 40), 's1')]);
    await accept(ports, { batchSize: 7, maxRows: 3 });
    await say([...recordsOf(order.slice(20), 's1'), ...recordsOf(order.slice(50), 'pa')]);
    await accept(ports, { batchSize: 11, maxRows: 5 });

    const bare = (rows: typeof once) => rows.map(({ reading }) => ({ ...reading, revision: 0 }));
    expect(once.length).toBe(180);
    expect(bare(await stored())).toEqual(bare(once));
  });
});
