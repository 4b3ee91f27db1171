import { describe, expect, it } from 'vitest';
import { golden, health, isThere, told } from '../../testing/golden.ts';
import { expectNear, found } from '../../testing/near.ts';
import { definitions, makeExposure } from '../../testing/studies.ts';
import { correlateDaily } from '../correlating/correlate-daily.ts';
import type { Columns } from '../terms/spec.ts';
import { planStudy } from './plan-study.ts';
import { studyOf } from './run-study.ts';
import type { EffectEstimate, StudyFound } from './study-found.ts';
import type { StudyQuestion } from './study-question.ts';

const share = 1e-6;
const reference = isThere ? golden('health_regression_golden') : { chicago: {}, london: {} };

const expectEffect = (effect: EffectEstimate | null | undefined, wanted: Record<string, number>): void => {
  expectNear(effect?.rateRatio, wanted.RR as number, share);
  expectNear(effect?.low, wanted.RR_low as number, share);
  expectNear(effect?.high, wanted.RR_high as number, share);
};
const effectOf = ({ models }: StudyFound, id: string) => models.find((one) => one.id === id)?.effect;

describe.skipIf(!isThere)(told('a study of Chicago 1987–2000'), () => {
  const daily = {
    start: '1987-01-01',
    columns: isThere ? health('chicago_nmmaps_1987_2000') : ({} as Columns),
  };
  const ask = (column: string, more: Partial<StudyQuestion> = {}) => {
    const question = {
      definitions,
      modelId: 'time-series',
      outcome: { column: 'death', label: 'deaths' },
      exposures: [{ column, exposure: makeExposure({ label: column }) }],
      confounders: { TEMPERATURE: 'temp', HUMIDITY: 'dptp' },
      ...more,
    };
    return found(studyOf(found(planStudy(question, daily)), daily));
  };

  it.each([
    ['pm10', 'pm10_unconstrained_0_7'],
    ['o3', 'o3_unconstrained_0_7'],
  ])('finds what R finds where the models are the same: %s', (column, wanted) => {
    const study = ask(column);
    expectEffect(effectOf(study, 'temperature-same-day'), reference.chicago[wanted].cumulative);
    expect(study.models.find(({ id }) => id === 'temperature-same-day')?.days).toBe(
      reference.chicago[wanted].n_used,
    );
  });

  it('is plausible: small, positive, and listed whole', () => {
    const study = ask('pm10');
    expect(study.models).toHaveLength(17);
    expect(study.models.every(({ problem }) => problem === null)).toBe(true);
    expect(study).toMatchObject({ days: 3982, daysLeftOut: 1132, firstDay: '1987-02-09' });
    const { percentChange, percentLow, percentHigh } = study.estimate;
    expect(percentChange).toBeGreaterThan(0);
    expect(percentChange).toBeLessThan(2);
    expect(percentHigh - percentLow).toBeLessThan(1.5);
    // of every day by itself, as published studies have it
    expect(effectOf(study, 'lag-0')?.percentChange).toBeCloseTo(0.4, 0);
    expect(study.warnings.map(({ code }) => code)).toContain('DEPENDS_ON_CHOICES');
  });
});

describe.skipIf(!isThere)(told('ozone and deaths in London 2002–2006'), () => {
  const daily = { start: '2002-01-01', columns: isThere ? health('london_2002_2006') : ({} as Columns) };
  const exposure = { column: 'ozone', exposure: makeExposure({ label: 'O3' }) };
  const outcome = { column: 'numdeaths', label: 'deaths' };
  const confounders = { TEMPERATURE: 'temperature', HUMIDITY: 'relative_humidity' };

  it('correlate with one sign as they are, and with the other after season and weather are taken out', () => {
    const { lags, warnings } = found(
      correlateDaily({ exposure, outcome, confounders, method: 'PEARSON', lags: 7 }, daily),
    );
    const [{ raw, adjusted } = { raw: null, adjusted: null }] = lags;
    expect(raw).toMatchObject({ n: 1826, given: [] });
    expect(raw?.r).toBeCloseTo(-0.123, 3);
    expect(raw?.nEffective).toBeCloseTo(169, 0);
    expect(raw?.p).toBeCloseTo(0.11, 2);
    expect(adjusted?.r).toBeCloseTo(0.036, 3);
    for (const one of lags.slice(0, 4)) expect(one.adjusted.r).toBeGreaterThan(0);
    expect(warnings[0]?.code).toBe('SIGN_CHANGES');
  });

  it('have a study that lists all of its models', () => {
    const question = { definitions, modelId: 'time-series', outcome, exposures: [exposure], confounders };
    const study = found(studyOf(found(planStudy(question, daily)), daily));
    expect(study.days).toBe(1819);
    expect(study.models.every(({ effect }) => effect !== null)).toBe(true);
    expect(study.summary).toContain('an association, not proof of a cause');
  });
});
