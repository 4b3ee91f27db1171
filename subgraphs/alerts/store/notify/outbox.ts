import type { Database } from '@aqmrg/platform/ports/database.ts';
import { instant } from '@aqmrg/prisma/sql.ts';
import type { EpochMs } from '@aqmrg/schema/events/vocabulary.ts';
import type { DeliveryState } from '../../domain/notify/notice.ts';
import type { Receiver } from '../../domain/notify/receiver.ts';
import { receiverOf } from '../receivers/receiver-rows.ts';
import { type Candidate, candidatesOf, type Full, type Route } from './candidates.ts';
import type { KeptNotice } from './delivery-rows.ts';

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

  /** Says that this worker still sends these, until then; the ids of those that are still theirs. */
  async hold(ids: readonly string[], { worker, until }: Claim): Promise<ReadonlySet<string>> {
    const held = await client.$queryRaw<{ id: string }[]>`
      UPDATE alerts.alert_delivery SET claimed_until = ${instant(until)}
      WHERE id = ANY(${[...ids]}::text[]) AND claimed_by = ${worker} AND state IN ('QUEUED', 'RETRYING') RETURNING id`;
    return new Set(held.map(({ id }) => id));
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
