import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { areProblems } from '../domain/problem.ts';
import { openAir } from '../testing/open-air.ts';
import { makeCaller, openGround, type TestGround, usesOf } from '../testing/open-health.ts';
import { openPreparation } from '../testing/open-preparation.ts';
import { measuredAir } from '../testing/studied.ts';
import type { Prepare, Question } from './prepare.ts';

const ada = { caller: makeCaller() };
const { signal } = new AbortController();
const [pm, ozone] = [{ column: 'pm' }, { column: 'o3' }];

let ground: TestGround;
let air: Awaited<ReturnType<typeof openAir>>;
let healthSeriesId: string;
let prepare: Prepare;
beforeAll(async () => {
  ground = await openGround();
  air = await openAir(ground);
  await air.saySensors({ sensorId: 'roof', siteId: 'hill' });
  await air.write(measuredAir('roof', 400));
});
afterAll(() => air.close());
beforeEach(async () => {
  await ground.empty();
  ({ healthSeriesId, prepare } = await openPreparation(ground, air));
});

const prepared = async (question: Partial<Question> = {}) => {
  const found = await prepare({ healthSeriesId, exposures: [pm], ...question }, ada, signal);
  if (areProblems(found)) throw new Error(JSON.stringify(found));
  return found;
};
const faults = async (question: Partial<Question>): Promise<string[]> => {
  const found = await prepare({ healthSeriesId, exposures: [pm], ...question }, ada, signal);
  return areProblems(found) ? found.map(({ field, code }) => `${field} ${code}`) : [];
};
const wasAsked = async (): Promise<boolean> =>
  (await usesOf(ground, healthSeriesId)).some(({ action }) => action === 'ASKED');

describe('what a question takes', () => {
  it('is the days that are asked about, with their exposures and what the series has to adjust for', async () => {
    const measured = { quantity: 'PM25', siteId: 'hill' } as const;
    const found = await prepared({ exposures: [ozone, measured], from: '2015-02-01', to: '2016-02-29' });
    expect(found).toMatchObject({
      ...{ series: { id: healthSeriesId }, outcome: { name: 'deaths' }, months: null },
      data: {
        ...{ outcome: 'deaths', exposures: ['o3', 'pm25'], confounders: { TEMPERATURE: 'temp' } },
        daily: { start: '2015-02-01' },
      },
    });
    for (const column of Object.values(found.data.daily.columns)) expect(column).toHaveLength(394);
    const [there, here] = found.exposures;
    expect(there?.values).toEqual(found.data.daily.columns.o3);
    expect(here?.exposure.monitors).toMatchObject([{ sensorId: 'roof', days: here?.exposure.days }]);
    expect(await wasAsked()).toBe(true);
  });

  it('has its months in order and once each, and none where it has all', async () => {
    const monthsOf = async (months: readonly number[]) => (await prepared({ months })).months;
    expect(await monthsOf([5, 1, 3, 2, 3, 4])).toEqual([1, 2, 3, 4, 5]);
    expect(await monthsOf([12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1])).toBeNull();
  });

  it('is everything that is wrong with its exposures, each by its place', async () => {
    const nowhere = { quantity: 'PM25', siteId: 'sea' } as const;
    expect(await faults({ exposures: [nowhere, { column: 'temp' }] })).toEqual([
      'exposures.0.siteId NOT_FOUND',
      'exposures.1.column UNKNOWN_COLUMN',
    ]);
  });

  it('is neither told nor noted where the exposures contradict themselves', async () => {
    expect(await faults({ exposures: [{}, { ...pm, siteId: 'hill' }] })).toEqual([
      'exposures.0.quantity WRONG_SETTING',
      'exposures.1.siteId WRONG_SETTING',
    ]);
    expect(await wasAsked()).toBe(false);
  });

  it('is not held as asked where any of its exposures cannot be had', async () => {
    const wrong: readonly Question['exposures'][] = [
      [pm, { quantity: 'PM25', siteId: 'sea' }],
      [{ quantity: 'PM25', sensorIds: ['nobody'] }],
      [{ column: 'deaths' }],
    ];
    for (const exposures of wrong) expect(await faults({ exposures })).toHaveLength(1);
    expect(await wasAsked()).toBe(false);
    expect(await ground.database.client.healthQuestion.count()).toBe(0);
  });

  it('has one exposure or two: of none or more nothing is read, told or noted', async () => {
    for (const exposures of [[], [pm, ozone, pm], Array.from({ length: 1_000 }, () => pm)])
      expect(await faults({ exposures })).toEqual(['exposures WRONG_SETTING']);
    expect(await wasAsked()).toBe(false);
  });
});
