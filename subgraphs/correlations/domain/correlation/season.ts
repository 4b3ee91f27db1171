import { pick } from '../linear/matrix.ts';
import { completeRows } from './pairs.ts';
import { residualsOf } from './partial.ts';

const daysPerYear = 365.25;

/** What a trend and the year's first `harmonics` waves leave of a daily series; gaps stay gaps. */
export const deseasonalised = (values: Float64Array, harmonics = 2): Float64Array => {
  const rows = completeRows([values]);
  const time = Float64Array.from(rows, (row) => row + 1);
  const waves = Array.from({ length: harmonics }, (_, k) => (2 * Math.PI * (k + 1)) / daysPerYear);
  const covariates = [
    time,
    ...waves.flatMap((wave) => [time.map((t) => Math.sin(wave * t)), time.map((t) => Math.cos(wave * t))]),
  ];
  const left = residualsOf(pick(values, rows), covariates);
  const residuals = new Float64Array(values.length).fill(Number.NaN);
  rows.forEach((row, i) => {
    residuals[row] = left[i] as number;
  });
  return residuals;
};
