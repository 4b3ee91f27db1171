import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { associations } from './associations.ts';

const seriesFile = fileURLToPath(
  new URL('../../subgraphs/correlations/domain/vectors/data/series.csv', import.meta.url),
);
const now = Date.UTC(2026, 10, 30, 12);
const dayMs = 86_400_000;

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'associations-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const run = async (...args: string[]) => {
  let [out, errors] = ['', ''];
  const code = await associations(
    args,
    {
      say: (text) => {
        out += text;
      },
      complain: (text) => {
        errors += text;
      },
    },
    now,
  );
  return { code, out, errors };
};

/** Runs what is written into files: a specification as a value or as text, and data as text. */
const runOn = async (spec: unknown, data: string, ...more: string[]) => {
  const [specFile, dataFile] = [join(folder, 'spec.json'), join(folder, 'data.csv')];
  await writeFile(specFile, typeof spec === 'string' ? spec : JSON.stringify(spec));
  await writeFile(dataFile, data);
  return run('--spec', specFile, '--data', dataFile, ...more);
};

const exposed = { kind: 'numeric', column: 'pm', per: 10, isExposure: true };
const model = (terms: readonly object[] = [exposed], more: object = {}) => ({
  kind: 'model',
  outcome: 'deaths',
  family: 'quasipoisson',
  terms,
  ...more,
});

/** A made-up day: enough variation to be modelled. */
const usual = (i: number): Record<string, string | number> => ({
  deaths: 20 + ((i * 7919) % 13),
  pm: 15 + ((i * 104_729) % 29),
  temp: 10 + ((i * 15_485) % 17),
});

interface Made {
  readonly days?: number;
  readonly from?: string;
  readonly day?: (i: number) => Record<string, string | number>;
}

const dates = (from: string, days: number): string[] =>
  Array.from({ length: days }, (_, i) => new Date(Date.parse(from) + i * dayMs).toISOString().slice(0, 10));

const csv = ({ days = 200, from = '2015-01-01', day = usual }: Made = {}): string => {
  const rows = dates(from, days).map((date, i) => ({ date, ...usual(i), ...day(i) }));
  const names = Object.keys(rows[0] ?? { date: '' });
  return `${[names, ...rows.map((row) => Object.values(row))].map((cells) => cells.join(',')).join('\n')}\n`;
};

describe('the command that runs associations', () => {
  it('prints all that was found, as a process of its own', async () => {
    const spec = join(folder, 'good.json');
    await writeFile(spec, JSON.stringify(model([{ ...exposed, lags: { to: 2 } }], { covariance: true })));
    const script = fileURLToPath(new URL('./associations.ts', import.meta.url));
    const args = [script, '--spec', spec, '--data', seriesFile];
    const { stdout } = await promisify(execFile)(process.execPath, args);
    const report = JSON.parse(stdout);
    expect(report).toMatchObject({
      kind: 'model',
      formula: 'deaths ~ [pm/10; lags 0-2 unconstrained]; quasipoisson, log link',
      firstDay: '2015-01-03',
      lastDay: '2018-12-31',
    });
    const names = ['intercept', 'pm/10 lag 0', 'pm/10 lag 1', 'pm/10 lag 2'];
    expect(report.coefficients.map(({ name }: { name: string }) => name)).toEqual(names);
    expect(report.covariance).toHaveLength(4);
    expect(report.effects[0].byLag).toHaveLength(3);
  });

  it('writes into a file, and reads dates from a column of another name', async () => {
    const out = join(folder, 'found.json');
    const data = csv().replace('date,', 'day,');
    expect(await runOn(model(), data, '--date', 'day', '--out', out)).toEqual({
      code: 0,
      out: '',
      errors: '',
    });
    expect(JSON.parse(await readFile(out, 'utf8')).n).toBe(200);
  });

  it('reads quoted cells, gaps, signs and exponents, and text of other makers', async () => {
    const [header, ...rows] = csv({ day: () => ({ place: '"here, there"' }) }).split('\n');
    const cells = rows.map((row) => row.split(','));
    for (const [i, cell] of ['', 'NA', '+1.5e1', '-2', '.5', '"7"'].entries())
      (cells[i] as string[])[2] = cell;
    const text = `\uFEFF${[header, ...cells.map((row) => row.join(','))].join('\r\n')}`;
    const { code, out } = await runOn(model([exposed]), text);
    expect([code, JSON.parse(out).n]).toEqual([0, 198]);
  });

  it('says how it is used', async () => {
    const { code, out } = await run('--help');
    expect(code).toBe(0);
    for (const option of ['--spec', '--data', '--date', '--out', 'Examples']) expect(out).toContain(option);
  });

  it.each([
    [[], 'Name a specification with --spec'],
    [['--spec', 'nowhere.json', '--data', seriesFile], 'nowhere.json is not there'],
    [['--spec', tmpdir(), '--data', seriesFile], 'is a folder'],
    [['--sepc', 'x'], 'Unknown option'],
    [['more'], 'options alone'],
  ])('says what is wrong with the call %j', async (args, why) => {
    const { code, errors } = await run(...args);
    expect(code).toBe(2);
    expect(errors).toContain(why);
  });
});

