import { describe, expect, it } from 'vitest';
import { found } from '../../testing/near.ts';
import { madeUp, makeQuestion } from '../../testing/studies.ts';
import { correlateDaily } from '../correlating/correlate-daily.ts';
import { gapsIn } from './gaps.ts';
import { planStudy } from './plan-study.ts';
import { studyOf } from './run-study.ts';
import type { StudyFound } from './study-found.ts';

const days = 1461;
/** Humidity that is missing on every so many-th of ten days. */
const humid = (missing: number) => ({
  ...madeUp,
  columns: {
    ...madeUp.columns,
    rhum: Float64Array.from({ length: days }, (_, day) =>
      day % 10 < missing ? Number.NaN : 60 + 20 * Math.sin(day * day),
    ),
  },
});
const question = makeQuestion({ confounders: { TEMPERATURE: 'temp', HUMIDITY: 'rhum', HOLIDAY: 'holiday' } });
const study = (missing: number): StudyFound =>
  found(studyOf(found(planStudy(question, humid(missing))), humid(missing)));
const codes = ({ warnings }: Pick<StudyFound, 'warnings'>) => warnings.map(({ code }) => code);

describe('gaps', () => {
  it('are counted at every lag, on the days asked about', () => {
    const columns = {
      x: Float64Array.of(1, Number.NaN, 3, 4, 5),
      labels: ['a', 'b', '', 'd', 'e'],
      month: Float64Array.of(1, 1, 1, 2, 2),
    };
    const shares = (months: readonly number[] | null) =>
      gapsIn(
        [{ column: 'x' }, { column: 'x', lags: [0, 1] }, { column: 'x', lags: [2, 2] }, { column: 'labels' }],
        { start: '2024-01-29', columns },
        months,
      ).map(({ share }) => share);
    // a day before the first is none
    expect(shares(null)).toEqual([0.2, 0.6, 0.6, 0.2]);
    expect(shares([2])).toEqual([0, 0, 0.5, 0]);
  });

  it('of humidity on more than a fifth of the days cost humidity, not the days, and a model has it on the others', () => {
    const all = found(studyOf(found(planStudy(makeQuestion(), madeUp)), madeUp));
    const gappy = study(3);
    expect(gappy.days).toBe(all.days);
    expect(gappy.estimate.rateRatio).toBeCloseTo(all.estimate.rateRatio, 12);
    expect(gappy.formula).not.toContain('rhum');
    const beside = gappy.models.find(({ id }) => id === 'with-left-out');
    expect(beside).toMatchObject({ title: 'With rhum, on the days that have it', triedAs: 'SENSITIVITY' });
    expect(beside?.formula).toContain('rhum');
    expect(beside?.days).toBeLessThan(0.75 * gappy.days);
    expect(codes(gappy)).toContain('CONFOUNDER_LEFT_OUT');
  });

  it('of humidity on fewer days are told by its name', () => {
    const { formula, warnings, models } = study(1);
    expect(formula).toContain('rhum');
    expect(models.map(({ id }) => id)).not.toContain('with-left-out');
    const [missing] = warnings.filter(({ code }) => code === 'MANY_DAYS_MISSING');
    expect(missing?.message).toMatch(
      /PM2\.5 or one of its lags is missing on 2\d\.\d % of them.* rhum is missing on 10\.\d % of them/,
    );
  });

  it('of temperature are never a reason to leave it out', () => {
    const temp = (madeUp.columns.temp as Float64Array).map((value, day) =>
      day % 10 < 3 ? Number.NaN : value,
    );
    const cold = { ...madeUp, columns: { ...madeUp.columns, temp } };
    expect(found(planStudy(makeQuestion(), cold)).leftOut).toEqual([]);
  });

  it('are dealt with alike where series are correlated', () => {
    const [exposure] = question.exposures as [(typeof question.exposures)[number]];
    const correlated = (missing: number) =>
      found(correlateDaily({ ...question, exposure, method: 'PEARSON', lags: 0 }, humid(missing)));
    const [few, many] = [correlated(1), correlated(3)];
    expect(few.lags[0]?.adjusted.given).toContain('humidity');
    expect(many.lags[0]?.adjusted.given).not.toContain('humidity');
    expect(many.lags[0]?.adjusted.n).toBeGreaterThan(few.lags[0]?.adjusted.n ?? 0);
    expect(codes(few)).not.toContain('CONFOUNDER_LEFT_OUT');
    expect(codes(many)).toContain('CONFOUNDER_LEFT_OUT');
  });
});
