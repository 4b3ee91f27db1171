import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { areProblems } from '../domain/problem.ts';
import { makeCaller, openActions, openGround, type TestGround, usesOf } from '../testing/open-health.ts';
import { makeRows, makeUpload, monday } from '../testing/uploads.ts';
import type { HealthQuestion } from './ask.ts';

let ground: TestGround;
let actions: ReturnType<typeof openActions>;
let healthSeriesId: string;
const ada = { caller: makeCaller(), from: '192.0.2.7' };
const ben = { caller: makeCaller({ id: 'ben' }) };

beforeAll(async () => {
  ground = await openGround();
});
afterAll(() => ground.close());
beforeEach(async () => {
  await ground.empty();
  actions = openActions(ground);
  const columns = [
    { name: 'death', role: 'OUTCOME' },
    { name: 'cvd', role: 'OUTCOME' },
    { name: 'temp', role: 'TEMPERATURE' },
  ] as const;
  const rows = makeRows({ firstDay: '2018-01-01', days: 2_191, row: (day) => ({ cvd: day % 2 }) });
  const uploaded = await actions.healthSeries.upload(makeUpload({ columns }, rows), ada);
  if (areProblems(uploaded)) throw new Error(JSON.stringify(uploaded));
  healthSeriesId = uploaded.healthSeries.id;
});

const ask = (question: Partial<HealthQuestion> = {}, asker = ada) =>
  actions.ask({ healthSeriesId, ...question }, asker);
const faults = async (...asked: Parameters<typeof ask>) => {
  const answer = await ask(...asked);
  return areProblems(answer) ? answer.map(({ field, code }) => `${field} ${code}`) : [];
};

describe('a question', () => {
  it('gets the days, the outcome and the values that it is about, and is told before', async () => {
    const allowed = await ask({ outcome: 'cvd', from: '2019-01-01' });
    expect(allowed).toMatchObject({
      series: { id: healthSeriesId },
      outcome: { name: 'cvd', role: 'OUTCOME' },
      selection: { from: '2019-01-01', to: '2023-12-31', months: 4_095 },
      values: { temp: expect.any(Float64Array) },
    });
    expect((await usesOf(ground, healthSeriesId)).at(-1)).toEqual({
      ...{ healthSeriesId, organisation: 'makerere', action: 'ASKED', by: 'ada', from: '192.0.2.7' },
      details: { outcome: 'cvd', from: '2019-01-01', to: '2023-12-31', months: 4_095 },
      usedAt: monday,
    });
  });

  it('is about the first outcome and all days where it says nothing', async () => {
    expect(await ask()).toMatchObject({ outcome: { name: 'death' }, selection: { from: '2018-01-01' } });
  });

  it('is refused where it is about nothing that there is', async () => {
    expect(await faults({ outcome: 'temp', from: 'now' })).toEqual([
      'outcome UNKNOWN_COLUMN',
      'from NOT_A_DATE',
    ]);
    expect(await faults({ healthSeriesId: 'none' })).toEqual(['healthSeriesId NOT_FOUND']);
    const eve = { caller: makeCaller({ id: 'eve', organisation: 'gulu' }), from: '192.0.2.8' };
    expect(await faults({}, eve)).toEqual(['healthSeriesId NOT_FOUND']);
  });

  it('is refused where too few would be told of, and is neither told nor noted then', async () => {
    expect(await faults({ to: '2018-06-30' })).toEqual(['from GROUP_TOO_SMALL']);
    expect(await faults({ to: '2023-11-30' })).toEqual(['from GROUP_TOO_SMALL']);
    expect((await usesOf(ground, healthSeriesId)).map(({ action }) => action)).toEqual(['UPLOADED']);
  });

  it('is refused where it differs by too few from another of the same account and outcome alone', async () => {
    expect(await faults({ from: '2020-01-01' })).toEqual([]);
    expect(await faults({ from: '2020-02-01' })).toEqual(['from GROUP_TOO_SMALL']);
    expect(await faults({ from: '2020-01-01' })).toEqual([]);
    expect(await faults({ from: '2020-02-01', outcome: 'cvd' })).toEqual([]);
    expect(await actions.ask({ healthSeriesId, from: '2020-02-01' }, ben)).toMatchObject({
      outcome: { name: 'death' },
    });
  });

  it('is one of two at the same moment that may not be told both', async () => {
    const both = await Promise.all([faults({ from: '2020-01-01' }), faults({ from: '2020-02-01' })]);
    expect(both.toSorted()).toEqual([[], ['from GROUP_TOO_SMALL']]);
  });
});
