import type { QualityTest } from '@aqmrg/schema/events/readings.ts';
import type {
  Delivery,
  EpochMs,
  QualityFlag,
  QualityTestName,
  Quantity,
  SensorKind,
} from '@aqmrg/schema/events/vocabulary.ts';

/** What the quality tests see of a reading. */
export interface Assessable {
  readonly quantity: Quantity;
  readonly periodStart: EpochMs;
  readonly periodEnd: EpochMs;
  /** In the canonical unit, before any correction: tests judge the instrument, not the calibration. */
  readonly value: number;
  /** In the unit of `value`. */
  readonly channels: readonly { readonly name: string; readonly value: number }[];
  readonly receivedAt: EpochMs;
  readonly delivery: Delivery;
  readonly sourceFlag?: QualityFlag | undefined;
  readonly kind: SensorKind;
}

export interface AssessOptions {
  /** Decides how long a silence may be before the readings around it stop being neighbours. */
  readonly reportingIntervalMs: number | null;
}

/** The earlier readings of a sensor and quantity that a test may look at, newest first; most tests stop early. */
export type Earlier = Iterable<Assessable>;

const hourMs = 3_600_000;

const longestContextMs = 24 * hourMs;
/** Ten-minute readings fill the whole day; of shorter ones, as many say as much, and a day of them would be thousands. */
const mostReadings = 144;

/**
 * How far back the tests of a reading look, by periodStart, from the length of its period. So a reading that comes late can
 * change the flags only of itself and of readings that start within their own context after it.
 */
export const contextOf = (lengthMs: number): number => Math.min(longestContextMs, mostReadings * lengthMs);

/** A value or a dead channel that stands still over so many readings needs no more hours to be suspect. */
export const manyReadings = 120;

export const lengthOf = ({ periodStart, periodEnd }: Pick<Assessable, 'periodStart' | 'periodEnd'>): number =>
  periodEnd - periodStart;

/** Readings further apart than this (or than three reporting intervals) are no neighbours. */
const shortestGapMs = 3 * hourMs;

export const longestGapMs = ({ reportingIntervalMs }: AssessOptions): number =>
  Math.max(shortestGapMs, 3 * (reportingIntervalMs ?? 0));

export const inHours = (ms: number): number => ms / hourMs;
export const ofHours = (hours: number): number => hours * hourMs;

/** One test's verdict; the reason is given where the flag is not GOOD. */
export const good = (test: QualityTestName): QualityTest => ({ test, flag: 'GOOD' });
export const verdict = (
  test: QualityTestName,
  flag: Exclude<QualityFlag, 'GOOD'>,
  reason: string,
): QualityTest => ({ test, flag, reason });

/** A figure as people read it: three decimals at most. */
export const figure = (value: number): string => String(Number(value.toFixed(3)));
