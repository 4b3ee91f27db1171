import type { EpochMs } from '@aqmrg/schema/events/vocabulary.ts';

/** Whether a model could have seen the answer while it was trained. Figures are made of OUT_OF_SAMPLE alone. */
export const samples = ['OUT_OF_SAMPLE', 'IN_SAMPLE'] as const;
export type Sample = (typeof samples)[number];

/**
 * `measuredFrom`: when the truth began to be measured, in the time in which it really was: of replayed air years ago. A truth that was measured
 * before training ended may have been learnt by heart. `trainedTo` is null where a forecast knows the sensor alone.
 */
export const sampleOf = (measuredFrom: EpochMs, trainedTo: EpochMs | null): Sample =>
  trainedTo === null || measuredFrom > trainedTo ? 'OUT_OF_SAMPLE' : 'IN_SAMPLE';
