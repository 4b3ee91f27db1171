import { seeded } from '@aqmrg/tests/support/seeded.ts';
import { beforeAll, describe, expect, it } from 'vitest';
import { readSpecification } from '../../actions/read-specification.ts';
import { expectAllNear, expectNear, found } from '../../testing/near.ts';
import { madeUp, makePlan, makeQuestion, ozone, pm } from '../../testing/studies.ts';
import { vectors } from '../../testing/vectors.ts';
import { isProblem } from '../problem.ts';
import { modelReport } from '../report/model-report.ts';
import type { ModelRequest } from '../report/request.ts';
import { planStudy } from './plan-study.ts';
import { studyOf } from './run-study.ts';
import type { StudyFound, TriedModel } from './study-found.ts';
import type { StudyQuestion } from './study-question.ts';

const share = 1e-8;
const study = (more: Partial<StudyQuestion> = {}): StudyFound => found(studyOf(makePlan(more), madeUp));
const named = ({ models }: StudyFound, id: string): TriedModel =>
  models.find((one) => one.id === id) as TriedModel;
const without = (columns: readonly string[], is: (day: number) => boolean) => ({
  ...madeUp,
  columns: {
    ...madeUp.columns,
    ...Object.fromEntries(
      columns.map((name) => [
        name,
        (madeUp.columns[name] as Float64Array).map((value, day) => (is(day) ? Number.NaN : value)),
      ]),
    ),
  },
});

let all: StudyFound;
beforeAll(() => {
  all = study();
});

