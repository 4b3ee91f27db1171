import type { Reading } from '@aqmrg/schema/events/readings.ts';
import { type QualityFlag, type Quantity, qualityFlags } from '@aqmrg/schema/events/vocabulary.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { at, dayMs, hourMs, makeProvenance, makeStored, minuteMs } from './series.builders.ts';
import { type Version, versions } from './series.ts';
import { column, makeRows, makeSensor } from './series-files.builders.ts';
import type { FileColumn, FileSensor, SingleRows } from './series-files.ts';
import { cellOf, onClock, rowAsRead } from './testing/expected-cells.ts';
import { type OpenFiles, openFilesBench } from './testing/open-files.ts';
import type { Row } from './testing/read-piece.ts';

const midnight = at('2026-03-02T00:00:00Z');
const numeric = ['value', 'revision'];
const shortColumns: readonly FileColumn[] = [
  ...(['sensorId', 'quantity', 'value', 'quality', 'revision'] as const).map((what) =>
    column(what, { of: 'reading', what }),
  ),
  column('periodStart', { of: 'time', what: 'periodStart', clock: 'UTC' }),
  column('periodEnd', { of: 'time', what: 'periodEnd', clock: 'LOCAL' }),
];

/** Numbers of a CSV file as numbers. */
const numbered = (rows: readonly Row[], names = numeric): readonly Row[] =>
  rows.map((row) => ({
    ...row,
    ...Object.fromEntries(names.map((name) => [name, row[name] === '' ? '' : Number(row[name])])),
  }));

