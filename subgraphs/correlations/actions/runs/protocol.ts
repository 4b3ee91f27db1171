import type { Problem } from '../../domain/problem.ts';
import type { AssociationReport } from '../../domain/report/association.ts';
import type { Stage } from '../../domain/report/model-report.ts';
import type { AssociationRequest, Daily } from '../../domain/report/request.ts';

/** What a thread is asked. */
export interface Question {
  readonly request: AssociationRequest;
  readonly daily: Daily;
}

/** A run that came to its end. */
export interface Finished {
  readonly report: AssociationReport | Problem;
  /** What each stage took that it reached, ms. */
  readonly stagesMs: Readonly<Partial<Record<Stage, number>>>;
  /** What was left to do after the last of them. */
  readonly tellMs: number;
}

/** What a thread says of the question it has. */
export type Answer =
  | { readonly kind: 'stage'; readonly stage: Stage }
  | { readonly kind: 'finished'; readonly run: Finished };
