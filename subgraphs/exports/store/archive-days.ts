import type { Database } from '@aqmrg/platform/ports/database.ts';
import { Prisma } from '@aqmrg/prisma/client/client.ts';
import { instant, instantOf } from '@aqmrg/prisma/sql.ts';
import type { EpochMs } from '@aqmrg/schema/events/vocabulary.ts';
import {
  type ArchiveContent,
  type ArchiveFile,
  type ArchiveName,
  type NoContent,
  textOf,
} from '../domain/archive/archive-file.ts';
import type { Mark } from '../domain/archive/mark.ts';
import { fileColumns, nameColumns, sameName } from './archive-day-rows.ts';

const { sql } = Prisma;

/** A file that may be built, as it was when that was read. */
export interface DueDay extends ArchiveName {
  readonly marks: number;
  readonly revision: number;
  /** The digest of the file that stands. */
  readonly standing: string | null;
}

/** A file that was built and is in the object store, or for which there was nothing. */
export type BuiltDay = Omit<DueDay, 'standing'> & (ArchiveContent | NoContent);

/** What cannot be built yet, or could not, and when it is tried. */
export interface PostponedDay extends ArchiveName {
  readonly dueAt: EpochMs;
}

/** "arch": the numbers of changes are given out under it, in every process of this room. */
const lockNumber = 0x61726368;
const waiting = { timeout: 30_000, maxWait: 30_000 } as const;

const json = (rows: readonly object[]): string => JSON.stringify(rows);
/** In one order, so that two processes do not wait for each other. */
const inOrder = <T extends ArchiveName>(names: readonly T[]): readonly T[] =>
  [...names].sort((a, b) => (textOf(a) < textOf(b) ? -1 : 1));

/** Numbered in the order in which they were built, behind all that are there. */
const tellChanges = (given: string): Prisma.Sql => sql`
  WITH newest AS (SELECT COALESCE(MAX(change), 0) AS change FROM exports.archive_day),
    fresh AS (
      SELECT g.*, ROW_NUMBER() OVER (ORDER BY g.place) AS nth
      FROM JSONB_TO_RECORDSET(${given}::jsonb)
        AS g ("sensorId" text, day date, "isReplayed" boolean, revision int, rows int, bytes int, sha256 text, "builtAt" float8, place int)
      JOIN exports.archive_day d ON ${sameName}
      WHERE d.revision = g.revision AND d.sha256 IS DISTINCT FROM g.sha256
    )
  UPDATE exports.archive_day d SET revision = d.revision + 1, rows = g.rows, bytes = g.bytes, sha256 = g.sha256,
    built_at = ${instantOf(sql`g."builtAt"`)}, change = newest.change + g.nth
  FROM fresh g, newest WHERE ${sameName}`;

/** What was marked meanwhile stays due, and so does what another process built otherwise: its file has to be put right. */
const settle = (given: string, again: EpochMs): Prisma.Sql => sql`
  UPDATE exports.archive_day d
  SET due_at = CASE WHEN d.marks = g.marks AND d.sha256 IS NOT DISTINCT FROM g.sha256 THEN NULL ELSE ${instant(again)} END
  FROM JSONB_TO_RECORDSET(${given}::jsonb)
    AS g ("sensorId" text, day date, "isReplayed" boolean, marks int, sha256 text)
  WHERE ${sameName}`;

