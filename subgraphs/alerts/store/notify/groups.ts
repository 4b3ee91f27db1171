import { Prisma } from '@aqmrg/prisma/client/client.ts';
import { asMs, instant, instantOf } from '@aqmrg/prisma/sql.ts';
import type { EpochMs } from '@aqmrg/schema/events/vocabulary.ts';
import type { Group, GroupLabels } from '../../domain/notify/groups/groups-of.ts';
import type { Told } from '../../domain/notify/groups/judge-group.ts';

const { sql } = Prisma;
type Client = Prisma.TransactionClient;

/** A group and what its receiver knows of it. */
export interface KnownGroup extends Group {
  readonly told: Told;
}

/** When to look at a group that changed. */
export interface Look {
  readonly group: Group;
  readonly at: EpochMs;
  /** How long it waits after it was told. */
  readonly intervalMs: number;
}

export interface JudgedGroup {
  readonly key: string;
  readonly told: Told;
  readonly lookAt: EpochMs | null;
}

interface Row {
  readonly key: string;
  readonly ruleId: string;
  readonly receiverId: string;
  readonly labels: unknown;
  readonly told: unknown;
  readonly toldAt: EpochMs | null;
}

const columns = sql`
  g.key, g.rule_id AS "ruleId", g.receiver_id AS "receiverId", g.labels, g.told, ${asMs(sql`g.told_at`)} AS "toldAt"`;

const groupOf = ({ labels, told, toldAt, ...row }: Row): KnownGroup => ({
  ...row,
  labels: labels as GroupLabels,
  told: { ...(told as Pick<Told, 'open' | 'hushed'>), at: toldAt },
});

/** As rows, each once. */
const recordset = (groups: readonly Group[]): Prisma.Sql => {
  const distinct = [...new Map(groups.map((group) => [group.key, group])).values()];
  const records = distinct.map(({ key, ruleId, receiverId, labels }) => ({
    key,
    ruleId,
    receiverId,
    labels,
  }));
  return sql`JSONB_TO_RECORDSET(${JSON.stringify(records)}::jsonb) AS r (
    key text, "ruleId" text, "receiverId" text, labels jsonb)`;
};

/** Of several looks at one group the first. */
const firstLooks = (looks: readonly Look[]): string => {
  const last = looks.toSorted((a, b) => b.at - a.at);
  const first = new Map(
    last.map(({ group: { key }, at, intervalMs }) => [key, { key, at, intervalMs }] as const),
  );
  return JSON.stringify([...first.values()]);
};

