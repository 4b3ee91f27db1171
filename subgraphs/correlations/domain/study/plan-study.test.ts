import { describe, expect, it } from 'vitest';
import { checkSpecification } from '../../actions/read-specification.ts';
import { found } from '../../testing/near.ts';
import { definitions, madeUp, makePlan, makeQuestion, ozone, pm } from '../../testing/studies.ts';
import { planStudy } from './plan-study.ts';
import type { PlannedModel, StudyPlan } from './study-plan.ts';
import type { StudyQuestion } from './study-question.ts';

const listed = ({ models }: StudyPlan) => models.map(({ id, triedAs }) => `${id} ${triedAs}`);
const named = ({ models }: StudyPlan, id: string): PlannedModel =>
  models.find((one) => one.id === id) as PlannedModel;
const columnsOf = ({ request }: PlannedModel) => request.terms.map(({ column }) => column);
const refused = (more: Partial<StudyQuestion>, daily = madeUp) => planStudy(makeQuestion(more), daily);

describe('the plan of a study', () => {
  it('has the pre-specified model first, then all that is tried beside it', () => {
    expect(listed(makePlan())).toEqual([
      'time-series PRE_SPECIFIED',
      'case-crossover OTHER_DESIGN',
      ...[6, 8, 9, 10].map((df) => `season-${df} SENSITIVITY`),
      'temperature-same-day SENSITIVITY',
      'temperature-to-21 SENSITIVITY',
      ...[0, 1, 2, 3, 4, 5, 6, 7].map((lag) => `lag-${lag} SINGLE_LAG`),
      'curve SENSITIVITY',
    ]);
  });

  it('has the pre-specified model beside another that is asked for', () => {
    for (const { id } of definitions.slice(1)) {
      const plan = makePlan({ modelId: id });
      expect(plan.mainId).toBe(id);
      expect(listed(plan).slice(0, 2)).toEqual(['time-series PRE_SPECIFIED', `${id} ASKED_FOR`]);
      expect(plan.models.filter(({ isCurve }) => isCurve)).toHaveLength(1);
    }
  });

  it('has no two models of one id, and only specifications that can be read', () => {
    for (const { id } of definitions)
      for (const exposures of [[pm], [pm, ozone]]) {
        const { models } = makePlan({ modelId: id, exposures });
        expect(new Set(models.map((one) => one.id)).size).toBe(models.length);
        for (const { request } of models) expect(checkSpecification(request)).toEqual(request);
      }
  });

  it('puts columns in the place of roles, and leaves out what the series does not have', () => {
    const plan = makePlan();
    expect(columnsOf(named(plan, 'time-series'))).toEqual(['pm', 'time', 'temp', 'dow', 'holiday']);
    expect(columnsOf(named(plan, 'case-crossover'))).toEqual(['pm', 'temp', 'holiday']);
    const humid = makePlan({ confounders: { TEMPERATURE: 'temp', HUMIDITY: 'o3', INFLUENZA: 'asthma' } });
    expect(columnsOf(named(humid, 'time-series'))).toEqual(['pm', 'time', 'temp', 'dow', 'o3', 'asthma']);
  });

  it('adjusts two pollutants for each other, and tries each by itself', () => {
    const plan = makePlan({ exposures: [pm, ozone] });
    for (const id of ['time-series', 'lag-3', 'curve'])
      expect(columnsOf(named(plan, id)).slice(0, 2)).toEqual(['pm', 'o3']);
    expect(listed(plan).slice(-2)).toEqual(['alone-1 SINGLE_POLLUTANT', 'alone-2 SINGLE_POLLUTANT']);
    expect(columnsOf(named(plan, 'alone-2'))).not.toContain('pm');
    expect(named(plan, 'alone-2')).toMatchObject({ title: 'O3 by itself', exposures: [1] });
  });

  it('compares the median and 10 more, unless told otherwise', () => {
    const [exposure] = makePlan().exposures;
    expect(exposure).toMatchObject({ increment: 10, reference: 20.5 });
    const plan = makePlan({ increment: 5, reference: 12 });
    expect(named(plan, 'time-series').request.terms[0]).toMatchObject({ per: 5 });
    const [effect] = named(plan, 'curve').request.effects ?? [];
    expect(effect).toMatchObject({ at: 17, reference: 12 });
    expect(effect?.curve).toHaveLength(31);
    expect(effect?.curve).toContain(12);
  });

  it('reaches with lags over months that are not asked about', () => {
    const { request } = named(makePlan({ months: [6, 7, 8, 5, 9] }), 'time-series');
    expect(request.subset).toEqual({ column: 'month', in: [6, 7, 8, 5, 9], lags: 'across' });
  });

  it('has degrees of freedom of all the days, not of a year', () => {
    const plan = makePlan({ modelId: 'moving-average' });
    expect(named(plan, 'time-series').request.terms[1]).toMatchObject({ response: { kind: 'ns', df: 28 } });
    expect(named(makePlan(), 'season-10').request.terms[1]).toMatchObject({ response: { df: 40 } });
    expect(JSON.stringify(plan)).not.toContain('dfPerYear');
  });

  it('is plain data', () => {
    const plan = makePlan({ months: [1, 2, 3, 4, 5] });
    expect(JSON.parse(JSON.stringify(plan))).toEqual(plan);
    expect(structuredClone(plan)).toEqual(plan);
  });

  it.each([
    ['model', 'NOT_FOUND', { modelId: 'neural' }],
    ['exposures', 'WRONG_SETTING', { exposures: [] }],
    ['exposures', 'WRONG_SETTING', { exposures: [pm, ozone, pm] }],
    ['months', 'WRONG_SETTING', { months: [] }],
    ['months', 'WRONG_SETTING', { months: [0] }],
    ['healthSeriesId', 'UNKNOWN_COLUMN', { confounders: { HUMIDITY: 'o3' } }],
    ['outcome', 'UNKNOWN_COLUMN', { outcome: { column: 'dow', label: 'days' } }],
    ['exposures.1', 'UNKNOWN_COLUMN', { exposures: [pm, { ...ozone, column: 'so2' }] }],
    ['increment', 'WRONG_SETTING', { increment: 0 }],
    ['increment', 'WRONG_SETTING', { increment: Number.NaN }],
    ['increment', 'WRONG_SETTING', { increment: 1e-9 }],
    ['increment', 'WRONG_SETTING', { increment: 1_000 }],
    ['increment', 'WRONG_SETTING', { modelId: 'exposure-response', increment: 90 }],
    ['reference', 'WRONG_SETTING', { reference: -1 }],
    ['outcome', 'GROUP_TOO_SMALL', { months: [7, 8] }],
  ] satisfies (readonly [string, string, Partial<StudyQuestion>])[])(
    'says what is wrong with %s: %s',
    (field, code, more) => {
      expect(refused(more)).toMatchObject({ kind: 'problem', field, code });
    },
  );

  it('tells a line’s effect of any increment that was seen between two days', () => {
    expect(makePlan({ increment: 90 }).exposures[0]).toMatchObject({ increment: 90 });
  });

  it('says where an exposure has no value, or always the same', () => {
    const days = 1461;
    const columns = {
      ...madeUp.columns,
      none: new Float64Array(days).fill(Number.NaN),
      same: new Float64Array(days),
    };
    for (const [column, code] of [
      ['none', 'NO_EXPOSURE'],
      ['same', 'CONSTANT'],
    ] as const)
      expect(refused({ exposures: [pm, { ...ozone, column }] }, { ...madeUp, columns })).toMatchObject({
        field: 'exposures.1',
        code,
      });
  });

  it('tells the effect of a second exposure for what was seen of it', () => {
    const columns = {
      ...madeUp.columns,
      small: (madeUp.columns.o3 as Float64Array).map((value) => value / 1_000),
    };
    const question = makeQuestion({ exposures: [pm, { ...ozone, column: 'small' }] });
    const [, second] = found(planStudy(question, { ...madeUp, columns })).exposures;
    expect(second?.increment).toBeLessThan(0.2);
  });
});
