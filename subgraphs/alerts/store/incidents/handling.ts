import type { Database } from '@aqmrg/platform/ports/database.ts';
import { Prisma } from '@aqmrg/prisma/client/client.ts';
import { instant } from '@aqmrg/prisma/sql.ts';
import type { Incident } from '@aqmrg/schema/events/alerts.ts';
import type { EpochMs } from '@aqmrg/schema/events/vocabulary.ts';
import { type IncidentStep, isOpen } from '../../domain/incident/incident.ts';
import type { Viewer } from '../../domain/incident/viewer.ts';
import { isTheirs } from './conditions.ts';
import { type IncidentRow, incidentColumns, incidentOf } from './incident-rows.ts';

const { sql } = Prisma;

/** Who does something about which incident, and when. */
export interface Handled {
  readonly id: string;
  readonly viewer: Viewer;
  /** A caller's id. */
  readonly by: string;
  readonly at: EpochMs;
}

export type Handling =
  /** `isNew`: false where it was so already, and nothing was written. */
  | { readonly kind: 'done'; readonly incident: Incident; readonly isNew: boolean }
  /** There is none, or it is not theirs. */
  | { readonly kind: 'not-found' }
  | { readonly kind: 'over' };

interface Change {
  readonly isSo: (incident: Incident) => boolean;
  readonly set: Prisma.Sql;
  readonly step: Pick<IncidentStep, 'kind' | 'details'>;
}

/** They wait for one another, and for whoever judges the incident. */
const waiting = { timeout: 30_000, maxWait: 30_000 } as const;

/**
 * What people do about incidents. The row is locked meanwhile: what is judged of it at the same moment comes before or after, and neither is lost. Each change counts in `revision`, not in
 * `judged`; the event log and the receivers are told of it as of all others.
 */
export const openHandling = ({ client }: Pick<Database, 'client'>) => {
  const handle = ({ id, viewer, by, at }: Handled, { isSo, set, step }: Change): Promise<Handling> =>
    client.$transaction(async (transaction): Promise<Handling> => {
      const [row] = await transaction.$queryRaw<IncidentRow[]>`
        SELECT ${incidentColumns} FROM alerts.alert_incident i WHERE i.id = ${id} AND ${isTheirs(viewer)} FOR UPDATE`;
      if (row === undefined) return { kind: 'not-found' };
      const found = incidentOf(row);
      if (!isOpen(found)) return { kind: 'over' };
      if (isSo(found)) return { kind: 'done', incident: found, isNew: false };
      const [changed] = await transaction.$queryRaw<[IncidentRow]>`
        UPDATE alerts.alert_incident i SET revision = i.revision + 1, changed_at = ${instant(at)}, ${set},
          untold_since = COALESCE(i.untold_since, ${instant(at)}),
          unheeded_since = COALESCE(i.unheeded_since, ${instant(at)})
        WHERE i.id = ${id} RETURNING ${incidentColumns}`;
      await transaction.$executeRaw`
        INSERT INTO alerts.alert_incident_step (incident_id, kind, at, written_at, by, details)
        VALUES (${id}, ${step.kind}, ${instant(at)}, ${instant(at)}, ${by}, ${JSON.stringify(step.details)}::jsonb)`;
      return { kind: 'done', incident: incidentOf(changed), isNew: true };
    }, waiting);

  return {
    /** Once: whoever comes later hears who was first. It escalates no further. */
    acknowledge: (handled: Handled, note: string | null): Promise<Handling> =>
      handle(handled, {
        isSo: ({ acknowledgedAt }) => acknowledgedAt !== null,
        set: sql`acknowledged_at = ${instant(handled.at)}, acknowledged_by = ${handled.by}, note = ${note}, escalate_at = NULL`,
        step: { kind: 'ACKNOWLEDGED', details: note === null ? {} : { note } },
      }),

    snooze: (handled: Handled, until: EpochMs): Promise<Handling> =>
      handle(handled, {
        isSo: ({ snoozedUntil }) => snoozedUntil === until,
        set: sql`snoozed_until = ${instant(until)}`,
        step: { kind: 'SNOOZED', details: { until: new Date(until).toISOString() } },
      }),
  };
};

export type HandlingStore = ReturnType<typeof openHandling>;
