import type { CorrelationFound } from '../../domain/correlating/correlation-found.ts';
import type { CorrelationQuestion } from '../../domain/correlating/correlation-question.ts';
import type { Problem } from '../../domain/problem.ts';
import type { AssociationReport } from '../../domain/report/association.ts';
import type { Stage } from '../../domain/report/model-report.ts';
import type { AssociationRequest, Daily } from '../../domain/report/request.ts';
import type { StudyFound } from '../../domain/study/study-found.ts';
import type { StudyPlan } from '../../domain/study/study-plan.ts';
import type { Sent, SentRead } from '../read-sent.ts';

/** One specification and its data. */
export interface Question {
  readonly request: AssociationRequest;
  readonly daily: Daily;
}

/** All models of a study and their data. */
export interface StudyToRun {
  readonly plan: StudyPlan;
  readonly daily: Daily;
}

/** Two columns and their data. */
export interface CorrelationToRun {
  readonly question: CorrelationQuestion;
  readonly daily: Daily;
}

/** What somebody sent. */
export interface Upload {
  readonly sent: Sent;
  /** The first day that has not come anywhere on Earth. */
  readonly tomorrow: string;
}

/** What a thread is asked. */
export type Task =
  | { readonly kind: 'association'; readonly question: Question }
  | { readonly kind: 'study'; readonly study: StudyToRun }
  | { readonly kind: 'correlation'; readonly correlation: CorrelationToRun }
  | { readonly kind: 'upload'; readonly upload: Upload };

/** A run that came to its end. */
export interface Finished {
  readonly report: AssociationReport | Problem;
  /** What each stage took that it reached, ms. */
  readonly stagesMs: Readonly<Partial<Record<Stage, number>>>;
  /** What was left to do after the last of them. */
  readonly tellMs: number;
}

/** What a thread says of the task it has. */
export type Answer =
  | { readonly kind: 'stage'; readonly stage: Stage }
  | { readonly kind: 'progress'; readonly done: number }
  | { readonly kind: 'finished'; readonly run: Finished }
  | { readonly kind: 'studied'; readonly found: StudyFound | Problem }
  /** Of the desk: its thread came to the end of its memory. */
  | { readonly kind: 'exhausted'; readonly problem: Problem }
  | { readonly kind: 'correlated'; readonly found: CorrelationFound | Problem }
  | { readonly kind: 'upload-read'; readonly read: SentRead };
