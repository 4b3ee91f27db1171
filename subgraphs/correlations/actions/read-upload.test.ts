import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { HealthColumnRole } from '../domain/health/health-series.ts';
import type { JudgedUpload } from '../domain/health/upload.ts';
import { contentHashOf } from '../domain/health/upload-hash.ts';
import { areProblems } from '../domain/problem.ts';
import { unseen } from '../domain/shown.ts';
import { csvOf, makeRows, makeUpload, tomorrow } from '../testing/uploads.ts';
import { readUpload, type Upload } from './read-upload.ts';

const kept = (upload: Upload): JudgedUpload => {
  const read = readUpload(upload, tomorrow);
  if (areProblems(read)) throw new Error(JSON.stringify(read));
  return read;
};
/** Code, field and reason of each problem. */
const faults = (upload: Upload): string[] => {
  const read = readUpload(upload, tomorrow);
  if (!areProblems(read)) throw new Error('It was taken.');
  for (const { next } of read) expect(next).not.toBe('');
  return read.map(({ code, field, reason }) => `${code} ${field}: ${reason}`);
};
/** The faults of a column of this role in which day 1 has `cell`. */
const faultsOf = (role: HealthColumnRole, cell: string): string[] => {
  const rows = makeRows({ row: (day) => ({ x: day === 1 ? cell : 0 }) });
  const columns = [
    { name: 'death', role: 'OUTCOME' },
    { name: 'x', role },
  ] as const;
  const read = readUpload(makeUpload({ columns }, rows), tomorrow);
  const problems = areProblems(read) ? read.filter(({ code }) => code !== 'GROUP_TOO_SMALL') : [];
  return problems.map(({ code, reason }) => `${code} ${reason}`);
};

describe('an upload that is in order', () => {
  it('is told column by column, with what is missing and in hundreds how many events there are', () => {
    const rows = makeRows({ row: (day) => (day === 3 ? { death: '', pm10: 'NA' } : {}) });
    expect(kept(makeUpload({}, rows))).toMatchObject({
      ...{ name: 'Deaths in Kampala', population: null, source: null, timeZone: 'Africa/Kampala' },
      ...{ firstDay: '2021-01-01', days: 1_095 },
      columns: [
        { name: 'death', role: 'OUTCOME', label: 'Deaths of all causes', missing: 1, events: 2_100 },
        { name: 'temp', role: 'TEMPERATURE', label: 'temp', unit: null, missing: 0, events: null },
        { name: 'pm10', role: 'EXPOSURE', unit: 'µg/m³', missing: 1, events: null },
      ],
    });
  });

  it('tells nothing of a day by which it differs from another', () => {
    const told = (last: number) => {
      const row = (day: number) => (day === 1_094 ? { death: last } : {});
      return kept(makeUpload({}, makeRows({ row }))).columns;
    };
    expect(told(0)).toEqual(told(11));
  });

  it('keeps the columns that are named, and no others', () => {
    const rows = makeRows({ row: () => ({ ward: 'a text' }) });
    const { values } = kept(makeUpload({}, rows));
    expect(Object.keys(values)).toEqual(['death', 'temp', 'pm10']);
    expect(Array.from(values.temp?.slice(0, 3) ?? [])).toEqual([20, 21, 22]);
  });

  it('is the same as CSV, as the text of JSON and as rows, with the spaces of its name or without', () => {
    const rows = makeRows();
    const asJson = rows.map((row, i) => (i === 5 ? { ...row, temp: null } : row));
    const csv = csvOf(rows.map((row, i) => (i === 5 ? { ...row, temp: '' } : row)));
    const written = [
      makeUpload({ csv }),
      makeUpload({ csv: `\ufeff${csv.replaceAll('\n', '\r\n')}\r\n`, name: ' Deaths in Kampala ' }),
      makeUpload({ json: JSON.stringify(asJson) }),
      makeUpload({ rows: asJson, timeZone: 'africa/kampala' }),
    ];
    const hashes = written.map((upload) => contentHashOf(kept(upload)));
    expect(new Set(hashes).size).toBe(1);
    expect(hashes[0]).toMatch(/^[0-9a-f]{64}$/);
  });

  it('is another one where anything that it says is another', () => {
    const rows = makeRows();
    const columns = makeUpload().columns;
    const uploads = [
      makeUpload(),
      makeUpload({ name: 'Deaths in Jinja' }),
      makeUpload({ population: 'All ages' }),
      makeUpload({ source: 'The registrar' }),
      makeUpload({ timeZone: 'Africa/Nairobi' }),
      makeUpload({ columns: columns.slice(0, 2) }),
      makeUpload({ columns: columns.toReversed() }),
      makeUpload({ columns: columns.map((column) => ({ ...column, label: 'Another' })) }),
      makeUpload({}, rows.slice(1)),
      makeUpload({}, makeRows({ row: (day) => (day === 9 ? { temp: '' } : {}) })),
    ];
    expect(new Set(uploads.map((upload) => contentHashOf(kept(upload)))).size).toBe(uploads.length);
  });
});

