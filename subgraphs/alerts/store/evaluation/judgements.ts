import { randomUUID } from 'node:crypto';
import type { Database } from '@aqmrg/platform/ports/database.ts';
import { Prisma } from '@aqmrg/prisma/client/client.ts';
import { instant, instantOf } from '@aqmrg/prisma/sql.ts';
import type { EpochMs } from '@aqmrg/schema/events/vocabulary.ts';
import type { Rated } from '../../domain/cap/trail.ts';
import { isForReceivers, type Judgement } from '../../domain/evaluation/judgement.ts';
import type { Labels } from '../../domain/incident/incident.ts';
import { isOpen } from '../../domain/incident/incident.ts';
import { holdStandings } from '../cap/standings.ts';
import { isOpening, withStatus } from './opening.ts';

const { raw } = Prisma;

/** What is known of an incident when it is raised, beside what was judged. */
export interface IncidentFacts {
  readonly organisation: string | null;
  readonly ruleRevision: number;
  readonly title: string;
  /** A sensor's id; empty for an area. */
  readonly subject: string;
  readonly labels: Labels;
  readonly threshold: number | null;
  readonly condition: string;
  readonly latitude: number | null;
  readonly longitude: number | null;
  readonly isReplayed: boolean;
  readonly isQualified: boolean;
  /** When those who are told where nobody acknowledges have their turn; null: nobody has. */
  readonly escalateAt: EpochMs | null;
}

export interface KeptJudgement {
  readonly judgement: Judgement;
  readonly facts: IncidentFacts;
}

interface Row {
  readonly id: string;
}

const openKeyOf = ({ judgement, facts }: KeptJudgement): string | null =>
  isOpen(judgement) ? `${facts.labels.ruleId} ${facts.subject}` : null;

const rowOf = (one: KeptJudgement, now: EpochMs) => {
  const { judgement, facts } = one;
  const { labels, organisation, ...rest } = facts;
  const { told, episode, state } = judgement;
  return {
    ...rest,
    ...labels,
    ...episode,
    organisationId: organisation,
    state,
    id: told?.incidentId ?? randomUUID(),
    judged: told?.judged ?? 0,
    openKey: openKeyOf(one),
    isHeeded: !isForReceivers(judgement),
    at: now,
  };
};

const columns = raw(`AS r (
  id text, judged int, "openKey" text, "ruleId" text, "ruleRevision" int, "organisationId" text, subject text, title text,
  severity text, "sensorId" text, "siteId" text, "networkId" text, country text, quantity text, state text,
  "startedAt" float8, "firedAt" float8, "resolvedAt" float8, resolution text, peak float8, "peakAt" float8,
  "peakBeyond" float8, last float8, "lastAt" float8, "isNoData" boolean, threshold float8, condition text,
  latitude float8, longitude float8, "isReplayed" boolean, "isQualified" boolean, "escalateAt" float8,
  "isHeeded" boolean, at float8)`);

const at = (name: string): Prisma.Sql => instantOf(raw(`r."${name}"`));

type Client = Parameters<Parameters<Database['client']['$transaction']>[0]>[0];

/** Where another has raised one of the same rule and subject meanwhile, nothing is. */
const raise = (tx: Client, rows: string) => tx.$queryRaw<Row[]>`
  INSERT INTO alerts.alert_incident (
    id, revision, judged, open_key, rule_id, rule_revision, organisation_id, subject, title, severity, sensor_id, site_id,
    network_id, country, quantity, state, started_at, fired_at, resolved_at, resolution, peak, peak_at, peak_beyond,
    last, last_at, is_no_data, threshold, condition, latitude, longitude, is_replayed, is_qualified, raised_at,
    changed_at, escalate_at, untold_since, unheeded_since)
  SELECT r.id, 1, 1, r."openKey", r."ruleId", r."ruleRevision", r."organisationId", r.subject, r.title, r.severity,
    r."sensorId", r."siteId", r."networkId", r.country, r.quantity, r.state, ${at('startedAt')}, ${at('firedAt')},
    ${at('resolvedAt')}, r.resolution, r.peak, ${at('peakAt')}, r."peakBeyond", r.last, ${at('lastAt')}, r."isNoData",
    r.threshold, r.condition, r.latitude, r.longitude, r."isReplayed", r."isQualified", ${at('at')}, ${at('at')},
    CASE WHEN r."openKey" IS NULL THEN NULL ELSE ${at('escalateAt')} END, ${at('at')}, ${at('at')}
  FROM JSONB_TO_RECORDSET(${rows}::jsonb) ${columns}
  WHERE NOT EXISTS (SELECT FROM alerts.alert_incident i
    WHERE i.rule_id = r."ruleId" AND i.subject = r.subject AND i.fired_at = ${at('firedAt')} AND i.state <> 'WITHDRAWN'
      AND i.resolution IS DISTINCT FROM 'RULE_CHANGED')
  ON CONFLICT DO NOTHING
  RETURNING id`;

