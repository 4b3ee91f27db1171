import type { Estimate, Owner } from './export-job.ts';
import { averagesAtMost } from './files/averages-at-most.ts';
import { type Problem, problem } from './problem.ts';
import type { ExportRequest } from './request/export-request.ts';

/** What one may ask for. Bytes are those of files that can be downloaded. */
export const limits = {
  unfinishedOfAccount: 3,
  unfinishedOfOrganisation: 6,
  rowsAnExport: 200_000_000,
  rowsAWorkbook: 25_000,
  averagesAnExport: 200_000_000,
  bytesKept: 50_000_000_000,
  scratchBytesAnExport: 50_000_000_000,
  askedADay: 100,
} as const;

export interface Quota {
  readonly unfinished: number;
  readonly bytesKept: number;
  /** Of the last 24 hours. */
  readonly askedADay: number;
}

/** People of an organisation share a quota. */
export const quotaOf = ({ organisation }: Owner): Quota => ({
  unfinished: organisation === null ? limits.unfinishedOfAccount : limits.unfinishedOfOrganisation,
  bytesKept: limits.bytesKept,
  askedADay: limits.askedADay,
});

export type Spent = 'UNFINISHED' | 'BYTES' | 'DAY';

/** Why nothing more is taken for now. */
export const quotaProblem = (spent: Spent, owner: Owner): Problem => {
  const quota = quotaOf(owner);
  const yours = owner.organisation === null ? 'yours' : 'your organisation';
  switch (spent) {
    case 'UNFINISHED':
      return problem(
        'exports',
        'QUOTA_SPENT',
        `${quota.unfinished} exports of ${yours} are not finished, which is as many as may be`,
        'Wait until one is ready, or cancel one.',
      );
    case 'BYTES':
      return problem(
        'exports',
        'QUOTA_SPENT',
        `Files of exports of ${yours} would take more than ${quota.bytesKept / 1e9} GB together`,
        'Cancel exports that are downloaded, or ask for less, or for Parquet.',
      );
    case 'DAY':
      return problem(
        'exports',
        'QUOTA_SPENT',
        `${quota.askedADay} exports of ${yours} were asked for within a day, which is as many as may be`,
        'Ask again tomorrow, for longer spans at once; or read the daily archive.',
      );
    default:
      return spent satisfies never;
  }
};

const tooMuch = (field: string, reason: string, next: string): Problem =>
  problem(field, 'TOO_MUCH', reason, next);

const millions = (rows: number): string =>
  `${(rows / 1e6).toLocaleString('en', { maximumFractionDigits: 1 })} million`;

/** Why an export is too large to be made at all; empty where it is not. */
export const sizeProblems = (
  request: ExportRequest,
  { rows, scratchBytes }: Pick<Estimate, 'rows'> & { readonly scratchBytes: number },
  sensors: number,
): readonly Problem[] => {
  const averages = request.average === null ? 0 : averagesAtMost(request, { ...request, sensors });
  return [
    ...(rows > limits.rowsAnExport
      ? [
          tooMuch(
            'from',
            `It would have ${millions(rows)} rows; ${millions(limits.rowsAnExport)} are the most`,
            'Ask for a shorter span, fewer sensors or averages.',
          ),
        ]
      : []),
    ...(scratchBytes > limits.scratchBytesAnExport
      ? [
          tooMuch(
            'from',
            `Its largest file would take ${Math.ceil(scratchBytes / 1e9)} GB of the disk while it is made; ${limits.scratchBytesAnExport / 1e9} are the most`,
            'Ask for Parquet, CSV with gzip, a file of each month, or a shorter span.',
          ),
        ]
      : []),
    ...(request.format === 'XLSX' && rows > limits.rowsAWorkbook
      ? [
          tooMuch(
            'format',
            `It would have ${Math.ceil(rows)} rows; ${limits.rowsAWorkbook} are the most of a workbook`,
            'Ask for CSV, or for a shorter span.',
          ),
        ]
      : []),
    ...(averages > limits.averagesAnExport
      ? [
          tooMuch(
            'average.every',
            `Sensors, quantities and periods make ${millions(averages)} averages; ${millions(limits.averagesAnExport)} are the most`,
            'Ask for longer periods, a shorter span, or fewer sensors or quantities.',
          ),
        ]
      : []),
  ];
};
