import type { Problem } from '../problem.ts';
import type { TriedAs } from './definition.ts';
import type { Warning } from './warnings/warning.ts';

/** An effect of an increment of the exposure on the number of events a day. */
export interface EffectEstimate {
  readonly increment: number;
  /** The lags over which it is summed, both included. */
  readonly lagFrom: number;
  readonly lagTo: number;
  readonly rateRatio: number;
  /** 95 % interval. */
  readonly low: number;
  readonly high: number;
  /** 100 (rate ratio − 1). */
  readonly percentChange: number;
  readonly percentLow: number;
  readonly percentHigh: number;
  /** Of the logarithm of the rate ratio. */
  readonly standardError: number;
  /** By the normal distribution, as the interval: below .05 where that leaves out 1. */
  readonly p: number;
  /** For all effects that the study tells. */
  readonly pAdjusted: number | null;
}

export interface LagEffect {
  readonly lag: number;
  readonly rateRatio: number;
  readonly low: number;
  readonly high: number;
  /** Summed from the first lag up to this one. */
  readonly cumulativeRateRatio: number;
  readonly cumulativeLow: number;
  readonly cumulativeHigh: number;
}

export interface ResponsePoint {
  readonly value: number;
  readonly rateRatio: number;
  readonly low: number;
  readonly high: number;
}

export interface ExposureResponse {
  readonly reference: number;
  readonly unit: string | null;
  readonly formula: string;
  readonly points: readonly ResponsePoint[];
}

export interface TriedModel {
  readonly id: string;
  readonly title: string;
  readonly triedAs: TriedAs;
  readonly formula: string;
  readonly days: number | null;
  readonly effect: EffectEstimate | null;
  readonly problem: Problem | null;
}

export interface ModelDiagnostics {
  readonly dispersion: number;
  /** Of the deviance residuals, from lag 0. */
  readonly acf: readonly number[];
  /** From lag 1. */
  readonly pacf: readonly number[];
  readonly ljungBoxP: number;
  readonly durbinWatson: number;
  readonly residualDegreesOfFreedom: number;
  /** What was left out of the model, and why. */
  readonly dropped: readonly string[];
}

/** What a study found: plain data, with the names that the graph has. It holds no day's values, and no effect of what was adjusted for. */
export interface StudyFound {
  readonly kind: 'found';
  readonly formula: string;
  readonly firstDay: string;
  readonly lastDay: string;
  readonly days: number;
  readonly daysLeftOut: number;
  /** At least so many: rounded down to hundreds. */
  readonly events: number;
  readonly estimate: EffectEstimate;
  readonly lagResponse: readonly LagEffect[];
  readonly exposureResponse: ExposureResponse | null;
  readonly models: readonly TriedModel[];
  readonly diagnostics: ModelDiagnostics;
  readonly warnings: readonly Warning[];
  readonly summary: string;
  /** JSON, as `npm run associations` takes it. */
  readonly specification: string;
}
