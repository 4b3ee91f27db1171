import type { Prisma } from '@aqmrg/prisma/client/client.ts';
import type { EpochMs } from '@aqmrg/schema/events/vocabulary.ts';
import type { RuleStanding } from '../../domain/cap/status.ts';
import { changedTo, type Rated } from '../../domain/cap/trail.ts';

type Client = Prisma.TransactionClient;

/** Who changes how a rule stands, and when. */
export interface Deed {
  /** A caller's id. */
  readonly by: string;
  readonly at: EpochMs;
}

interface RatedRow extends Rated {
  readonly id: string;
}

/** How these rules stand, which nobody changes until the transaction ends: before it locks incidents, as whoever changes a rule does. */
export const holdStandings = async (
  client: Client,
  ruleIds: readonly string[],
): Promise<ReadonlyMap<string, RuleStanding>> => {
  if (ruleIds.length === 0) return new Map();
  const rows = await client.$queryRaw<(RuleStanding & { readonly id: string })[]>`
    SELECT id, is_published AS "isPublished", is_approved AS "isApproved", said_since AS "saidSince"
    FROM alerts.alert_rule WHERE id = ANY(${[...new Set(ruleIds)]}::text[]) ORDER BY id FOR SHARE`;
  return new Map(rows.map(({ id, ...standing }) => [id, standing]));
};

/** Has whoever would change these rules, or holds their standing, wait until the transaction ends. */
export const lockRules = async (client: Client, ids: readonly string[]): Promise<void> => {
  await client.$queryRaw`
    SELECT id FROM alerts.alert_rule WHERE id = ANY(${[...ids]}::text[]) ORDER BY id FOR NO KEY UPDATE`;
};

/** Locked as whoever judges does, so that the trail of each has one order; others may add what is no matter of judging. */
const openOf = (client: Client, ruleId: string): Promise<readonly RatedRow[]> => client.$queryRaw`
  SELECT id, rule_revision AS "ruleRevision", is_replayed AS "isReplayed", is_qualified AS "isQualified"
  FROM alerts.alert_incident WHERE rule_id = ${ruleId} AND open_key IS NOT NULL ORDER BY id FOR NO KEY UPDATE`;

const isSame = (a: RuleStanding, b: RuleStanding): boolean =>
  a.isPublished === b.isPublished && a.isApproved === b.isApproved && a.saidSince === b.saidSince;

/** Writes into the trails of a rule's open incidents that the rule stands otherwise, where that alters the status of their CAP messages: in the transaction that changes the rule. */
export const writeStanding = async (
  client: Client,
  rule: { readonly id: string; readonly before: RuleStanding; readonly after: RuleStanding },
  { by, at }: Deed,
): Promise<void> => {
  const { id, before, after } = rule;
  if (isSame(before, after)) return;
  const when = new Date(at);
  const data = (await openOf(client, id)).flatMap((incident) => {
    const details = changedTo(incident, before, after);
    if (details === null) return [];
    return [{ incidentId: incident.id, kind: 'CAP_CHANGED', at: when, writtenAt: when, by, details }];
  });
  if (data.length > 0) await client.alertIncidentStep.createMany({ data });
};
