import { hourStart, iso } from '../support/builders.ts';
import { until } from '../support/client.ts';
import { type House, openHouse } from '../support/placements.ts';
import { bareBatchesPerSecond } from './bare-duckdb.ts';
import { registerMany } from './sensors.ts';

const minuteMs = 60_000;
const sensors = 200;
const rowsPerCall = 1_000;
const connections = 8;
const rows = Number(process.env.ROWS ?? 300_000);

const say = (text: string): void => void process.stderr.write(`${text}\n`);

/** One call: 1,000 rows of NDJSON, five minutes of each of the 200 sensors. */
const bodyOf = (call: number, from: number, ids: readonly string[]): string => {
  const lines: string[] = [];
  const minutesPerCall = rowsPerCall / sensors;
  for (let minute = 0; minute < minutesPerCall; minute += 1) {
    const start = from + (call * minutesPerCall + minute) * minuteMs;
    for (const [i, sensorId] of ids.entries()) {
      // moves as air does, so that no test has a reason to flag it
      const value =
        Math.round((20 + 8 * Math.sin(start / 7_200_000 + i) + ((i * 7 + minute) % 5) / 10) * 10) / 10;
      lines.push(
        JSON.stringify({
          sensorId,
          quantity: 'PM25',
          periodStart: iso(start),
          periodEnd: iso(start + minuteMs),
          value,
          unit: 'MICROGRAM_PER_CUBIC_METRE',
        }),
      );
    }
  }
  return lines.join('\n');
};

const send = async (house: House, bodies: readonly string[]): Promise<void> => {
  let next = 0;
  const work = async (): Promise<void> => {
    while (next < bodies.length) {
      const body = bodies[next] as string;
      next += 1;
      for (;;) {
        const response = await house.client.post('/v1/readings?delivery=BACKFILL', body, {
          'content-type': 'application/x-ndjson',
        });
        const answer = (await response.json()) as { accepted: number };
        if (response.status === 200 && answer.accepted === rowsPerCall) break;
        if (response.status !== 429) throw new Error(`${response.status} ${JSON.stringify(answer)}`);
        await new Promise((resolve) =>
          setTimeout(resolve, 1_000 * Number(response.headers.get('retry-after') ?? 1)),
        );
      }
    }
  };
  await Promise.all(Array.from({ length: connections }, work));
};

/** Readings/s from HTTP to stored, flagged and published, beside bare DuckDB in the same run. */
export const bench = async (): Promise<Record<string, number>> => {
  const house = await openHouse('one process');
  try {
    say(`registering ${sensors} sensors`);
    const ids = await registerMany(house.client, sensors);
    const calls = rows / rowsPerCall;
    const from = hourStart(24 * 365);
    const bodies = Array.from({ length: calls }, (_, call) => bodyOf(call, from, ids));
    const lastPeriodEnd = iso(from + (rows / sensors) * minuteMs);

    say(`sending ${rows} rows in ${calls} calls over ${connections} connections`);
    const began = performance.now();
    await send(house, bodies);
    const ackedSeconds = (performance.now() - began) / 1_000;
    // lastSeenAt follows the published event, which follows the stored rows
    await until(
      () =>
        house.client.ask('{ sensors(filter: { network: "roofs" }, first: 500) { nodes { lastSeenAt } } }'),
      ({ data }) =>
        data.sensors.nodes.every(
          ({ lastSeenAt }: { lastSeenAt: string | null }) => lastSeenAt === lastPeriodEnd,
        ),
      600_000,
    );
    const seconds = (performance.now() - began) / 1_000;
    say(
      `acknowledged after ${ackedSeconds.toFixed(1)} s, published after ${seconds.toFixed(1)} s; now bare DuckDB`,
    );
    const bare = await bareBatchesPerSecond(rows);
    return {
      rows,
      acked_per_s: Math.round(rows / ackedSeconds),
      readings_per_s: Math.round(rows / seconds),
      bare_rows_per_s: Math.round(bare),
      duckdb_ratio: Number((rows / seconds / bare).toFixed(3)),
    };
  } finally {
    await house.end();
  }
};