/** That a run ends with a code and one problem, told in full. */
const expectProblem = (
  found: Awaited<ReturnType<typeof run>>,
  wanted: { readonly code: number; readonly problem: object; readonly reason: string },
): void => {
  const { problems } = JSON.parse(found.out);
  expect(problems).toMatchObject([wanted.problem]);
  expect(problems[0].reason).toContain(wanted.reason);
  expect(problems[0].next.length).toBeGreaterThan(5);
  for (const said of [problems[0].field, problems[0].reason, problems[0].next])
    expect(found.errors).toContain(said);
  expect(found.code).toBe(wanted.code);
};

describe('a specification that cannot be read', () => {
  it.each<[string, unknown, string, string]>([
    ['is no JSON', '{ "kind": model }', 'the specification', 'not JSON'],
    ['is a list', [], 'the specification', 'expected object'],
    ['is of another kind', { ...model(), kind: 'modle' }, 'kind', 'no kind that is known'],
    ['has an unknown family', model([], { family: 'poison' }), 'family', 'not known'],
    ['lacks a column', model([{ kind: 'numeric' }]), 'terms.0.column', 'expected string, received undefined'],
    ['has a setting too many', model([{ ...exposed, lag: 3 }]), 'terms.0', '"lag"'],
    ['has text for a lag', model([{ ...exposed, lags: { to: '3' } }]), 'terms.0.lags.to', 'expected number'],
    ['has a fraction of a lag', model([{ ...exposed, lags: 0.5 }]), 'terms.0.lags', 'expected int'],
    [
      'has an unknown shape',
      model([{ ...exposed, lags: { to: 3, shape: { kind: 'pie' } } }]),
      'terms.0.lags.shape.kind',
      'no kind',
    ],
    [
      'asks for no effect',
      model([exposed], { effects: [{ term: 0, reference: 1 }] }),
      'effects.0',
      'needs at, curve or both',
    ],
    ['correlates nothing', { kind: 'correlations', correlations: [] }, 'correlations', '>=1'],
  ])('is told with the setting: %s', async (_, spec, field, reason) => {
    const problem = { field, code: 'NOT_A_SPECIFICATION' };
    expectProblem(await runOn(spec, csv()), { code: 2, problem, reason });
  });

  it('is told with everything that is wrong with it', async () => {
    const { out } = await runOn(model([{ kind: 'numeric' }, { kind: 'numeric' }], { family: 'x' }), csv());
    expect(JSON.parse(out).problems).toHaveLength(3);
  });
});

describe('data that cannot be read', () => {
  const swapped = csv().split('\n');
  swapped.splice(10, 2, swapped[11] as string, swapped[10] as string);
  it.each<[string, string, string, string, string]>([
    ['nothing', '', 'the data', 'NOT_CSV', 'no row of data'],
    ['a header alone', 'date,deaths,pm\n', 'the data', 'NOT_CSV', 'no row of data'],
    [
      'a row that is short',
      csv().replace(/,\d+\n2015-01-05/, '\n2015-01-05'),
      'the data',
      'NOT_CSV',
      'Line 5',
    ],
    [
      'an open quote',
      csv().replace('2015-01-05,', '2015-01-05,"'),
      'the data',
      'NOT_CSV',
      'Quote Not Closed',
    ],
    ['a column twice', csv().replace('temp', 'pm'), 'pm', 'NOT_CSV', 'two columns pm'],
    ['a column without a name', csv().replace('temp', ''), 'the data', 'NOT_CSV', 'column 4 has no name'],
    ['no dates', csv().replace('date', 'when'), 'date', 'UNKNOWN_COLUMN', 'there are when, deaths, pm, temp'],
    ['semicolons', csv().replaceAll(',', ';'), 'date', 'UNKNOWN_COLUMN', 'date;deaths'],
    ['a date that is none', csv().replace('2015-01-05', '5.1.2015'), 'date', 'NOT_A_DATE', 'Line 6'],
    [
      'days out of order',
      swapped.join('\n'),
      'date',
      'DATES_NOT_DAILY',
      'Line 11: 2015-01-11 comes 2 days after',
    ],
    [
      'a day twice',
      csv().replace('2015-01-05', '2015-01-04'),
      'date',
      'DATES_NOT_DAILY',
      'Line 6: 2015-01-04 comes twice',
    ],
    [
      'days to come',
      csv({ from: '2026-11-01' }),
      'date',
      'FUTURE_DATE',
      'Line 33: 2026-12-02 has not come yet',
    ],
    [
      'NaN',
      csv({ day: (i) => (i === 7 ? { pm: 'NaN' } : {}) }),
      'pm',
      'NOT_NUMERIC',
      'Line 9, column 3 (pm): NaN',
    ],
    [
      'infinity',
      csv({ day: (i) => (i === 7 ? { pm: 'Inf' } : {}) }),
      'pm',
      'NOT_NUMERIC',
      'Line 9, column 3 (pm): Inf',
    ],
    [
      'a comma in a number',
      csv({ day: (i) => (i === 7 ? { pm: '"7,5"' } : {}) }),
      'pm',
      'NOT_NUMERIC',
      'Line 9, column 3 (pm): 7,5',
    ],
  ])('is told with the place: %s', async (_, data, field, code, reason) => {
    expectProblem(await runOn(model(), data), { code: 2, problem: { field, code }, reason });
  });
});

