import { describe, expect, it } from 'vitest';
import { found } from '../../testing/near.ts';
import { calendarOf } from './calendar.ts';

describe('a calendar', () => {
  it('tells the weekday, the day of the year and how many days went before', () => {
    const { time, year, month, doy, dow } = found(calendarOf(['2016-02-28', '2016-02-29', '2016-03-01']));
    expect([...time]).toEqual([1, 2, 3]);
    expect([...year]).toEqual([2016, 2016, 2016]);
    expect([...month]).toEqual([2, 2, 3]);
    expect([...doy]).toEqual([59, 60, 61]);
    expect(dow).toEqual(['Sunday', 'Monday', 'Tuesday']);
  });

  it('knows weekdays before 1970', () => {
    expect(found(calendarOf(['1969-12-31', '1970-01-01'])).dow).toEqual(['Wednesday', 'Thursday']);
  });

  it('refuses what is no date, and days out of order, twice or left out', () => {
    for (const date of ['2015-02-30', '2015-1-1', 'yesterday', '', '20150101'])
      expect(calendarOf([date])).toMatchObject({ code: 'NOT_A_DATE' });
    for (const next of ['2015-01-01', '2014-12-31', '2015-01-03'])
      expect(calendarOf(['2015-01-01', next])).toMatchObject({ code: 'DATES_NOT_DAILY' });
  });
});