describe('what is said of an upload', () => {
  it('is told with everything that is wrong with it at once', () => {
    const columns = [
      { name: 'temp', role: 'TEMPERATURE' },
      { name: 'pm10', role: 'TEMPERATURE' },
      { name: 'temp', role: 'EXPOSURE' },
      { name: 'deaths', role: 'OUTCOME' },
      { name: 'date', role: 'EXPOSURE', unit: 'x'.repeat(61) },
    ] as const;
    expect(faults(makeUpload({ name: ' ', source: 'two\nlines', timeZone: '+03:00', columns }))).toEqual([
      'WRONG_SETTING name: It is empty',
      expect.stringMatching(/^WRONG_SETTING source: It has control characters, line breaks/),
      'WRONG_SETTING timeZone: There is no time zone "+03:00"',
      'WRONG_SETTING columns.1.role: There are two columns of TEMPERATURE',
      'WRONG_SETTING columns.2.name: temp is named twice',
      'UNKNOWN_COLUMN columns.3.name: There is no column deaths; there are date, death, temp, pm10',
      'WRONG_SETTING columns.4.name: date has the dates',
      'WRONG_SETTING columns.4.unit: It has more than 60 characters',
      // of columns that are there, the cells are told as well
      expect.stringContaining('NOT_NUMERIC date: Line 2: 2021-01-01 is not a number; 1094 more'),
    ]);
  });

  it('names an outcome, 40 columns at most, and a column of dates', () => {
    expect(faults(makeUpload({ columns: [] }))).toEqual(['WRONG_SETTING columns: There is no OUTCOME']);
    const many = Array.from({ length: 41 }, (_, i) => ({ name: `c${i}`, role: 'OUTCOME' as const }));
    expect(faults(makeUpload({ columns: many }))).toEqual(['TOO_MANY columns: There are more than 40']);
    expect(faults(makeUpload({ dateColumn: 'day' }))).toEqual([
      'UNKNOWN_COLUMN dateColumn: There is no column day; there are date, death, temp, pm10',
    ]);
  });

  it('has no characters that are not seen, or turn what stands behind them', () => {
    const [death, ...others] = makeUpload().columns;
    const columns = [
      { name: 'death', role: 'OUTCOME', label: 'a\u2067b', unit: '\u202d' } as const,
      ...others,
    ];
    expect(death?.name).toBe('death');
    const upload = makeUpload({ name: 'sv\u202e', population: '\u2069', source: 'a\u2028b', columns });
    const fault = expect.stringContaining('characters that turn the direction of a text');
    const read = readUpload(upload, tomorrow);
    expect(read).toMatchObject(
      ['name', 'population', 'source', 'columns.0.label', 'columns.0.unit'].map((field) => ({
        ...{ field, code: 'WRONG_SETTING', reason: fault },
      })),
    );
  });

  it('is to be written as the rows are', () => {
    const nextOf = (upload: Upload) => {
      const read = readUpload(upload, tomorrow);
      return areProblems(read) ? read[0]?.next : null;
    };
    const columns = [{ name: 'deaths', role: 'OUTCOME' }] as const;
    expect(nextOf(makeUpload({ columns, csv: 'date;deaths\n2021-01-01;1' }))).toBe(
      'Separate columns with commas.',
    );
    expect(nextOf(makeUpload({ columns }))).toBe('Write the name as the header has it.');
    expect(nextOf(makeUpload({ columns, rows: [{ date: '2021-01-01' }] }))).toBe(
      'Write the name as the rows have it.',
    );
  });

  it('comes with rows in one way', () => {
    const wrong = 'WRONG_SETTING csv:';
    expect(faults(makeUpload({ csv: null }))).toEqual([`${wrong} There are no rows`]);
    expect(faults(makeUpload({ csv: csvOf(makeRows()), json: '[]' }))).toEqual([
      `${wrong} The rows come in more than one way`,
    ]);
  });
});