describe('a study of the made-up series', () => {
  it('finds what R finds of the pre-specified model, lag by lag', () => {
    const { n, lagEffects, cumulative, dispersion, dfResidual } = vectors.study.timeSeries;
    expect(all).toMatchObject({ days: n, firstDay: '2015-01-08', lastDay: '2018-12-31' });
    expect(all.days + all.daysLeftOut).toBe(1461);
    expect(all.diagnostics.residualDegreesOfFreedom).toBe(dfResidual);
    expectNear(all.diagnostics.dispersion, dispersion, share);
    const ratios = (effects: readonly { estimate: number }[]) =>
      effects.map(({ estimate }) => Math.exp(estimate));
    expectAllNear(
      all.lagResponse.map(({ rateRatio }) => rateRatio),
      ratios(lagEffects),
      share,
    );
    expectAllNear(
      all.lagResponse.map(({ cumulativeRateRatio }) => cumulativeRateRatio),
      ratios(cumulative),
      share,
    );
    const { estimate, se } = cumulative[7];
    expectNear(all.estimate.standardError, se, share);
    expectNear(all.estimate.percentChange, 100 * Math.expm1(estimate), share);
    expectNear(all.estimate.high, Math.exp(estimate + 1.959963984540054 * se), share);
    expect(all.estimate).toMatchObject({ increment: 10, lagFrom: 0, lagTo: 7 });
  });

  it.each([
    ['case-crossover', 'caseCrossover'],
    ['season-10', 'season10'],
    ['temperature-to-21', 'temperatureTo21'],
  ])('finds what R finds beside it: %s', (id, wanted) => {
    const { effect, days } = named(all, id);
    const { estimate, se } = vectors.study[wanted].cumulative[7];
    expect(days).toBe(vectors.study[wanted].n);
    expectNear(effect?.rateRatio, Math.exp(estimate), share);
    expectNear(effect?.standardError, se, share);
  });

  it('finds R’s curve, from the 1st to the 99th percentile', () => {
    const { reference, values, effects, increment } = vectors.study.curve;
    expectNear(all.exposureResponse?.reference, reference, share);
    const points = all.exposureResponse?.points ?? [];
    expectAllNear(
      points.map(({ value }) => value),
      values,
      share,
    );
    expectAllNear(
      points.map(({ rateRatio }) => rateRatio),
      effects.map((effect: { estimate: number }) => Math.exp(effect.estimate)),
      share,
    );
    expectNear(named(all, 'curve').effect?.rateRatio, Math.exp(increment.estimate), share);
  });

  it('finds what R finds of two pollutants', () => {
    const two = study({ exposures: [pm, ozone] });
    const { n, cumulative } = vectors.study.twoPollutants;
    expect(two.days).toBe(n);
    expectNear(two.estimate.rateRatio, Math.exp(cumulative[7].estimate), share);
    expectNear(two.estimate.standardError, cumulative[7].se, share);
    const [first, second] = [named(two, 'alone-1'), named(two, 'alone-2')];
    expect(first.effect?.rateRatio).toBeCloseTo(all.estimate.rateRatio, 12);
    expect(second.formula).not.toContain('pm');
    expect(two.summary).toContain('O3 held fixed');
  });

  it('lists every model, with p adjusted for all of them', () => {
    const plan = makePlan();
    expect(all.models.map(({ id }) => id)).toEqual(plan.models.map(({ id }) => id));
    for (const { effect, problem } of all.models) {
      expect(problem).toBeNull();
      expect(effect?.pAdjusted).toBeGreaterThanOrEqual(effect?.p ?? 1);
    }
    expect(all.models[0]?.effect).toEqual(all.estimate);
  });

  it('tells how far it is', () => {
    const done: number[] = [];
    studyOf(makePlan({ modelId: 'case-crossover' }), madeUp, (one) => done.push(one));
    expect(done).toEqual(makePlan({ modelId: 'case-crossover' }).models.map((_, i) => i + 1));
  });

  it('is plain data that tells no day’s values and nothing of what was adjusted for', () => {
    expect(JSON.parse(JSON.stringify(all))).toEqual(all);
    const names = new Set<string>();
    const lengths: number[] = [];
    JSON.stringify(all, (name, value) => {
      names.add(name);
      if (Array.isArray(value)) lengths.push(value.length);
      return value;
    });
    for (const name of ['coefficients', 'covariance', 'residuals', 'fitted', 'observed', 'knots'])
      expect(names).not.toContain(name);
    expect(Math.max(...lengths)).toBeLessThanOrEqual(31);
  });

  it('hands out a specification that finds the same', () => {
    const request = readSpecification(all.specification) as ModelRequest;
    expect(request).toMatchObject({ kind: 'model', from: '2015-01-01', to: '2018-12-31' });
    const [effect] = found(modelReport(request, madeUp)).effects;
    expectNear(effect?.overall?.ratio?.rr, all.estimate.rateRatio, 1e-12);
    const curved = study({ modelId: 'exposure-response' });
    const again = found(modelReport(readSpecification(curved.specification) as ModelRequest, madeUp));
    expectNear(again.effects[0]?.overall?.ratio?.rr, curved.estimate.rateRatio, 1e-12);
    expect(again.effects[0]?.curve).toHaveLength(curved.exposureResponse?.points.length as number);
  });

  it('says in two sentences what it found', () => {
    expect(all.summary).toBe(
      'An increase of 10 µg/m³ of PM2.5 (lags 0–7) goes with 4.82 % more events a day (deaths): 95 % interval 2.20 % to 7.49 %. Over 1,084 days with at least 33,500 events: an association, not proof of a cause.',
    );
  });
});

