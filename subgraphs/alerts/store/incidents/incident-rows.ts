import { Prisma } from '@aqmrg/prisma/client/client.ts';
import { asMs } from '@aqmrg/prisma/sql.ts';
import type { Incident } from '@aqmrg/schema/events/alerts.ts';
import type { EpochMs, Quantity } from '@aqmrg/schema/events/vocabulary.ts';
import type { IncidentState } from '../../domain/incident/incident.ts';
import type { Severity } from '../../domain/rule/rule.ts';

const { sql } = Prisma;

/** What of a row of alerts.alert_incident is told of it. */
export interface IncidentRow {
  readonly id: string;
  readonly revision: number;
  readonly organisationId: string | null;
  readonly ruleId: string;
  readonly ruleRevision: number;
  readonly title: string;
  readonly severity: string;
  readonly sensorId: string | null;
  readonly siteId: string | null;
  readonly networkId: string | null;
  readonly country: string | null;
  readonly quantity: string | null;
  readonly state: string;
  readonly startedAt: EpochMs;
  readonly firedAt: EpochMs;
  readonly resolvedAt: EpochMs | null;
  readonly resolution: string | null;
  readonly peak: number | null;
  readonly peakAt: EpochMs;
  readonly last: number | null;
  readonly lastAt: EpochMs;
  readonly threshold: number | null;
  readonly condition: string;
  readonly latitude: number | null;
  readonly longitude: number | null;
  readonly isReplayed: boolean;
  readonly isQualified: boolean;
  readonly raisedAt: EpochMs;
  readonly changedAt: EpochMs;
  readonly acknowledgedAt: EpochMs | null;
  readonly acknowledgedBy: string | null;
  readonly note: string | null;
  readonly snoozedUntil: EpochMs | null;
}

/** Columns of a row `i` of alerts.alert_incident, as `IncidentRow` names them. */
export const incidentColumns = sql`
  i.id, i.revision, i.organisation_id AS "organisationId", i.rule_id AS "ruleId", i.rule_revision AS "ruleRevision",
  i.title, i.severity, i.sensor_id AS "sensorId", i.site_id AS "siteId", i.network_id AS "networkId", i.country, i.quantity,
  i.state, ${asMs(sql`i.started_at`)} AS "startedAt", ${asMs(sql`i.fired_at`)} AS "firedAt",
  ${asMs(sql`i.resolved_at`)} AS "resolvedAt", i.resolution, i.peak, ${asMs(sql`i.peak_at`)} AS "peakAt", i.last,
  ${asMs(sql`i.last_at`)} AS "lastAt", i.threshold, i.condition, i.latitude, i.longitude, i.is_replayed AS "isReplayed",
  i.is_qualified AS "isQualified", ${asMs(sql`i.raised_at`)} AS "raisedAt", ${asMs(sql`i.changed_at`)} AS "changedAt",
  ${asMs(sql`i.acknowledged_at`)} AS "acknowledgedAt", i.acknowledged_by AS "acknowledgedBy", i.note,
  ${asMs(sql`i.snoozed_until`)} AS "snoozedUntil"`;

/** Takes the row's columns alone: what else was selected stays behind. */
export const incidentOf = (row: IncidentRow): Incident => ({
  id: row.id,
  revision: row.revision,
  organisation: row.organisationId,
  ruleRevision: row.ruleRevision,
  title: row.title,
  labels: {
    ruleId: row.ruleId,
    severity: row.severity as Severity,
    sensorId: row.sensorId,
    siteId: row.siteId,
    networkId: row.networkId,
    country: row.country,
    quantity: row.quantity as Quantity | null,
  },
  state: row.state as IncidentState,
  startedAt: row.startedAt,
  firedAt: row.firedAt,
  resolvedAt: row.resolvedAt,
  resolution: row.resolution as Incident['resolution'],
  peak: row.peak,
  peakAt: row.peakAt,
  last: row.last,
  lastAt: row.lastAt,
  threshold: row.threshold,
  condition: row.condition,
  latitude: row.latitude,
  longitude: row.longitude,
  isReplayed: row.isReplayed,
  isQualified: row.isQualified,
  raisedAt: row.raisedAt,
  changedAt: row.changedAt,
  acknowledgedAt: row.acknowledgedAt,
  acknowledgedBy: row.acknowledgedBy,
  note: row.note,
  snoozedUntil: row.snoozedUntil,
});
