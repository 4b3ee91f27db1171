import type { Database } from '@aqmrg/platform/ports/database.ts';
import { Prisma } from '@aqmrg/prisma/client/client.ts';
import { asMs, instant } from '@aqmrg/prisma/sql.ts';
import type { EpochMs } from '@aqmrg/schema/events/vocabulary.ts';
import type { ToldIncident } from '../../domain/evaluation/judgement.ts';
import type { IncidentState } from '../../domain/incident/incident.ts';
import type { Episode } from '../../domain/lifecycle/episode.ts';

const { sql } = Prisma;

/** An incident, and whose it is. */
export interface ToldRow extends ToldIncident {
  readonly subject: string;
}

/** An incident that is open, and what it is about; of an area the sensor is null. */
export interface OpenRow {
  readonly incidentId: string;
  readonly ruleId: string;
  readonly sensorId: string | null;
}

type Row = Omit<Episode, 'resolution'> & {
  readonly incidentId: string;
  readonly ruleId: string;
  readonly subject: string;
  readonly judged: number;
  readonly state: string;
  readonly resolution: string | null;
  readonly writtenAt: EpochMs;
};

/** What ended with its rule is not asked for. */
const resolutionOf = (text: string | null): Episode['resolution'] =>
  text === 'NO_DATA' || text === 'RECOVERED' ? text : null;

const toldOf = (row: Row): ToldRow => {
  const { incidentId, ruleId, subject, judged, state, writtenAt, ...episode } = row;
  return {
    ...{ incidentId, ruleId, subject, judged, writtenAt },
    state: state as IncidentState,
    episode: { ...episode, resolution: resolutionOf(episode.resolution) },
  };
};

const columns = sql`
  i.id AS "incidentId", i.rule_id AS "ruleId", i.subject, i.judged, i.state, ${asMs(sql`i.started_at`)} AS "startedAt",
  ${asMs(sql`i.fired_at`)} AS "firedAt", ${asMs(sql`i.resolved_at`)} AS "resolvedAt", i.resolution, i.peak,
  ${asMs(sql`i.peak_at`)} AS "peakAt", i.peak_beyond AS "peakBeyond", i.last, ${asMs(sql`i.last_at`)} AS "lastAt",
  i.is_no_data AS "isNoData", ${asMs(sql`i.changed_at`)} AS "writtenAt"`;

/** What was told before, for whoever judges. */
export const openTold = ({ client }: Pick<Database, 'client'>) => ({
  /** Of these subjects (of an area: its rule's), what is open or ended in the air after `since`; by subject, oldest first. What ended with its rule is left out. */
  async of(subjects: readonly string[], since: EpochMs): Promise<readonly ToldRow[]> {
    const rows = await client.$queryRaw<Row[]>`
      SELECT ${columns} FROM alerts.alert_incident i
      WHERE i.subject = ANY(${[...subjects]}) AND (i.open_key IS NOT NULL OR i.resolved_at > ${instant(since)})
        AND i.resolution IS DISTINCT FROM 'RULE_CHANGED'
      ORDER BY i.started_at, i.id`;
    return rows.map(toldOf);
  },

  /** The same of rules that judge an area. */
  async ofAreas(ruleIds: readonly string[], since: EpochMs): Promise<readonly ToldRow[]> {
    const rows = await client.$queryRaw<Row[]>`
      SELECT ${columns} FROM alerts.alert_incident i
      WHERE i.rule_id = ANY(${[...ruleIds]}) AND i.subject = ''
        AND (i.open_key IS NOT NULL OR i.resolved_at > ${instant(since)}) AND i.resolution IS DISTINCT FROM 'RULE_CHANGED'
      ORDER BY i.started_at, i.id`;
    return rows.map(toldOf);
  },

  /** What is open, by id, behind one of them; no more than `limit`. */
  open(after: string, limit: number): Promise<readonly OpenRow[]> {
    return client.$queryRaw<OpenRow[]>`
      SELECT i.id AS "incidentId", i.rule_id AS "ruleId", i.sensor_id AS "sensorId" FROM alerts.alert_incident i
      WHERE i.open_key IS NOT NULL AND i.id > ${after} ORDER BY i.id LIMIT ${limit}::int`;
  },

  /** Open incidents whose rule is not what it was, or not there: no more than `limit`. */
  async outdated(limit: number): Promise<readonly ToldRow[]> {
    const rows = await client.$queryRaw<Row[]>`
      SELECT ${columns} FROM alerts.alert_incident i JOIN alerts.alert_rule r ON r.id = i.rule_id
      WHERE i.open_key IS NOT NULL
        AND (r.deleted_at IS NOT NULL OR NOT r.is_enabled OR i.rule_revision < r.judged_since)
      ORDER BY i.started_at LIMIT ${limit}::int`;
    return rows.map(toldOf);
  },
});

export type Told = ReturnType<typeof openTold>;
