import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  hourMs,
  makeHumidity,
  makePurpleAir,
  makeRecord,
  makeReport,
  makeSensor,
  openRows,
  start,
} from '../testing/builders.ts';
import type { Change } from './decide.ts';
import { keyOf } from './identity.ts';
import type { ReportedRecord } from './incoming.ts';
import type { Row } from './row.ts';

const sensors = new Map([makeSensor(), makePurpleAir()].map((sensor) => [sensor.sensorId, sensor]));
const find = (id: string) => sensors.get(id);
const steps = (changes: readonly Change[]) =>
  changes.map(({ change, reading }) => `${change} ${reading.revision}: ${reading.value}`);
const flagOf = (row: Row | undefined, test: string) =>
  row?.reading.tests.find((one) => one.test === test)?.flag;

describe('a report', () => {
  it('becomes a reading that says where it comes from', () => {
    const room = openRows(find);
    const report = makeReport(0, 0.0123, { unit: 'MILLIGRAM_PER_CUBIC_METRE', source: 'AirNow' });
    room.accept([makeRecord(7, [report], { delivery: 'LIVE' })]);
    expect(room.get('s1', report)).toMatchObject({
      reading: {
        value: 12.3,
        unit: 'MICROGRAM_PER_CUBIC_METRE',
        uncorrected: 12.3,
        revision: 1,
        provenance: {
          rawValue: 0.0123,
          rawUnit: 'MILLIGRAM_PER_CUBIC_METRE',
          source: 'AirNow',
          reportedBy: 'tester',
          delivery: 'LIVE',
          corrections: [{ id: 'unit-conversion' }],
          calibration: 'NONE',
        },
      },
      reportedAt: { partition: 0, offset: 7, index: 0 },
      causedBy: { partition: 0, offset: 7, index: 0 },
      knownAt: start + 1_000 * hourMs,
    });
  });

  it('says nothing when the same values come again, and its own revision when it is redelivered', () => {
    const room = openRows(find);
    const first = makeRecord(0, [makeReport(0, 10)]);
    room.accept([first, makeRecord(1, [makeReport(0, 10), makeReport(0, 10)])]);
    expect(steps(room.said)).toEqual(['ADDED 1: 10']);
    room.accept([first]);
    expect(steps(room.said)).toEqual(['ADDED 1: 10', 'ADDED 1: 10']);
    expect(room.get('s1', makeReport(0, 10))?.reading.revision).toBe(1);
  });

  it('makes a revision for each other value, also within one batch, and ignores what is older', () => {
    const room = openRows(find);
    const records = [10, 11, 10].map((value, offset) => makeRecord(offset, [makeReport(0, value)]));
    room.accept(records);
    expect(steps(room.said)).toEqual(['ADDED 1: 10', 'REVISED 2: 11', 'REVISED 3: 10']);
    room.accept(records.slice(0, 2));
    expect(room.said).toHaveLength(3);
  });

  it('says each revision once where one record holds several values of a key', () => {
    const room = openRows(find);
    const values: readonly (readonly [hour: number, value: number])[] = [
      [0, 10],
      [1, 11],
      [0, 12],
      [2, 13],
      [0, 14],
    ];
    const record = makeRecord(
      0,
      values.map(([hour, value]) => makeReport(hour, value)),
    );
    room.accept([record]);
    const said = room.said.map(({ reading }) => keyOf(reading) + reading.revision);
    expect(new Set(said).size).toBe(said.length);
    expect(steps(room.said)).toEqual(
      expect.arrayContaining(['ADDED 1: 10', 'REVISED 2: 12', 'REVISED 3: 14']),
    );
    room.said.length = 0;
    // after a crash what is current is said again, once
    room.accept([record]);
    expect(steps(room.said)).toEqual(expect.arrayContaining(['ADDED 1: 11', 'REVISED 3: 14', 'ADDED 1: 13']));
    expect(room.said).toHaveLength(3);
  });

  it('keeps what its source said when it is judged anew', () => {
    const room = openRows(find);
    const flagged = makeReport(3, 900, { sourceFlag: 'FAIL' });
    room.accept([makeRecord(0, [flagged])]);
    room.accept([
      makeRecord(
        1,
        [0, 1, 2].map((hour) => makeReport(hour, 10 + hour)),
      ),
    ]);
    const row = room.get('s1', flagged);
    expect(row?.reading).toMatchObject({ revision: 2, quality: 'FAIL' });
    expect(flagOf(row, 'SOURCE')).toBe('FAIL');
    expect(flagOf(row, 'SPIKE')).toBe('SUSPECT');
  });
});

