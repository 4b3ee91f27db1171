import { describe, expect, it } from 'vitest';
import { factor, numeric } from '../../testing/models.ts';
import { found } from '../../testing/near.ts';
import { definitions, madeUp, makePlan, makeQuestion, ozone, pm } from '../../testing/studies.ts';
import { dateOf, dayNumber } from '../days.ts';
import type { LagShape } from '../lags/lag-window.ts';
import type { Response } from '../lags/response.ts';
import { calendarOf, withCalendar } from '../terms/calendar.ts';
import { designOf } from '../terms/design.ts';
import type { Column, Term } from '../terms/spec.ts';
import { planStudy } from './plan-study.ts';
import { columnsOf } from './size.ts';

const groupsOf = (column: string): number => new Set<unknown>(madeUp.columns[column] as Column).size;
const expectCounted = (terms: readonly Term[], strata?: readonly string[]): void => {
  const spec = { outcome: 'deaths', family: 'quasipoisson' as const, terms, ...(strata && { strata }) };
  expect(columnsOf(spec, groupsOf), JSON.stringify(terms)).toBe(
    found(designOf(spec, madeUp.columns)).x.columns,
  );
};
const inCentury = (years: number) => {
  const days = Math.round(365.25 * years);
  const first = dayNumber('1920-01-01') as number;
  const dates = Array.from({ length: days }, (_, day) => dateOf(first + day));
  const values = (name: string) =>
    Float64Array.from(
      { length: days },
      (_, day) => (madeUp.columns[name] as Float64Array)[day % 1461] as number,
    );
  const columns = Object.fromEntries(
    ['deaths', 'pm', 'temp', 'holiday', 'o3'].map((name) => [name, values(name)]),
  );
  return { start: '1920-01-01', columns: withCalendar(columns, found(calendarOf(dates))) };
};

describe('the size of a model', () => {
  it('is what its matrix has, of every shape', () => {
    const responses: Response[] = [
      { kind: 'linear' },
      { kind: 'polynomial', degree: 3 },
      { kind: 'ns', df: 4 },
      { kind: 'ns', knots: [10, 15] },
      { kind: 'bs', df: 5 },
      { kind: 'bs', knots: [10], degree: 2 },
      { kind: 'threshold', above: 15 },
      { kind: 'threshold', below: 5, above: 15 },
      { kind: 'steps', cuts: [5, 15] },
      { kind: 'fourier', period: 10, harmonics: 2 },
    ];
    const shapes: LagShape[] = [
      { kind: 'unconstrained' },
      { kind: 'mean' },
      { kind: 'sum' },
      { kind: 'strata', starts: [1, 3] },
      { kind: 'polynomial', degree: 2 },
      { kind: 'ns', df: 3 },
      { kind: 'ns', knots: [2, 4] },
      { kind: 'bs', df: 5 },
      { kind: 'bs', knots: [3] },
    ];
    for (const response of responses) expectCounted([numeric('temp', { response, lags: 2 })]);
    for (const shape of shapes)
      expectCounted([numeric('temp', { response: { kind: 'ns', df: 2 }, lags: { from: 1, to: 6, shape } })]);
    expectCounted([factor('dow'), factor('temp', { quantiles: 10 })]);
    expectCounted([numeric('pm')], ['year', 'month']);
  });

  it('is that of each model of a study', () => {
    for (const { id } of definitions)
      for (const { request } of makePlan({ modelId: id, exposures: [pm, ozone] }).models)
        expectCounted(request.terms, request.strata);
  });

  it('is too much of a century, and not of fifty years', () => {
    expect(found(planStudy(makeQuestion({ exposures: [pm, ozone] }), inCentury(50))).models).toHaveLength(19);
    expect(planStudy(makeQuestion(), inCentury(100))).toMatchObject({
      ...{ kind: 'problem', code: 'TOO_MANY', field: 'from', next: 'Ask for a part of these days.' },
    });
  });
});