const revise = (tx: Client, rows: string) => tx.$queryRaw<Row[]>`
  UPDATE alerts.alert_incident i SET
    revision = i.revision + 1, judged = i.judged + 1, open_key = r."openKey", state = r.state,
    started_at = ${at('startedAt')}, fired_at = ${at('firedAt')}, resolved_at = ${at('resolvedAt')},
    resolution = r.resolution, peak = r.peak, peak_at = ${at('peakAt')}, peak_beyond = r."peakBeyond", last = r.last,
    last_at = ${at('lastAt')}, is_no_data = r."isNoData", changed_at = ${at('at')},
    escalate_at = CASE WHEN r."openKey" IS NULL THEN NULL ELSE i.escalate_at END,
    untold_since = COALESCE(i.untold_since, ${at('at')}),
    unheeded_since = CASE WHEN r."isHeeded" THEN i.unheeded_since ELSE COALESCE(i.unheeded_since, ${at('at')}) END
  FROM JSONB_TO_RECORDSET(${rows}::jsonb) ${columns}
  WHERE i.id = r.id AND i.judged = r.judged
  RETURNING i.id`;

const write = (tx: Client, steps: string) => tx.$executeRaw`
  INSERT INTO alerts.alert_incident_step (incident_id, kind, at, written_at, details)
  SELECT s."incidentId", s.kind, ${instantOf(raw('s.at'))}, ${instantOf(raw('s."writtenAt"'))}, s.details
  FROM JSONB_TO_RECORDSET(${steps}::jsonb) AS s ("incidentId" text, kind text, at float8, "writtenAt" float8, details jsonb)`;

/** In one order in all processes, so that none waits for another that waits for it. */
const lock = (tx: Client, rows: readonly Row[]) => tx.$queryRaw<(Row & Rated)[]>`
  SELECT id, rule_revision AS "ruleRevision", is_replayed AS "isReplayed", is_qualified AS "isQualified"
  FROM alerts.alert_incident WHERE id = ANY(${rows.map(({ id }) => id)}) ORDER BY id FOR UPDATE`;

const inSql = async <R>(
  rows: readonly R[],
  run: (json: string) => Promise<readonly Row[]>,
): Promise<readonly Row[]> => (rows.length === 0 ? [] : run(JSON.stringify(rows)));

/** What is judged becomes what is so. */
export const openJudgements = ({ client }: Pick<Database, 'client'>) => ({
  /**
   * Keeps all of it together, with its trail, and marks it to be told. Resolves with the ids that the incidents have, in the order given; null where somebody else
   * had judged the incident meanwhile, or raised it: nothing of that one is kept.
   */
  async keep(judgements: readonly KeptJudgement[], now: EpochMs): Promise<readonly (string | null)[]> {
    const rows = judgements.map((one) => rowOf(one, now));
    const isNew = (i: number): boolean => judgements[i]?.judgement.told === null;
    const fresh = rows.filter((_, i) => isNew(i));
    const known = rows.filter((_, i) => !isNew(i));
    const kept = await client.$transaction(async (tx) => {
      const opening = judgements.filter(({ judgement }) => isOpening(judgement));
      const standings = await holdStandings(
        tx,
        opening.map(({ facts }) => facts.labels.ruleId),
      );
      const locked = known.length > 0 ? await lock(tx, known) : [];
      const rated = new Map([...rows, ...locked].map((one) => [one.id, one]));
      const written = [
        // what is over makes room for what is open
        ...(await inSql(
          known.filter(({ openKey }) => openKey === null),
          (json) => revise(tx, json),
        )),
        ...(await inSql(
          known.filter(({ openKey }) => openKey !== null),
          (json) => revise(tx, json),
        )),
        ...(await inSql(fresh, (json) => raise(tx, json))),
      ];
      const ids = new Set(written.map(({ id }) => id));
      const steps = rows.flatMap(({ id, ruleId }, i) =>
        ids.has(id)
          ? withStatus(
              (judgements[i] as KeptJudgement).judgement.steps,
              rated.get(id),
              standings.get(ruleId),
            ).map((step) => ({ ...step, incidentId: id, writtenAt: now }))
          : [],
      );
      if (steps.length > 0) await write(tx, JSON.stringify(steps));
      return ids;
    });
    return rows.map(({ id }) => (kept.has(id) ? id : null));
  },

  /** Ends open incidents whose rule is not what it was. */
  async end(incidentIds: readonly string[], now: EpochMs): Promise<void> {
    await client.$executeRaw`
      WITH locked AS (
        SELECT id FROM alerts.alert_incident WHERE id = ANY(${[...incidentIds]}) ORDER BY id FOR UPDATE),
      ended AS (
        UPDATE alerts.alert_incident i SET
          revision = i.revision + 1, judged = i.judged + 1, open_key = NULL, state = 'RESOLVED', escalate_at = NULL,
          resolution = 'RULE_CHANGED', resolved_at = GREATEST(${instant(now)}, i.started_at), changed_at = ${instant(now)},
          untold_since = COALESCE(i.untold_since, ${instant(now)}),
          unheeded_since = COALESCE(i.unheeded_since, ${instant(now)})
        WHERE i.id IN (SELECT id FROM locked) AND i.open_key IS NOT NULL
        RETURNING i.id)
      INSERT INTO alerts.alert_incident_step (incident_id, kind, at, written_at, details)
      SELECT ended.id, 'RESOLVED', ${instant(now)}, ${instant(now)}, '{"resolution": "RULE_CHANGED"}'::jsonb FROM ended`;
  },
});

export type Judgements = ReturnType<typeof openJudgements>;
