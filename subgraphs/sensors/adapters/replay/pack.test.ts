import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { gunzipSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from 'vitest';
import { checkNetwork, checkSensor, checkSite } from '../../domain/registration.ts';
import { airQoReadings, airQoSensorId, registerAirQo } from './airqo.ts';
import { hourMs, recordedFrom } from './calendar.ts';
import { registerEmbassies } from './embassies.ts';
import { monitors } from './monitors.ts';
import { dataFolder, type Pack, readPack, readRecording } from './pack.ts';

interface Entry {
  readonly rows: number;
  readonly sha256: string;
  readonly first?: string;
  readonly last?: string;
  readonly flags?: Readonly<Record<string, number>>;
}

let pack: Pack;
let manifest: Readonly<Record<string, Entry>>;
const readText = async (name: string): Promise<string> => {
  const bytes = await readFile(new URL(name, dataFolder));
  return (name.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
};

beforeAll(async () => {
  pack = await readPack();
  manifest = JSON.parse(await readText('manifest.json'));
});

describe('the data pack', () => {
  it('has the files that its manifest names, whole', async () => {
    const files = (await readdir(dataFolder)).filter((name) => !/^(README|manifest)/.test(name));
    expect(files.sort()).toEqual(Object.keys(manifest).sort());
    for (const [name, { sha256 }] of Object.entries(manifest)) {
      expect(
        createHash('sha256')
          .update(await readText(name))
          .digest('hex'),
        name,
      ).toBe(sha256);
    }
  });

  it('holds 98,384 hours of 16 monitors, each with the rows, the span and the flags of its manifest', () => {
    let total = 0;
    for (const { monitor, values, flagAt } of pack.recordings) {
      const hours = [...values.keys()].filter((hour) => !Number.isNaN(values[hour]));
      const flags: Record<string, number> = {};
      for (const hour of hours)
        flags[flagAt(hour) ?? 'WITHHELD'] = (flags[flagAt(hour) ?? 'WITHHELD'] ?? 0) + 1;
      const endOf = (hour = Number.NaN) => new Date(recordedFrom + (hour + 1) * hourMs).toISOString();
      const entry = manifest[`${monitor.id}.csv.gz`];
      expect(entry, monitor.id).toMatchObject({ rows: hours.length, flags });
      expect([endOf(hours[0]), endOf(hours.at(-1))].map((end) => end.replace(':00.000Z', 'Z'))).toEqual([
        entry?.first,
        entry?.last,
      ]);
      total += hours.length;
    }
    expect(pack.recordings).toHaveLength(16);
    expect(total).toBe(98_384);
  });

  it('holds no code for a missing value and nothing at full scale', () => {
    for (const { monitor, values } of pack.recordings) {
      const real = values.filter((value) => !Number.isNaN(value));
      expect(Math.min(...real), monitor.id).toBeGreaterThanOrEqual(-15);
      expect(Math.max(...real), monitor.id).toBeLessThan(985);
    }
  });

  it('withholds the flags of Algiers and N’Djamena, and of no other', () => {
    const withheld = pack.recordings.filter(({ values, flagAt }) =>
      [...values.keys()].some((hour) => !Number.isNaN(values[hour]) && flagAt(hour) === undefined),
    );
    expect(withheld.map(({ monitor }) => monitor.id)).toEqual(['embassy-algiers', 'embassy-ndjamena']);
  });

  it('refuses a recording with an hour twice, of another year or with an unknown flag', () => {
    const [monitor] = monitors;
    if (monitor === undefined) throw new Error('no monitor');
    const read = (...lines: string[]) => readRecording(monitor, ['header', ...lines, ''].join('\n'));
    expect(read('2023-01-01T01:00Z,1,').values[0]).toBe(1);
    expect(() => read('2023-01-01T01:00Z,1,', '2023-01-01T01:00Z,1,')).toThrow(/cannot be/);
    expect(() => read('2023-01-01T00:00Z,1,')).toThrow(/cannot be/);
    expect(() => read('2023-01-01T01:00Z,1,FINE')).toThrow(/cannot be/);
  });
});

describe('the recorded AirQo network', () => {
  it('shows the dead channel of aq_29 beside the halved mean that AirQo published', () => {
    const readings = airQoReadings(pack).filter(({ sensorId }) => sensorId === 'airqo-aq_29');
    expect(readings).toHaveLength(312);
    expect(readings.every(({ channels }) => channels?.[1]?.value === 0)).toBe(true);
    const mean = readings.reduce((sum, { value }) => sum + value, 0) / readings.length;
    expect(mean).toBeCloseTo(14.0398, 4);
  });

  it('gives 216 sites one hour each at its true time, and is no replay', () => {
    const ids = new Set(pack.sites.map(({ device }) => airQoSensorId(device)));
    const readings = airQoReadings(pack).filter(({ sensorId }) => ids.has(sensorId));
    expect(ids.size).toBe(216);
    expect(readings).toHaveLength(432);
    expect(readings.every(({ replay }) => replay === undefined)).toBe(true);
    expect(readings.every(({ periodStart, periodEnd }) => periodEnd - periodStart === hourMs)).toBe(true);
    const ends = readings.map(({ periodEnd }) => periodEnd);
    expect(new Date(Math.min(...ends)).toISOString()).toBe('2024-11-24T10:00:00.000Z');
    expect(new Date(Math.max(...ends)).toISOString()).toBe('2024-11-30T21:00:00.000Z');
  });

  it('has every key once', () => {
    const keys = airQoReadings(pack).map(({ sensorId, quantity, periodStart }) =>
      [sensorId, quantity, periodStart].join(),
    );
    expect(new Set(keys).size).toBe(keys.length);
  });

  it('registers the two devices that have no rows, and the one that came without its site', () => {
    const { sensors } = registerAirQo(pack);
    const heard = new Set(airQoReadings(pack).map(({ sensorId }) => sensorId));
    expect(sensors.map(({ id }) => id).filter((id) => !heard.has(id))).toEqual([
      'airqo-aq_35',
      'airqo_g5363',
    ]);
    expect(sensors.find(({ id }) => id === 'airqo-aq_g5_85')?.location).toBeUndefined();
  });
});

describe('the registrations', () => {
  it('are what the registry takes, under ids of their own, in networks and at sites that are there', () => {
    const parts = [registerEmbassies(pack.recordings), registerAirQo(pack)];
    const networks = parts.flatMap((part) => part.networks);
    const sites = parts.flatMap((part) => part.sites);
    const sensors = parts.flatMap((part) => part.sensors);
    const faults = [...networks.map(checkNetwork), ...sites.map(checkSite), ...sensors.map(checkSensor)];
    expect(faults.filter((checked) => !checked.ok)).toEqual([]);
    for (const things of [networks, sites, sensors]) {
      expect(new Set(things.map(({ id }) => id)).size).toBe(things.length);
    }
    const networkIds = new Set(networks.map(({ id }) => id));
    const siteIds = new Set(sites.map(({ id }) => id));
    expect(sensors.filter(({ networkId }) => !networkIds.has(networkId))).toEqual([]);
    expect(sensors.filter(({ siteId }) => siteId && !siteIds.has(siteId))).toEqual([]);
    expect(sensors).toHaveLength(16 + 216 + 5);
  });
});
