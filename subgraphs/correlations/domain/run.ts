import type { EpochMs } from '@aqmrg/schema/events/vocabulary.ts';
import type { Exposure } from './exposure/exposure.ts';
import type { Problem } from './problem.ts';
import type { StudyFound } from './study/study-found.ts';

export const runStatuses = ['QUEUED', 'RUNNING', 'DONE', 'FAILED', 'CANCELLED'] as const;
export type RunStatus = (typeof runStatuses)[number];

/** A model as it was when a run referred to it. */
export interface ModelNamed {
  readonly id: string;
  readonly version: number;
  readonly title: string;
  readonly description: string;
  readonly isDefault: boolean;
  /** As JSON. */
  readonly definition: string;
  readonly sha256: string;
}

/** What was asked for, as it is told. */
export interface Asked {
  /** The outcome's label. */
  readonly outcome: string;
  /** What it is known by, whatever it is called. */
  readonly outcomeHash: string;
  readonly exposures: readonly Exposure[];
  readonly model: ModelNamed;
}

/** A study from its request to its end: the same question about the same data is one run of an organisation. */
export interface AssociationRun {
  readonly id: string;
  readonly organisationId: string;
  readonly healthSeriesId: string;
  readonly contentHash: string;
  readonly requestedById: string;
  readonly requestedAt: EpochMs;
  readonly asked: Asked;
  readonly status: RunStatus;
  /** Models fitted, of how many. */
  readonly done: number;
  readonly total: number;
  readonly finishedAt: EpochMs | null;
  readonly found: StudyFound | null;
  readonly problems: readonly Problem[];
}

/** Whether nothing more will come of it by itself. */
export const hasEnded = ({ status }: Pick<AssociationRun, 'status'>): boolean =>
  status !== 'QUEUED' && status !== 'RUNNING';

/** Whether nothing else would come of asking again: it goes on, or has an answer, be it that there can be none. */
export const isAnswered = ({ status, problems }: Pick<AssociationRun, 'status' | 'problems'>): boolean =>
  status !== 'CANCELLED' && problems[0]?.code !== 'NOT_FINISHED';
