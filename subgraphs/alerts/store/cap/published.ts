import type { Database } from '@aqmrg/platform/ports/database.ts';
import type { AlertIncident, AlertIncidentStep, AlertRule } from '@aqmrg/prisma/client/client.ts';
import type { Incident } from '@aqmrg/schema/events/alerts.ts';
import type { EpochMs } from '@aqmrg/schema/events/vocabulary.ts';
import { tellingKinds } from '../../domain/cap/issues.ts';
import type { Published, PublishedStep } from '../../domain/cap/published.ts';
import type { RuleDefinition } from '../../domain/rule/rule.ts';

type Row = AlertIncident & {
  readonly rule: AlertRule;
  readonly steps: readonly AlertIncidentStep[];
};

const dayMs = 86_400_000;
/** What civil protection is shown at most: the newest. */
const mostIncidents = 200;
const mostSteps = 500;

const msOrNull = (date: Date | null): EpochMs | null => date?.getTime() ?? null;

const incidentOf = (row: Row): Incident => ({
  ...{ id: row.id, revision: row.revision, organisation: row.organisationId, ruleRevision: row.ruleRevision },
  title: row.title,
  labels: {
    ...{ ruleId: row.ruleId, severity: row.severity as Incident['labels']['severity'] },
    ...{ sensorId: row.sensorId, siteId: row.siteId, networkId: row.networkId, country: row.country },
    quantity: row.quantity as Incident['labels']['quantity'],
  },
  ...{ state: row.state as Incident['state'], resolution: row.resolution as Incident['resolution'] },
  ...{
    startedAt: row.startedAt.getTime(),
    firedAt: row.firedAt.getTime(),
    resolvedAt: msOrNull(row.resolvedAt),
  },
  ...{ peak: row.peak, peakAt: row.peakAt.getTime(), last: row.last, lastAt: row.lastAt.getTime() },
  ...{ threshold: row.threshold, condition: row.condition, latitude: row.latitude, longitude: row.longitude },
  ...{ isReplayed: row.isReplayed, isQualified: row.isQualified },
  ...{ raisedAt: row.raisedAt.getTime(), changedAt: row.changedAt.getTime() },
  // who looks after it, and what they say, is nobody's business outside
  ...{ acknowledgedAt: null, acknowledgedBy: null, note: null, snoozedUntil: null },
});

const stepOf = ({ kind, writtenAt, details }: AlertIncidentStep): PublishedStep => {
  const value = (details as { readonly value?: unknown } | null)?.value;
  return {
    ...{ kind: kind as PublishedStep['kind'], writtenAt: writtenAt.getTime() },
    value: typeof value === 'number' ? value : null,
  };
};

const publishedOf = (row: Row): Published => {
  const { rule } = row;
  const isSameRule = rule.revision === row.ruleRevision;
  const { condition, scope } = rule.definition as unknown as Pick<RuleDefinition, 'condition' | 'scope'>;
  return {
    incident: incidentOf(row),
    isApproved: rule.isApproved && isSameRule,
    ...{ condition: isSameRule ? condition : null, area: isSameRule ? scope.area : null },
    steps: row.steps.map(stepOf),
  };
};

/** What everybody may see of what happens now. */
export const openPublishedIncidents = ({ client }: Pick<Database, 'client'>) => ({
  /** Incidents of published rules that are open, or were until a day ago; the newest change first, 200 at most. */
  async recent(now: EpochMs): Promise<Published[]> {
    const rows = await client.alertIncident.findMany({
      where: {
        rule: { isPublished: true },
        OR: [{ state: { notIn: ['RESOLVED', 'WITHDRAWN'] } }, { changedAt: { gte: new Date(now - dayMs) } }],
      },
      orderBy: [{ changedAt: 'desc' }, { id: 'desc' }],
      take: mostIncidents,
      include: {
        rule: true,
        steps: { where: { kind: { in: [...tellingKinds] } }, orderBy: { id: 'asc' }, take: mostSteps },
      },
    });
    return rows.map(publishedOf);
  },
});

export type PublishedIncidents = ReturnType<typeof openPublishedIncidents>;
