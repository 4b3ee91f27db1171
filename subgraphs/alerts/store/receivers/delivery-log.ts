import type { Database } from '@aqmrg/platform/ports/database.ts';
import { Prisma } from '@aqmrg/prisma/client/client.ts';
import { instant } from '@aqmrg/prisma/sql.ts';
import type { EpochMs } from '@aqmrg/schema/events/vocabulary.ts';
import type { Delivery, DeliveryState } from '../../domain/notify/notice.ts';
import {
  type DeliveryRow,
  deliveryColumns,
  deliveryOf,
  type NewDelivery,
  rowOf,
} from '../notify/delivery-rows.ts';

const { sql, empty } = Prisma;

export interface LogFilter {
  readonly receiverId?: string | null | undefined;
  readonly alertId?: string | null | undefined;
  readonly states?: readonly DeliveryState[] | null | undefined;
}

/** Where a page goes on: behind this one. */
export interface LogPlace {
  readonly createdAt: EpochMs;
  readonly id: string;
}

const given = <T>(value: T | null | undefined, condition: (value: T) => Prisma.Sql): Prisma.Sql =>
  value === null || value === undefined ? empty : sql`AND ${condition(value)}`;

/** What was sent, or was to be. Every method answers for one organisation alone. */
export const openDeliveryLog = ({ client }: Pick<Database, 'client'>) => ({
  /** Newest first. */
  async page(
    organisation: string,
    { receiverId, alertId, states }: LogFilter,
    { after, limit }: { readonly after: LogPlace | null; readonly limit: number },
  ): Promise<readonly Delivery[]> {
    const rows = await client.$queryRaw<DeliveryRow[]>`
      SELECT ${deliveryColumns} FROM alerts.alert_delivery d WHERE d.organisation_id = ${organisation}
        ${given(receiverId, (id) => sql`d.receiver_id = ${id}`)}
        ${given(alertId, (id) => sql`d.incident_ids @> ARRAY[${id}]::text[]`)}
        ${given(states, (some) => sql`d.state = ANY(${[...some]}::text[])`)}
        ${given(after, ({ createdAt, id }) => sql`(d.created_at, d.id) < (${instant(createdAt)}, ${id})`)}
      ORDER BY d.created_at DESC, d.id DESC LIMIT ${limit}::int`;
    return rows.map(deliveryOf);
  },

  async find(id: string, organisation: string): Promise<Delivery | null> {
    const [row] = await client.$queryRaw<DeliveryRow[]>`
      SELECT ${deliveryColumns} FROM alerts.alert_delivery d
      WHERE d.id = ${id} AND d.organisation_id = ${organisation}`;
    return row === undefined ? null : deliveryOf(row);
  },

  async add(delivery: NewDelivery): Promise<void> {
    await client.alertDelivery.createMany({ data: [rowOf(delivery)] });
  },

  /** Sends what was given up as if it were new; false where it was not given up. */
  async retry(id: string, organisation: string, now: EpochMs): Promise<boolean> {
    const at = new Date(now);
    const { count } = await client.alertDelivery.updateMany({
      where: { id, organisationId: organisation, state: 'DEAD' },
      data: { state: 'QUEUED', attempts: 0, queuedAt: at, nextAt: at, fault: null },
    });
    return count > 0;
  },
});

export type DeliveryLog = ReturnType<typeof openDeliveryLog>;