/** The days of the archive: what is due, and what was built. */
export const openArchiveDays = ({ client }: Pick<Database, 'client'>) => ({
  /** What is due already keeps its time. */
  async mark(marks: readonly Mark[]): Promise<void> {
    if (marks.length === 0) return;
    await client.$executeRaw`
      INSERT INTO exports.archive_day AS d (sensor_id, day, is_replayed, due_at)
      SELECT g."sensorId", g.day, g."isReplayed", ${instantOf(sql`g."dueAt"`)}
      FROM JSONB_TO_RECORDSET(${json(inOrder(marks))}::jsonb)
        AS g ("sensorId" text, day date, "isReplayed" boolean, "dueAt" float8, "isOnlyAgain" boolean)
      WHERE NOT g."isOnlyAgain" OR EXISTS (SELECT FROM exports.archive_day d WHERE ${sameName})
      ON CONFLICT (sensor_id, day, is_replayed)
        DO UPDATE SET due_at = COALESCE(d.due_at, EXCLUDED.due_at), marks = d.marks + 1`;
  },

  /** What waits longest, first. */
  due: (now: EpochMs, most: number): Promise<DueDay[]> =>
    client.$queryRaw<DueDay[]>`
      SELECT ${nameColumns}, d.marks, d.revision, d.sha256 AS standing FROM exports.archive_day d
      WHERE d.due_at <= ${instant(now)} ORDER BY d.due_at, d.sensor_id, d.day LIMIT ${most}::int`,

  /**
   * Says what was built, in the order in which it was. A file that holds what it held before has no new change. Changes are visible in the order of their numbers: whoever has seen one
   * has seen all before it. What is still due is built no sooner than `again`.
   */
  async finish(built: readonly BuiltDay[], again: EpochMs): Promise<void> {
    if (built.length === 0) return;
    const given = json(built.map((day, place) => ({ ...day, place })));
    await client.$transaction(async (transaction) => {
      await transaction.$executeRaw`SELECT PG_ADVISORY_XACT_LOCK(${lockNumber}::bigint)`;
      await transaction.$executeRaw(tellChanges(given));
      await transaction.$executeRaw(settle(given, again));
    }, waiting);
  },

  async postpone(days: readonly PostponedDay[]): Promise<void> {
    if (days.length === 0) return;
    await client.$executeRaw`
      UPDATE exports.archive_day d SET due_at = ${instantOf(sql`g."dueAt"`)}
      FROM JSONB_TO_RECORDSET(${json(inOrder(days))}::jsonb)
        AS g ("sensorId" text, day date, "isReplayed" boolean, "dueAt" float8)
      WHERE ${sameName}`;
  },

  async find({ sensorId, day, isReplayed }: ArchiveName): Promise<ArchiveFile | null> {
    const [row] = await client.$queryRaw<ArchiveFile[]>`
      SELECT ${fileColumns} FROM exports.archive_day d
      WHERE d.sensor_id = ${sensorId} AND d.day = ${day}::date AND d.is_replayed = ${isReplayed} AND d.change IS NOT NULL`;
    return row ?? null;
  },

  /** Those of these that have a file. */
  findAll: (names: readonly ArchiveName[]): Promise<ArchiveFile[]> =>
    client.$queryRaw<ArchiveFile[]>`
      SELECT ${fileColumns} FROM exports.archive_day d
      JOIN JSONB_TO_RECORDSET(${json(names)}::jsonb) AS g ("sensorId" text, day date, "isReplayed" boolean)
        ON ${sameName}
      WHERE d.change IS NOT NULL`,

  /** Files whose newest change has a higher number, in the order of these. */
  changesAfter: (change: number, most: number): Promise<ArchiveFile[]> =>
    client.$queryRaw<ArchiveFile[]>`
      SELECT ${fileColumns} FROM exports.archive_day d
      WHERE d.change > ${change}::bigint ORDER BY d.change LIMIT ${most}::int`,

  /** Files of a sensor's real or recorded air, by day, behind one. */
  ofSensor: (
    { sensorId, isReplayed }: Omit<ArchiveName, 'day'>,
    { after, most }: { readonly after: string | null; readonly most: number },
  ): Promise<ArchiveFile[]> =>
    client.$queryRaw<ArchiveFile[]>`
      SELECT ${fileColumns} FROM exports.archive_day d
      WHERE d.sensor_id = ${sensorId} AND d.is_replayed = ${isReplayed} AND d.change IS NOT NULL
        AND (${after}::date IS NULL OR d.day > ${after}::date)
      ORDER BY d.day LIMIT ${most}::int`,
});
export type ArchiveDays = ReturnType<typeof openArchiveDays>;
