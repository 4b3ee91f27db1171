import type { EpochMs } from '@aqmrg/schema/events/vocabulary.ts';
import type { ExportJob } from './export-job.ts';

type Moving = Pick<ExportJob, 'status' | 'rows' | 'estimate' | 'startedAt'>;

/** Until an export will be ready, about, by the pace at which it has come so far; null where it does not run. */
export const secondsLeftOf = ({ status, rows, estimate, startedAt }: Moving, now: EpochMs): number | null => {
  if (status !== 'RUNNING' || startedAt === null) return null;
  const elapsed = Math.max(0, now - startedAt) / 1_000;
  if (rows <= 0) return Math.max(0, estimate.seconds - elapsed);
  return (Math.max(0, estimate.rows - rows) * elapsed) / rows;
};
