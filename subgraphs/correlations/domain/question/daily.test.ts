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
const uploaded = (label: string, value: number): ExposureSeries => ({
  exposure: makeExposure({ label }),
  values: filled(value),
});

interface Said {
  readonly outcome?: string;
  readonly exposures?: readonly ExposureSeries[];
  readonly columns?: readonly HealthColumn[];
}

/** A leap day among three, and as many columns as are told of, each with a value of its own. */
const dataOf = ({ outcome = 'death', exposures = [uploaded('dust', 1)], columns = [] }: Said) => {
  const all = [column(outcome, 'OUTCOME'), ...columns];
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
    const measured = { exposure: makeExposure({ quantity: 'PM25' }), values: filled(2) };
    const { daily, ...named } = dataOf({ columns, exposures: [measured, uploaded('dust', 1)] });
    expect(named).toEqual({
      outcome: 'death',
      exposures: ['pm25', 'dust'],
      confounders: { TEMPERATURE: 'temperature', INFLUENZA: 'influenza' },
    });
    expect(daily.start).toBe('2024-02-28');
    expect(daily.columns).toEqual({
      ...{ death: filled(100), pm25: filled(2), dust: filled(1) },
      ...{ temperature: filled(101), influenza: filled(102), dow },
      ...Object.fromEntries(Object.entries(calendar).map(([name, of]) => [name, Float64Array.from(of)])),
    });
  });

  it('is called by another name where two are called the same', () => {
    const pm25 = { exposure: makeExposure({ quantity: 'PM25' }), values: filled(2) };
    const { outcome, exposures } = dataOf({ outcome: 'pm25', exposures: [pm25, uploaded('pm25_2', 1)] });
    expect([outcome, ...exposures]).toEqual(['pm25', 'pm25_2', 'pm25_2_2']);
  });

  it('never lets an outcome or an exposure take the place of the calendar, of a confounder or of each other', () => {
    const taken = [...Object.keys(calendar), 'dow', ...roles.map((role) => role.toLowerCase())];
    const name = fc.oneof(
      fc.constantFrom(
        ...taken,
        ...taken.map((one) => `${one}_2`),
        '__proto__',
        'constructor',
        '@exposure',
        '',
      ),
      fc.string({ unit: 'binary' }),
    );
    const some = fc.subarray([...roles]);
    fc.assert(
      fc.property(name, fc.array(name, { minLength: 1, maxLength: 2 }), some, (outcome, labels, there) => {
        const { daily, ...named } = dataOf({
          outcome,
          exposures: labels.map(uploaded),
          columns: there.map((role) => column(`${outcome} ${role}`, role)),
        });
        const { columns } = daily;
        for (const [of, values] of Object.entries({ ...calendar, dow }))
          expect([...(columns[of] ?? [])]).toEqual(values);
        const own = [named.outcome, ...named.exposures];
        const others = there.map((role) => named.confounders[role] as string);
        expect(new Set([...own, ...taken]).size).toBe(own.length + taken.length);
        expect([...own, ...others].map((of) => columns[of]?.[0])).toEqual([
          ...[100, ...labels.keys()],
          ...there.map((_, place) => 101 + place),
        ]);
        expect(Object.keys(columns)).toHaveLength(5 + own.length + others.length);
      }),
    );
  });
});
