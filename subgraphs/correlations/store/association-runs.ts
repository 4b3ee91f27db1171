import { randomUUID } from 'node:crypto';
import type { Database } from '@aqmrg/platform/ports/database.ts';
import type { Claim, Taken } from '@aqmrg/platform/queue/queue.ts';
import { Prisma, type AssociationRun as Row } from '@aqmrg/prisma/client/client.ts';
import { instant } from '@aqmrg/prisma/sql.ts';
import type { EpochMs } from '@aqmrg/schema/events/vocabulary.ts';
import type { Problem } from '../domain/problem.ts';
import type { Asked, AssociationRun, RunStatus } from '../domain/run.ts';
import type { StudyFound } from '../domain/study/study-found.ts';
import { waiting } from './health-series.ts';

/** What it takes to begin a run. `question` is for whoever takes it up, and nobody else's to read. */
export interface NewRun
  extends Pick<
    AssociationRun,
    'organisationId' | 'healthSeriesId' | 'contentHash' | 'requestedById' | 'requestedAt' | 'asked' | 'total'
  > {
  readonly question: Uint8Array;
}

/** A run that a process took up. */
export interface Claimed extends Taken {
  readonly question: Uint8Array;
}

interface About extends Pick<AssociationRun, 'organisationId'> {
  readonly outcomeHash: string;
  /** Of the question that is not another. */
  readonly contentHash?: string;
}

const told = { question: true } as const;
type ToldRow = Omit<Row, keyof typeof told>;

const runOf = (row: ToldRow): AssociationRun => ({
  id: row.id,
  organisationId: row.organisationId,
  healthSeriesId: row.healthSeriesId,
  contentHash: row.contentHash,
  requestedById: row.requestedById,
  requestedAt: row.requestedAt.getTime(),
  asked: row.asked as unknown as Asked,
  status: row.status as RunStatus,
  done: row.status === 'DONE' ? row.total : row.done,
  total: row.total,
  finishedAt: row.finishedAt?.getTime() ?? null,
  found: row.found as unknown as StudyFound | null,
  problems: (row.problems ?? []) as unknown as readonly Problem[],
});

const unfinished = { in: ['QUEUED', 'RUNNING'] };
/** What ended without an answer, and may be tried again. */
const unanswered = [
  { status: 'CANCELLED' },
  { status: 'FAILED', problems: { path: ['0', 'code'], equals: 'NOT_FINISHED' } },
];
const afresh = {
  status: 'QUEUED',
  done: 0,
  attempts: 0,
  claimedBy: null,
  claimedUntil: null,
  finishedAt: null,
  problems: Prisma.DbNull,
};

const queueIn = async (
  client: Prisma.TransactionClient,
  { requestedAt, asked, ...run }: NewRun,
): Promise<AssociationRun> => {
  const { organisationId, contentHash } = run;
  const row = {
    ...run,
    requestedAt: new Date(requestedAt),
    question: new Uint8Array(run.question),
    asked: asked as unknown as Prisma.InputJsonValue,
  };
  await client.associationRun.createMany({
    data: [{ id: randomUUID(), ...row, status: 'QUEUED' }],
    skipDuplicates: true,
  });
  await client.associationRun.updateMany({
    where: { organisationId, contentHash, OR: unanswered },
    data: { ...row, ...afresh },
  });
  return runOf(
    await client.associationRun.findUniqueOrThrow({
      where: { organisationId_contentHash: { organisationId, contentHash } },
      omit: told,
    }),
  );
};

/** "runs": with the organisation, the same for every process of this room. */
const lockNumber = 0x72756e73;

