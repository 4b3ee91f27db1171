import type { EpochMs } from '@aqmrg/schema/events/vocabulary.ts';
import type { Threshold } from '../rule/rule.ts';

/** What a condition came to at one instant of the air: the end of a reading's period. */
export interface Sample {
  readonly at: EpochMs;
  /** Null where it could not be told: too little of a window, too few sensors. */
  readonly value: number | null;
  /** How far beyond the threshold, 0 on it; negative on this side. */
  readonly beyond: number;
  /** On the other side of the recovery threshold. Neither this nor beyond: between the two. */
  readonly isOver: boolean;
}

/** A value held against a threshold. */
export const sampleOf = (
  at: EpochMs,
  value: number | null,
  { comparison, at: bound, recovery }: Threshold,
): Sample => {
  if (value === null) return { at, value, beyond: Number.NEGATIVE_INFINITY, isOver: false };
  return comparison === 'ABOVE'
    ? { at, value, beyond: value - bound, isOver: value < recovery }
    : { at, value, beyond: bound - value, isOver: value > recovery };
};

export const isBreached = ({ beyond }: Sample): boolean => beyond >= 0;
