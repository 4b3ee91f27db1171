import type { Reading } from '@aqmrg/schema/events/readings.ts';
import { DOUBLE, type DuckDBConnection, type DuckDBValue, INTEGER, VARCHAR } from '@duckdb/node-api';
import type { ReadingsQuery, SeriesReader } from '../../../ports/series.ts';
import type { FilePiece, SingleRows } from '../../../ports/series-files.ts';
import type { Member } from '../members.ts';
import { tellsOrigins } from '../origins.ts';
import { appendColumns } from './append.ts';

/** Read at once, of each of the series that are read side by side. */
const pageRows = 2_000;
const sideBySide = 3;

const types = { INTEGER, DOUBLE, VARCHAR };

/** What stands in each column of `staged`. Times come as doubles: BigInts would cost more than all the rest. */
const columns = {
  series: ['INTEGER', (_, { series }) => series],
  period_start: ['DOUBLE', ({ periodStart }) => periodStart],
  period_end: ['DOUBLE', ({ periodEnd }) => periodEnd],
  value: ['DOUBLE', ({ value }) => value],
  uncorrected: ['DOUBLE', ({ uncorrected }) => uncorrected],
  unit: ['VARCHAR', ({ unit }) => unit],
  quality: ['VARCHAR', ({ quality }) => quality],
  revision: ['INTEGER', ({ revision }) => revision],
  replay_start: ['DOUBLE', ({ provenance }) => provenance.replayOf?.periodStart ?? null],
  replay_end: ['DOUBLE', ({ provenance }) => provenance.replayOf?.periodEnd ?? null],
  received_at: ['DOUBLE', ({ receivedAt }) => receivedAt],
  raw_value: ['DOUBLE', ({ provenance }) => provenance.rawValue],
} as const satisfies Record<string, StagedColumn>;

/** The texts of its origin, which are long: only where a column tells them. */
const originColumns = {
  tests: ['VARCHAR', ({ tests }) => tests.map(({ test, flag }) => `${test}:${flag}`).join(' ')],
  raw_unit: ['VARCHAR', ({ provenance }) => provenance.rawUnit],
  channels: [
    'VARCHAR',
    ({ provenance: { channels } }) => (channels.length === 0 ? null : JSON.stringify(channels)),
  ],
  variant: ['VARCHAR', ({ provenance }) => provenance.variant],
  source: ['VARCHAR', ({ provenance }) => provenance.source],
  delivery: ['VARCHAR', ({ provenance }) => provenance.delivery],
  calibration: ['VARCHAR', ({ provenance }) => provenance.calibration],
  corrections: [
    'VARCHAR',
    ({ provenance }) => provenance.corrections.map(({ id, version }) => `${id}@${version}`).join(' '),
  ],
} as const satisfies Record<string, StagedColumn>;

type StagedColumn = readonly [
  type: keyof typeof types,
  cell: (reading: Reading, member: Member) => DuckDBValue,
];

const times = ['period_start', 'period_end', 'replay_start', 'replay_end', 'received_at'];

const isOf = (air: SingleRows['air'], { provenance }: Reading): boolean =>
  air === undefined || (provenance.replayOf === null) === (air === 'REAL');

/** Single readings of any store, page by page. Gives the rows as SQL. */
export const stageReadings = async (
  connection: DuckDBConnection,
  reader: SeriesReader,
  piece: FilePiece,
  rows: SingleRows,
  members: readonly Member[],
  signal: AbortSignal | undefined,
): Promise<string> => {
  const staged: readonly (readonly [string, StagedColumn])[] = Object.entries(
    tellsOrigins(piece) ? { ...columns, ...originColumns } : columns,
  );
  const definitions = staged.map(([name, [type]]) => `${name} ${type}`);
  await connection.run(`CREATE TEMP TABLE staged (${definitions.join(', ')})`);

  const append = (member: Member, page: readonly Reading[]): Promise<void> =>
    appendColumns(
      connection,
      'staged',
      staged.map(([, [type]]) => types[type]),
      staged.map(([, [, cell]]) => page.map((reading) => cell(reading, member))),
    );

  const { from, to, end, quality, asOf, air } = rows;
  const stageOne = async (member: Member): Promise<void> => {
    const { sensor, quantity } = member;
    const query = { sensorId: sensor.id, quantity, from, to: end, startsBefore: to, quality, asOf };
    let after: ReadingsQuery['after'];
    for (;;) {
      const page = await reader.readings(
        { ...query, limit: pageRows, ...(after !== undefined && { after }) },
        signal,
      );
      const wanted = page.filter((reading) => isOf(air, reading));
      await append(member, wanted);
      after = page.at(-1);
      if (page.length < pageRows) return;
    }
  };
  const waiting = members.values();
  const stageOnes = async (): Promise<void> => {
    for (const member of waiting) await stageOne(member);
  };
  await Promise.all(Array.from({ length: sideBySide }, stageOnes));

  const whole = times.map((name) => `${name}::BIGINT AS ${name}`).join(', ');
  const value = rows.version === 'RAW' ? 'uncorrected' : 'value';
  return `SELECT * EXCLUDE (uncorrected) REPLACE (${whole}, ${value} AS value) FROM temp.staged`;
};
