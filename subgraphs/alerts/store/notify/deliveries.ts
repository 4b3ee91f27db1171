import { Prisma } from '@aqmrg/prisma/client/client.ts';
import { asMs, instant } from '@aqmrg/prisma/sql.ts';
import type { EpochMs } from '@aqmrg/schema/events/vocabulary.ts';
import type { LetOut } from '../../domain/notify/sending/cap.ts';
import { type KeptNotice, type NewDelivery, rowOf } from './delivery-rows.ts';

const { sql } = Prisma;
type Client = Prisma.TransactionClient;

/** A message that waits. */
export interface HeldDelivery {
  readonly id: string;
  readonly receiverId: string;
  readonly groupKey: string | null;
  readonly notice: KeptNotice;
}

/** "held": the same for every process of this room. */
const lockNumber = 0x68656c64;

/** Of one receiver at once. */
const mostHeld = 500;

/** Messages as they are decided, in a transaction. */
export const deliveriesIn = (client: Client) => ({
  /** What was let out to receivers since then, by their ids. What nobody decided about an incident does not count. */
  async letOut(receiverIds: readonly string[], since: EpochMs): Promise<ReadonlyMap<string, LetOut>> {
    const rows = await client.$queryRaw<{ receiverId: string; count: number; firstAt: EpochMs }[]>`
      SELECT receiver_id AS "receiverId", COUNT(*)::int AS count, MIN(${asMs(sql`queued_at`)}) AS "firstAt"
      FROM alerts.alert_delivery
      WHERE receiver_id = ANY(${[...new Set(receiverIds)]}::text[]) AND state IN ('QUEUED', 'RETRYING', 'SENT')
        AND queued_at > ${instant(since)} AND reason NOT IN ('TEST', 'CONFIRM')
      GROUP BY 1`;
    return new Map(rows.map(({ receiverId, count, firstAt }) => [receiverId, { count, firstAt }]));
  },

  async add(deliveries: readonly NewDelivery[]): Promise<void> {
    if (deliveries.length > 0) await client.alertDelivery.createMany({ data: deliveries.map(rowOf) });
  },

  /** A receiver for whom messages wait that are due. None while another transaction sees to such: they are few, and what waits for one goes out as one. */
  async claimHolder(now: EpochMs): Promise<string | null> {
    const [row] = await client.$queryRaw<{ id: string }[]>`
      SELECT receiver_id AS id FROM alerts.alert_delivery
      WHERE state = 'HELD' AND next_at <= ${instant(now)} ORDER BY next_at LIMIT 1`;
    if (row === undefined) return null;
    const [lock] = await client.$queryRaw<{ isMine: boolean }[]>`
      SELECT PG_TRY_ADVISORY_XACT_LOCK(${lockNumber}::bigint) AS "isMine"`;
    return lock?.isMine === true ? row.id : null;
  },

  /** A receiver's messages whose wait is over, oldest first. */
  async held(receiverId: string, now: EpochMs): Promise<readonly HeldDelivery[]> {
    const rows = await client.alertDelivery.findMany({
      where: { receiverId, state: 'HELD', nextAt: { lte: new Date(now) } },
      orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
      take: mostHeld,
      select: { id: true, receiverId: true, groupKey: true, notice: true },
    });
    return rows.map((row) => ({ ...row, notice: row.notice as unknown as KeptNotice }));
  },

  async holdOn(ids: readonly string[], until: EpochMs): Promise<void> {
    await client.alertDelivery.updateMany({
      where: { id: { in: [...ids] } },
      data: { nextAt: new Date(until) },
    });
  },

  async letGo(notice: KeptNotice, now: EpochMs): Promise<void> {
    const { eventId: id, reason, incidents } = notice;
    await client.alertDelivery.update({
      where: { id },
      data: {
        ...{ state: 'QUEUED', reason, queuedAt: new Date(now), nextAt: new Date(now) },
        incidentIds: incidents.map((one) => one.id),
        notice: notice as unknown as Prisma.InputJsonValue,
      },
      select: { id: true },
    });
  },

  async drop(ids: readonly string[], fault: string): Promise<void> {
    if (ids.length === 0) return;
    await client.alertDelivery.updateMany({
      where: { id: { in: [...ids] } },
      data: { state: 'DROPPED', nextAt: null, fault },
    });
  },
});

export type Deliveries = ReturnType<typeof deliveriesIn>;
