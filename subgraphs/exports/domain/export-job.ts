import type { EpochMs } from '@aqmrg/schema/events/vocabulary.ts';
import type { Plan } from './files/plan.ts';
import type { Problem } from './problem.ts';
import type { ExportRequest } from './request/export-request.ts';

/**
 *   QUEUED ──claimed──▶ RUNNING ──files are there──▶ READY ──7 days──▶ EXPIRED
 *   QUEUED, RUNNING ──cancelExport──▶ CANCELLED ◀──cancelExport── READY
 *   RUNNING ──it cannot be made──▶ FAILED
 *   RUNNING ──its process fell silent, or stops──▶ QUEUED: what was written is gone on from
 */
export const exportStatuses = ['QUEUED', 'RUNNING', 'READY', 'FAILED', 'CANCELLED', 'EXPIRED'] as const;
export type ExportStatus = (typeof exportStatuses)[number];

export const hasEnded = (status: ExportStatus): boolean => status !== 'QUEUED' && status !== 'RUNNING';

/** About how much an export will be. */
export interface Estimate {
  readonly rows: number;
  readonly bytes: number;
  readonly seconds: number;
}

/** A file that is in the object store, whole. */
export interface ExportedFile {
  readonly name: string;
  readonly mediaType: string;
  readonly bytes: number;
  /** Hexadecimal. */
  readonly sha256: string;
  /** Null where it holds none. */
  readonly rows: number | null;
}

/** Whose an export is: of a person or key, and of everybody in their organisation. */
export interface Owner {
  readonly accountId: string;
  readonly organisation: string | null;
}

export interface ExportJob {
  readonly id: string;
  readonly owner: Owner;
  readonly request: ExportRequest;
  readonly title: string;
  readonly plan: Plan;
  readonly estimate: Estimate;
  readonly status: ExportStatus;
  readonly requestedAt: EpochMs;
  readonly startedAt: EpochMs | null;
  readonly finishedAt: EpochMs | null;
  /** When files go; null where there are none yet. */
  readonly expiresAt: EpochMs | null;
  readonly rows: number;
  readonly isReplayed: boolean | null;
  /** Those that are done, in the order of the plan, and when all are, those beside them. */
  readonly files: readonly ExportedFile[];
  readonly problems: readonly Problem[];
}

/** Where an export's files lie in the object store. */
export const folderOf = (id: string): string => `exports/${id}`;
export const keyOf = (id: string, name: string): string => `${folderOf(id)}/${name}`;

/** How long files are kept. */
export const keptForMs = 7 * 86_400_000;

/** 0 to 100. */
export const percentOf = ({
  status,
  rows,
  estimate,
}: Pick<ExportJob, 'status' | 'rows' | 'estimate'>): number => {
  if (status === 'READY' || status === 'EXPIRED') return 100;
  if (estimate.rows === 0) return 0;
  return Math.min(99, (100 * rows) / estimate.rows);
};
