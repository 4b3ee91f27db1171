import type { Database } from '@aqmrg/platform/ports/database.ts';
import { instant } from '@aqmrg/prisma/sql.ts';
import type { EpochMs } from '@aqmrg/schema/events/vocabulary.ts';
import { type ExportJob, type ExportStatus, hasEnded } from '../domain/export-job.ts';
import { jobOf } from './job-rows.ts';

const isUnwanted = (status: ExportStatus): boolean => hasEnded(status) && status !== 'READY';

const statusesOf = async (
  ids: readonly string[],
  client: Database['client'],
): Promise<ReadonlyMap<string, ExportStatus>> => {
  const rows = await client.exportJob.findMany({
    where: { id: { in: [...ids] } },
    select: { id: true, status: true },
  });
  return new Map(rows.map(({ id, status }) => [id, status as ExportStatus]));
};

/** What exports leave behind, a bounded number at a time. */
export const openExportTidying = ({ client }: Pick<Database, 'client'>) => ({
  /** Lets go what was ready for long enough; its files are to be cleared. */
  async expire(now: EpochMs, most: number): Promise<ExportJob[]> {
    const rows = await client.$queryRaw<{ id: string }[]>`
      UPDATE exports.export_job SET status = 'EXPIRED', is_uncleared = true
      WHERE id IN (
        SELECT id FROM exports.export_job WHERE expires_at <= ${instant(now)} AND status = 'READY'
        ORDER BY expires_at LIMIT ${most}::int FOR UPDATE SKIP LOCKED
      ) RETURNING id`;
    const ids = rows.map(({ id }) => id);
    return (await client.exportJob.findMany({ where: { id: { in: ids } }, orderBy: { id: 'asc' } })).map(
      jobOf,
    );
  },

  /** Exports whose files may still be there, and that nobody can be writing any more. */
  async uncleared(now: EpochMs, most: number): Promise<string[]> {
    const free = [{ claimedUntil: null }, { claimedUntil: { lt: new Date(now) } }];
    const rows = await client.exportJob.findMany({
      where: { isUncleared: true, OR: free },
      orderBy: [{ finishedAt: 'asc' }, { id: 'asc' }],
      take: most,
      select: { id: true },
    });
    return rows.map(({ id }) => id);
  },

  /** Notes that none of an export's files is there any more. */
  async cleared(id: string): Promise<void> {
    await client.exportJob.updateMany({ where: { id, isUncleared: true }, data: { isUncleared: false } });
  },

  /** Forgets what ended before, and left nothing behind; resolves with how many. */
  forget: (before: EpochMs, most: number): Promise<number> => client.$executeRaw`
    DELETE FROM exports.export_job WHERE id IN (
      SELECT id FROM exports.export_job
      WHERE status IN ('FAILED', 'CANCELLED', 'EXPIRED') AND finished_at < ${instant(before)} AND NOT is_uncleared
      LIMIT ${most}::int FOR UPDATE SKIP LOCKED)`,

  /** Of these, those that have ended, or that nobody knows. */
  async ended(ids: readonly string[]): Promise<string[]> {
    const statuses = await statusesOf(ids, client);
    return ids.filter((id) => hasEnded(statuses.get(id) ?? 'FAILED'));
  },

  /** Of these, those whose files nobody is to have any more, or that nobody knows. What is ready has ended, and has its files. */
  async unwanted(ids: readonly string[]): Promise<string[]> {
    const statuses = await statusesOf(ids, client);
    return ids.filter((id) => isUnwanted(statuses.get(id) ?? 'FAILED'));
  },
});

export type ExportTidying = ReturnType<typeof openExportTidying>;
