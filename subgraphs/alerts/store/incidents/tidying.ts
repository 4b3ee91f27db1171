import type { Database } from '@aqmrg/platform/ports/database.ts';
import { instant } from '@aqmrg/prisma/sql.ts';
import type { EpochMs } from '@aqmrg/schema/events/vocabulary.ts';

/** Takes away what is too old; in one statement no more than `limit` rows. Each resolves with how many there were. */
export const openIncidentTidying = ({ client }: Pick<Database, 'client'>) => ({
  /** Incidents that were over before, with their steps, unless somebody has yet to be told of them. */
  dropIncidents(before: EpochMs, limit: number): Promise<number> {
    return client.$executeRaw`
      DELETE FROM alerts.alert_incident WHERE id = ANY(ARRAY(
        SELECT id FROM alerts.alert_incident
        WHERE started_at < ${instant(before)} AND state IN ('RESOLVED', 'WITHDRAWN')
          AND COALESCE(resolved_at, last_at) < ${instant(before)} AND changed_at < ${instant(before)}
          AND untold_since IS NULL AND unheeded_since IS NULL
        LIMIT ${limit}::int))`;
  },

  /** Silences that ended before. */
  dropSilences(before: EpochMs, limit: number): Promise<number> {
    return client.$executeRaw`
      DELETE FROM alerts.alert_silence WHERE id = ANY(ARRAY(
        SELECT id FROM alerts.alert_silence WHERE ends_at < ${instant(before)} LIMIT ${limit}::int))`;
  },
});

export type IncidentTidying = ReturnType<typeof openIncidentTidying>;
