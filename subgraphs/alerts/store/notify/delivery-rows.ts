import { Prisma } from '@aqmrg/prisma/client/client.ts';
import { asMs } from '@aqmrg/prisma/sql.ts';
import type { EpochMs } from '@aqmrg/schema/events/vocabulary.ts';
import type { Delivery, DeliveryState, Notice, NoticeReason } from '../../domain/notify/notice.ts';

const { sql } = Prisma;

/** What is sent, and which incidents its receiver hears of for the first time in it. */
export interface KeptNotice extends Notice {
  readonly firstTold: readonly string[];
}

export interface DeliveryRow extends Omit<Delivery, 'reason' | 'state'> {
  readonly reason: string;
  readonly state: string;
}

/** Columns of a row `d` of alerts.alert_delivery, as `DeliveryRow` names them. */
export const deliveryColumns = sql`
  d.id, d.receiver_id AS "receiverId", d.organisation_id AS organisation, d.group_key AS "groupKey",
  d.incident_ids AS "incidentIds", d.reason, d.state, d.attempts, ${asMs(sql`d.created_at`)} AS "createdAt",
  ${asMs(sql`d.next_at`)} AS "nextAt", ${asMs(sql`d.sent_at`)} AS "sentAt", d.fault, d.is_replayed AS "isReplayed"`;

export const deliveryOf = (row: DeliveryRow): Delivery => ({
  id: row.id,
  receiverId: row.receiverId,
  organisation: row.organisation,
  groupKey: row.groupKey,
  incidentIds: row.incidentIds,
  reason: row.reason as NoticeReason,
  state: row.state as DeliveryState,
  attempts: row.attempts,
  createdAt: row.createdAt,
  nextAt: row.nextAt,
  sentAt: row.sentAt,
  fault: row.fault,
  isReplayed: row.isReplayed,
});

/** A message as it was decided. */
export interface NewDelivery {
  readonly receiverId: string;
  readonly organisation: string;
  readonly groupKey: string | null;
  readonly notice: KeptNotice;
  readonly endpoint: string;
  readonly state: 'QUEUED' | 'HELD' | 'DROPPED';
  /** When it is to be sent, or thought of again; null where it never is. */
  readonly nextAt: EpochMs | null;
  readonly fault: string | null;
}

const dateOf = (at: EpochMs | null): Date | null => (at === null ? null : new Date(at));

export const rowOf = ({ notice, nextAt, organisation, ...delivery }: NewDelivery) => ({
  ...delivery,
  id: notice.eventId,
  organisationId: organisation,
  incidentIds: notice.incidents.map(({ id }) => id),
  reason: notice.reason,
  notice: notice as unknown as Prisma.InputJsonValue,
  isReplayed: notice.isReplayed,
  createdAt: new Date(notice.at),
  queuedAt: delivery.state === 'QUEUED' ? new Date(notice.at) : null,
  nextAt: dateOf(nextAt),
});
