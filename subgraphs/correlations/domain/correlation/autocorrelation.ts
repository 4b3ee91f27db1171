import { chiSquareUpper } from '../distributions.ts';

const meanOf = (values: Float64Array): number => {
  const present = values.filter((value) => !Number.isNaN(value));
  return present.reduce((sum, value) => sum + value, 0) / present.length;
};

/**
 * The covariance of x[t + lag] with y[t] about the means of the whole series, over n: R's `ccf`. With gaps, over the days that have
 * both and the lag's own, R's `na.pass`.
 */
const covarianceAt = (x: Float64Array, y: Float64Array, lag: number): number => {
  let sum = 0;
  let days = 0;
  for (let t = Math.max(0, -lag); t < y.length - Math.max(0, lag); t++) {
    const product = (x[t + lag] as number) * (y[t] as number);
    if (Number.isNaN(product)) continue;
    sum += product;
    days++;
  }
  return sum / (days + Math.abs(lag));
};

const centred = (values: Float64Array): Float64Array => {
  const mean = meanOf(values);
  return values.map((value) => value - mean);
};

/** Autocorrelations at lags 0 to `most`, gaps as NaN: R's `acf`. */
export const acf = (values: Float64Array, most: number): Float64Array => {
  const x = centred(values);
  const variance = covarianceAt(x, x, 0);
  return Float64Array.from({ length: most + 1 }, (_, lag) => covarianceAt(x, x, lag) / variance);
};

/** Cross-correlations of x[t + lag] with y[t] at lags −most to most: below 0, x comes before y. */
export const ccf = (
  x: Float64Array,
  y: Float64Array,
  most: number,
): readonly { lag: number; r: number }[] => {
  const [a, b] = [centred(x), centred(y)];
  const scale = Math.sqrt(covarianceAt(a, a, 0) * covarianceAt(b, b, 0));
  return Array.from({ length: 2 * most + 1 }, (_, i) => ({
    lag: i - most,
    r: covarianceAt(a, b, i - most) / scale,
  }));
};

/** Partial autocorrelations at lags 1 to acf.length − 1, by Durbin and Levinson's recursion: R's `pacf`. */
export const pacf = (correlations: Float64Array): Float64Array => {
  const most = correlations.length - 1;
  const partials = new Float64Array(most);
  let phi: number[] = [];
  for (let k = 1; k <= most; k++) {
    const [over, under] = phi.reduce(
      ([a, b], value, j) => [
        a - value * (correlations[k - 1 - j] as number),
        b - value * (correlations[j + 1] as number),
      ],
      [correlations[k] as number, 1],
    ) as [number, number];
    const last = over / under;
    phi = [...phi.map((value, j) => value - last * (phi[k - 2 - j] as number)), last];
    partials[k - 1] = last;
  }
  return partials;
};

export interface LjungBox {
  readonly q: number;
  readonly df: number;
  readonly p: number;
}

/** Whether autocorrelations at lags 1 to acf.length − 1 of n values are together more than chance: Ljung & Box 1978. */
export const ljungBox = (correlations: Float64Array, n: number): LjungBox => {
  const df = correlations.length - 1;
  const sum = correlations.reduce((all, r, k) => (k === 0 ? all : all + r ** 2 / (n - k)), 0);
  const q = n * (n + 2) * sum;
  return { q, df, p: chiSquareUpper(q, df) };
};