describe('a study', () => {
  it('answers with the problem of the model that was asked for, about what was asked', () => {
    const twice = makePlan({ exposures: [pm, pm] });
    expect(studyOf(twice, madeUp)).toMatchObject({
      kind: 'problem',
      code: 'COLLINEAR',
      field: 'exposures.0',
    });
    const cold = { ...madeUp, columns: { ...madeUp.columns, temp: new Float64Array(1461).fill(9) } };
    expect(studyOf(makePlan(), cold)).toMatchObject({ code: 'CONSTANT', field: 'temp' });
  });

  it('lists other models that cannot be fitted with their problems', () => {
    const plan = makePlan();
    const broken = {
      ...plan,
      models: plan.models.map((one) =>
        one.id === 'season-8'
          ? {
              ...one,
              request: {
                ...one.request,
                terms: [...one.request.terms, { kind: 'numeric' as const, column: 'gone' }],
              },
            }
          : one,
      ),
    };
    const { models } = found(studyOf(broken, madeUp));
    expect(models.find(({ id }) => id === 'season-8')).toMatchObject({
      effect: null,
      days: null,
      problem: { code: 'UNKNOWN_COLUMN' },
    });
    expect(models.filter(({ effect }) => effect === null)).toHaveLength(1);
  });

  it('leaves out an optional term that does not vary on its days, and says so', () => {
    const months = [6, 7, 8, 9];
    const { models, warnings, diagnostics, formula } = study({ months });
    expect(models[0]?.effect).not.toBeNull();
    expect(formula).not.toContain('holiday');
    expect(diagnostics.dropped[0]).toBe('holiday: it does not vary on the days used');
    expect(warnings.map(({ code }) => code)).toContain('TERMS_DROPPED');
  });

  it('tells nothing of fewer than 365 days or 100 events, not even how few', () => {
    // the plan counts the days asked about, the study those that have everything
    const few = without(['pm'], (day) => day >= 370);
    const refusal = studyOf(makePlan(), few);
    expect(refusal).toMatchObject({ kind: 'problem', code: 'GROUP_TOO_SMALL', field: 'outcome' });
    expect(JSON.stringify(refusal)).not.toMatch(/36[0-46-9]|37\d/);
    const rare = {
      ...madeUp,
      columns: {
        ...madeUp.columns,
        deaths: Float64Array.from({ length: 1461 }, (_, day) => (day % 15 === 0 ? 1 : 0)),
      },
    };
    expect(planStudy(makeQuestion(), rare)).toMatchObject({ code: 'GROUP_TOO_SMALL' });
    expect(studyOf(makePlan(), rare)).toMatchObject({ code: 'GROUP_TOO_SMALL' });
    const never = { ...madeUp, columns: { ...madeUp.columns, deaths: new Float64Array(1461) } };
    expect(studyOf(makePlan(), never)).toEqual(refusal);
  });

  it('tells events to hundreds alone, so that the difference of two answers tells of no few days', () => {
    const counts = madeUp.columns.deaths as Float64Array;
    const exact = counts.reduce((sum, count) => sum + count, 0);
    for (const modelId of ['time-series', 'moving-average']) {
      const { events, summary } = study({ modelId });
      expect(events % 100).toBe(0);
      expect(events).toBeLessThan(exact);
      expect(summary).toContain(events.toLocaleString('en-US'));
    }
  });

  it('does not say on which days nothing happened', () => {
    const deaths = (madeUp.columns.deaths as Float64Array).map((count, day) =>
      (madeUp.columns.holiday as Float64Array)[day] === 1 ? 0 : count,
    );
    const told = studyOf(makePlan(), { ...madeUp, columns: { ...madeUp.columns, deaths } });
    expect(told).toMatchObject({ kind: 'problem', code: 'NOT_CONVERGED', field: 'model' });
    expect(JSON.stringify(told)).not.toContain('holiday');
  });
});

describe('a study of an exposure that varies on a few days', () => {
  const random = seeded(3);
  const noise = Float64Array.from({ length: 1461 }, () => 30 * random());
  const onDay = (values: Float64Array, day: number, value: number) => values.with(day, value);
  const ask = (made: Float64Array) => {
    const daily = { ...madeUp, columns: { ...madeUp.columns, made } };
    const plan = planStudy(makeQuestion({ exposures: [{ ...pm, column: 'made' }] }), daily);
    return isProblem(plan) ? plan : studyOf(plan, daily);
  };
  const refusal = { kind: 'problem', code: 'FEW_DAYS_DECIDE', field: 'exposures.0' };

  it('is refused, and does not tell which days', () => {
    const told = ask(onDay(noise, 400, 600));
    expect(told).toMatchObject(refusal);
    expect(JSON.stringify(told)).not.toMatch(/400|2016/);
    expect(found(ask(noise)).estimate.rateRatio).toBeGreaterThan(0);
  });

  it('is refused where it follows the weather and leaves it on one day', () => {
    const weather = (madeUp.columns.temp as Float64Array).map((temp) => (Number.isNaN(temp) ? 10 : temp));
    const rest = weather.map((temp, day) => temp + 0.01 * (noise[day] as number));
    expect(ask(onDay(rest, 400, (rest[400] as number) + 6))).toMatchObject(refusal);
  });

  it('is refused where it swings evenly but for one day', () => {
    const waves = Float64Array.from({ length: 1461 }, (_, day) =>
      Math.round(50 + 40 * Math.sin((2 * Math.PI * (day < 700 ? day : day + 3)) / 10)),
    );
    expect(ask(waves.map((value, day) => value + 0.01 * (noise[day] as number)))).toMatchObject(refusal);
  });
});
