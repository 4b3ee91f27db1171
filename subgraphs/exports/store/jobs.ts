import type { Database } from '@aqmrg/platform/ports/database.ts';
import type { Claim, Taken } from '@aqmrg/platform/queue/queue.ts';
import { instant } from '@aqmrg/prisma/sql.ts';
import type { EpochMs } from '@aqmrg/schema/events/vocabulary.ts';
import { type ExportedFile, type ExportJob, keptForMs, type Owner } from '../domain/export-job.ts';
import type { Problem } from '../domain/problem.ts';
import type { Quota, Spent } from '../domain/quota.ts';
import { jobOf, json, type NewJob, newRow, ownedBy, ownedBySql } from './job-rows.ts';

export type { NewJob } from './job-rows.ts';

/** An export that a process took up. */
export interface Claimed extends Taken {
  readonly job: ExportJob;
}

/** What is there when all is. */
export interface Made {
  /** In the order in which they are told. */
  readonly files: readonly ExportedFile[];
  readonly rows: number;
  readonly isReplayed: boolean;
}
export type Outcome = Made | readonly Problem[];
export const isMade = (outcome: Outcome): outcome is Made => !Array.isArray(outcome);

/** A file that is whole in the object store, and whether any of its rows is a recording. */
export interface FileMade {
  readonly file: ExportedFile;
  readonly isReplayed: boolean;
}

const dayMs = 86_400_000;

/** Requests of an owner wait for those before them. */
const waiting = { timeout: 30_000, maxWait: 30_000 } as const;

/** "xprt": with the owner, the same for every process of this room. */
const lockNumber = 0x78707274;

const bytesOf = (files: readonly ExportedFile[]): bigint =>
  files.reduce((sum, { bytes }) => sum + BigInt(bytes), 0n);

