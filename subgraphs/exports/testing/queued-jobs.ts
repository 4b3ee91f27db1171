import { randomUUID } from 'node:crypto';
import type { ExportJob } from '../domain/export-job.ts';
import type { Quota } from '../domain/quota.ts';
import type { ExportRequest } from '../domain/request/export-request.ts';
import type { ExportJobs, NewJob } from '../store/jobs.ts';

const day = 86_400_000;
export const firstDay = Date.parse('2024-05-01T00:00:00Z');

export const makeExportRequest = (request: Partial<ExportRequest> = {}): ExportRequest => ({
  ...{ sensorIds: ['a', 'b'], siteIds: null, networkIds: null, countries: null, quantities: ['PM25'] },
  ...{ from: firstDay, to: firstDay + 2 * day, asOf: firstDay + 3 * day },
  ...{ format: 'CSV', layout: 'LONG', compression: 'NONE', split: 'WHOLE', columns: 'STANDARD' },
  ...{ average: null, version: 'CORRECTED', quality: ['GOOD', 'UNKNOWN'] },
  ...request,
});

/** Two days of two sensors, a piece each day. */
export const makeJob = ({ request, ...job }: Partial<NewJob> = {}): NewJob => ({
  id: randomUUID(),
  owner: { accountId: 'ada', organisation: 'org-a' },
  request: makeExportRequest(request),
  title: 'PM2.5 of two sensors',
  plan: {
    sensorIds: ['a', 'b'],
    files: [
      {
        name: 'readings.csv',
        pieces: [
          { from: firstDay, to: firstDay + day },
          { from: firstDay + day, to: firstDay + 2 * day },
        ],
      },
    ],
  },
  estimate: { rows: 96, bytes: 9_600, seconds: 1 },
  requestedAt: firstDay + 3 * day,
  ...job,
});

export const noLimits: Quota = {
  ...{ unfinished: Number.POSITIVE_INFINITY, bytesKept: Number.POSITIVE_INFINITY },
  askedADay: Number.POSITIVE_INFINITY,
};

/** Queues one, however many there are. */
export const queueJob = async (
  jobs: Pick<ExportJobs, 'queue'>,
  job: Partial<NewJob> = {},
): Promise<ExportJob> => (await jobs.queue(makeJob(job), noLimits)) as ExportJob;
