import type { Quantity } from '@aqmrg/schema/events/vocabulary.ts';

/** A number that a sensor has at each of its readings. */
export type Signal =
  /** The reading itself. */
  | { readonly kind: 'VALUE'; readonly quantity: Quantity }
  /** The mean over a window that ends with the reading, of which so much must be covered (0 to 1). */
  | {
      readonly kind: 'ROLLING_MEAN';
      readonly quantity: Quantity;
      readonly windowMs: number;
      readonly minCoverage: number;
    }
  /** By how much it changed over a window that ends with the reading, per hour: the slope between its ends. */
  | { readonly kind: 'RATE_OF_CHANGE'; readonly quantity: Quantity; readonly overMs: number };

/** Breached at `at` or beyond it; over only once `recovery`, which lies on the other side, was passed. */
export interface Threshold {
  readonly comparison: 'ABOVE' | 'BELOW';
  readonly at: number;
  readonly recovery: number;
}

/** How a condition becomes an incident. */
export interface Pace {
  /** How long it must hold before it fires. */
  readonly forMs: number;
  /** How long it must be over before it is resolved. */
  readonly keepFiringMs: number;
  /** Without a reading for so long, nothing is known. */
  readonly noDataAfterMs: number;
  /** What that makes of an incident: it goes on, it ends, or it is one of its own. */
  readonly noData: 'KEEP' | 'RESOLVE' | 'ALERT';
}
