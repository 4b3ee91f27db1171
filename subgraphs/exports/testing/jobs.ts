import type { ExportJob } from '../domain/export-job.ts';
import type { ExportRequest } from '../domain/request/export-request.ts';

/** A Sunday noon, UTC. */
export const noon = Date.parse('2026-03-01T12:00:00Z');

export const makeRequest = (fields: Partial<ExportRequest> = {}): ExportRequest => ({
  ...{ sensorIds: ['a-sensor'], siteIds: null, networkIds: null, countries: null },
  ...{ quantities: ['PM25'], from: noon - 86_400_000, to: noon },
  ...{ format: 'CSV', layout: 'LONG', compression: 'NONE', split: 'WHOLE', columns: 'STANDARD' },
  ...{ average: null, version: 'CORRECTED', quality: ['GOOD', 'UNKNOWN', 'SUSPECT'], asOf: noon },
  ...fields,
});

/** An export that is ready. */
export const makeJob = (fields: Partial<ExportJob> = {}): ExportJob => ({
  ...{ id: 'e1e1e1e1-0000', owner: { accountId: 'ada', organisation: null }, request: makeRequest() },
  ...{ title: 'A day of PM2.5', plan: { sensorIds: ['a-sensor'], files: [] } },
  ...{ estimate: { rows: 24, bytes: 2_400, seconds: 1 }, status: 'READY' },
  ...{ requestedAt: noon - 60_000, startedAt: noon - 50_000, finishedAt: noon - 40_000 },
  ...{ expiresAt: noon + 7 * 86_400_000, rows: 24, isReplayed: false, files: [], problems: [] },
  ...fields,
});
