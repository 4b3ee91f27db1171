import type { Quantity } from '@aqmrg/schema/events/vocabulary.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { coverage } from '../air-quality/coverage.ts';
import { at, dayMs, hourMs, makeProvenance, makeStored, minuteMs } from './series.builders.ts';
import type { aggregates, BucketLength } from './series.ts';
import { column, makeSensor } from './series-files.builders.ts';
import type { AverageRows, FileSensor } from './series-files.ts';
import { onClock } from './testing/expected-cells.ts';
import { type OpenFiles, openFilesBench } from './testing/open-files.ts';
import type { Row } from './testing/read-piece.ts';

const begin = at('2026-03-28T21:30:00Z');
const wanted = [
  'MEAN',
  'COUNT',
  'MAX',
  'P95',
  'STDDEV',
] as const satisfies readonly (typeof aggregates)[number][];

const columns = [
  ...(['sensorId', 'quantity', 'unit'] as const).map((what) => column(what, { of: 'reading', what })),
  column('start', { of: 'time', what: 'periodStart', clock: 'UTC' }),
  column('end', { of: 'time', what: 'periodEnd', clock: 'LOCAL' }),
  column('minutes', { of: 'minutes' }),
  column('coverage', { of: 'coverage' }),
  column('code', { of: 'code', from: 'quantity', codes: { PM25: '88101' } }),
  ...wanted.map((aggregate) => column(aggregate, { of: 'aggregate', aggregate })),
];

/** Sums of the same numbers in another order differ in their last digits. */
const rounded = (rows: readonly Row[]): readonly Row[] =>
  rows.map((row) =>
    Object.fromEntries(
      Object.entries(row).map(([name, cell]) => [
        name,
        typeof cell === 'number' ? Number(cell.toPrecision(12)) : cell,
      ]),
    ),
  );