describe('wild data', () => {
  const of = (day: (i: number) => Record<string, string | number>, days = 200) => csv({ day, days });
  const twice = (i: number) => ({ twice: 2 * (usual(i).pm as number) + 1 });
  it.each<[string, unknown, string, string, string]>([
    ['an exposure that does not vary', model(), of(() => ({ pm: 7 })), 'pm', 'CONSTANT'],
    ['an exposure that is never known', model(), of(() => ({ pm: '' })), 'deaths', 'TOO_FEW_DAYS'],
    [
      'terms that say the same',
      model([exposed, { kind: 'numeric', column: 'twice' }]),
      of(twice),
      'pm',
      'COLLINEAR',
    ],
    ['a number beyond all others', model(), of((i) => (i === 7 ? { pm: '1e999' } : {})), 'pm', 'NOT_FINITE'],
    ['no events at all', model(), of(() => ({ deaths: 0 })), 'deaths', 'ALL_ZERO'],
    ['ten days', model(), csv({ days: 10 }), 'deaths', 'TOO_FEW_DAYS'],
    ['negative counts', model(), of((i) => (i === 9 ? { deaths: -1 } : {})), 'deaths', 'NEGATIVE_COUNT'],
    ['fractions of deaths', model(), of((i) => ({ deaths: i + 0.5 })), 'deaths', 'FRACTIONAL_COUNT'],
    [
      'a column that is not there',
      model([{ ...exposed, column: 'no2' }]),
      csv(),
      'terms.0.column',
      'UNKNOWN_COLUMN',
    ],
    [
      'a model larger than the data',
      model([exposed, { kind: 'factor', column: 'time' }]),
      csv(),
      'terms',
      'MORE_COLUMNS_THAN_ROWS',
    ],
    [
      'an effect of a factor',
      model([{ kind: 'factor', column: 'dow' }], { effects: [{ term: 0, at: 1, reference: 0 }] }),
      csv(),
      'effects.0.term',
      'WRONG_SETTING',
    ],
    ['robust errors of counts', model([exposed], { neweyWest: 7 }), csv(), 'neweyWest', 'WRONG_SETTING'],
    [
      'lags longer than the series',
      model([{ ...exposed, lags: { to: 300 } }]),
      csv(),
      'deaths',
      'TOO_FEW_DAYS',
    ],
  ])('is told what to change: %s', async (_, spec, data, field, code) => {
    expectProblem(await runOn(spec, data), { code: 1, problem: { field, code }, reason: '' });
  });

  it.each<[string, object, string, string]>([
    ['an unknown column', { kind: 'pearson', x: 'no2', y: 'deaths' }, 'correlations.0.x', 'UNKNOWN_COLUMN'],
    ['labels', { kind: 'pearson', x: 'dow', y: 'deaths' }, 'dow', 'NOT_NUMERIC'],
    ['a constant', { kind: 'kendall', x: 'same', y: 'deaths' }, 'correlations.0.x', 'CONSTANT'],
    ['a constant along time', { kind: 'acf', x: 'same', lags: 7 }, 'correlations.0.x', 'CONSTANT'],
    [
      'lags longer than the series',
      { kind: 'ccf', x: 'pm', y: 'deaths', lags: 300 },
      'correlations.0',
      'TOO_FEW_DAYS',
    ],
    [
      'a series and itself',
      { kind: 'partial', x: 'pm', y: 'deaths', given: ['pm'] },
      'correlations.0.x',
      'COLLINEAR',
    ],
  ])('of correlations is told, too: %s', async (_, one, field, code) => {
    const data = of(() => ({ same: 7 }));
    const problem = { field, code };
    expectProblem(await runOn({ kind: 'correlations', correlations: [one] }, data), {
      code: 1,
      problem,
      reason: '',
    });
  });

  it('may be fifty years long', async () => {
    const season = { kind: 'numeric', column: 'time', response: { kind: 'ns', dfPerYear: 1 } };
    const data = csv({ days: 18_263, from: '1970-01-01' });
    const { code, out } = await runOn(model([exposed, season]), data);
    expect([code, JSON.parse(out).n]).toEqual([0, 18_263]);
  });
});
