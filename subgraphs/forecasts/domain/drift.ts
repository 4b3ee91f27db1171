import type { Figures } from './scoring.ts';

/** Fewer scored forecasts than those of two days say nothing. */
export const leastScored = 48;
/** Of the error that the model had when it was judged. */
const mostTimesItsError = 1.5;
const usualCoverage = { from: 0.7, to: 0.9 } as const;

export type DriftReason = 'ERROR_GREW' | 'BAND_TOO_NARROW' | 'BAND_TOO_WIDE';

export interface Drift {
  readonly reason: DriftReason;
  /** For people. */
  readonly message: string;
}

const round = (value: number): string => value.toFixed(2);

/**
 * Whether a model does worse than it promised, over the last seven days of all sensors: its error is more than half as large again as when it was judged, or its 80 % band
 * holds less than 70 or more than 90 of 100 truths. `promisedMae`: of its manifest, in the same unit; null where it says none.
 */
export const driftOf = (
  { n, mae, coverage80 }: Figures,
  promisedMae: number | null,
  unit: string,
): Drift | null => {
  if (n < leastScored || mae === null || coverage80 === null) return null;
  if (promisedMae !== null && promisedMae > 0 && mae > mostTimesItsError * promisedMae)
    return {
      reason: 'ERROR_GREW',
      message: `Over the last 7 days its forecasts were off by ${round(mae)} ${unit} on average, ${round(mae / promisedMae)} times the ${round(promisedMae)} ${unit} with which it was judged.`,
    };
  const percent = Math.round(coverage80 * 100);
  if (coverage80 < usualCoverage.from)
    return {
      reason: 'BAND_TOO_NARROW',
      message: `Over the last 7 days only ${percent} % of what came lay between P10 and P90, where 80 % should: it is too sure of itself.`,
    };
  if (coverage80 > usualCoverage.to)
    return {
      reason: 'BAND_TOO_WIDE',
      message: `Over the last 7 days ${percent} % of what came lay between P10 and P90, where 80 % should: its bands are wider than they need be.`,
    };
  return null;
};