describe('a late report', () => {
  it('flags the readings behind it anew, and no others', () => {
    const room = openRows(find);
    const values = [10, 12, 11, 13, 12, 300, 12];
    room.accept([
      makeRecord(
        0,
        values.slice(3).map((value, i) => makeReport(i + 3, value)),
      ),
    ]);
    const spike = makeReport(5, 300);
    expect(flagOf(room.get('s1', spike), 'SPIKE')).toBe('UNKNOWN');
    room.said.length = 0;
    room.accept([
      makeRecord(
        1,
        values.slice(0, 3).map((value, i) => makeReport(i, value)),
      ),
    ]);
    expect(flagOf(room.get('s1', spike), 'SPIKE')).toBe('SUSPECT');
    expect(room.get('s1', spike)).toMatchObject({
      reading: { revision: 2, value: 300 },
      reportedAt: { offset: 0 },
      causedBy: { offset: 1 },
    });
    expect(room.said.filter(({ change }) => change === 'REVISED').length).toBeGreaterThan(0);
    const said = room.said.length;
    // After a crash between the write and the append, the late report comes again and says all of it once more.
    room.accept([
      makeRecord(
        1,
        values.slice(0, 3).map((value, i) => makeReport(i, value)),
      ),
    ]);
    expect(room.said.slice(said)).toEqual(room.said.slice(0, said));
  });
});

describe('the humidity of a PurpleAir sensor in the USA', () => {
  const pm = makeReport(0, 40);
  const of = { sensorId: 'pa' };

  it('corrects the reading it comes with', () => {
    const room = openRows(find);
    room.accept([makeRecord(0, [pm, makeHumidity(0, 50)], of)]);
    expect(room.get('pa', pm)?.reading).toMatchObject({
      revision: 1,
      uncorrected: 40,
      value: 0.524 * 40 - 0.0862 * 50 + 5.75,
      provenance: { variant: 'CF_1', calibration: 'purpleair-barkjohn-cf-1' },
    });
  });

  it('makes a revision when it comes later, with its own place as the cause', () => {
    const room = openRows(find);
    room.accept([makeRecord(0, [pm], of)]);
    expect(room.get('pa', pm)?.reading).toMatchObject({ value: 40, provenance: { calibration: 'NONE' } });
    const humidity = makeRecord(1, [makeHumidity(0, 50)], of);
    room.accept([humidity]);
    expect(room.get('pa', pm)).toMatchObject({
      reading: { revision: 2, value: 0.524 * 40 - 0.0862 * 50 + 5.75 },
      reportedAt: { offset: 0 },
      causedBy: { offset: 1 },
    });
    room.said.length = 0;
    room.accept([humidity]);
    expect(room.said.map(({ reading }) => `${reading.quantity} ${reading.revision}`)).toEqual([
      'HUMIDITY 1',
      'PM25 2',
    ]);
  });

  it('does not count when it cannot be true', () => {
    const room = openRows(find);
    room.accept([makeRecord(0, [pm, makeHumidity(0, 180)], of)]);
    expect(room.get('pa', pm)?.reading.provenance.calibration).toBe('NONE');
  });

  it('changes nothing elsewhere', () => {
    const room = openRows(find);
    room.accept([makeRecord(0, [pm, makeHumidity(0, 50)])]);
    expect(room.get('s1', pm)?.reading).toMatchObject({ value: 40, provenance: { calibration: 'NONE' } });
  });
});

