import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { areProblems } from '../domain/problem.ts';
import { makeCaller, openActions, openGround, type TestGround, usesOf } from '../testing/open-health.ts';
import { makeRows, makeUpload, monday } from '../testing/uploads.ts';
import type { Asker } from './asker.ts';
import type { HealthQuestion } from './consider.ts';
import { mostInADay } from './question-toll.ts';

let ground: TestGround;
let actions: ReturnType<typeof openActions>;
let healthSeriesId: string;
const ada = { caller: makeCaller(), from: '192.0.2.7' };
const ben = { caller: makeCaller({ id: 'ben' }) };

const rows = makeRows({ firstDay: '2018-01-01', days: 2_191, row: (day) => ({ cvd: day % 2 }) });
const upload = async (
  name = 'Deaths',
  outcomes: readonly string[] = ['death', 'cvd'],
  asker: Asker = ada,
) => {
  const columns = [
    ...outcomes.map((outcome) => ({ name: outcome, role: 'OUTCOME' }) as const),
    { name: 'temp', role: 'TEMPERATURE' } as const,
  ];
  const uploaded = await actions.healthSeries.upload(makeUpload({ name, columns }, rows), asker);
  if (areProblems(uploaded)) throw new Error(JSON.stringify(uploaded));
  return uploaded.healthSeries.id;
};

beforeAll(async () => {
  ground = await openGround();
});
afterAll(() => ground.close());
beforeEach(async () => {
  await ground.empty();
  actions = openActions(ground);
  healthSeriesId = await upload();
});

const consider = (question: Partial<HealthQuestion> = {}, asker: Asker = ada) =>
  actions.consider({ healthSeriesId, ...question }, asker);
/** What is wrong with a question. */
const faults = async (question: Partial<HealthQuestion> = {}, asker: Asker = ada): Promise<string[]> => {
  const told = (found: { field: string; code: string }) => `${found.field} ${found.code}`;
  const considered = await consider(question, asker);
  if (areProblems(considered)) return considered.map(told);
  const { series, outcome } = considered;
  const values = await actions.series.values(series.id, [outcome.name]);
  const refusal = await actions.ask(considered, values?.[outcome.name] as Float64Array, asker);
  return refusal === null ? [] : [told(refusal)];
};
const tooSmall = ['from GROUP_TOO_SMALL'];
const usesOfIt = async () => (await usesOf(ground, healthSeriesId)).map(({ action }) => action);

describe('a question', () => {
  it('is about days and an outcome, and is told before, without the name of the outcome', async () => {
    const question = { outcome: 'cvd', from: '2019-01-01' };
    expect(await consider(question)).toMatchObject({
      ...{ series: { id: healthSeriesId }, outcome: { name: 'cvd', role: 'OUTCOME' }, place: 2 },
      selection: { from: '2019-01-01', to: '2023-12-31', months: 4_095 },
    });
    expect(await usesOfIt()).toEqual(['UPLOADED']);
    expect(await faults(question)).toEqual([]);
    expect((await usesOf(ground, healthSeriesId)).at(-1)).toEqual({
      ...{ healthSeriesId, organisation: 'makerere', action: 'ASKED', by: 'ada', from: '192.0.2.7' },
      details: { outcome: 2, from: '2019-01-01', to: '2023-12-31', months: 4_095 },
      usedAt: monday,
    });
  });

  it('is about the first outcome and all days where it says nothing', async () => {
    expect(await consider()).toMatchObject({
      ...{ outcome: { name: 'death' }, place: 1, selection: { from: '2018-01-01' } },
    });
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

  it('is refused where too few would be told of: that is told too, and nothing is noted', async () => {
    // as dates alone tell
    expect(await faults({ to: '2018-06-30' })).toEqual(tooSmall);
    expect(await usesOfIt()).toEqual(['UPLOADED']);
    expect(await faults({ to: '2023-11-30' })).toEqual(tooSmall);
    expect(await usesOfIt()).toEqual(['UPLOADED', 'REFUSED']);
    expect((await usesOf(ground, healthSeriesId)).at(-1)?.details).toEqual({
      ...{ outcome: 1, from: '2018-01-01', to: '2023-11-30', months: 4_095 },
    });
    expect(await ground.database.client.healthQuestion.count()).toBe(0);
  });

  it('is refused where it differs by too few from another of the same organisation and outcome', async () => {
    expect(await faults({ from: '2020-01-01' })).toEqual([]);
    expect(await faults({ from: '2020-02-01' })).toEqual(tooSmall);
    expect(await faults({ from: '2020-01-01' })).toEqual([]);
    expect(await faults({ from: '2020-02-01' }, ben)).toEqual(tooSmall);
    expect(await faults({ from: '2020-02-01', outcome: 'cvd' })).toEqual([]);
    const gulu = { caller: makeCaller({ id: 'eve', organisation: 'gulu' }) };
    const theirs = await upload('Deaths', ['death'], gulu);
    expect(await faults({ healthSeriesId: theirs, from: '2020-02-01' }, gulu)).toEqual([]);
  });

  it('is remembered when its series is removed, or sent again by another name', async () => {
    expect(await faults({ from: '2020-01-01' })).toEqual([]);
    const again = await upload('Other', ['cvd', 'death']);
    const question = { healthSeriesId: again, outcome: 'death', from: '2020-02-01' };
    expect(await faults(question)).toEqual(tooSmall);
    for (const id of [healthSeriesId, again]) await actions.healthSeries.remove(id, ada);
    expect(await faults({ ...question, healthSeriesId: await upload() })).toEqual(tooSmall);
  });

  it('is one of two at the same moment that may not be told both', async () => {
    const both = await Promise.all([faults({ from: '2020-01-01' }), faults({ from: '2020-02-01' }, ben)]);
    expect(both.toSorted()).toEqual([[], tooSmall]);
  });

  it('is not even judged where an account was refused too often on a day, unless it was answered before', async () => {
    expect(await faults({ from: '2020-01-01' })).toEqual([]);
    for (let i = 0; i < mostInADay.refusals; i += 1)
      expect(await faults({ to: '2023-11-30' })).toEqual(tooSmall);
    // one would pass, the other would not
    for (const to of ['2022-12-31', '2023-11-30'])
      await expect(faults({ to })).rejects.toMatchObject({
        ...{ code: 'RATE_LIMITED', retryAfterSeconds: 86_400 },
      });
    expect(await faults({ from: '2020-01-01' })).toEqual([]);
    expect(await faults({ to: '2022-12-31' }, ben)).toEqual([]);
    actions.clock.now += 86_400_000;
    expect(await faults({ to: '2023-11-30' })).toEqual(tooSmall);
  });
});
