import { AirError } from '@aqmrg/platform/errors/air-error.ts';
import type { Unfinished } from '@aqmrg/platform/queue/queue.ts';
import { type Problem, problem } from '../../domain/problem.ts';

const full = problem(
  'the export',
  'STORAGE_FULL',
  'There is no room for its files where they are made or kept',
  'Ask for less: a shorter span, fewer sensors, gzip or Parquet; or again when there is room.',
);

const tooManyRows = problem(
  'format',
  'TOO_MUCH',
  'It has more rows than a workbook holds',
  'Ask for CSV or Parquet, or for a shorter span.',
);

/** Why an export cannot be made, where that is no fault of this platform; null where it is. */
export const problemsOf = (error: unknown): readonly Problem[] | null => {
  if (error instanceof AirError && error.code === 'STORAGE_FULL') return [full];
  if (error instanceof AirError && error.code === 'TOO_MANY_ROWS') return [tooManyRows];
  return error instanceof Error && 'code' in error && error.code === 'ENOSPC' ? [full] : null;
};

const notFinished = (
  reason: string,
  next = 'Ask again; if it happens again, tell whoever runs this graph its id.',
): readonly Problem[] => [problem('the export', 'NOT_FINISHED', reason, next)];

export const unfinished = (why: Unfinished): readonly Problem[] => {
  switch (why.kind) {
    case 'begun-too-often':
      return notFinished(`It was begun ${why.attempts} times and came no further`);
    case 'too-long':
      return notFinished(
        `It was not finished within ${why.ms / 3_600_000} hours`,
        'Ask for a shorter span, or for fewer sensors.',
      );
    case 'failed':
      return notFinished('Something failed here, and was written down');
    default:
      return why satisfies never;
  }
};
