import type { Database } from '@aqmrg/platform/ports/database.ts';
import { instant } from '@aqmrg/prisma/sql.ts';
import type { EpochMs } from '@aqmrg/schema/events/vocabulary.ts';

const most = 1_000;

/** Rows that nothing asks for any more, a bounded number at a time: a statement that deletes for long keeps all others waiting. */
export const openNotifyTidying = ({ client }: Pick<Database, 'client'>) =>
  [
    /** Messages that came to an end, by when they were decided. */
    (before: EpochMs) => client.$executeRaw`
      DELETE FROM alerts.alert_delivery WHERE id IN (
        SELECT id FROM alerts.alert_delivery
        WHERE state IN ('SENT', 'DEAD', 'DROPPED') AND created_at < ${instant(before)} LIMIT ${most}::int)`,
    /** Groups of which there is nothing to tell. */
    (before: EpochMs) => client.$executeRaw`
      DELETE FROM alerts.alert_group WHERE key IN (
        SELECT key FROM alerts.alert_group
        WHERE due_at IS NULL AND told_at < ${instant(before)} AND told->'open' = '[]' LIMIT ${most}::int
        FOR UPDATE SKIP LOCKED)`,
    /** Receivers that were taken away and of which the log says nothing any more. */
    (before: EpochMs) => client.$executeRaw`
      DELETE FROM alerts.alert_receiver WHERE id IN (
        SELECT r.id FROM alerts.alert_receiver r WHERE r.deleted_at < ${instant(before)}
          AND NOT EXISTS (SELECT 1 FROM alerts.alert_delivery d WHERE d.receiver_id = r.id) LIMIT ${most}::int)`,
  ] as const;
export type NotifyTidying = ReturnType<typeof openNotifyTidying>;