/** Studies and what became of them, in one queue for all processes. */
export const openAssociationRuns = ({ client }: Pick<Database, 'client'>) => {
  const heldBy = (id: string, worker: string) => ({ id, claimedBy: worker, status: 'RUNNING' });

  return {
    async find(id: string, organisationId: string): Promise<AssociationRun | null> {
      const row = await client.associationRun.findUnique({ where: { id, organisationId }, omit: told });
      return row && runOf(row);
    },

    async sameAs(organisationId: string, contentHash: string): Promise<AssociationRun | null> {
      const name = { organisationId, contentHash };
      const row = await client.associationRun.findUnique({
        where: { organisationId_contentHash: name },
        omit: told,
      });
      return row && runOf(row);
    },

    /** Newest first. */
    async list(
      organisationId: string,
      { healthSeriesId, first }: { readonly healthSeriesId?: string | undefined; readonly first: number },
    ): Promise<AssociationRun[]> {
      const rows = await client.associationRun.findMany({
        where: { organisationId, ...(healthSeriesId === undefined ? {} : { healthSeriesId }) },
        orderBy: [{ requestedAt: 'desc' }, { id: 'desc' }],
        take: first,
        omit: told,
      });
      return rows.map(runOf);
    },

    /** How many runs, of all organisations, have not ended. */
    unfinished: (): Promise<number> => client.associationRun.count({ where: { status: unfinished } }),

    /** Other questions of an organisation that were answered about an outcome, whatever it and its series are called. */
    othersAbout: ({ organisationId, outcomeHash, contentHash = '' }: About): Promise<number> =>
      client.associationRun.count({
        where: {
          ...{ organisationId, status: 'DONE', contentHash: { not: contentHash } },
          asked: { path: ['outcomeHash'], equals: outcomeHash },
        },
      }),

    /**
     * Queues a run; one of the same content that has not ended, or that was answered, stays as it is. Null where its organisation has `most` others that
     * have not ended: one of an organisation is queued after the other, in all processes.
     */
    queue(run: NewRun, most: number): Promise<AssociationRun | null> {
      const { organisationId, contentHash } = run;
      const others = { organisationId, contentHash: { not: contentHash }, status: unfinished };
      return client.$transaction(async (transaction) => {
        await transaction.$executeRaw`
          SELECT PG_ADVISORY_XACT_LOCK(${lockNumber}::int, HASHTEXT(${organisationId}))`;
        const count = await transaction.associationRun.count({ where: others });
        return count >= most ? null : queueIn(transaction, run);
      }, waiting);
    },

    /**
     * Takes up a run that waits, or that nobody has worked on for too long, if its question has this format: of the organisation that has the fewest under
     * way, and of several such that whose last run ended longest ago; of its runs the oldest.
     */
    async claim(
      { worker, until, format }: Claim & { readonly format: number },
      now: EpochMs,
    ): Promise<Claimed | null> {
      const [row] = await client.$queryRaw<Claimed[]>`
        UPDATE correlations.association_run
        SET status = 'RUNNING', claimed_by = ${worker}, claimed_until = ${instant(until)}, attempts = attempts + 1
        WHERE id = (
          SELECT waiting.id FROM correlations.association_run waiting
          CROSS JOIN LATERAL (
            SELECT count(*) FILTER (WHERE status = 'RUNNING' AND claimed_until >= ${instant(now)}) AS under_way,
              max(finished_at) AS last_end
            FROM correlations.association_run WHERE organisation_id = waiting.organisation_id
          ) organisation
          WHERE GET_BYTE(waiting.question, 0) = ${format}::int
            AND (waiting.status = 'QUEUED' OR (waiting.status = 'RUNNING' AND waiting.claimed_until < ${instant(now)}))
          ORDER BY organisation.under_way, organisation.last_end NULLS FIRST, waiting.requested_at
          LIMIT 1 FOR UPDATE OF waiting SKIP LOCKED
        )
        RETURNING id, question, attempts`;
      return row ?? null;
    },

    /** Says that a run goes on, and how far it is; false where it is no longer this worker's. */
    async goesOn(id: string, { worker, until }: Claim, done: number): Promise<boolean> {
      const { count } = await client.associationRun.updateMany({
        where: heldBy(id, worker),
        data: { done, claimedUntil: new Date(until) },
      });
      return count > 0;
    },

    /** Gives a run back, for another to take up. */
    async giveBack(id: string, worker: string): Promise<void> {
      await client.$executeRaw`
        UPDATE correlations.association_run
        SET status = 'QUEUED', claimed_by = NULL, claimed_until = NULL, done = 0, attempts = attempts - 1
        WHERE id = ${id} AND claimed_by = ${worker} AND status = 'RUNNING'`;
    },

    /** Ends a run of this worker; false where it is no longer theirs. */
    async end(
      id: string,
      worker: string,
      { at, outcome }: { readonly at: EpochMs; readonly outcome: StudyFound | readonly Problem[] },
    ): Promise<boolean> {
      const value = outcome as unknown as Prisma.InputJsonValue;
      const { count } = await client.associationRun.updateMany({
        where: heldBy(id, worker),
        data: {
          ...(Array.isArray(outcome)
            ? { status: 'FAILED', problems: value }
            : { status: 'DONE', found: value }),
          finishedAt: new Date(at),
          question: null,
        },
      });
      return count > 0;
    },

    /** Cancels what has not ended. */
    async cancel(id: string, organisationId: string, at: EpochMs): Promise<void> {
      await client.associationRun.updateMany({
        where: { id, organisationId, status: unfinished },
        data: { status: 'CANCELLED', finishedAt: new Date(at), question: null },
      });
    },

    /** Drops an organisation's ended runs but for the newest. */
    async keepNewest(organisationId: string, most: number): Promise<void> {
      await client.$executeRaw`
        DELETE FROM correlations.association_run WHERE id IN (
          SELECT id FROM correlations.association_run
          WHERE organisation_id = ${organisationId} AND status NOT IN ('QUEUED', 'RUNNING')
          ORDER BY requested_at DESC, id DESC OFFSET ${most}::bigint
        )`;
    },
  };
};

export type AssociationRuns = ReturnType<typeof openAssociationRuns>;
