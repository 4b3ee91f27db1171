import type { StudyQuestion } from '../study/study-question.ts';

/** Of the values, or of their ranks. */
export type CorrelationMethod = 'PEARSON' | 'SPEARMAN';

/** How which two series go together. */
export interface CorrelationQuestion
  extends Pick<StudyQuestion, 'outcome' | 'confounders' | 'months' | 'askedBefore'> {
  readonly exposure: StudyQuestion['exposures'][number];
  readonly method: CorrelationMethod;
  /** 0 to this many days before. */
  readonly lags: number;
}