/** Exports and how far they are, in one queue for all processes. */
export const openExportJobs = ({ client }: Pick<Database, 'client'>) => {
  const heldBy = (id: string, worker: string) => ({ id, claimedBy: worker, status: 'RUNNING' });

  const find = async (id: string, owner: Owner): Promise<ExportJob | null> => {
    const row = await client.exportJob.findFirst({ where: { id, ...ownedBy(owner) } });
    return row && jobOf(row);
  };

  return {
    find,

    /** Whosever it is. */
    async findAny(id: string): Promise<ExportJob | null> {
      const row = await client.exportJob.findUnique({ where: { id } });
      return row && jobOf(row);
    },

    /** Newest first. */
    async list(owner: Owner, first: number): Promise<ExportJob[]> {
      const rows = await client.exportJob.findMany({
        where: ownedBy(owner),
        orderBy: [{ requestedAt: 'desc' }, { id: 'desc' }],
        take: first,
      });
      return rows.map(jobOf);
    },

    /** Queues an export, one of an owner after the other in all processes, or says which of the quotas is spent. */
    queue(job: NewJob, quota: Quota): Promise<ExportJob | Spent> {
      const key = job.owner.organisation ?? job.owner.accountId;
      return client.$transaction(async (transaction) => {
        await transaction.$executeRaw`SELECT PG_ADVISORY_XACT_LOCK(${lockNumber}::int, HASHTEXT(${key}))`;
        const [has] = await transaction.$queryRaw<{ unfinished: number; today: number; bytes: number }[]>`
          SELECT count(*) FILTER (WHERE status IN ('QUEUED', 'RUNNING'))::float8 AS unfinished,
            count(*) FILTER (WHERE requested_at > ${instant(job.requestedAt - dayMs)})::float8 AS today,
            COALESCE(sum(CASE WHEN status = 'READY' THEN bytes
              WHEN status IN ('QUEUED', 'RUNNING') THEN (estimate->>'bytes')::float8 END), 0)::float8 AS bytes
          FROM exports.export_job WHERE ${ownedBySql(job.owner)}`;
        if ((has?.unfinished ?? 0) >= quota.unfinished) return 'UNFINISHED';
        if ((has?.bytes ?? 0) + job.estimate.bytes > quota.bytesKept) return 'BYTES';
        if ((has?.today ?? 0) >= quota.askedADay) return 'DAY';
        return jobOf(await transaction.exportJob.create({ data: newRow(job) }));
      }, waiting);
    },

    /**
     * Takes up an export that waits, or that nobody has worked on for too long: of the owner (an organisation, or somebody without one) that has the fewest
     * under way, and of several such of that whose last one ended longest ago; of theirs the oldest.
     */
    async claim({ worker, until }: Claim, now: EpochMs): Promise<Claimed | null> {
      const [taken] = await client.$queryRaw<Taken[]>`
        UPDATE exports.export_job
        SET status = 'RUNNING', claimed_by = ${worker}, claimed_until = ${instant(until)}, attempts = attempts + 1,
          started_at = COALESCE(started_at, ${instant(now)})
        WHERE id = (
          SELECT waiting.id FROM exports.export_job waiting
          CROSS JOIN LATERAL (
            SELECT count(*) FILTER (WHERE status = 'RUNNING' AND claimed_until >= ${instant(now)}) AS under_way,
              max(finished_at) AS last_end
            FROM exports.export_job
            WHERE organisation_id = waiting.organisation_id
              OR (waiting.organisation_id IS NULL AND organisation_id IS NULL AND account_id = waiting.account_id)
          ) owner
          WHERE waiting.status = 'QUEUED' OR (waiting.status = 'RUNNING' AND waiting.claimed_until < ${instant(now)})
          ORDER BY owner.under_way, owner.last_end NULLS FIRST, waiting.requested_at, waiting.id
          LIMIT 1 FOR UPDATE OF waiting SKIP LOCKED
        )
        RETURNING id, attempts`;
      if (taken === undefined) return null;
      const job = jobOf(await client.exportJob.findUniqueOrThrow({ where: { id: taken.id } }));
      return { ...taken, job };
    },

    /**
     * Says that an export goes on, and how many rows are written; false where it is no longer this worker's. What comes further than ever before is no
     * attempt that failed, however often processes are killed meanwhile.
     */
    async goesOn(id: string, { worker, until }: Claim, rows: number): Promise<boolean> {
      const count = await client.$executeRaw`
        UPDATE exports.export_job
        SET claimed_until = ${instant(until)}, rows = GREATEST(rows, ${rows}::bigint),
          attempts = CASE WHEN rows < ${rows}::bigint THEN 1 ELSE attempts END
        WHERE id = ${id} AND claimed_by = ${worker} AND status = 'RUNNING'`;
      return count > 0;
    },

    /** Notes a file that is in the object store; false where the export is no longer this worker's. */
    async addFile(id: string, worker: string, { file, isReplayed }: FileMade): Promise<boolean> {
      const count = await client.$executeRaw`
        UPDATE exports.export_job
        SET is_replayed = COALESCE(is_replayed, false) OR ${isReplayed},
          files = COALESCE((SELECT jsonb_agg(one ORDER BY place) FROM jsonb_array_elements(files)
            WITH ORDINALITY AS kept (one, place) WHERE one->>'name' <> ${file.name}), '[]') || ${JSON.stringify([file])}::jsonb
        WHERE id = ${id} AND claimed_by = ${worker} AND status = 'RUNNING'`;
      return count > 0;
    },

    /** Gives an export back, for another to go on with. */
    async giveBack(id: string, worker: string): Promise<void> {
      await client.$executeRaw`
        UPDATE exports.export_job
        SET status = 'QUEUED', claimed_by = NULL, claimed_until = NULL, attempts = attempts - 1
        WHERE id = ${id} AND claimed_by = ${worker} AND status = 'RUNNING'`;
    },

    /** Ends an export of this worker; false where it is no longer theirs. */
    async end(
      id: string,
      worker: string,
      { at, outcome }: { readonly at: EpochMs; readonly outcome: Outcome },
    ): Promise<boolean> {
      const end = { finishedAt: new Date(at), claimedBy: null, claimedUntil: null };
      const { count } = await client.exportJob.updateMany({
        where: heldBy(id, worker),
        data: isMade(outcome)
          ? {
              ...{ ...end, status: 'READY', expiresAt: new Date(at + keptForMs) },
              ...{ rows: BigInt(outcome.rows), isReplayed: outcome.isReplayed },
              ...{ files: json(outcome.files), bytes: bytesOf(outcome.files) },
            }
          : { ...end, status: 'FAILED', problems: json(outcome), isUncleared: true },
      });
      return count > 0;
    },

    /** Cancels what waits, runs or is ready, and resolves with what it is now: as it was, where it had ended otherwise. Its files are to be cleared. */
    async cancel(id: string, owner: Owner, at: EpochMs): Promise<ExportJob | null> {
      await client.exportJob.updateMany({
        where: { id, status: { in: ['QUEUED', 'RUNNING', 'READY'] }, ...ownedBy(owner) },
        data: { status: 'CANCELLED', finishedAt: new Date(at), expiresAt: null, isUncleared: true },
      });
      return find(id, owner);
    },
  };
};

export type ExportJobs = ReturnType<typeof openExportJobs>;
