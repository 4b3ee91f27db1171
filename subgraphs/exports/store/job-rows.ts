import { Prisma, type ExportJob as Row } from '@aqmrg/prisma/client/client.ts';
import {
  type Estimate,
  type ExportedFile,
  type ExportJob,
  type ExportStatus,
  hasEnded,
  type Owner,
} from '../domain/export-job.ts';
import type { Plan } from '../domain/files/plan.ts';
import type { Problem } from '../domain/problem.ts';
import type { ExportRequest } from '../domain/request/export-request.ts';

/** What it takes to begin an export. */
export type NewJob = Pick<
  ExportJob,
  'id' | 'owner' | 'request' | 'title' | 'plan' | 'estimate' | 'requestedAt'
>;

export const json = (value: unknown): Prisma.InputJsonValue => value as Prisma.InputJsonValue;

/** Until all is written, only a recording that was found is known. */
const isReplayedOf = ({ status, isReplayed }: Row): boolean | null =>
  !hasEnded(status as ExportStatus) && isReplayed === false ? null : isReplayed;

export const jobOf = (row: Row): ExportJob => ({
  id: row.id,
  owner: { accountId: row.accountId, organisation: row.organisationId },
  request: row.request as unknown as ExportRequest,
  title: row.title,
  plan: row.plan as unknown as Plan,
  estimate: row.estimate as unknown as Estimate,
  status: row.status as ExportStatus,
  requestedAt: row.requestedAt.getTime(),
  startedAt: row.startedAt?.getTime() ?? null,
  finishedAt: row.finishedAt?.getTime() ?? null,
  expiresAt: row.expiresAt?.getTime() ?? null,
  rows: Number(row.rows),
  isReplayed: isReplayedOf(row),
  files: row.files as unknown as readonly ExportedFile[],
  problems: row.problems as unknown as readonly Problem[],
});

export const newRow = ({ owner, request, plan, estimate, requestedAt, ...job }: NewJob) => ({
  ...job,
  accountId: owner.accountId,
  organisationId: owner.organisation,
  request: json(request),
  plan: json(plan),
  estimate: json(estimate),
  requestedAt: new Date(requestedAt),
  status: 'QUEUED' satisfies ExportStatus,
});

/** Theirs, or of somebody in their organisation. */
export const ownedBy = ({ accountId, organisation }: Owner): Prisma.ExportJobWhereInput =>
  organisation === null ? { accountId } : { OR: [{ accountId }, { organisationId: organisation }] };

export const ownedBySql = ({ accountId, organisation }: Owner): Prisma.Sql =>
  organisation === null
    ? Prisma.sql`account_id = ${accountId}`
    : Prisma.sql`(account_id = ${accountId} OR organisation_id = ${organisation})`;
