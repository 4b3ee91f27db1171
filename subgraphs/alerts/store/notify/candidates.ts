import type { Prisma } from '@aqmrg/prisma/client/client.ts';
import { instant } from '@aqmrg/prisma/sql.ts';
import type { EpochMs } from '@aqmrg/schema/events/vocabulary.ts';

/** Where a message goes: whose places it takes while it is under way. */
export interface Route {
  readonly receiverId: string;
  readonly organisation: string;
  readonly endpoint: string;
}

export interface Candidate extends Route {
  readonly id: string;
}

/** Looked through at once for messages that there are places for. */
const mostCandidates = 500;
/** A message that failed so often no longer keeps others waiting, nor does what waits behind it in its group. */
const blocksFor = 5;

/** Of one receiver's waiting messages so many are looked at, the oldest first. */
const mostOfReceiver = 500;

/** What has no place left. */
export interface Full {
  readonly endpoints: readonly string[];
  readonly organisations: readonly string[];
}

/** Their order stays. */
const firstOfEachReceiver = (candidates: readonly Candidate[]): readonly Candidate[] =>
  [...Map.groupBy(candidates, ({ receiverId }) => receiverId).values()].flatMap(([first]) => first ?? []);

/**
 * What may go out now: due, to a receiver to whom nothing is under way, the first of its group, and behind no message of another group that has not failed for long.
 * Of each receiver the oldest are looked at, in one pass: whoever has thousands waiting costs the others nothing.
 */
export const candidatesOf = async (
  client: Prisma.TransactionClient,
  full: Full,
  { now, among }: { readonly now: EpochMs; readonly among?: readonly string[] },
): Promise<readonly Candidate[]> =>
  firstOfEachReceiver(
    await client.$queryRaw<Candidate[]>`
  WITH waiting AS (
    SELECT d.* FROM (
      SELECT DISTINCT receiver_id FROM alerts.alert_delivery WHERE state IN ('QUEUED', 'RETRYING')
    ) r CROSS JOIN LATERAL (
      SELECT id, receiver_id, organisation_id, endpoint, group_key, queued_at, next_at, claimed_until, attempts
      FROM alerts.alert_delivery WHERE receiver_id = r.receiver_id AND state IN ('QUEUED', 'RETRYING')
      ORDER BY group_key IS NOT NULL, queued_at, id LIMIT ${mostOfReceiver}::int
    ) d
  ), grouped AS (
    SELECT w.*,
      COALESCE(BOOL_OR(claimed_until >= ${instant(now)}) OVER (PARTITION BY receiver_id), FALSE) AS is_busy,
      ROW_NUMBER() OVER (PARTITION BY receiver_id, group_key ORDER BY queued_at, id) AS in_group,
      MAX(attempts) OVER (PARTITION BY receiver_id, group_key ORDER BY queued_at, id) >= ${blocksFor}::int AS is_stuck
    FROM waiting w
  ), placed AS (
    SELECT g.*,
      COUNT(*) FILTER (WHERE group_key IS NOT NULL AND NOT is_stuck) OVER (
        PARTITION BY receiver_id ORDER BY queued_at, id ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS before
    FROM grouped g
  ), heads AS (
    SELECT p.*, ROW_NUMBER() OVER (PARTITION BY endpoint ORDER BY queued_at, id) AS place FROM placed p
    WHERE next_at <= ${instant(now)} AND NOT is_busy AND (group_key IS NULL OR (in_group = 1 AND before = 0))
      AND (${among === undefined}::boolean OR id = ANY(${[...(among ?? [])]}::text[]))
      AND endpoint <> ALL(${[...full.endpoints]}::text[]) AND organisation_id <> ALL(${[...full.organisations]}::text[])
  )
  SELECT id, receiver_id AS "receiverId", organisation_id AS organisation, endpoint FROM heads
  ORDER BY place, queued_at, id LIMIT ${mostCandidates}::int`,
  );
