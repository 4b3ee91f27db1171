import { hourStart } from '../support/builders.ts';
import { openHouse } from '../support/placements.ts';
import { bareBatchesPerSecond } from './bare-duckdb.ts';
import { makeRows, sendRows, untilSeen } from './rows.ts';
import { registerMany } from './sensors.ts';

const sensors = 200;

const say = (text: string): void => void process.stderr.write(`${text}\n`);

/** Readings/s from HTTP to stored, flagged and published, beside bare DuckDB in the same run. */
export const bench = async (): Promise<Record<string, number>> => {
  const house = await openHouse('one process');
  try {
    say(`registering ${sensors} sensors`);
    const ids = await registerMany(house.client, sensors);
    const rows = makeRows(Number(process.env.ROWS ?? 300_000), hourStart(24 * 365), ids);

    say(`sending ${rows.count} rows`);
    const began = performance.now();
    await sendRows(house.client, rows);
    const ackedSeconds = (performance.now() - began) / 1_000;
    await untilSeen(house.client, sensors, rows.lastPeriodEnd);
    const seconds = (performance.now() - began) / 1_000;
    say(
      `acknowledged after ${ackedSeconds.toFixed(1)} s, published after ${seconds.toFixed(1)} s; now bare DuckDB`,
    );
    const bare = await bareBatchesPerSecond(rows.count);
    return {
      rows: rows.count,
      acked_per_s: Math.round(rows.count / ackedSeconds),
      readings_per_s: Math.round(rows.count / seconds),
      bare_rows_per_s: Math.round(bare),
      duckdb_ratio: Number((rows.count / seconds / bare).toFixed(3)),
    };
  } finally {
    await house.end();
  }
};
