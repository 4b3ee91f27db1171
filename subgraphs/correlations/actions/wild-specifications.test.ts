import { readFileSync } from 'node:fs';
import { codeBlocks } from '@aqmrg/tests/support/readme.ts';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isProblem } from '../domain/problem.ts';
import { associationOf } from '../domain/report/association.ts';
import { readDaily } from './read-daily.ts';
import { checkSpecification } from './read-specification.ts';

const file = new URL('../domain/vectors/data/series.csv', import.meta.url);
const text = readFileSync(file, 'utf8').split('\n').slice(0, 500).join('\n');
const examples: readonly unknown[] = (await codeBlocks('docs/reference/association-specs.md', 'json')).map(
  (block) => JSON.parse(block),
);

const numbers = [0, 1, -1, 2, 7, 30, 365, 0.5, 1e-9, 1e9, -1e300, 1e300];
const columns = [
  'pm',
  'time',
  'dow',
  'deaths',
  'asthma',
  'temp',
  'fahrenheit',
  'o3',
  'holiday',
  'month',
  'no2',
];
const sizes = [
  { df: 3 },
  { df: 30 },
  { dfPerYear: 100 },
  { knots: [] },
  { knots: [5, 5] },
  { knots: [1e9] },
  { df: 4, boundary: [30, 1] },
  { df: 4, boundary: [365, 1e300] },
  {},
];
const splines = sizes.flatMap((size) => ['ns', 'bs'].map((kind) => ({ kind, ...size })));
const shapes = [
  ...splines,
  { kind: 'strata', starts: [0, 3] },
  { kind: 'polynomial', degree: 2 },
  { kind: 'mean' },
];
/** What a setting may be changed to: most of its own kind, some beyond reason. */
const others: Readonly<Record<string, readonly unknown[]>> = {
  response: [
    ...splines,
    { kind: 'polynomial', degree: 10 },
    { kind: 'fourier', period: 1e-300, harmonics: 3 },
    { kind: 'steps', cuts: [1, 10, 1e300] },
    { kind: 'threshold', below: 1e300, above: -1e300 },
  ],
  lags: [0, 30, 365, -1, { to: 300 }, { from: 9, to: 3 }, ...shapes.map((shape) => ({ to: 5, shape }))],
  column: [...columns, ['time', 'month'], ['dow', 'dow']],
  strata: [['month'], ['time'], ['no2']],
  subset: [
    { column: 'month', in: [6, 7] },
    { column: 'dow', in: ['Monday'], lags: 'across' },
  ],
  family: ['gaussian', 'poisson', 'quasipoisson', 'binomial'],
  isLog: [true, false],
  isExposure: [true, false],
  given: [['pm'], ['dow', 'temp']],
  curve: [numbers],
};
for (const name of ['outcome', 'x', 'y', 'lagsWithin']) Object.assign(others, { [name]: columns });

/** The specification with the n-th of its settings changed to the m-th of what it may be; settings come from everywhere in it. */
const changed = (specification: unknown, n: number, m: number): unknown => {
  const copy = structuredClone(specification);
  const places: { readonly of: Record<string, unknown>; readonly name: string }[] = [];
  const visit = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    if (!Array.isArray(value))
      for (const name of new Set([...Object.keys(value), 'lags', 'response', 'isExposure']))
        if (name !== 'kind' && name !== 'terms' && name !== 'correlations')
          places.push({ of: value as Record<string, unknown>, name });
    for (const one of Object.values(value)) visit(one);
  };
  visit(copy);
  const { of, name } = places[n % places.length] as (typeof places)[number];
  const list = others[name] ?? numbers;
  of[name] = structuredClone(list[m % list.length]);
  return copy;
};

describe('a specification that was changed at random', () => {
  it('is refused with reasons, or run: nothing throws, and estimates are finite', () => {
    const change = fc.tuple(fc.nat(), fc.nat());
    const changes = fc.array(change, { minLength: 1, maxLength: 3 });
    let ran = 0;
    fc.assert(
      fc.property(fc.constantFrom(...examples), changes, (example, drawn) => {
        const wild = drawn.reduce((specification, [n, m]) => changed(specification, n, m), example);
        const request = checkSpecification(wild);
        if (!('kind' in request)) {
          for (const { field, reason, next } of request)
            for (const said of [field, reason, next]) expect(said.length).toBeGreaterThan(0);
          return;
        }
        const daily = readDaily({ text, dateColumn: 'date', tomorrow: '2026-12-01' }, request);
        const report = isProblem(daily) ? daily : associationOf(request, daily);
        if (isProblem(report) || report.kind !== 'model') return;
        ran += 1;
        for (const { estimate, se } of report.coefficients)
          expect(Number.isFinite(estimate) && se >= 0, `${estimate} ${se}`).toBe(true);
      }),
      { numRuns: Number(process.env.CASES ?? 300) },
    );
    expect(ran).toBeGreaterThan(10);
  });
});