const nothing = sql`'{"open":[],"hushed":[]}'::jsonb`;
/** Groups, in a transaction. */
export const groupsIn = (client: Client) => ({
  /** Has groups looked at, those made that are not there yet; one that was told not before its interval has passed. */
  async look(looks: readonly Look[]): Promise<void> {
    await this.make(looks.map(({ group }) => group));
    await this.lookAgain(looks);
  },

  /** The same, of those that are there. */
  async lookAgain(looks: readonly Look[]): Promise<void> {
    if (looks.length === 0) return;
    await client.$executeRaw`
      UPDATE alerts.alert_group g
      SET due_at = LEAST(COALESCE(g.due_at, 'infinity'), GREATEST(r.at, COALESCE(g.told_at + r.interval, '-infinity')))
      FROM (
        SELECT g.key, ${instantOf(sql`r.at`)} AS at, r."intervalMs" * INTERVAL '1 millisecond' AS interval
        FROM JSONB_TO_RECORDSET(${firstLooks(looks)}::jsonb) AS r (key text, at float8, "intervalMs" float8)
        JOIN alerts.alert_group g ON g.key = r.key
        -- in one order, so that two processes wait for each other and do not block each other
        ORDER BY g.key FOR NO KEY UPDATE OF g
      ) r WHERE g.key = r.key`;
  },

  /** Makes those that are not there, of which nothing is to be told. Resolves with their keys. */
  async mark(groups: readonly Group[], now: EpochMs): Promise<ReadonlySet<string>> {
    if (groups.length === 0) return new Set();
    const rows = await client.$queryRaw<{ key: string }[]>`
      INSERT INTO alerts.alert_group (key, rule_id, receiver_id, labels, told, told_at)
      SELECT key, "ruleId", "receiverId", labels, ${nothing}, ${instant(now)} FROM ${recordset(groups)} ORDER BY key
      ON CONFLICT (key) DO NOTHING RETURNING key`;
    return new Set(rows.map(({ key }) => key));
  },

  /** Those that are due and that nobody else looks at, the longest due first. They are this transaction's. */
  async claimDue(now: EpochMs, limit: number): Promise<readonly KnownGroup[]> {
    const rows = await client.$queryRaw<Row[]>`
      SELECT ${columns} FROM alerts.alert_group g WHERE g.due_at <= ${instant(now)}
      ORDER BY g.due_at LIMIT ${limit}::int FOR NO KEY UPDATE SKIP LOCKED`;
    return rows.map(groupOf);
  },

  /** Makes those that are not there, with nothing to do for them. */
  async make(groups: readonly Group[]): Promise<void> {
    if (groups.length === 0) return;
    await client.$executeRaw`
      INSERT INTO alerts.alert_group (key, rule_id, receiver_id, labels, told)
      SELECT key, "ruleId", "receiverId", labels, ${nothing} FROM ${recordset(groups)} ORDER BY key
      ON CONFLICT (key) DO NOTHING`;
  },

  /** These, made where they are not there. They are this transaction's. */
  async lock(groups: readonly Group[]): Promise<readonly KnownGroup[]> {
    await this.make(groups);
    return this.lockKeys(groups.map(({ key }) => key));
  },

  async lockKeys(keys: readonly string[]): Promise<readonly KnownGroup[]> {
    if (keys.length === 0) return [];
    const rows = await client.$queryRaw<Row[]>`
      SELECT ${columns} FROM alerts.alert_group g WHERE g.key = ANY(${[...keys]}::text[])
      ORDER BY g.key FOR NO KEY UPDATE`;
    return rows.map(groupOf);
  },

  /** What receivers know now. */
  async saveTold(groups: readonly Pick<KnownGroup, 'key' | 'told'>[]): Promise<void> {
    if (groups.length === 0) return;
    const rows = groups.map(({ key, told: { at, ...told } }) => ({ key, told, at }));
    await client.$executeRaw`
      UPDATE alerts.alert_group g SET told = r.told, told_at = ${instantOf(sql`r.at`)}
      FROM JSONB_TO_RECORDSET(${JSON.stringify(rows)}::jsonb) AS r (key text, told jsonb, at float8)
      WHERE g.key = r.key`;
  },

  /** What was judged, and when to look again. */
  async save(groups: readonly JudgedGroup[]): Promise<void> {
    if (groups.length === 0) return;
    const rows = groups.map(({ key, lookAt, told: { at, ...told } }) => ({ key, told, at, lookAt }));
    await client.$executeRaw`
      UPDATE alerts.alert_group g
      SET told = r.told, told_at = ${instantOf(sql`r.at`)}, due_at = ${instantOf(sql`r."lookAt"`)}
      FROM JSONB_TO_RECORDSET(${JSON.stringify(rows)}::jsonb) AS r (
        key text, told jsonb, at float8, "lookAt" float8)
      WHERE g.key = r.key`;
  },

  /** Has those looked at now in which something of an organisation's rules is kept quiet. */
  async lookAtQuiet(organisation: string, now: EpochMs): Promise<void> {
    await client.$executeRaw`
      UPDATE alerts.alert_group SET due_at = ${instant(now)} WHERE key IN (
        SELECT g.key FROM alerts.alert_group g JOIN alerts.alert_rule r ON r.id = g.rule_id
        WHERE g.due_at > ${instant(now)} AND g.told->'hushed' <> '[]' AND r.organisation_id = ${organisation}
        ORDER BY g.key FOR NO KEY UPDATE OF g)`;
  },

  /** Of this transaction. */
  async remove(keys: readonly string[]): Promise<void> {
    if (keys.length > 0) await client.alertGroup.deleteMany({ where: { key: { in: [...keys] } } });
  },

  async removeOf(receiverId: string): Promise<void> {
    await client.$executeRaw`
      DELETE FROM alerts.alert_group WHERE key IN (
        SELECT key FROM alerts.alert_group WHERE receiver_id = ${receiverId} ORDER BY key FOR UPDATE)`;
  },
});

export type Groups = ReturnType<typeof groupsIn>;
