import { describe, expect, it } from 'vitest';
import { factor, model, ns, numeric } from '../testing/models.ts';
import { expectAllNear, expectNear, found } from '../testing/near.ts';
import { series, vectors } from '../testing/vectors.ts';
import { diagnose, residualsOf, robustErrors } from './residual-checks.ts';
import { fit } from './terms/fit.ts';

const columns = series();
const fitted = found(fit(model('deaths', [ns('temp', 4), factor('dow')]), columns));
const wanted = vectors.residuals;
const share = 1e-8;

describe('diagnostics', () => {
  it('are of R’s residuals', () => {
    expectAllNear(residualsOf(fitted, 'deviance').subarray(0, 5), wanted.first5deviance, share);
    expectAllNear(residualsOf(fitted, 'pearson').subarray(0, 5), wanted.first5pearson, share);
  });

  it('show the autocorrelation that a model without seasons leaves', () => {
    const found = diagnose(fitted, { lags: 10 });
    expectAllNear(found.acf, wanted.acf, share);
    expectAllNear(found.pacf, wanted.pacf, share);
    expectNear(found.ljungBox.q, wanted.ljungBox, share);
    expectNear(found.ljungBox.p, wanted.ljungBoxP, share);
    expect(found.durbinWatson).toBeLessThan(2);
    expect(found.dispersion).toBe(fitted.dispersion);
  });

  it('keep the days that a model did not use as gaps', () => {
    const gappy = found(fit(model('deaths', [numeric('pm')]), columns));
    const { acf } = diagnose(gappy);
    expect(acf).toHaveLength(31);
    expect(acf.every(Number.isFinite)).toBe(true);
  });

  it('have Newey and West’s errors for least squares alone', () => {
    expect(robustErrors(fitted, 7)).toMatchObject({ kind: 'problem', field: 'family' });
  });
});