describe('rows', () => {
  it('that are no CSV or no JSON are told with their place, beside what else is wrong', () => {
    expect(faults(makeUpload({ name: '', csv: 'date,death\n2021-01-01' }))).toEqual([
      'WRONG_SETTING name: It is empty',
      expect.stringMatching(/^NOT_CSV csv: Line 2/),
    ]);
    expect(faults(makeUpload({ csv: 'date,a,a\n1,2,3' }))).toEqual([
      'NOT_CSV a: Line 1: there are two columns a',
    ]);
    expect(faults(makeUpload({ json: '[{"date": oops}]' }))).toEqual([
      'NOT_JSON json: It is no JSON at line 1, column 11',
    ]);
    expect(faults(makeUpload({ json: '{}' }))).toEqual(['NOT_JSON json: It is no list of rows']);
    expect(faults(makeUpload({ rows: [{ date: '2021-01-01' }, 7] }))).toEqual([
      'NOT_JSON rows.1: Row 2 is no object',
    ]);
  });

  it('are one for each day, in order: missing days are named', () => {
    const without = (...days: number[]) =>
      makeUpload(
        {},
        makeRows().filter((_, day) => !days.includes(day)),
      );
    expect(faults(without(3, 10, 11))).toEqual([
      'DATES_NOT_DAILY date: Days are missing: 2021-01-04, 2021-01-11, 2021-01-12',
    ]);
    expect(faults(without(...Array.from({ length: 40 }, (_, i) => i + 3)))).toEqual([
      'DATES_NOT_DAILY date: 40 days are missing: 2021-01-04, 2021-01-05, 2021-01-06, 2021-01-07, 2021-01-08, …',
    ]);
  });

  it('tell no day twice, none in disorder, none that is no day and none to come', () => {
    const rows = makeRows({ firstDay: '2024-01-01', days: 1_058 });
    const dated = (at: number, date: string) =>
      faults(
        makeUpload(
          {},
          rows.map((row, i) => (i === at ? { ...row, date } : row)),
        ),
      );
    expect(faults(makeUpload({}, rows.toSpliced(5, 0, rows[4] ?? {})))).toEqual([
      'DATES_NOT_DAILY date: Line 7: 2024-01-05 comes twice',
    ]);
    expect(faults(makeUpload({}, rows.toReversed()))).toEqual([
      'DATES_NOT_DAILY date: Line 3: 2026-11-22 comes after a later day; 1056 more: Line 4, Line 5, Line 6, …',
    ]);
    expect(dated(60, '2024-02-30')).toEqual(['NOT_A_DATE date: Line 62: there is no date: 2024-02-30']);
    expect(dated(60, '')).toEqual(['NOT_A_DATE date: Line 62: there is no date: it is empty']);
    expect(faults(makeUpload({}, makeRows({ firstDay: '2025-11-01', days: 389 })))).toEqual([
      'FUTURE_DATE date: Line 390: 2026-11-24 has not come yet',
    ]);
    expect(faults(makeUpload({}, makeRows({ firstDay: '1021-01-01' })))[0]).toMatch(/^OUT_OF_RANGE date/);
  });

  it('are of a hundred years at most', () => {
    const row = (day: number) => `${new Date(Date.UTC(1900, 0, 1 + day)).toISOString().slice(0, 10)},2,20,30`;
    const csvFor = (days: number) =>
      ['date,death,temp,pm10', ...Array.from({ length: days }, (_, day) => row(day))].join('\n');
    expect(kept(makeUpload({ csv: csvFor(36_525) })).days).toBe(36_525);
    expect(faults(makeUpload({ csv: csvFor(36_526) }))).toEqual([
      'TOO_MANY date: There are more than 36525 days',
    ]);
  });

  it('are not kept where nothing could be told of them', () => {
    const few = 'GROUP_TOO_SMALL death: It has fewer than 365 days with a count, or fewer than 100 events';
    expect(faults(makeUpload({}, makeRows({ days: 364 })))).toEqual([few]);
    const rare = makeRows({ row: (day) => ({ death: day < 99 ? 1 : 0 }) });
    expect(faults(makeUpload({}, rare))).toEqual([few]);
  });
});

