import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { hourMs, iso } from '../support/builders.ts';
import { type House, openHouse } from '../support/placements.ts';
import { fillStore } from './filled-store.ts';
import { registerMany } from './sensors.ts';

const sensors = 200;
const intervalMs = 600_000;
const dayMs = 24 * hourMs;
const rows = Number(process.env.ROWS ?? 10_000_000);
const readingsPerSensor = Math.ceil(rows / sensors);
const rounds = 11;
const year = Date.UTC(2025, 0, 1);
const yearEnd = year + 365 * dayMs;
const month = { from: year + 90 * dayMs, to: year + 120 * dayMs };
/** Fewer rows than a year's still fill the month. */
const from = Math.max(year, month.to - readingsPerSensor * intervalMs);

const say = (text: string): void => void process.stderr.write(`${text}\n`);

const medianMs = async (work: () => Promise<number>): Promise<number> => {
  const times: number[] = [];
  let size = await work();
  for (let round = 0; round < rounds; round += 1) {
    const began = performance.now();
    const again = await work();
    times.push(performance.now() - began);
    if (again === 0 || Math.abs(again - size) > size / 100)
      throw new Error(`answers differ: ${size}, ${again}`);
    size = again;
  }
  return times.sort((a, b) => a - b)[Math.floor(rounds / 2)] as number;
};

/** The ceilings: SQL on the same file, its rows turned into JSON text, nothing between. Kampala is three hours ahead all year. */
const bareSql = {
  daily: `SELECT (period_start + 10800000) // 86400000 AS day, avg(value) AS mean, count(*)::INTEGER AS count
    FROM reading JOIN series ON reading.series = series.id
    WHERE sensor = 'bench-77' AND quantity = 'PM25' AND quality IN ('GOOD', 'UNKNOWN')
      AND period_start >= ${year} AND period_end <= ${yearEnd}
    GROUP BY day ORDER BY day`,
  hourly: `SELECT sensor, period_start // 3600000 AS hour, avg(value) AS mean, count(*)::INTEGER AS count
    FROM reading JOIN series ON reading.series = series.id
    WHERE quantity = 'PM25' AND quality IN ('GOOD', 'UNKNOWN')
      AND period_start >= ${month.from} AND period_end <= ${month.to}
    GROUP BY sensor, hour ORDER BY sensor, hour`,
};

const bareTimes = async (dataDir: string): Promise<{ daily: number; hourly: number }> => {
  const instance = await DuckDBInstance.create(join(dataDir, 'series.duckdb'), { threads: '2' });
  const connection = await instance.connect();
  const run = (sql: string) => async (): Promise<number> =>
    JSON.stringify((await connection.runAndReadAll(sql)).getRowObjectsJson()).length;
  const times = { daily: await medianMs(run(bareSql.daily)), hourly: await medianMs(run(bareSql.hourly)) };
  connection.closeSync();
  instance.closeSync();
  return times;
};

const graphTimes = async (house: House): Promise<{ daily: number; hourly: number }> => {
  const run = (query: string, variables: Record<string, unknown>) => async (): Promise<number> => {
    const response = await fetch(`${house.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query, variables }),
    });
    const text = await response.text();
    if (text.includes('"errors"')) throw new Error(text.slice(0, 500));
    return text.length;
  };
  const daily = run(
    'query($from: DateTime!, $to: DateTime!) { sensor(id: "bench-77") { series(quantity: PM25, from: $from, to: $to, every: "P1D") { starts columns coverage } } }',
    { from: iso(year), to: iso(yearEnd) },
  );
  const hourly = run(
    'query($from: DateTime!, $to: DateTime!) { sensors(filter: { network: "roofs" }, first: 200) { nodes { id series(quantity: PM25, from: $from, to: $to, every: "PT1H") { starts columns coverage } } } }',
    { from: iso(month.from), to: iso(month.to) },
  );
  return { daily: await medianMs(daily), hourly: await medianMs(hourly) };
};

/** Series through the graph over HTTP, on ten million rows, beside bare SQL in the same run. Times are medians, in ms. */
export const bench = async (): Promise<Record<string, number>> => {
  const house = await openHouse('one process');
  try {
    say(`registering ${sensors} sensors`);
    const sensorIds = await registerMany(house.client, sensors);
    await house.rooms().stop();
    say(`writing ${sensors * readingsPerSensor} rows; this takes minutes`);
    let told = 0;
    await fillStore({
      dataDir: house.dataDir,
      sensorIds,
      from,
      intervalMs,
      readingsPerSensor,
      onProgress(written) {
        if (written - told < 500_000) return;
        told = written;
        say(`  ${written} rows`);
      },
    });
    say('bare SQL');
    const bare = await bareTimes(house.dataDir);
    say('the graph');
    await house.restartRooms();
    const graph = await graphTimes(house);
    const rounded = (value: number, digits: number): number => Number(value.toFixed(digits));
    return {
      rows: sensors * readingsPerSensor,
      bare_daily_ms: rounded(bare.daily, 1),
      graph_daily_ms: rounded(graph.daily, 1),
      overhead_daily: rounded(graph.daily / bare.daily, 2),
      bare_hourly_ms: rounded(bare.hourly, 1),
      graph_hourly_ms: rounded(graph.hourly, 1),
      overhead_hourly: rounded(graph.hourly / bare.hourly, 2),
    };
  } finally {
    await house.end();
  }
};
