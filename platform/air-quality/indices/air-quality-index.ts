import type { EpochMs, Quantity, Unit } from '@aqmrg/schema/events/vocabulary.ts';
import type { Average, HourSpan } from '../hours.ts';
import type { Category } from './us-epa.ts';

export type AqiStandard = 'US_EPA' | 'EU' | 'WHO';
export type AqiBasis = 'CURRENT' | 'DAILY';

/** Every quantity that one of the indices knows. */
export const indexQuantities: readonly Quantity[] = ['PM25', 'PM10', 'O3', 'NO2', 'SO2', 'CO'];

export type Averaging = 'NOWCAST_12H' | 'MEAN_8H' | 'MEAN_1H' | 'MAX_1H' | 'MAX_8H' | 'MEAN_24H';

/** The graph's SubIndex. */
export interface SubIndex {
  readonly quantity: Quantity;
  readonly index: number | null;
  readonly category: string;
  /** In `unit`, as the standard looked it up: truncated in US_EPA, at 20 °C in EU and WHO. */
  readonly concentration: number;
  readonly unit: Unit;
  readonly averaging: Averaging;
  /** Share of the averaging period's hours (or of its 8 h windows) that counted, 0 to 1. */
  readonly coverage: number;
}

/** The graph's AirQualityIndex, with times as epoch ms. The period is that of the quantity that decides. */
export interface Index {
  readonly standard: AqiStandard;
  readonly basis: AqiBasis;
  readonly periodStart: EpochMs;
  readonly periodEnd: EpochMs;
  readonly index: number | null;
  readonly category: string;
  readonly color: string;
  readonly dominant: Quantity;
  /** PM2.5 NowCast in µg/m³ where it takes part, else null. */
  readonly nowcast: number | null;
  readonly message: string;
  readonly subIndices: readonly SubIndex[];
}

export interface Unavailable {
  readonly unavailable: string;
}

/** A sub-index on its way to an index: how bad it is, and what it says. */
export interface Candidate {
  readonly sub: SubIndex;
  readonly category: Category;
  readonly span: HourSpan;
  /** Orders candidates; the highest decides, the first one among equals. */
  readonly severity: number;
}

/** A candidate of an average; `severity` defaults to the index. */
export const makeCandidate = (
  sub: Omit<SubIndex, 'category' | 'coverage'>,
  average: Average,
  category: Category,
  span: HourSpan,
  severity: number = sub.index ?? 0,
): Candidate => ({
  sub: {
    quantity: sub.quantity,
    index: sub.index,
    category: category.name,
    concentration: sub.concentration,
    unit: sub.unit,
    averaging: sub.averaging,
    coverage: average.coverage,
  },
  category,
  span,
  severity,
});

/** The worst candidate decides. Null without candidates. */
export const worstOf = (
  standard: AqiStandard,
  basis: AqiBasis,
  candidates: readonly Candidate[],
): Index | null => {
  const [first, ...others] = candidates;
  if (first === undefined) return null;
  const worst = others.reduce((a, b) => (b.severity > a.severity ? b : a), first);
  const nowcast = candidates.find(({ sub }) => sub.quantity === 'PM25' && sub.averaging === 'NOWCAST_12H');
  return {
    standard,
    basis,
    periodStart: worst.span.from,
    periodEnd: worst.span.to,
    index: worst.sub.index,
    category: worst.category.name,
    color: worst.category.color,
    dominant: worst.sub.quantity,
    nowcast: nowcast?.sub.concentration ?? null,
    message: worst.category.message,
    subIndices: candidates.map(({ sub }) => sub),
  };
};
