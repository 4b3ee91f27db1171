import { copyFile } from 'node:fs/promises';
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

type Work = () => Promise<number>;

/** Median times of works that take turns: what else the machine does meets them alike. Each gives the size of its answer. */
const mediansMs = async (works: readonly Work[]): Promise<number[]> => {
  const runs = works.map((work) => ({ work, times: [] as number[], size: 0 }));
  for (const run of runs) run.size = await run.work();
  for (let round = 0; round < rounds; round += 1) {
    for (const run of runs) {
      const began = performance.now();
      const again = await run.work();
      run.times.push(performance.now() - began);
      if (again === 0 || Math.abs(again - run.size) > run.size / 100)
        throw new Error(`answers differ: ${run.size}, ${again}`);
    }
  }
  return runs.map(({ times }) => times.sort((a, b) => a - b)[Math.floor(rounds / 2)] as number);
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

interface Works {
  readonly daily: Work;
  readonly hourly: Work;
}

/** On a copy of the file: DuckDB lets one process open it. */
const openBare = async (dataDir: string): Promise<Works & { close: () => void }> => {
  const file = join(dataDir, 'bare.duckdb');
  await copyFile(join(dataDir, 'series.duckdb'), file);
  const instance = await DuckDBInstance.create(file, { threads: '2' });
  const connection = await instance.connect();
  const run = (sql: string) => async (): Promise<number> =>
    JSON.stringify((await connection.runAndReadAll(sql)).getRowObjectsJson()).length;
  return {
    daily: run(bareSql.daily),
    hourly: run(bareSql.hourly),
    close() {
      connection.closeSync();
      instance.closeSync();
    },
  };
};

const throughGraph = (house: House): Works => {
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
  return {
    daily: run(
      'query($from: DateTime!, $to: DateTime!) { sensor(id: "bench-77") { series(quantity: PM25, from: $from, to: $to, every: "P1D") { starts columns coverage } } }',
      { from: iso(year), to: iso(yearEnd) },
    ),
    hourly: run(
      'query($from: DateTime!, $to: DateTime!) { sensors(filter: { network: "roofs" }, first: 200) { nodes { id series(quantity: PM25, from: $from, to: $to, every: "PT1H") { starts columns coverage } } } }',
      { from: iso(month.from), to: iso(month.to) },
    ),
  };
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
    say('bare SQL and the graph, in turns');
    const bare = await openBare(house.dataDir);
    await house.restartRooms();
    const graph = throughGraph(house);
    const [bareDaily = 0, graphDaily = 0] = await mediansMs([bare.daily, graph.daily]);
    const [bareHourly = 0, graphHourly = 0] = await mediansMs([bare.hourly, graph.hourly]);
    bare.close();
    const rounded = (value: number, digits: number): number => Number(value.toFixed(digits));
    return {
      rows: sensors * readingsPerSensor,
      bare_daily_ms: rounded(bareDaily, 1),
      graph_daily_ms: rounded(graphDaily, 1),
      overhead_daily: rounded(graphDaily / bareDaily, 2),
      bare_hourly_ms: rounded(bareHourly, 1),
      graph_hourly_ms: rounded(graphHourly, 1),
      overhead_hourly: rounded(graphHourly / bareHourly, 2),
    };
  } finally {
    await house.end();
  }
};