describe('what is told of a fault', () => {
  it('is short, however long the names are', () => {
    const long = 'x'.repeat(100_000);
    const columns = [{ name: long, role: 'OUTCOME' }] as const;
    const uploads = [
      makeUpload({ columns, csv: `date,${long}\n2021-01-01,-1` }),
      makeUpload({ columns, csv: `date,${long}y\n2021-01-01,-1`, dateColumn: `${long}z` }),
      makeUpload({ columns, csv: `${long},${long}\n1,1` }),
      makeUpload({ columns, json: `[{"${long}": ${long}}]` }),
      makeUpload({ columns, csv: `date,${long}\nnow,1`, dateColumn: long }),
      makeUpload({ csv: `date,death\n2021-01-01,${long}` }),
      makeUpload({ csv: `date,death\n2021-01-01,a"${long}"` }),
      makeUpload({ csv: `date,death\n${long},1`, timeZone: long }),
    ];
    for (const upload of uploads) expect(faults(upload).join('').length).toBeLessThan(1_000);
  });

  it('has nothing that is not seen', () => {
    const columns = [{ name: 'a\u202eb', role: 'OUTCOME' }] as const;
    const uploads = [
      makeUpload({ columns, csv: 'a\u202eb,date\n-1,2021\u001b-01-01', timeZone: '\u2066' }),
      makeUpload({ columns, csv: 'a\u202eb,a\u202eb\n1,1', dateColumn: '\u0007' }),
      makeUpload({ columns, csv: 'date\n\u2028' }),
    ];
    for (const upload of uploads) expect(faults(upload).join('')).not.toMatch(unseen);
  });
});