/** How every SeriesFiles writes averages: as the reader answers them. */
export const seriesFilesAveragesContract = (driver: string, open: () => Promise<OpenFiles>): void => {
  describe(`${driver} as SeriesFiles, of averages`, () => {
    const { store, newSensor, written } = openFilesBench('fa', open);

    const makeAverages = (
      fields: Partial<AverageRows> & Pick<AverageRows, 'sensors' | 'every'>,
    ): AverageRows => ({
      kind: 'averages',
      quantities: ['PM25', 'HUMIDITY'],
      from: begin,
      to: begin + 3 * dayMs,
      begin,
      end: begin + 3 * dayMs,
      quality: ['GOOD', 'UNKNOWN'],
      version: 'CORRECTED',
      aggregates: wanted,
      minCoverage: 0.75,
      ...fields,
    });

    /** What the reader and the rule of completeness make of the whole, in the order of the file. */
    const expectedOf = async ({ sensors, quantities, begin, end, minCoverage, ...query }: AverageRows) => {
      const rows: (readonly [start: number, key: string, cells: readonly unknown[]])[] = [];
      for (const sensor of sensors)
        for (const quantity of quantities) {
          const groups = [{ id: sensor.id, sensorIds: [sensor.id], timeZone: sensor.timeZone }];
          const asked = { ...query, groups, quantity, from: begin, to: end };
          for (const answer of await store().reader.series(asked))
            for (const [n, start] of answer.starts.entries()) {
              const [length, count] = [answer.lengthsMs[n] as number, answer.counts[n] as number];
              const share = coverage(
                count,
                length,
                sensor.reportingIntervalMs,
                answer.coveredMs[n] as number,
              );
              const values = answer.columns.map((column, at) =>
                wanted[at] !== 'COUNT' && share < minCoverage ? null : (column[n] ?? null),
              );
              const unit = quantity === 'PM25' ? 'MICROGRAM_PER_CUBIC_METRE' : 'PERCENT';
              const code = quantity === 'PM25' ? '88101' : null;
              const cells = [
                ...[sensor.id, quantity, unit, new Date(start).toISOString()],
                ...[onClock(start + length, 'LOCAL', sensor), length / minuteMs, share, code, ...values],
              ];
              rows.push([start, `${sensor.id} ${quantity}`, cells]);
            }
        }
      return rows
        .sort(([a, x], [b, y]) => a - b || (x < y ? -1 : 1))
        .map(([, , cells]) => Object.fromEntries(columns.map(({ name }, n) => [name, cells[n]])));
    };

    it('writes each bucket once and whole, wherever the pieces are cut and however long readings are', async () => {
      const minutesOf = [10, 30, 30, 60, 24 * 60];
      const sensors = (['Africa/Kampala', 'Europe/Paris', 'America/St_Johns'] as const).map((timeZone, n) =>
        makeSensor(newSensor(), { timeZone, reportingIntervalMs: n === 1 ? hourMs : null }),
      );
      await store().writer.write(
        sensors.flatMap(({ id: sensorId }, sensor) =>
          (['PM25', 'HUMIDITY'] as const).flatMap((quantity) =>
            Array.from({ length: 5 * 48 }, (_, n) =>
              makeStored({
                ...{ sensorId, quantity, value: (n * 7 + sensor) % 31, uncorrected: n },
                periodStart: begin - dayMs + n * 30 * minuteMs,
                periodEnd: begin - dayMs + (n * 30 + (minutesOf[n % minutesOf.length] as number)) * minuteMs,
                quality: n % 17 === 0 ? 'FAIL' : 'GOOD',
              }),
            ),
          ),
        ),
      );
      const lengths: BucketLength[] = [
        // so many of them that they are read in slices
        { kind: 'fixed', ms: 20_000 },
        { kind: 'fixed', ms: 45 * minuteMs },
        { kind: 'fixed', ms: 8 * hourMs },
        { kind: 'calendar', days: 1, months: 0 },
        { kind: 'calendar', days: 0, months: 1 },
      ];
      const cuts = fc.uniqueArray(fc.integer({ min: 1, max: 3 * 24 * 60 - 1 }), { maxLength: 3 });
      const minCoverage = fc.constantFrom(0, 0.75, 0.9);
      await fc.assert(
        fc.asyncProperty(
          fc.constantFrom(...lengths),
          cuts,
          minCoverage,
          async (every, minutes, minCoverage) => {
            const whole = makeAverages({ sensors, every, minCoverage });
            const edges = [
              begin,
              ...minutes.sort((a, b) => a - b).map((n) => begin + n * minuteMs),
              whole.end,
            ];
            const found: Row[] = [];
            for (const [n, from] of edges.slice(0, -1).entries()) {
              const piece = { ...whole, from, to: edges[n + 1] as number };
              const { rows, told } = await written({ rows: piece, columns, format: 'NDJSON' });
              expect(told).toMatchObject({ rows: rows.length, isReplayed: false });
              found.push(...rows);
            }
            expect(rounded(found)).toStrictEqual(rounded(await expectedOf(whole)));
          },
        ),
        { numRuns: 8 },
      );
    });

    it('tells whether recorded air is among them', async () => {
      const [live, replayed] = [makeSensor(newSensor()), makeSensor(newSensor())];
      const row = ({ id: sensorId }: FileSensor, quantity: Quantity, isReplay: boolean) =>
        makeStored({
          ...{ sensorId, quantity, periodStart: begin },
          provenance: makeProvenance({ replayOf: isReplay ? { periodStart: 0, periodEnd: hourMs } : null }),
        });
      await store().writer.write([
        row(live, 'PM25', false),
        row(replayed, 'PM25', true),
        row(replayed, 'HUMIDITY', false),
      ]);
      const every = { kind: 'fixed', ms: hourMs } as const;
      const isReplayed = async (fields: Partial<AverageRows> & Pick<AverageRows, 'sensors'>) =>
        (await written({ rows: makeAverages({ every, ...fields }), columns })).told.isReplayed;
      expect(await isReplayed({ sensors: [live] })).toBe(false);
      expect(await isReplayed({ sensors: [live, replayed] })).toBe(true);
      expect(await isReplayed({ sensors: [replayed], quantities: ['HUMIDITY'] })).toBe(false);
      expect(await isReplayed({ sensors: [replayed], from: begin + dayMs })).toBe(false);
    });
  });
};
