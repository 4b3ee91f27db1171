import type { Database } from '@aqmrg/platform/ports/database.ts';
import { Prisma } from '@aqmrg/prisma/client/client.ts';
import { asMs, instant } from '@aqmrg/prisma/sql.ts';
import type { Incident } from '@aqmrg/schema/events/alerts.ts';
import type { EpochMs } from '@aqmrg/schema/events/vocabulary.ts';
import { tellingKinds } from '../../domain/cap/changes.ts';
import { cancelStaysMs } from '../../domain/cap/messages.ts';
import type { Published, PublishedStep } from '../../domain/cap/published.ts';
import { capStatuses, type RuleStanding, standingFor, statusIn } from '../../domain/cap/status.ts';
import type { RuleDefinition } from '../../domain/rule/rule.ts';
import { type IncidentRow, incidentColumns, incidentOf } from '../incidents/incident-rows.ts';

const { sql } = Prisma;

interface StepRow {
  readonly kind: string;
  readonly writtenAt: number;
  readonly value: unknown;
  readonly cap: unknown;
  readonly capBefore: unknown;
}

interface Row extends IncidentRow, RuleStanding {
  readonly definition: Pick<RuleDefinition, 'condition' | 'scope'>;
  readonly steps: readonly StepRow[];
}

/** What civil protection is shown at most: the newest. */
const mostIncidents = 200;
/** Of one incident: more than it has, since messages are numbered from the first. */
const mostSteps = 5_000;

/** Who looks after it, and what they say, is nobody's business outside. */
const asOutside = (incident: Incident): Incident => ({
  ...incident,
  ...{ acknowledgedAt: null, acknowledgedBy: null, note: null, snoozedUntil: null },
});

const stepOf = ({ kind, writtenAt, value, cap, capBefore }: StepRow): PublishedStep => {
  const [status, statusBefore] = [statusIn(cap), statusIn(capBefore)];
  return {
    ...{ kind: kind as PublishedStep['kind'], writtenAt },
    value: typeof value === 'number' ? value : null,
    ...(status === undefined ? {} : { status }),
    ...(statusBefore === undefined ? {} : { statusBefore }),
  };
};

const publishedOf = (row: Row): Published => {
  const isSameRule = row.ruleRevision >= row.saidSince;
  return {
    incident: asOutside(incidentOf(row)),
    standing: standingFor(row, row.ruleRevision),
    condition: isSameRule ? row.definition.condition : null,
    area: isSameRule ? row.definition.scope.area : null,
    steps: row.steps.map(stepOf),
  };
};

const stepsOf = sql`
  SELECT COALESCE(JSONB_AGG(JSONB_BUILD_OBJECT(
    'kind', s.kind, 'writtenAt', ${asMs(sql`s.written_at`)}, 'value', s.details -> 'value', 'cap', s.details -> 'cap',
    'capBefore', s.details -> 'capBefore') ORDER BY s.id), '[]')
  FROM (
    SELECT * FROM alerts.alert_incident_step
    WHERE incident_id = i.id AND kind = ANY(${[...tellingKinds]}) ORDER BY id DESC LIMIT ${mostSteps}::int
  ) s`;

const isOpen = sql`i.state NOT IN ('RESOLVED', 'WITHDRAWN')`;

/** Some message was shown, and the last of them was cancelled since then. */
const wasTakenBack = (since: Prisma.Sql): Prisma.Sql => sql`(
  EXISTS (SELECT FROM alerts.alert_incident_step s WHERE s.incident_id = i.id
    AND (s.details ->> 'cap' = ANY(${[...capStatuses]}) OR s.details ->> 'capBefore' = ANY(${[...capStatuses]})))
  AND (NOT ${isOpen} OR EXISTS (SELECT FROM alerts.alert_incident_step s WHERE s.incident_id = i.id
    AND s.kind = 'CAP_CHANGED' AND s.written_at >= ${since})))`;

/** What everybody may see of what happens now. */
export const openPublishedIncidents = ({ client }: Pick<Database, 'client'>) => ({
  /** Incidents that are open, or changed within a day: of published rules, and of others what was to be seen until then. The newest change first, 200 at most. */
  async recent(now: EpochMs): Promise<Published[]> {
    const since = instant(now - cancelStaysMs);
    const rows = await client.$queryRaw<Row[]>`
      SELECT ${incidentColumns}, r.said_since AS "saidSince", r.is_approved AS "isApproved",
        r.is_published AS "isPublished", r.definition, (${stepsOf}) AS steps
      FROM alerts.alert_incident i JOIN alerts.alert_rule r ON r.id = i.rule_id
      WHERE (${isOpen} OR i.changed_at >= ${since}) AND (r.is_published OR ${wasTakenBack(since)})
      ORDER BY i.changed_at DESC, i.id DESC LIMIT ${mostIncidents}::int`;
    return rows.map(publishedOf);
  },
});

export type PublishedIncidents = ReturnType<typeof openPublishedIncidents>;
