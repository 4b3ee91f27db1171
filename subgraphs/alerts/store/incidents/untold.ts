import type { Database } from '@aqmrg/platform/ports/database.ts';
import type { AlertChanged } from '@aqmrg/schema/events/alerts.ts';
import { changeOf } from '../../domain/incident/change.ts';
import { type IncidentRow, incidentColumns, incidentOf } from './incident-rows.ts';

type UntoldRow = IncidentRow & { readonly isPublished: boolean; readonly isFirst: boolean };

/** The event log refuses in seconds what it cannot take. */
const waiting = { timeout: 60_000, maxWait: 30_000 } as const;

/**
 * Incidents of which the event log has yet to be told. Whoever raises one sets `untold_since` to its `raised_at`, and whoever changes one leaves it as it is where it is not null: so the
 * two are equal until it was told for the first time.
 */
export const openUntold = ({ client }: Pick<Database, 'client'>) => ({
  /**
   * Hands what waits longest to `tell`, each incident as it is now, and takes it off the list once that resolved. Its rows are locked until then: another process passes them by, and an incident
   * that changes meanwhile changes after it was told. So each is told in order, whoever tells. Resolves with how many there were.
   */
  tellNext(limit: number, tell: (changes: readonly AlertChanged[]) => Promise<void>): Promise<number> {
    return client.$transaction(async (transaction) => {
      const rows = await transaction.$queryRaw<UntoldRow[]>`
        SELECT ${incidentColumns}, r.is_published AS "isPublished", i.untold_since <= i.raised_at AS "isFirst"
        FROM alerts.alert_incident i JOIN alerts.alert_rule r ON r.id = i.rule_id
        WHERE i.untold_since IS NOT NULL
        ORDER BY i.untold_since, i.id LIMIT ${limit}::int FOR UPDATE OF i SKIP LOCKED`;
      if (rows.length === 0) return 0;
      await tell(
        rows.map((row) => {
          const incident = incidentOf(row);
          return { change: changeOf(incident, row.isFirst), isPublished: row.isPublished, incident };
        }),
      );
      const ids = rows.map(({ id }) => id);
      await transaction.$executeRaw`
        UPDATE alerts.alert_incident SET untold_since = NULL WHERE id = ANY(${ids}::text[])`;
      return rows.length;
    }, waiting);
  },
});

export type Untold = ReturnType<typeof openUntold>;
