import type { Database } from '@aqmrg/platform/ports/database.ts';
import { Prisma } from '@aqmrg/prisma/client/client.ts';
import { asMs, instant } from '@aqmrg/prisma/sql.ts';
import type { Incident } from '@aqmrg/schema/events/alerts.ts';
import type { EpochMs } from '@aqmrg/schema/events/vocabulary.ts';
import { tellingKinds } from '../../domain/cap/issues.ts';
import type { Published, PublishedStep } from '../../domain/cap/published.ts';
import type { RuleDefinition } from '../../domain/rule/rule.ts';
import { type IncidentRow, incidentColumns, incidentOf } from '../incidents/incident-rows.ts';

const { sql } = Prisma;

interface Row extends IncidentRow {
  readonly isSameRule: boolean;
  readonly isApproved: boolean;
  readonly definition: Pick<RuleDefinition, 'condition' | 'scope'>;
  readonly steps: readonly { readonly kind: string; readonly writtenAt: number; readonly value: unknown }[];
}

const dayMs = 86_400_000;
/** What civil protection is shown at most: the newest. */
const mostIncidents = 200;
/** Of one incident, the newest. */
const mostSteps = 500;

/** Who looks after it, and what they say, is nobody's business outside. */
const asOutside = (incident: Incident): Incident => ({
  ...incident,
  ...{ acknowledgedAt: null, acknowledgedBy: null, note: null, snoozedUntil: null },
});

const publishedOf = (row: Row): Published => ({
  incident: asOutside(incidentOf(row)),
  isApproved: row.isApproved && row.isSameRule,
  condition: row.isSameRule ? row.definition.condition : null,
  area: row.isSameRule ? row.definition.scope.area : null,
  steps: row.steps.map(({ kind, writtenAt, value }) => ({
    ...{ kind: kind as PublishedStep['kind'], writtenAt },
    value: typeof value === 'number' ? value : null,
  })),
});

const stepsOf = sql`
  SELECT COALESCE(JSONB_AGG(JSONB_BUILD_OBJECT(
    'kind', s.kind, 'writtenAt', ${asMs(sql`s.written_at`)}, 'value', s.details -> 'value') ORDER BY s.id), '[]')
  FROM (
    SELECT * FROM alerts.alert_incident_step
    WHERE incident_id = i.id AND kind = ANY(${[...tellingKinds]}) ORDER BY id DESC LIMIT ${mostSteps}::int
  ) s`;

/** What everybody may see of what happens now. */
export const openPublishedIncidents = ({ client }: Pick<Database, 'client'>) => ({
  /** Incidents of published rules that are open, or changed within a day; the newest change first, 200 at most. */
  async recent(now: EpochMs): Promise<Published[]> {
    const rows = await client.$queryRaw<Row[]>`
      SELECT ${incidentColumns}, i.rule_revision >= r.said_since AS "isSameRule", r.is_approved AS "isApproved", r.definition,
        (${stepsOf}) AS steps
      FROM alerts.alert_incident i JOIN alerts.alert_rule r ON r.id = i.rule_id
      WHERE r.is_published AND (i.state NOT IN ('RESOLVED', 'WITHDRAWN') OR i.changed_at >= ${instant(now - dayMs)})
      ORDER BY i.changed_at DESC, i.id DESC LIMIT ${mostIncidents}::int`;
    return rows.map(publishedOf);
  },
});

export type PublishedIncidents = ReturnType<typeof openPublishedIncidents>;
