import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { TableName } from '../us-epa-tables.ts';
import { usEpaCategory, usEpaIndex } from './us-epa.ts';
import vectors from './vectors/us-epa.json' with { type: 'json' };

const today = '2024-05-06';
const tables: readonly TableName[] = ['PM2.5_24h', 'PM10_24h', 'O3_8h', 'O3_1h', 'CO_8h', 'SO2_1h', 'NO2_1h'];
const named = (pollutant: string): TableName => {
  const name = tables.find((table) => table === pollutant);
  if (name === undefined) throw new Error(`no table for ${pollutant}`);
  return name;
};

describe('the US EPA index', () => {
  it('is held against 124 pairs, of every table', () => {
    expect(vectors.vectors).toHaveLength(124);
    expect(new Set(vectors.vectors.map((v) => v.pollutant))).toEqual(new Set(tables));
  });

  it.each(vectors.vectors)(
    'of $pollutant $concentration is $aqi ($source)',
    ({ pollutant, concentration, aqi }) => {
      expect(usEpaIndex(named(pollutant), concentration, today).index).toBe(aqi);
    },
  );

  it("truncates ozone as EPA's guidance has it, where a library does not (disputed)", () => {
    const [ozone, particles] = vectors.disputed;
    expect(usEpaIndex('O3_8h', ozone?.concentration ?? 0, today).index).toBe(ozone?.epa_rule_gives);
    expect(ozone?.library_says).toBe(107);
    expect(usEpaCategory(usEpaIndex('PM2.5_24h', 9.1, today).index ?? 0).name).toBe(particles?.epa_category);
  });

  it.each(vectors.superseded.PM25_pre2024.vectors)('of PM2.5 $c was $aqi until 2024-05-05', ({ c, aqi }) => {
    expect(usEpaIndex('PM2.5_24h', c, '2024-05-05').index).toBe(aqi);
  });

  it.each(vectors.superseded.O3_8h_2008.vectors)('of O3 $c was $aqi until 2015-12-27', ({ c, aqi }) => {
    expect(usEpaIndex('O3_8h', c, '2015-12-27').index).toBe(aqi);
  });

  it('takes the new tables from their first day', () => {
    expect(usEpaIndex('PM2.5_24h', 12, '2024-05-05').index).toBe(50);
    expect(usEpaIndex('PM2.5_24h', 12, '2024-05-06').index).toBe(56);
    expect(usEpaIndex('O3_8h', 0.07, '2015-12-28').index).toBe(100);
  });

  it('does not fall between breakpoints when a mean carries binary noise', () => {
    expect(usEpaIndex('PM2.5_24h', 35.49999999999999, today)).toEqual({ index: 101, concentration: 35.5 });
    expect(usEpaIndex('PM2.5_24h', 35.39999999999999, today)).toEqual({ index: 100, concentration: 35.4 });
  });

  it('leaves undefined what the tables do not define', () => {
    expect(usEpaIndex('O3_1h', 0.124, today).index).toBeNull();
    expect(usEpaIndex('O3_8h', 0.201, today).index).toBeNull();
  });

  it('never falls as the air gets worse, and always has a category', () => {
    fc.assert(
      fc.property(
        fc.constantFrom<TableName>('PM2.5_24h', 'PM10_24h', 'CO_8h', 'SO2_1h', 'NO2_1h'),
        fc.double({ min: -20, max: 3000, noNaN: true }),
        fc.double({ min: 0, max: 500, noNaN: true }),
        fc.constantFrom('2013-06-01', '2024-05-05', '2025-01-01'),
        (name, concentration, more, date) => {
          const index = usEpaIndex(name, concentration, date).index ?? Number.NaN;
          const worse = usEpaIndex(name, concentration + more, date).index ?? Number.NaN;
          expect(worse).toBeGreaterThanOrEqual(index);
          expect(usEpaCategory(index).color).toMatch(/^#[0-9a-f]{6}$/);
        },
      ),
    );
  });
});
