import { Prisma } from '@aqmrg/prisma/client/client.ts';
import { instant, instantOf } from '@aqmrg/prisma/sql.ts';
import type { Incident } from '@aqmrg/schema/events/alerts.ts';
import type { EpochMs } from '@aqmrg/schema/events/vocabulary.ts';
import type { IncidentStep } from '../../domain/incident/incident.ts';
import type { Group } from '../../domain/notify/groups/groups-of.ts';
import type { Matcher } from '../../domain/notify/silence.ts';
import { type IncidentRow, incidentColumns, incidentOf } from '../incidents/incident-rows.ts';

const { sql } = Prisma;
type Client = Prisma.TransactionClient;

/** An incident and how far its escalation is. */
export interface Escalating {
  readonly incident: Incident;
  readonly taken: number;
}

export interface Step extends IncidentStep {
  readonly incidentId: string;
}

interface Row extends IncidentRow {
  readonly escalated: number;
}

const escalatingOf = (row: Row): Escalating => ({ incident: incidentOf(row), taken: row.escalated });

/** More of one group are not looked at: the newest wait until others are over. */
const mostOfGroup = 1_000;
/** More do not keep others quiet. */
const mostSources = 1_000;

const isOpen = sql`i.state NOT IN ('RESOLVED', 'WITHDRAWN')`;

const labelsMatch = sql`
  i.is_replayed = (r.labels ? 'REPLAYED')
  AND (r.labels->>'SEVERITY' IS NULL OR i.severity = r.labels->>'SEVERITY')
  AND (r.labels->>'SENSOR' IS NULL OR COALESCE(i.sensor_id, '') = r.labels->>'SENSOR')
  AND (r.labels->>'SITE' IS NULL OR COALESCE(i.site_id, '') = r.labels->>'SITE')
  AND (r.labels->>'NETWORK' IS NULL OR COALESCE(i.network_id, '') = r.labels->>'NETWORK')
  AND (r.labels->>'QUANTITY' IS NULL OR COALESCE(i.quantity, '') = r.labels->>'QUANTITY')
  AND (r.labels->>'COUNTRY' IS NULL OR COALESCE(i.country, '') = r.labels->>'COUNTRY')`;

const listed = (column: string, values: readonly string[] | null): Prisma.Sql =>
  values === null ? sql`TRUE` : sql`${Prisma.raw(`i.${column}`)} = ANY(${[...values]}::text[])`;

const matched = ({ ruleIds, sensorIds, siteIds, networkIds, severities }: Matcher): Prisma.Sql =>
  sql`(${Prisma.join(
    [
      listed('rule_id', ruleIds),
      listed('sensor_id', sensorIds),
      listed('site_id', siteIds),
      listed('network_id', networkIds),
      listed('severity', severities),
    ],
    ' AND ',
  )})`;

