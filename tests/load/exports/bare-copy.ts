import { rm, stat } from 'node:fs/promises';
import { DuckDBInstance } from '@duckdb/node-api';
import { aheadMs, type Format, place, sensorIds } from './air.ts';

/** A process of its own: node bare-copy.ts FILE TARGET. Told a round, it makes it and says what it took. */
export interface BareRound {
  readonly format: Format;
  readonly sorted: boolean;
}
export interface BareTook {
  readonly ms: number;
  readonly cpuMs: number;
  readonly bytes: number;
}

const [file = '', target = ''] = process.argv.slice(2);
const instance = await DuckDBInstance.create(file);
const connection = await instance.connect();
await connection.run(`SET TimeZone = 'UTC'`);
await connection.run(
  'CREATE TEMP TABLE sensor (id VARCHAR, latitude DOUBLE, longitude DOUBLE, zone VARCHAR)',
);
const rows = sensorIds().map((id) => `('${id}', ${place.latitude}, ${place.longitude}, '${place.timeZone}')`);
await connection.run(`INSERT INTO sensor VALUES ${rows.join(', ')}`);

const timeIn = (format: Format) => (ms: string, name: string) =>
  format === 'PARQUET'
    ? `make_timestamp_ms(${ms})::TIMESTAMPTZ AS "${name}"`
    : `strftime(make_timestamp_ms(${ms}), '%Y-%m-%dT%H:%M:%S.%gZ') AS "${name}"`;
const local = (ms: string, name: string): string =>
  `strftime(make_timestamp_ms(${ms} + ${aheadMs}), '%Y-%m-%dT%H:%M:%S.%g+03:00') AS "${name}"`;

/** The same cells as the export's, as one would write it by hand. */
const copy = ({ format, sorted }: BareRound): string => {
  const utc = timeIn(format);
  const cells = [
    's.sensor AS "sensorId"',
    's.quantity',
    utc('r.period_start', 'periodStart'),
    utc('r.period_end', 'periodEnd'),
    local('r.period_start', 'localPeriodStart'),
    local('r.period_end', 'localPeriodEnd'),
    ...['r.value', 'r.unit', 'r.quality', 'r.revision', 'w.latitude', 'w.longitude', 'w.zone AS "timeZone"'],
    utc('r.replay_start', 'originalPeriodStart'),
    utc('r.replay_end', 'originalPeriodEnd'),
  ];
  const order = sorted ? 'ORDER BY r.period_start, s.sensor, s.quantity, r.period_end' : '';
  const options = format === 'CSV' ? 'FORMAT csv, HEADER' : 'FORMAT parquet, COMPRESSION zstd';
  return `
    COPY (
      SELECT ${cells.join(', ')} FROM reading r JOIN series s ON r.series = s.id JOIN sensor w ON w.id = s.sensor
      WHERE r.quality IN ('GOOD', 'UNKNOWN', 'SUSPECT') ${order}
    ) TO '${target}' (${options})`;
};

process.on('message', async (round: BareRound) => {
  const [began, cpu] = [performance.now(), process.cpuUsage()];
  await connection.run(copy(round));
  const { user, system } = process.cpuUsage(cpu);
  const took: BareTook = {
    ms: performance.now() - began,
    cpuMs: (user + system) / 1_000,
    bytes: (await stat(target)).size,
  };
  await rm(target);
  process.send?.(took);
});
process.send?.('ready');
