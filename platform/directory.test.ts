import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type SensorChanged, sensorChanged } from '@aqmrg/schema/events/sensors.ts';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDirectory } from './directory.ts';
import { openSqliteEventLog } from './drivers/event-log-sqlite/index.ts';
import type { EventLog } from './ports/event-log.ts';

let folder: string;
let eventLog: EventLog;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'directory-'));
  eventLog = await openSqliteEventLog({ folder });
});
afterEach(async () => {
  await eventLog.close();
  await rm(folder, { recursive: true });
});

const makeSensor = (fields: Partial<SensorChanged>): SensorChanged => ({
  sensorId: 'a',
  revision: 1,
  name: 'Jamestown',
  networkId: 'n1',
  organisation: null,
  siteId: null,
  kind: 'LOW_COST',
  maker: null,
  model: null,
  country: 'GH',
  timeZone: 'Africa/Accra',
  location: null,
  quantities: ['PM25'],
  variant: null,
  reportingIntervalMs: null,
  tags: [],
  license: null,
  attribution: null,
  retired: false,
  ...fields,
});
const say = (...sensors: readonly Partial<SensorChanged>[]) =>
  eventLog.append(
    sensorChanged,
    sensors.map((fields) => {
      const value = makeSensor(fields);
      return { key: value.sensorId, value };
    }),
  );
const failed = (error: unknown): void => {
  throw error;
};

describe('the directory', () => {
  it('knows the newest state of every sensor from the start', async () => {
    await say(
      { sensorId: 'a', retired: false },
      { sensorId: 'b' },
      { sensorId: 'a', retired: true, revision: 2 },
    );
    const directory = openDirectory(eventLog, failed);
    await directory.start();
    expect(directory.find('a')?.retired).toBe(true);
    expect(directory.find('b')?.retired).toBe(false);
    expect(directory.find('c')).toBeUndefined();
    expect([...directory.all()].map(({ sensorId }) => sensorId)).toEqual(['a', 'b']);
    await directory.stop();
  });

  it('hears of later changes, and of moves from site to site', async () => {
    await say({ sensorId: 'a', siteId: 'x' }, { sensorId: 'b', siteId: 'x' });
    const directory = openDirectory(eventLog, failed);
    await directory.start();
    expect(directory.atSite('x')).toEqual(['a', 'b']);
    await say({ sensorId: 'a', siteId: 'y', revision: 2 }, { sensorId: 'b', siteId: null, revision: 2 });
    await expect.poll(() => directory.atSite('y')).toEqual(['a']);
    expect(directory.atSite('x')).toEqual([]);
    await directory.stop();
  });

  it('knows a sensor registered before it is asked to catch up, though another catch-up is under way', async () => {
    const directory = openDirectory(eventLog, failed);
    const earlier = directory.catchUp();
    await say({ sensorId: 'new' });
    await Promise.all([directory.catchUp(), directory.catchUp()]);
    expect(directory.find('new')).toBeDefined();
    await earlier;
  });

  it('answers a flood of unknown ids with two reads of the log', async () => {
    let reads = 0;
    const counting: EventLog = {
      ...eventLog,
      readFrom: (topic, from, limit) => {
        reads += 1;
        return eventLog.readFrom(topic, from, limit);
      },
    };
    const directory = openDirectory(counting, failed);
    await Promise.all(Array.from({ length: 1_000 }, () => directory.catchUp()));
    expect(reads).toBe(2);
  });
});