/** Incidents as receivers are told of them, in a transaction. Locks let others add steps. */
export const incidentsIn = (client: Client) => ({
  /** Those that changed and that nobody else sees to, the longest ago first. */
  async claimUnheeded(limit: number): Promise<readonly Escalating[]> {
    const rows = await client.$queryRaw<Row[]>`
      SELECT ${incidentColumns}, i.escalated FROM alerts.alert_incident i WHERE i.unheeded_since IS NOT NULL
      ORDER BY i.unheeded_since LIMIT ${limit}::int FOR NO KEY UPDATE SKIP LOCKED`;
    return rows.map(escalatingOf);
  },

  /** They have been seen to, and are escalated then if nobody acknowledges them. */
  async heeded(incidents: readonly { readonly id: string; readonly escalateAt: EpochMs | null }[]) {
    await client.$executeRaw`
      UPDATE alerts.alert_incident i SET unheeded_since = NULL, escalate_at = ${instantOf(sql`r."escalateAt"`)}
      FROM JSONB_TO_RECORDSET(${JSON.stringify(incidents)}::jsonb) AS r (id text, "escalateAt" float8)
      WHERE i.id = r.id`;
  },

  /** Those whose next step is due and that nobody else escalates. */
  async claimEscalations(now: EpochMs, limit: number): Promise<readonly Escalating[]> {
    const rows = await client.$queryRaw<Row[]>`
      SELECT ${incidentColumns}, i.escalated FROM alerts.alert_incident i WHERE i.escalate_at <= ${instant(now)}
      ORDER BY i.escalate_at LIMIT ${limit}::int FOR NO KEY UPDATE SKIP LOCKED`;
    return rows.map(escalatingOf);
  },

  async escalated(
    incidents: readonly { readonly id: string; readonly taken: number; readonly nextAt: EpochMs | null }[],
  ): Promise<void> {
    await client.$executeRaw`
      UPDATE alerts.alert_incident i SET escalated = r.taken, escalate_at = ${instantOf(sql`r."nextAt"`)}
      FROM JSONB_TO_RECORDSET(${JSON.stringify(incidents)}::jsonb) AS r (id text, taken int, "nextAt" float8)
      WHERE i.id = r.id`;
  },

  /** Has all thought of again that is open in an organisation, or is everybody's. */
  async unheed(organisation: string, now: EpochMs): Promise<void> {
    await client.$executeRaw`
      UPDATE alerts.alert_incident SET unheeded_since = ${instant(now)} WHERE id IN (
        SELECT i.id FROM alerts.alert_incident i
        WHERE (i.organisation_id = ${organisation} OR i.organisation_id IS NULL) AND ${isOpen}
          AND i.unheeded_since IS NULL
        ORDER BY i.id FOR NO KEY UPDATE)`;
  },

  async byIds(ids: readonly string[]): Promise<ReadonlyMap<string, Incident>> {
    if (ids.length === 0) return new Map();
    const rows = await client.$queryRaw<IncidentRow[]>`
      SELECT ${incidentColumns} FROM alerts.alert_incident i WHERE i.id = ANY(${[...new Set(ids)]}::text[])`;
    return new Map(rows.map((row) => [row.id, incidentOf(row)]));
  },

  /** Ids of what is open in groups, by their keys: of each the first to fire. */
  async openIn(groups: readonly Group[]): Promise<ReadonlyMap<string, readonly string[]>> {
    const single = groups.filter(({ labels }) => labels.INCIDENT !== undefined);
    const several = groups.filter(({ labels }) => labels.INCIDENT === undefined);
    const found = new Map(single.map(({ key, labels }) => [key, [labels.INCIDENT ?? '']]));
    if (several.length === 0) return found;
    const records = several.map(({ key, ruleId, labels }) => ({ key, ruleId, labels }));
    const rows = await client.$queryRaw<{ key: string; ids: string[] }[]>`
      SELECT r.key, ARRAY(
        SELECT i.id FROM alerts.alert_incident i WHERE i.rule_id = r."ruleId" AND ${isOpen} AND ${labelsMatch}
        ORDER BY i.fired_at, i.id LIMIT ${mostOfGroup}::int) AS ids
      FROM JSONB_TO_RECORDSET(${JSON.stringify(records)}::jsonb) AS r (key text, "ruleId" text, labels jsonb)`;
    for (const { key, ids } of rows) found.set(key, ids);
    return found;
  },

  /** What is open in an organisation, or is everybody's, and may keep others quiet. */
  async openSources(organisation: string, sources: readonly Matcher[]): Promise<readonly Incident[]> {
    if (sources.length === 0) return [];
    const rows = await client.$queryRaw<IncidentRow[]>`
      SELECT ${incidentColumns} FROM alerts.alert_incident i
      WHERE (i.organisation_id = ${organisation} OR i.organisation_id IS NULL) AND ${isOpen}
        AND (${Prisma.join(sources.map(matched), ' OR ')})
      ORDER BY i.fired_at DESC LIMIT ${mostSources}::int`;
    return rows.map(incidentOf);
  },

  /** Writes into trails, in the order of incidents: whoever locks several does so too. */
  async addSteps(steps: readonly Step[]): Promise<void> {
    if (steps.length === 0) return;
    await client.alertIncidentStep.createMany({
      data: steps
        .toSorted((a, b) => (a.incidentId < b.incidentId ? -1 : a.incidentId > b.incidentId ? 1 : 0))
        .map(({ at, writtenAt, details, ...step }) => ({
          ...step,
          at: new Date(at),
          writtenAt: new Date(writtenAt),
          details: { ...details },
        })),
    });
  },
});

export type Incidents = ReturnType<typeof incidentsIn>;
