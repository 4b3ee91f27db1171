import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { makeExposure } from '../../testing/studies.ts';
import type { ExposureSeries } from '../exposure/exposure.ts';
import type { HealthColumn, HealthColumnRole } from '../health/health-series.ts';
import { questionData } from './daily.ts';

const days = 3;
const filled = (value: number): Float64Array => new Float64Array(days).fill(value);
const column = (name: string, role: HealthColumnRole): HealthColumn => ({
  ...{ name, role, label: name, unit: null, missing: 0, events: null },
});
const uploaded = (column: string, value: number): ExposureSeries => ({
  column,
  exposure: makeExposure({ label: `${column} of the city` }),
  values: filled(value),
});

interface Said {
  readonly outcome?: string;
  readonly exposures?: readonly ExposureSeries[];
  readonly columns?: readonly HealthColumn[];
}

/** A leap day among three, and as many columns as are told of, each with a value of its own. */
const dataOf = ({ outcome = 'death', exposures = [uploaded('dust', 1)], columns = [] }: Said) => {
  const own = exposures.flatMap((one) => (one.column === null ? [] : [column(one.column, 'EXPOSURE')]));
  const all = [column(outcome, 'OUTCOME'), ...columns, ...own];
  const values = Object.fromEntries(all.map(({ name }, place) => [name, filled(100 + place)]));
  const series = { firstDay: '2024-02-28', days, timeZone: 'Africa/Kampala', columns: all };
  return questionData({ part: { series, values }, outcome, exposures });
};

const roles = ['TEMPERATURE', 'HUMIDITY', 'HOLIDAY', 'INFLUENZA'] as const;
const calendar = { time: [1, 2, 3], month: [2, 2, 3], doy: [59, 60, 61], year: [2024, 2024, 2024] };
const dow = ['Wednesday', 'Thursday', 'Friday'];

describe('what models are made of', () => {
  it('is the outcome, the exposures, the confounders that there are, and the calendar', () => {
    const columns = [column('Mean °C', 'TEMPERATURE'), column('flu', 'INFLUENZA'), column('so2', 'EXPOSURE')];
    const measured = { column: null, exposure: makeExposure({ quantity: 'PM25' }), values: filled(2) };
    const { daily, ...named } = dataOf({ columns, exposures: [measured, uploaded('dust', 1)] });
    expect(named).toEqual({
      outcome: 'death',
      exposures: ['pm25', 'dust'],
      confounders: { TEMPERATURE: 'Mean °C', INFLUENZA: 'flu' },
    });
    expect(daily.start).toBe('2024-02-28');
    expect(daily.columns).toEqual({
      ...{ death: filled(100), pm25: filled(2), dust: filled(1) },
      ...{ 'Mean °C': filled(101), flu: filled(102), dow },
      ...Object.fromEntries(Object.entries(calendar).map(([name, of]) => [name, Float64Array.from(of)])),
    });
  });

  it('is called by another name where two are called the same', () => {
    const pm25 = { column: null, exposure: makeExposure({ quantity: 'PM25' }), values: filled(2) };
    const { outcome, exposures } = dataOf({ outcome: 'pm25', exposures: [pm25, uploaded('pm25_2', 1)] });
    expect([outcome, ...exposures]).toEqual(['pm25', 'pm25_3', 'pm25_2']);
    const dust = uploaded('dust', 1);
    expect(dataOf({ exposures: [dust, dust] }).exposures).toEqual(['dust', 'dust_2']);
  });

  it('keeps the names of the series, and lets none take the place of the calendar or of another', () => {
    const dates = [...Object.keys(calendar), 'dow'];
    const odd = ['pm25', '__proto__', 'constructor', '@exposure', '@temperature', ''];
    const name = fc.oneof(
      fc.constantFrom(...dates, ...dates.map((one) => `${one}_2`), 'pm25_2', ...odd),
      fc.string({ unit: 'binary' }),
    );
    const some = fc.subarray([...roles]);
    const measured = { column: null, exposure: makeExposure({ quantity: 'PM25' }), values: filled(2) };
    fc.assert(
      fc.property(fc.uniqueArray(name, { minLength: 6, maxLength: 6 }), some, (names, there) => {
        const [outcome, dust] = names as [string, string];
        const wanted = there.map((role, place) => column(names[2 + place] as string, role));
        const said = { outcome, exposures: [uploaded(dust, 1), measured], columns: wanted };
        const { daily, ...named } = dataOf(said);
        const { columns } = daily;
        for (const [of, values] of Object.entries({ ...calendar, dow }))
          expect([...(columns[of] ?? [])]).toEqual(values);
        const others = there.map((role) => named.confounders[role] as string);
        const all = [named.outcome, ...named.exposures, ...others];
        expect(new Set([...all, ...dates]).size).toBe(all.length + dates.length);
        expect(all.map((of) => columns[of]?.[0])).toEqual([
          100,
          1,
          2,
          ...there.map((_, place) => 101 + place),
        ]);
        expect(Object.keys(columns)).toHaveLength(dates.length + all.length);
        const own = [outcome, dust, ...wanted.map((one) => one.name)];
        const kept = [named.outcome, named.exposures[0], ...others];
        own.forEach((of, i) => {
          if (!dates.includes(of)) expect(kept[i]).toBe(of);
        });
      }),
    );
  });
});