/** How every SeriesFiles writes single readings, a row each or a row a period. */
export const seriesFilesReadingsContract = (driver: string, open: () => Promise<OpenFiles>): void => {
  describe(`${driver} as SeriesFiles, of readings`, () => {
    const { store, newSensor, written } = openFilesBench('fr', open);

    /** What the reader of the store says of these rows, in the order of the file. */
    const readingsOf = async ({ sensors, quantities, from, to, end, quality, asOf }: SingleRows) => {
      const found: Reading[] = [];
      for (const { id: sensorId } of sensors)
        for (const quantity of quantities) {
          const query = { sensorId, quantity, from, to: end, quality, asOf, limit: 10_000 };
          found.push(...(await store().reader.readings(query)));
        }
      const text = (reading: Reading): string => `${reading.sensorId} ${reading.quantity}`;
      return found
        .filter(({ periodStart }) => periodStart < to)
        .sort(
          (a, b) =>
            a.periodStart - b.periodStart ||
            (text(a) < text(b) ? -1 : text(a) > text(b) ? 1 : a.periodEnd - b.periodEnd),
        );
    };

    it('writes what the reader answers, as it was known then, in order', async () => {
      const row = fc.record({
        sensor: fc.nat(1),
        quantity: fc.constantFrom<Quantity>('PM25', 'O3'),
        minute: fc.nat(120),
        minutes: fc.constantFrom(1, 60, 1440),
        revisions: fc.array(
          fc.record({
            value: fc.double({ noNaN: true, noDefaultInfinity: true }),
            uncorrected: fc.double({ min: -5, max: 500, noNaN: true }),
            quality: fc.constantFrom(...qualityFlags),
            knownAfter: fc.nat(3),
          }),
          { minLength: 1, maxLength: 3 },
        ),
      });
      const rows = fc.uniqueArray(row, {
        maxLength: 25,
        selector: ({ sensor, quantity, minute, minutes }) => `${sensor} ${quantity} ${minute} ${minutes}`,
      });
      const options = fc.record({
        version: fc.constantFrom<Version>(...versions),
        quality: fc.subarray<QualityFlag>([...qualityFlags]),
        quantities: fc.subarray<Quantity>(['O3', 'PM25', 'HUMIDITY'], { minLength: 1 }),
        window: fc.constantFrom([0, 2_000, 2_000], [30, 90, 1_470], [61, 62, 63]),
        knownAfter: fc.nat(3),
      });
      await fc.assert(
        fc.asyncProperty(
          rows,
          options,
          async (keys, { version, quality, quantities, window, knownAfter }) => {
            const sensors = [newSensor(), newSensor()].map((id) => makeSensor(id));
            const histories = keys.map(({ sensor, quantity, minute, minutes, revisions }) =>
              revisions.map(({ knownAfter, ...fields }, n) =>
                makeStored(
                  {
                    ...{ sensorId: (sensors[sensor] as FileSensor).id, quantity, revision: n + 1, ...fields },
                    periodStart: midnight + minute * minuteMs,
                    periodEnd: midnight + (minute + minutes) * minuteMs,
                  },
                  { knownAt: midnight + 3 * dayMs + knownAfter * hourMs },
                ),
              ),
            );
            for (const revision of [0, 1, 2])
              await store().writer.write(histories.flatMap((rows) => rows[revision] ?? []));
            const [from, to, end] = window.map((minute) => midnight + minute * minuteMs) as [
              number,
              number,
              number,
            ];
            const asOf = midnight + 3 * dayMs + knownAfter * hourMs;
            const asked = makeRows({ sensors, quantities, from, to, end, quality, version, asOf });
            const expected = (await readingsOf(asked)).map((reading) => {
              const sensor = sensors.find(({ id }) => id === reading.sensorId) as FileSensor;
              return rowAsRead(shortColumns, (cell) => cellOf(cell, reading, sensor, version), 'CSV');
            });
            const file = await written({ rows: asked, columns: shortColumns });
            expect(numbered(file.rows)).toStrictEqual(expected);
            expect(file.told).toMatchObject({ rows: expected.length, isReplayed: false });
          },
        ),
        { numRuns: 10 },
      );
    });

    it('keeps the order of thousands of rows, whatever their columns are made of', async () => {
      const ids = Array.from({ length: 40 }, newSensor);
      const provenance = makeProvenance({ source: 'somebody', channels: [{ name: 'a', value: 1 }] });
      const rows = ids.flatMap((sensorId, n) =>
        Array.from({ length: 150 }, (_, hour) =>
          makeStored({ sensorId, periodStart: midnight + hour * hourMs, value: hour * 100 + n, provenance }),
        ),
      );
      await store().writer.write(rows.toReversed());
      const sensors = ids.map((id) => makeSensor(id, { facts: { name: `sensor ${id}` } }));
      const told = ['value', 'tests', 'source', 'channels', 'corrections', 'calibration'] as const;
      const columns = [
        ...told.map((what) => column(what, { of: 'reading', what })),
        column('name', { of: 'sensor', fact: 'name', type: 'TEXT' }),
        column('end', { of: 'time', what: 'periodEnd', clock: 'LOCAL' }),
      ];
      const rowOf = (hour: number, id: string) => ({
        value: hour * 100 + ids.indexOf(id),
        end: onClock(midnight + (hour + 1) * hourMs, 'LOCAL', makeSensor(id)),
      });
      const expected = Array.from({ length: 150 }, (_, hour) =>
        ids.toSorted().map((id) => rowOf(hour, id)),
      ).flat();
      for (const format of ['CSV', 'PARQUET'] as const) {
        const asked = makeRows({ sensors: sensors.toReversed(), from: midnight, to: midnight + 30 * dayMs });
        const file = await written({ rows: asked, columns, format });
        const found = file.rows.map(({ value, end }) => ({ value: Number(value), end }));
        expect(found).toStrictEqual(expected);
        expect(file.told.rows).toBe(expected.length);
      }
    });

    it("tells times on the sensor's own clock, across its changes", async () => {
      const zones = [
        ...['Europe/Paris', 'America/St_Johns', 'Asia/Kathmandu', 'Africa/Juba'],
        ...['Australia/Lord_Howe', 'UTC'],
      ];
      const sensors = zones.map((timeZone) => makeSensor(newSensor(), { timeZone }));
      const starts = ['2026-03-08T04:30:00Z', '2026-03-29T00:15:00Z', '2026-10-25T00:15:00Z'];
      const original = at('2019-06-01T00:00:00Z');
      const provenance = makeProvenance({
        replayOf: { periodStart: original, periodEnd: original + hourMs },
      });
      await store().writer.write(
        sensors.flatMap(({ id: sensorId }) =>
          starts.map((start) => makeStored({ sensorId, periodStart: at(start), provenance })),
        ),
      );
      const columns = (['LOCAL', 'LOCAL_BASIC'] as const).flatMap((clock) =>
        (['periodStart', 'periodEnd', 'originalPeriodEnd', 'receivedAt'] as const).map((what) =>
          column(`${what} ${clock}`, { of: 'time', what, clock }),
        ),
      );
      const from = at('2026-01-01T00:00:00Z');
      for (const some of [sensors, ...sensors.map((sensor) => [sensor])]) {
        const file = await written({
          rows: makeRows({ sensors: some, from, to: from + 365 * dayMs }),
          columns,
        });
        const expected = starts.flatMap((start) =>
          some.map((sensor) => {
            const ms = at(start);
            const told = [ms, ms + hourMs, original + hourMs, ms + hourMs + 5_000];
            const texts = (['LOCAL', 'LOCAL_BASIC'] as const).flatMap((clock) =>
              told.map((one) => onClock(one, clock, sensor)),
            );
            return Object.fromEntries(columns.map(({ name }, n) => [name, texts[n]]));
          }),
        );
        expect(file.rows).toStrictEqual(expected);
        expect(file.told.isReplayed).toBe(true);
      }
    });

    it('writes real air alone, recordings alone, or both', async () => {
      const sensorId = newSensor();
      const recorded = makeProvenance({ replayOf: { periodStart: 0, periodEnd: hourMs } });
      const row = (hour: number, fields: Partial<Reading> = {}) =>
        makeStored({ sensorId, periodStart: midnight + hour * hourMs, value: hour, ...fields });
      await store().writer.write([row(1), row(2, { provenance: recorded }), row(3)]);
      const asked = makeRows({
        sensors: [makeSensor(sensorId)],
        ...{ from: midnight, to: midnight + dayMs },
      });
      const told = async (air: SingleRows['air'], kind: SingleRows['kind'] = 'readings') => {
        const value: FileColumn['cell'] =
          kind === 'wide'
            ? { of: 'quantity', quantity: 'PM25', what: 'value' }
            : { of: 'reading', what: 'value' };
        const rows = { ...asked, kind, ...(air !== undefined && { air }) } as SingleRows;
        const file = await written({ rows, columns: [column('value', value)] });
        return [file.told.isReplayed, ...file.rows.map((one) => Number(one.value))];
      };
      expect(await told(undefined)).toStrictEqual([true, 1, 2, 3]);
      expect(await told('REAL')).toStrictEqual([false, 1, 3]);
      expect(await told('RECORDED')).toStrictEqual([true, 2]);
      expect(await told('REAL', 'wide')).toStrictEqual([false, 1, 3]);
    });

    it('gathers the quantities of a period in one row', async () => {
      const [one, other] = [newSensor(), newSensor()];
      const replayOf = { periodStart: 0, periodEnd: hourMs };
      const row = (sensorId: string, quantity: Quantity, hour: number, fields: Partial<Reading>) =>
        makeStored({ sensorId, quantity, periodStart: midnight + hour * hourMs, ...fields });
      await store().writer.write([
        row(one, 'PM25', 0, { value: 1, uncorrected: 10 }),
        row(one, 'HUMIDITY', 0, { value: 2, unit: 'PERCENT', quality: 'SUSPECT' }),
        row(one, 'HUMIDITY', 1, { value: 3, provenance: makeProvenance({ replayOf }) }),
        row(one, 'PM25', 1, { value: 4, quality: 'FAIL' }),
        row(one, 'O3', 2, { value: 5 }),
        row(one, 'PM25', 0, { value: 6, periodEnd: midnight + dayMs }),
        row(other, 'PM25', 0, { value: 7 }),
      ]);
      const columns = [
        column('sensorId', { of: 'reading', what: 'sensorId' }),
        column('name', { of: 'sensor', fact: 'name', type: 'TEXT' }),
        column('start', { of: 'time', what: 'periodStart', clock: 'LOCAL' }),
        column('minutes', { of: 'minutes' }),
        ...(['PM25', 'HUMIDITY'] as const).flatMap((quantity) => [
          column(quantity, { of: 'quantity', quantity, what: 'value' }),
          column(`${quantity} quality`, { of: 'quantity', quantity, what: 'quality' }),
          column(`${quantity} original`, { of: 'quantity', quantity, what: 'originalPeriodEnd' }),
        ]),
      ];
      const sensors = [other, one].map((id, n) => makeSensor(id, { facts: { name: `name ${n}` } }));
      const asked = makeRows({
        ...{ sensors, quantities: ['PM25', 'HUMIDITY'], from: midnight, to: midnight + 3 * hourMs },
        end: midnight + 2 * dayMs,
      });
      const file = await written({ rows: { ...asked, kind: 'wide' }, columns, format: 'NDJSON' });
      const cells = file.rows.map((row) => Object.values(row));
      const at3 = '2026-03-02T03:00:00.000+03:00';
      expect(cells).toStrictEqual([
        [one, 'name 1', at3, 60, 1, 'GOOD', null, 2, 'SUSPECT', null],
        [one, 'name 1', at3, 1440, 6, 'GOOD', null, null, null, null],
        [other, 'name 0', at3, 60, 7, 'GOOD', null, null, null, null],
        [
          ...[one, 'name 1', '2026-03-02T04:00:00.000+03:00', 60, null, null, null],
          ...[3, 'GOOD', '1970-01-01T01:00:00.000Z'],
        ],
      ]);
      expect(file.told).toMatchObject({ rows: 4, isReplayed: true });
      const raw = await written({
        rows: { ...asked, kind: 'wide', version: 'RAW', to: midnight + 1, quantities: ['PM25'] },
        columns: columns.filter(({ name }) => name === 'PM25'),
      });
      expect(raw.rows.map(({ PM25 }) => Number(PM25))).toStrictEqual([10, 12.5, 12.5]);
      expect(raw.told.isReplayed).toBe(false);
    });
  });
};
