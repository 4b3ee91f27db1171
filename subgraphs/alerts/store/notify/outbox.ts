import type { Database } from '@aqmrg/platform/ports/database.ts';
import type { Prisma } from '@aqmrg/prisma/client/client.ts';
import { instant } from '@aqmrg/prisma/sql.ts';
import type { EpochMs } from '@aqmrg/schema/events/vocabulary.ts';
import type { DeliveryState } from '../../domain/notify/notice.ts';
import type { Receiver } from '../../domain/notify/receiver.ts';
import { receiverOf } from '../receivers/receiver-rows.ts';
import type { KeptNotice } from './delivery-rows.ts';

/** Where a message goes: whose places it takes while it is under way. */
export interface Route {
  readonly receiverId: string;
  readonly organisation: string;
  readonly endpoint: string;
}

/** A message that a process sends. */
export interface ClaimedDelivery extends Route {
  readonly id: string;
  /** How often it was tried, this time included. */
  readonly attempts: number;
  readonly queuedAt: EpochMs;
  readonly notice: KeptNotice;
  /** Null where it was taken away. */
  readonly receiver: Receiver | null;
  readonly sealed: string;
}

/** Who sends, until when nobody else takes over. */
export interface Claim {
  readonly worker: string;
  readonly until: EpochMs;
}

/** What became of a try. */
export interface Outcome {
  readonly state: Extract<DeliveryState, 'SENT' | 'RETRYING' | 'DEAD' | 'DROPPED'>;
  readonly nextAt: EpochMs | null;
  readonly fault: string | null;
  readonly at: EpochMs;
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

interface Full {
  readonly endpoints: readonly string[];
  readonly organisations: readonly string[];
}

/**
 * What may go out now: due, to a receiver to whom nothing is under way, the first of its group, and behind no message of another group that has not failed for long.
 * Of each receiver the oldest are looked at, in one pass: whoever has thousands waiting costs the others nothing.
 */
const candidatesOf = (
  client: Prisma.TransactionClient,
  full: Full,
  { now, among }: { readonly now: EpochMs; readonly among?: readonly string[] },
): Promise<Candidate[]> => client.$queryRaw<Candidate[]>`
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
  ORDER BY place, queued_at, id LIMIT ${mostCandidates}::int`;

/** Messages on their way. */
export const openOutbox = ({ client }: Pick<Database, 'client'>) => ({
  /**
   * Takes messages that are due, of each receiver the oldest and one at a time: of those that nobody sends, what `pick` takes. `full` are endpoints and organisations
   * that have no place left. Endpoints come in turn.
   */
  async claim(
    { worker, until }: Claim,
    {
      now,
      full,
      pick,
    }: {
      readonly now: EpochMs;
      readonly full: Full;
      readonly pick: (candidates: readonly Candidate[]) => readonly Candidate[];
    },
  ): Promise<readonly ClaimedDelivery[]> {
    const seen = pick(await candidatesOf(client, full, { now }));
    if (seen.length === 0) return [];
    return client.$transaction(async (tx) => {
      // who holds a receiver's row decides alone what is under way to it
      const mine = await tx.$queryRaw<{ id: string }[]>`
        SELECT id FROM alerts.alert_receiver WHERE id = ANY(${seen.map(({ receiverId }) => receiverId)}::text[])
        ORDER BY id FOR NO KEY UPDATE SKIP LOCKED`;
      const among = seen.map(({ id }) => id);
      const still = new Set((await candidatesOf(tx, full, { now, among })).map(({ id }) => id));
      const receivers = new Set(mine.map(({ id }) => id));
      const ids = seen.filter(({ id, receiverId }) => still.has(id) && receivers.has(receiverId));
      if (ids.length === 0) return [];
      await tx.$executeRaw`
        UPDATE alerts.alert_delivery SET claimed_by = ${worker}, claimed_until = ${instant(until)}, attempts = attempts + 1
        WHERE id = ANY(${ids.map(({ id }) => id)}::text[])`;
      const rows = await tx.alertDelivery.findMany({
        where: { id: { in: ids.map(({ id }) => id) } },
        include: { receiver: true },
      });
      return rows.map((row) => ({
        id: row.id,
        receiverId: row.receiverId,
        organisation: row.organisationId,
        endpoint: row.endpoint,
        attempts: row.attempts,
        queuedAt: (row.queuedAt ?? row.createdAt).getTime(),
        notice: row.notice as unknown as KeptNotice,
        receiver: row.receiver.deletedAt === null ? receiverOf(row.receiver) : null,
        sealed: row.receiver.sealed,
      }));
    });
  },

  /** Notes what became of a try of this worker; false where the message is no longer theirs. */
  async settle(id: string, worker: string, { state, nextAt, fault, at }: Outcome): Promise<boolean> {
    const { count } = await client.alertDelivery.updateMany({
      where: { id, claimedBy: worker, state: { in: ['QUEUED', 'RETRYING'] } },
      data: {
        ...{ state, fault, claimedBy: null, claimedUntil: null },
        nextAt: nextAt === null ? null : new Date(nextAt),
        ...(state === 'SENT' ? { sentAt: new Date(at) } : {}),
      },
    });
    return count > 0;
  },

  /** Gives a message back that was not tried, for another to take. */
  async giveBack(id: string, worker: string): Promise<void> {
    await client.$executeRaw`
      UPDATE alerts.alert_delivery SET claimed_by = NULL, claimed_until = NULL, attempts = attempts - 1
      WHERE id = ${id} AND claimed_by = ${worker} AND state IN ('QUEUED', 'RETRYING')`;
  },
});

export type Outbox = ReturnType<typeof openOutbox>;