describe('the final state', () => {
  /** What must not depend on how the reports came; revision numbers and places may. */
  const stateOf = (rows: ReadonlyMap<string, Row>) =>
    [...rows]
      .map(([key, { reading }]) => ({ key, ...reading, revision: 0 }))
      .sort((a, b) => (a.key < b.key ? -1 : 1));

  const value = fc.oneof(
    fc.constantFrom(10, 10, 12, 400, 1_500),
    // + 0: minus zero is the same value, and a report of either is a duplicate of the other
    fc.double({ min: -3, max: 60, noNaN: true }).map((pm) => pm + 0),
  );
  const report = fc.oneof(
    { weight: 3, arbitrary: fc.tuple(fc.nat(60), value).map(([hour, pm]) => makeReport(hour, pm)) },
    {
      weight: 2,
      arbitrary: fc
        .tuple(fc.nat(60), fc.integer({ min: 0, max: 110 }))
        .map(([hour, rh]) => makeHumidity(hour, rh)),
    },
    {
      weight: 1,
      arbitrary: fc
        .tuple(fc.nat(60), value, fc.integer({ min: 1, max: 7 }))
        .map(([hour, pm, hours]) => makeReport(hour, pm, { periodEnd: start + (hour + hours / 2) * hourMs })),
    },
  );
  const one = fc.tuple(fc.constantFrom('s1', 'pa'), report);
  const nameOf = ([sensorId, { quantity, periodStart, periodEnd }]: [
    string,
    ReturnType<typeof makeReport>,
  ]) => `${sensorId} ${quantity} ${periodStart} ${periodEnd}`;

  const acceptIn = (records: readonly ReportedRecord[], cuts: readonly number[], maxRows: number) => {
    const room = openRows(find, maxRows);
    for (let at = 0, i = 0; at < records.length; i += 1) {
      const size = cuts[i % cuts.length] ?? 1;
      room.accept(records.slice(at, at + size));
      // Now and then the batch comes again, as after a crash before its offset was committed.
      if (size % 3 === 0) room.accept(records.slice(at, at + size));
      at += size;
    }
    return stateOf(room.rows);
  };

  it('does not depend on batches, order, duplicates or redelivery', () => {
    const wild = fc.record({
      reports: fc.uniqueArray(one, { selector: nameOf, minLength: 1, maxLength: 60 }),
      order: fc.array(fc.nat(), { minLength: 60, maxLength: 60 }),
      again: fc.array(fc.nat(), { maxLength: 20 }),
      cuts: fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 8 }),
      maxRows: fc.integer({ min: 1, max: 20 }),
    });
    fc.assert(
      fc.property(wild, ({ reports, order, again, cuts, maxRows }) => {
        const sorted = reports.toSorted((a, b) => a[1].periodStart - b[1].periodStart);
        const recordsOf = (list: typeof reports) =>
          list.map(([sensorId, reading], offset) => makeRecord(offset, [reading], { sensorId }));
        const shuffled = reports
          .map((report, i) => [order[i] ?? 0, report] as const)
          .toSorted((a, b) => a[0] - b[0])
          .map(([, report]) => report);
        for (const at of again)
          shuffled.splice(at % shuffled.length, 0, shuffled[at % shuffled.length] as never);
        const once = acceptIn(recordsOf(sorted), [sorted.length], 1_000);
        expect(acceptIn(recordsOf(shuffled), cuts, maxRows)).toEqual(once);
      }),
      { numRuns: 300 },
    );
  });

  it('has the value that was reported last for each key, however the batches were cut', () => {
    const conflict = fc.array(fc.tuple(fc.nat(8), value), { minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(conflict, fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1 }), (list, cuts) => {
        const records = list.map(([hour, pm], offset) => makeRecord(offset, [makeReport(hour, pm)]));
        const last = new Map(list.map(([hour, pm]) => [hour, pm]));
        const final = [...last].map(([hour, pm], offset) => makeRecord(offset, [makeReport(hour, pm)]));
        expect(acceptIn(records, cuts, 1_000)).toEqual(acceptIn(final, [1_000], 1_000));
      }),
      { numRuns: 200 },
    );
  });
});
