import type { Database } from '@aqmrg/platform/ports/database.ts';
import { Prisma } from '@aqmrg/prisma/client/client.ts';
import { asMs } from '@aqmrg/prisma/sql.ts';
import type { Incident } from '@aqmrg/schema/events/alerts.ts';
import type { IncidentFilter } from '../../domain/incident/filter.ts';
import type { IncidentStep } from '../../domain/incident/incident.ts';
import type { Viewer } from '../../domain/incident/viewer.ts';
import { behind, every, filterConditions, type IncidentPlace, isVisible, newestFirst } from './conditions.ts';
import { type IncidentRow, incidentColumns, incidentOf } from './incident-rows.ts';

const { sql } = Prisma;

/** Steps of one incident that are shown: the newest of them. */
const mostSteps = 500;

export interface PageQuery {
  readonly viewer: Viewer;
  /** The last one that was seen. */
  readonly after: IncidentPlace | null;
  readonly limit: number;
}

/** Incidents as they are read: each method is one statement, and tells nobody of what is not for them. */
export const openIncidents = ({ client }: Pick<Database, 'client'>) => ({
  /** Newest first. */
  async page(filter: IncidentFilter, { viewer, after, limit }: PageQuery): Promise<readonly Incident[]> {
    const rows = await client.$queryRaw<IncidentRow[]>`
      SELECT ${incidentColumns} FROM alerts.alert_incident i
      WHERE ${every([isVisible(viewer), ...filterConditions(filter, viewer), ...behind(after)])}
      ORDER BY ${newestFirst} LIMIT ${limit}::int`;
    return rows.map(incidentOf);
  },

  /** The same page of many sensors. */
  async ofSensors(
    sensorIds: readonly string[],
    { viewer, after, limit }: PageQuery,
  ): Promise<ReadonlyMap<string, readonly Incident[]>> {
    const rows = await client.$queryRaw<IncidentRow[]>`
      SELECT found.* FROM UNNEST(${[...sensorIds]}::text[]) AS s (id)
      CROSS JOIN LATERAL (
        SELECT ${incidentColumns} FROM alerts.alert_incident i
        WHERE ${every([sql`i.sensor_id = s.id`, isVisible(viewer), ...behind(after)])}
        ORDER BY ${newestFirst} LIMIT ${limit}::int
      ) AS found
      ORDER BY found."startedAt" DESC, found.id DESC`;
    return Map.groupBy(rows.map(incidentOf), ({ labels }) => labels.sensorId ?? '');
  },

  /** Null where there is none of this id, or it is not for them. */
  async find(id: string, viewer: Viewer): Promise<Incident | null> {
    const [row] = await client.$queryRaw<IncidentRow[]>`
      SELECT ${incidentColumns} FROM alerts.alert_incident i WHERE i.id = ${id} AND ${isVisible(viewer)}`;
    return row === undefined ? null : incidentOf(row);
  },

  /** What happened to each, oldest first. */
  async trails(ids: readonly string[]): Promise<ReadonlyMap<string, readonly IncidentStep[]>> {
    const rows = await client.$queryRaw<(IncidentStep & { readonly incidentId: string })[]>`
      SELECT found.* FROM UNNEST(${[...ids]}::text[]) AS n (id)
      CROSS JOIN LATERAL (
        SELECT s.id AS place, s.incident_id AS "incidentId", s.kind, ${asMs(sql`s.at`)} AS at,
          ${asMs(sql`s.written_at`)} AS "writtenAt", s.by, s.details
        FROM alerts.alert_incident_step s WHERE s.incident_id = n.id ORDER BY s.id DESC LIMIT ${mostSteps}::int
      ) AS found
      ORDER BY found.place`;
    const steps = rows.map(({ incidentId, kind, at, writtenAt, by, details }) => ({
      incidentId,
      step: { kind, at, writtenAt, by, details },
    }));
    const byIncident = Map.groupBy(steps, ({ incidentId }) => incidentId);
    return new Map([...byIncident].map(([id, those]) => [id, those.map(({ step }) => step)]));
  },

  /** How many incidents of each rule are open; a rule of which none is open is left out. */
  async openCounts(ruleIds: readonly string[]): Promise<ReadonlyMap<string, number>> {
    const rows = await client.$queryRaw<{ readonly id: string; readonly count: number }[]>`
      SELECT i.rule_id AS id, COUNT(*)::int AS count FROM alerts.alert_incident i
      WHERE i.rule_id = ANY(${[...ruleIds]}::text[]) AND i.open_key IS NOT NULL GROUP BY 1`;
    return new Map(rows.map(({ id, count }) => [id, count]));
  },
});

export type Incidents = ReturnType<typeof openIncidents>;
