import { describe, expect, it } from 'vitest';
import { compactMonitor, type OriginalRow } from './prepare-monitor.ts';

const makeRow = (change: Readonly<Record<string, string>> = {}): OriginalRow => ({
  Site: 'Kampala',
  Parameter: 'PM2.5 - Principal',
  Year: '2023',
  Month: '06',
  Day: '15',
  Hour: '12',
  'Raw Conc.': '41.0',
  'NowCast Conc.': '99.0',
  'Conc. Unit': 'UG/M3',
  Duration: '1 Hr',
  'QC Name': 'Valid',
  ...change,
});

const hourOf = (row: OriginalRow, timeZone = 'Africa/Kampala') => compactMonitor([row], timeZone).hours[0];
const leftOutOf = (row: OriginalRow) =>
  Object.entries(compactMonitor([row], 'Africa/Kampala').leftOut).find(([, rows]) => rows > 0)?.[0];

describe('the compact copy of a monitor', () => {
  it('takes the hourly mean, not the NowCast, and its local hour-ending stamp as UTC', () => {
    expect(hourOf(makeRow())).toEqual({ periodEnd: Date.UTC(2023, 5, 15, 9), value: 41, flag: 'GOOD' });
  });

  it('ends hour 0 at the midnight that begins its date', () => {
    expect(hourOf(makeRow({ Day: '02', Month: '01', Hour: '00' }), 'Africa/Accra')?.periodEnd).toBe(
      Date.UTC(2023, 0, 2),
    );
  });

  it('leaves out the hours that begin in another year, in UTC', () => {
    expect(leftOutOf(makeRow({ Month: '01', Day: '01', Hour: '03' }))).toBe('otherYear');
    expect(hourOf(makeRow({ Month: '01', Day: '01', Hour: '04' }))?.periodEnd).toBe(Date.UTC(2023, 0, 1, 1));
  });

  it.each([
    ['Valid', 'GOOD'],
    ['Suspect', 'SUSPECT'],
    ['Invalid', 'FAIL'],
    ['', null],
  ])('turns QC name "%s" into flag %s', (name, flag) => {
    expect(hourOf(makeRow({ 'QC Name': name }))?.flag).toBe(flag);
  });

  it('keeps the real value of an invalid hour and a small negative one', () => {
    expect(hourOf(makeRow({ 'QC Name': 'Invalid', 'Raw Conc.': '-15.0' }))?.value).toBe(-15);
    expect(hourOf(makeRow({ 'Raw Conc.': '-2.0' }))?.value).toBe(-2);
  });

  it.each(['-9999', '985.0', '1985.0', '9985.0'])('leaves out the code %s, whatever QC says', (code) => {
    expect(leftOutOf(makeRow({ 'Raw Conc.': code }))).toBe('sentinel');
    expect(leftOutOf(makeRow({ 'Raw Conc.': code, 'QC Name': '' }))).toBe('sentinel');
  });

  it('leaves out what is missing by value or by name', () => {
    expect(leftOutOf(makeRow({ 'Raw Conc.': '-999.0' }))).toBe('missing');
    expect(leftOutOf(makeRow({ 'QC Name': 'Missing' }))).toBe('missing');
  });

  it('keeps withheld values from −5 to below full scale only', () => {
    expect(hourOf(makeRow({ 'QC Name': '', 'Raw Conc.': '-5.0' }))?.value).toBe(-5);
    expect(hourOf(makeRow({ 'QC Name': '', 'Raw Conc.': '984.9' }))?.value).toBe(984.9);
    expect(leftOutOf(makeRow({ 'QC Name': '', 'Raw Conc.': '-5.1' }))).toBe('withheldOutOfRange');
    expect(leftOutOf(makeRow({ 'QC Name': '', 'Raw Conc.': '990' }))).toBe('withheldOutOfRange');
  });

  it('keeps the first value of rows with the same stamp, and sorts by time', () => {
    const { hours, leftOut } = compactMonitor(
      [
        makeRow({ Hour: '13' }),
        makeRow({ 'Raw Conc.': '-999.0', 'QC Name': 'Missing' }),
        makeRow({ 'Raw Conc.': '1.0' }),
        makeRow({ 'Raw Conc.': '2.0' }),
      ],
      'Africa/Kampala',
    );
    expect(hours.map(({ value }) => value)).toEqual([1, 41]);
    expect(leftOut.duplicate).toBe(1);
  });

  it('refuses rows that are no hourly PM2.5 in µg/m³, or that it cannot read', () => {
    expect(() => hourOf(makeRow({ Parameter: 'OZONE' }))).toThrow(/not an hourly PM2.5/);
    expect(() => hourOf(makeRow({ 'QC Name': 'Maybe' }))).toThrow(/unknown QC Name/);
    expect(() => hourOf(makeRow({ 'Raw Conc.': '' }))).toThrow(/not a number/);
  });
});
