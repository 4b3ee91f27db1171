import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  AirQualityIndexDocument,
  DailySeriesDocument,
  NearestSensorsDocument,
  NewestAirDocument,
} from '@aqmrg/schema/client/operations.generated.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hourMs, iso } from '../support/builders.ts';
import { until } from '../support/client.ts';
import { freePort } from '../support/free-port.ts';
import { type House, openHouse } from '../support/placements.ts';
import { runLine } from '../support/process.ts';
import { readmeBlocks } from '../support/readme.ts';
import { runBlocks } from '../support/shell.ts';

const monthMs = 30 * 24 * hourMs;

/** What a stranger sees after the two commands of the README, and how they get in. */
describe('the first start', () => {
  let house: House;
  let blocks: readonly string[];
  beforeAll(async () => {
    house = await openHouse('one process', { REPLAY: 'on', SETUP_TOKEN: '' });
    blocks = await readmeBlocks('graphql');
  });
  afterAll(() => house?.end());

  const block = (index: number): string => blocks[index] as string;

  // its own limit is the one below, not the one of any test
  it('has sensors and their air, soon and by itself', { timeout: 90_000 }, async () => {
    const loaded = await until(
      () => house.client.ask(String(NewestAirDocument)),
      ({ data }) =>
        data?.sensors?.nodes.filter(({ latest }: { latest: object[] }) => latest.length > 0).length >= 8,
      60_000,
    );
    const [sensor] = loaded.data.sensors.nodes;
    expect(sensor.latest[0].provenance.replay.originalPeriodStart).toMatch(/^2023-/);
    const all = await house.client.ask(
      '{ sensors { totalCount } networks { id name health { online offline } } }',
    );
    expect(all.data.sensors.totalCount).toBe(237);
    expect(all.data.networks.map(({ id }: { id: string }) => id).sort()).toEqual(['airqo', 'us-embassies']);
  });

  it('shows a recorded reading of AirQo at its true time, as stale', async () => {
    const { data } = await house.client.ask(
      '{ sensors(filter: { network: "airqo" }, first: 500) { nodes { status latest(quantities: [PM25]) { periodEnd provenance { replay { originalPeriodStart } } } } } }',
    );
    expect(new Set(data.sensors.nodes.map(({ status }: { status: string }) => status))).toEqual(
      new Set(['OFFLINE']),
    );
    const years = data.sensors.nodes.flatMap(({ latest }: { latest: { periodEnd: string }[] }) =>
      latest.map(({ periodEnd }) => periodEnd.slice(0, 4)),
    );
    expect(new Set(years)).toEqual(new Set(['2024', '2026']));
  });

  it('marks the dead channel of aq_29', async () => {
    const answer = await until(
      () =>
        house.client.ask(
          '{ sensor(id: "airqo-aq_29") { latest(quantities: [PM25]) { value quality tests { test flag reason } provenance { channels { name value } } } } }',
        ),
      ({ data }) => data.sensor.latest.length === 1,
    );
    const [reading] = answer.data.sensor.latest;
    expect(reading.quality).toBe('FAIL');
    expect(reading.tests.find(({ test }: { test: string }) => test === 'CHANNELS').flag).toBe('FAIL');
    expect(reading.provenance.channels.map(({ value }: { value: number }) => value)).toContain(0);
  });

  it("answers the README's queries as they stand there", async () => {
    expect(blocks).toHaveLength(5);
    for (const query of blocks.slice(0, 4)) {
      const answer = await house.client.ask(query);
      expect(answer.errors, query).toBeUndefined();
      const text = JSON.stringify(answer.data);
      expect(text).not.toContain('"sensor":null');
      expect(text).not.toContain('"nearest":[]');
    }
  });

  it('registers and reports as the README does, while its subscription looks on', async () => {
    const shell = (await readmeBlocks('sh')).filter(
      (text) => /TOKEN|KEY/.test(text) && text.includes('curl'),
    );
    expect(shell).toHaveLength(2);
    const stream = house.client.subscribe(block(4));
    const next = stream.next();
    const printed = await runBlocks(shell, house, `${randomBytes(12).toString('hex')}\n`);
    expect(printed).toBe(
      '{"data":{"registerNetwork":{"__typename":"RegisteredNetwork"},"registerSensor":{"__typename":"RegisteredSensor"}}}{"accepted":1,"refused":[]}\n',
    );
    const event = (await next).value;
    expect(event.errors).toBeUndefined();
    expect(event.data.readingAdded.reading.sensor.name).toBeTruthy();
    await stream.return?.();
  });

  it('answers the operations of the typed client', async () => {
    const now = Date.now();
    const sensorId = 'embassy-accra';
    const answers = [
      await house.client.ask(String(NearestSensorsDocument), { lat: 5.6, lon: -0.2 }),
      await house.client.ask(String(AirQualityIndexDocument), { sensorId }),
      await house.client.ask(String(DailySeriesDocument), {
        sensorId,
        from: iso(now - monthMs),
        to: iso(now),
      }),
    ];
    for (const { errors } of answers) expect(errors).toBeUndefined();
    const distances = answers[0]?.data.nearest.map(({ distanceKm }: { distanceKm: number }) => distanceKm);
    expect(distances).toHaveLength(3);
    expect(distances).toEqual(distances.toSorted((a: number, b: number) => a - b));
  });

  it('has twelve months of history, hour by hour, each hour once', { timeout: 90_000 }, async () => {
    const now = Date.now();
    const query = `query($from: DateTime!, $to: DateTime!) { sensor(id: "embassy-algiers") { series(quantity: PM25, from: $from, to: $to, every: "P1D", aggregates: [COUNT], quality: [GOOD, UNKNOWN, SUSPECT, FAIL]) { columns } } }`;
    const answer = await until(
      () => house.client.ask(query, { from: iso(now - 13 * monthMs), to: iso(now) }),
      ({ data }) => data.sensor.series.columns[0].length > 330,
      60_000,
    );
    const counts: number[] = answer.data.sensor.series.columns[0];
    expect(Math.max(...counts)).toBe(24);
  });

  it('hands out a day as the README asks for it', async () => {
    const shell = (await readmeBlocks('sh')).filter((text) => text.includes('/v1/readings.csv'));
    expect(shell).toHaveLength(1);
    // twelve months of recordings end today
    const day = (daysBack: number): string => iso(Date.now() - daysBack * 86_400_000).slice(0, 10);
    const recent = shell.map((text) => text.replace('2026-11-01', day(31)).replace('2026-11-02', day(30)));
    const printed = (await runBlocks(recent, house, '')).trim().split('\n');
    expect(printed[0]).toMatch(/^sensorId,quantity,periodStart,periodEnd,/);
    expect(printed[1]).toMatch(/^embassy-accra,PM25,/);
  });
});

describe('npm start', () => {
  it('is the command of the README, answers, and ends when it is told to', async () => {
    const blocks = await readmeBlocks('sh');
    expect(blocks[0]).toContain('npm start');
    const dataDir = await mkdtemp(join(tmpdir(), 'air-graph-'));
    const port = await freePort();
    const started = await runLine('npm start', {
      environment: { PORT: String(port), DATA_DIR: dataDir, REPLAY: 'off' },
      cwd: fileURLToPath(new URL('../../', import.meta.url)),
    });
    const response = await fetch(`http://127.0.0.1:${port}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: '{ networks { id } }' }),
    });
    expect(await response.json()).toEqual({ data: { networks: [] } });
    await started.stop();
    await expect(fetch(`http://127.0.0.1:${port}/health`)).rejects.toThrow();
    await rm(dataDir, { recursive: true, force: true });
  });
});
