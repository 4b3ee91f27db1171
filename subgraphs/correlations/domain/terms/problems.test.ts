import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { factor, model, ns, numeric } from '../../testing/models.ts';
import { found } from '../../testing/near.ts';
import { series } from '../../testing/vectors.ts';
import { type Problem, problemCodes } from '../problem.ts';
import { fit } from './fit.ts';
import type { Columns, ModelSpec, Term } from './spec.ts';

const columns = series();
const days = columns.deaths?.length as number;
const column = (value: (day: number) => number): Float64Array =>
  Float64Array.from({ length: days }, (_, day) => value(day));
const exposed = numeric('pm', { per: 10, isExposure: true });

const problemOf = (terms: readonly Term[], more: Columns = {}, spec: Partial<ModelSpec> = {}) =>
  fit(model('deaths', terms, spec), { ...columns, ...more });

describe('a model that cannot be had', () => {
  it.each<[string, string, ReturnType<typeof problemOf>]>([
    ['the exposure does not vary', 'CONSTANT', problemOf([exposed], { pm: column(() => 7) })],
    [
      'the exposure does not vary on the days that are complete',
      'CONSTANT',
      problemOf([exposed], { pm: column((day) => (day < 40 ? 7 : Number.NaN)) }),
    ],
    [
      'two exposures say the same',
      'COLLINEAR',
      problemOf([exposed, numeric('twice', { isExposure: true })], {
        twice: (columns.pm as Float64Array).map((value) => 2 * value + 1),
      }),
    ],
    [
      'the exposure is what another term makes it',
      'COLLINEAR',
      problemOf([numeric('fahrenheit', { isExposure: true }), numeric('temp')]),
    ],
    [
      'the exposure does not vary within strata',
      'COLLINEAR',
      problemOf([numeric('month', { isExposure: true })], {}, { strata: ['year', 'month', 'dow'] }),
    ],
    ['nothing happened', 'ALL_ZERO', problemOf([exposed], { deaths: column(() => 0) })],
    ['counts are negative', 'NEGATIVE_COUNT', problemOf([exposed], { deaths: column((day) => day - 3) })],
    ['counts are fractions', 'FRACTIONAL_COUNT', problemOf([exposed], { deaths: column((day) => day / 2) })],
    ['an infinite value came', 'NOT_FINITE', problemOf([exposed], { pm: column((day) => 1 / (day - 9)) })],
    [
      'there are ten days',
      'TOO_FEW_DAYS',
      fit(model('deaths', [exposed]), {
        deaths: column((day) => day).subarray(0, 10),
        pm: column((day) => day).subarray(0, 10),
      }),
    ],
    ['no day is complete', 'TOO_FEW_DAYS', problemOf([exposed], { pm: column(() => Number.NaN) })],
    [
      'the spline wants more than there is',
      'MORE_COLUMNS_THAN_ROWS',
      problemOf(
        [exposed, ns('time', 900)],
        {},
        { subset: { column: 'year', in: [2015, 2016], lags: 'across' } },
      ),
    ],
    ['strata are of one day each', 'MORE_COLUMNS_THAN_ROWS', problemOf([exposed], {}, { strata: ['time'] })],
    ['a factor names every day', 'MORE_COLUMNS_THAN_ROWS', problemOf([exposed, factor('time')])],
    [
      'a factor has one group',
      'CONSTANT',
      problemOf([exposed, factor('all')], { all: Array(days).fill('yes') }),
    ],
    ['knots fall together', 'KNOTS_COINCIDE', problemOf([exposed, ns('holiday', 4)])],
    ['quantiles fall together', 'KNOTS_COINCIDE', problemOf([exposed, factor('holiday', { quantiles: 5 })])],
    [
      'a group has no events',
      'SEPARATION',
      problemOf([numeric('temp'), factor('closed')], {
        closed: column((day) => (day % 50 === 0 ? 1 : 0)),
        deaths: (columns.deaths as Float64Array).map((count, day) => (day % 50 === 0 ? 0 : count)),
      }),
    ],
    ['a column is not there', 'UNKNOWN_COLUMN', problemOf([numeric('no2')])],
    ['a column has a name that objects have', 'UNKNOWN_COLUMN', problemOf([numeric('constructor')])],
    ['a column is shorter', 'UNEQUAL_LENGTHS', problemOf([exposed], { pm: column(() => 1).subarray(1) })],
    ['labels are taken for numbers', 'NOT_NUMERIC', problemOf([numeric('dow')])],
    ['lags go backwards', 'WRONG_SETTING', problemOf([numeric('pm', { lags: { from: 3, to: 1 } })])],
    ['lags are fractions', 'WRONG_SETTING', problemOf([numeric('pm', { lags: 0.5 })])],
    [
      'strata of lags do not ascend',
      'WRONG_SETTING',
      problemOf([numeric('pm', { lags: { to: 5, shape: { kind: 'strata', starts: [0, 3, 2] } } })]),
    ],
    [
      'a polynomial has more degrees than lags',
      'WRONG_SETTING',
      problemOf([numeric('pm', { lags: { to: 2, shape: { kind: 'polynomial', degree: 3 } } })]),
    ],
    [
      'a spline is asked for per increment',
      'WRONG_SETTING',
      problemOf([numeric('pm', { per: 10, response: { kind: 'ns', df: 3 } })]),
    ],
    [
      'boundary knots are beyond all values',
      'WRONG_SETTING',
      problemOf([numeric('pm', { response: { kind: 'bs', df: 5, boundary: [1e4, 1e5] } })]),
    ],
    [
      'boundary knots descend',
      'WRONG_SETTING',
      problemOf([numeric('pm', { response: { kind: 'ns', df: 1, boundary: [30, 10] } })]),
    ],
    [
      'a threshold is nowhere',
      'WRONG_SETTING',
      problemOf([numeric('pm', { response: { kind: 'threshold' } })]),
    ],
    [
      'the outcome of least squares does not vary',
      'CONSTANT',
      problemOf([exposed], { deaths: column(() => 4) }, { family: 'gaussian' }),
    ],
    ['a logarithm is asked for of counts', 'WRONG_SETTING', problemOf([exposed], {}, { isLog: true })],
    [
      'the reference never occurs',
      'WRONG_SETTING',
      problemOf([exposed, factor('dow', { reference: 'Feriado' })]),
    ],
    [
      'a logarithm is asked for of nothing',
      'NEGATIVE_COUNT',
      problemOf([exposed], { deaths: column((day) => day) }, { family: 'gaussian', isLog: true }),
    ],
  ])('says so and what to change: %s', (_, code, result) => {
    const { reason, next, field } = result as Problem;
    expect(result).toMatchObject({ kind: 'problem', code });
    for (const text of [reason, next, field]) expect(text.length).toBeGreaterThan(1);
  });

  it('names the group that has no events, and the terms that an exposure cannot be told from', () => {
    const closed = column((day) => (day % 50 === 0 ? 1 : 0));
    const deaths = (columns.deaths as Float64Array).map((count, day) => (closed[day] === 1 ? 0 : count));
    expect(problemOf([exposed, factor('closed')], { closed, deaths })).toMatchObject({ field: 'closed 1' });
    expect(problemOf([numeric('fahrenheit', { isExposure: true }), numeric('temp')])).toMatchObject({
      field: 'fahrenheit',
      reason: 'The effect of fahrenheit cannot be told from that of temp',
    });
  });

  it('is not one whose nuisance columns say the same', () => {
    const fitted = found(problemOf([exposed, numeric('temp'), numeric('fahrenheit')]));
    expect(fitted.aliased.map(({ name }) => name)).toEqual(['fahrenheit']);
  });

  it('never throws, and what it finds is finite', () => {
    const wild = fc.oneof(
      { weight: 400, arbitrary: fc.nat(40) },
      { weight: 1, arbitrary: fc.constantFrom(Number.NaN, 0, -1, 0.5, 1e9, Number.POSITIVE_INFINITY) },
    );
    const drawn = fc.array(fc.tuple(wild, wild, wild), { minLength: 25, maxLength: 90 });
    const term = fc.constantFrom<Term>(
      exposed,
      ns('time', 4),
      numeric('temp', { response: { kind: 'bs', df: 5 } }),
      numeric('pm', { lags: { to: 3 } }),
      numeric('temp', { response: { kind: 'ns', df: 2 }, lags: { to: 4, shape: { kind: 'ns', df: 3 } } }),
      factor('temp', { quantiles: 4 }),
      factor('week'),
    );
    const settings = fc.record({
      family: fc.constantFrom('quasipoisson' as const, 'poisson' as const, 'gaussian' as const),
      strata: fc.option(fc.constant(['week']), { nil: undefined }),
    });
    fc.assert(
      fc.property(drawn, fc.array(term, { maxLength: 4 }), settings, (rows, terms, { family, strata }) => {
        const of = (j: 0 | 1 | 2): Float64Array => Float64Array.from(rows, (row) => row[j]);
        const time = Float64Array.from(rows, (_, i) => i + 1);
        const data = { deaths: of(0), pm: of(1), temp: of(2), time, week: rows.map((_, i) => `w${i >> 3}`) };
        const result = fit(
          model('deaths', terms, { family, ...(strata === undefined ? {} : { strata }) }),
          data,
        );
        if (result.kind === 'problem') expect(problemCodes).toContain(result.code);
        else
          for (const { estimate, se } of result.coefficients)
            expect(Number.isFinite(estimate) && se >= 0, `${estimate} ${se}`).toBe(true);
      }),
      { numRuns: 300 },
    );
  });
});