describe('a cell', () => {
  it.each<[HealthColumnRole, string, string]>([
    ['OUTCOME', '-3', 'NEGATIVE_COUNT Line 3: -3 is negative'],
    ['OUTCOME', '-999', 'NEGATIVE_COUNT Line 3: -999 is negative'],
    ['OUTCOME', '1.5', 'FRACTIONAL_COUNT Line 3: 1.5 is no whole number'],
    ['OUTCOME', '9999', 'SENTINEL Line 3: 9999 stands for a missing value'],
    ['OUTCOME', '3e9', 'OUT_OF_RANGE Line 3: 3000000000 is more than 2147483647'],
    ['TEMPERATURE', '-99.9', 'SENTINEL Line 3: -99.9 stands for a missing value'],
    ['TEMPERATURE', '999', 'SENTINEL Line 3: 999 stands for a missing value'],
    ['TEMPERATURE', '77', 'OUT_OF_RANGE Line 3: 77 is no daily mean of air temperature in °C'],
    ['HUMIDITY', '-999', 'SENTINEL Line 3: -999 stands for a missing value'],
    ['HUMIDITY', '106', 'OUT_OF_RANGE Line 3: 106 is no relative humidity in %'],
    ['HOLIDAY', '2', 'OUT_OF_RANGE Line 3: 2 is neither 0 nor 1'],
    ['INFLUENZA', '-1', 'OUT_OF_RANGE Line 3: -1 is negative'],
    ['INFLUENZA', '-99', 'SENTINEL Line 3: -99 stands for a missing value'],
    ['EXPOSURE', '-9999', 'SENTINEL Line 3: -9999 stands for a missing value'],
    ['EXPOSURE', '1e999', 'NOT_FINITE Line 3: 1e999 is no number'],
    ['EXPOSURE', 'NaN', 'NOT_FINITE Line 3: NaN is no number'],
    ['EXPOSURE', '"1,5"', 'NOT_NUMERIC Line 3: "1'],
    ['HOLIDAY', 'yes', 'NOT_NUMERIC Line 3: yes is not a number'],
  ])('of %s that is %s is told with its line', (role, cell, told) => {
    if (cell.includes(','))
      expect(faultsOf(role, cell)[0]).toContain('NOT_NUMERIC Line 3: 1,5 is not a number');
    else expect(faultsOf(role, cell)).toEqual([told]);
  });

  it.each<[HealthColumnRole, string]>([
    ['TEMPERATURE', '-40.5'],
    ['HUMIDITY', '104'],
    ['HOLIDAY', '1'],
    ['INFLUENZA', '.5'],
    // a series from which its trend was taken, and an instrument near zero
    ['EXPOSURE', '-31.25'],
    ['EXPOSURE', ''],
    ['OUTCOME', 'NA'],
    ['OUTCOME', '+2e1'],
  ])('of %s may be %j', (role, cell) => {
    expect(faultsOf(role, cell)).toEqual([]);
  });

  it('is 999 where the other days are nearly as many', () => {
    const rows = makeRows({ row: (day) => ({ death: day === 1 ? 999 : 300 }) });
    expect(kept(makeUpload({}, rows)).columns[0]).toMatchObject({ events: 329_100 });
  });

  it('is one of many with the same fault, which are told as one', () => {
    const rows = makeRows({ row: (day) => ({ temp: day > 3 ? -999 : 20 }) });
    expect(faults(makeUpload({}, rows))).toEqual([
      'SENTINEL temp: Line 6: -999 stands for a missing value; 1090 more: Line 7, Line 8, Line 9, …',
    ]);
  });

  it('of JSON is a number, null, or left out', () => {
    const rows = makeRows();
    const json = (cell: unknown) => rows.map((row, i) => (i === 1 ? { ...row, temp: cell } : row));
    expect(kept(makeUpload({ rows: json(undefined) })).columns[1]).toMatchObject({ missing: 1 });
    expect(faults(makeUpload({ rows: json([1]) }))).toEqual([
      'NOT_NUMERIC temp: Row 2: a list is not a number',
    ]);
    expect(faults(makeUpload({ rows: json(true) }))).toEqual([
      'NOT_NUMERIC temp: Row 2: true is not a number',
    ]);
  });
});

describe('whatever is sent', () => {
  it('is kept or refused with 1 to 20 problems: nothing throws', () => {
    const roles = ['OUTCOME', 'TEMPERATURE', 'HUMIDITY', 'HOLIDAY', 'INFLUENZA', 'EXPOSURE'] as const;
    const cell = fc.oneof(
      fc.string(),
      fc.double(),
      fc.constantFrom('', 'NA', '-999', '2021-01-01', '__proto__'),
    );
    const name = fc.constantFrom('date', 'death', '__proto__', 'toString', '');
    const rows = fc.array(fc.oneof(fc.dictionary(name, cell), fc.anything()), { maxLength: 20 });
    const upload = fc.record({
      name: fc.string({ maxLength: 300 }),
      timeZone: fc.string(),
      columns: fc.array(fc.record({ name, role: fc.constantFrom(...roles) }), { maxLength: 50 }),
      rows: fc.oneof(rows, fc.anything()),
      csv: fc.option(fc.array(fc.array(cell)).map((lines) => lines.join('\n'))),
      json: fc.option(fc.json()),
    });
    fc.assert(
      fc.property(upload, (wild) => {
        const read = readUpload(wild, tomorrow);
        if (!areProblems(read)) return;
        expect(read.length).toBeGreaterThan(0);
        expect(read.length).toBeLessThanOrEqual(20);
      }),
      { numRuns: 500 },
    );
  });
});
